"""The typesetter without tags: no marks in the pages, no structure tree. Only to measure what tagging costs.

It reaches into private names of `handouts.pdf`, which always tags; where they change, this changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from handouts.pdf import canvas, document, structure, text_writer
from handouts.pdf.objects import written
from handouts.pdf.structure import StructElem
from handouts.pdf.text_writer import PlacedLine

_TAGGING = re.compile(rb"/StructParents? \d+|/Tabs/S|/MarkInfo<<.*?>>|/StructTreeRoot \d+ 0 R")


class _Writer(text_writer.TextWriter):
    def _enter(self, node: StructElem | None) -> None:
        """Text belongs to nothing."""


class _Canvas(canvas.TaggedCanvas):
    @contextmanager
    def element(self, node: StructElem) -> Iterator[None]:
        self._node = node
        yield
        self._node = None

    @contextmanager
    def artifact(self, kind: str = "", subtype: str = "") -> Iterator[None]:  # noqa: ARG002
        outer, self._in_artifact = self._in_artifact, True
        yield
        self._in_artifact = outer

    def text(self, lines: Sequence[PlacedLine], node: StructElem | None) -> None:
        writer = _Writer(self._fonts, self._begin, node)
        for line in lines:
            writer.line(line)
        self._write(writer.finish())


class _Document(document._Writer):
    def _number_areas(self) -> None:
        self._areas += [
            (self._new(), area, page.index) for page in self._document.pages for area in page.links
        ]

    def _number_nodes(self) -> None:
        """There are none."""

    def _write_nodes(self) -> None:
        """There are none."""

    def _write_parent_tree(self, parents: dict[int, int]) -> tuple[int, ...]:  # noqa: ARG002
        """There is none."""
        return ()

    def _structure(self, *_: Any) -> None:  # type: ignore[override]
        """There is none."""

    def _write_pages(self, *arguments: Any) -> None:
        super()._write_pages(*arguments)
        self._plain[self._catalog] = _TAGGING.sub(b"", self._plain[self._catalog])
        for number in [*self._page_numbers, *(area[0] for area in self._areas)]:
            self._own[number] = [_TAGGING.sub(b"", written(self._own[number]))]


def _no_kid(self: StructElem, role: str, **properties: str) -> StructElem:  # noqa: ARG001
    return self


@contextmanager
def untagged() -> Iterator[None]:
    """Inside this context nothing is tagged. For handouts without slots."""
    with (
        patch.object(document, "TaggedCanvas", _Canvas),
        patch.object(document, "_Writer", _Document),
        patch.object(document, "check", lambda root: None),  # noqa: ARG005
        patch.object(structure.StructElem, "add", _no_kid),
    ):
        yield
