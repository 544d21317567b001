"""The structure tree (ISO 32000-1, 14.7), in the author's order.

Drawing only records where an element's content is; it never decides the order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

_HEADINGS = frozenset(("H1", "H2", "H3", "H4", "H5", "H6"))


class StructureError(ValueError):
    """The tree would misrepresent the page."""


class Mark(NamedTuple):
    """A marked-content sequence on a page."""

    page: int  # index from 0
    mcid: int


class Annotation(NamedTuple):
    """A link's active area, or a field, on a page."""

    page: int
    number: int  # its place among the document's annotations


class StructElem(msgspec.Struct, eq=False):
    """A structure element. `kids` are elements and, once drawn, marks and annotations."""

    role: str
    alt: str | None = None
    lang: str | None = None
    actual: str | None = None  # read instead of the content
    attributes: str = ""  # attribute dictionary without its brackets: /O/Table/Scope/Column
    late: str | None = None  # name of the slot that fills it after the document is finished
    head: int = 0  # its number among the head cells of a finished document; 0: not a head cell
    heads: Sequence[StructElem] = ()  # of a cell that has /O/Table
    kids: list[StructElem | Mark | Annotation] = []

    def add(self, role: str, **properties: Any) -> StructElem:
        """A new element, added to the kids."""
        node = StructElem(role, **properties)
        self.kids.append(node)
        return node

    def walk(self) -> Iterator[StructElem]:
        """This element and all below it, in reading order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += [kid for kid in reversed(node.kids) if isinstance(kid, StructElem)]


def prune(node: StructElem) -> bool:
    """Remove elements without content; returns whether anything is left of this one.

    Empty cells stay, for rows must be regular, and so do elements for slots.
    """
    if node.late:
        return True
    node.kids = [kid for kid in node.kids if not isinstance(kid, StructElem) or prune(kid)]
    return bool(node.kids) or node.role in ("TD", "TH")


def check(nodes: Iterable[StructElem]) -> None:
    """Refuse what not all validators find: skipped headings, figures without words, ragged tables.

    `nodes` are all elements in reading order. Raises StructureError (ISO 14289-1, 7.3, 7.4.2, 7.5).
    """
    level = 0
    for node in nodes:
        if node.role in _HEADINGS:
            here = int(node.role[1:])
            if here > level + 1:
                raise StructureError(f"heading of level {here} follows level {level}")
            level = here
        elif node.role == "Figure" and not (node.alt or "").strip():
            raise StructureError("a figure has no alternative text")
        elif node.role == "Table":
            _check_table(node)


def _check_table(table: StructElem) -> None:
    rows = [node for node in table.walk() if node.role == "TR"]
    widths = {len([cell for cell in row.kids if isinstance(cell, StructElem)]) for row in rows}
    if len(widths) > 1:
        raise StructureError(f"a table has rows of {', '.join(map(str, sorted(widths)))} cells")
