"""Small pages put on sheets to be folded or cut: a template becomes another one, for paper only.

A page's content is not copied: it stands between two tiny streams that move it to its place, and may do so
many times. So does the stream that a copy's slots are written into, and every place shows the same. The
sheets bear no structure, no links and no claim to conform: the small pages in reading order are for that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Literal, NamedTuple

from handouts.pdf.identity import Identity, information
from handouts.pdf.packing import ROW, pack
from handouts.pdf.rereading import (
    entry_references,
    objects_of,
    reachable,
    references_in,
    renumbered,
)
from handouts.pdf.sharing import pages_of
from handouts.pdf.syntax import numbers, reference, references, stream, text_string
from handouts.pdf.template import LatePage, Template

Flip = Literal["DuplexFlipShortEdge", "DuplexFlipLongEdge"]


class Placed(NamedTuple):
    """A page on a side of a sheet: its index from 0, and where its lower left corner stands, in pt."""

    page: int
    x: float
    y: float


class Side(NamedTuple):
    """One side of a sheet. `marks` are operators: where to fold and to cut."""

    placed: tuple[Placed, ...]
    marks: bytes = b""
    turned: bool = False  # by half a turn, for a printer that turns sheets about their other edge


class Imposition(NamedTuple):
    """All sides, front and back in turn, and how the printer must turn the sheets; size in pt."""

    size: tuple[float, float]
    sides: tuple[Side, ...]
    flip: Flip

    @property
    def times(self) -> int:
        """How often the first page stands on the sheets, and with it all others."""
        return sum(placed.page == 0 for side in self.sides for placed in side.placed)


def impose(template: Template, imposition: Imposition, identity: Identity) -> Template:
    """The template's pages on sheets. Its slots stay open."""
    return _Imposer(template, imposition, identity).template()


class _Imposer:
    """Numbers the objects of the new template anew and writes them."""

    def __init__(self, template: Template, imposition: Imposition, identity: Identity) -> None:
        self._old, self._imposition, self._identity = template, imposition, identity
        self._objects = objects_of(template)
        self._count = 0
        self._streams: dict[int, bytes] = {}
        self._plain: dict[int, bytes] = {}
        self._numbers: dict[int, int] = {}  # of what is kept, by its number in the old template
        self._moves: dict[bytes, int] = {}  # streams that move a page, by what they say

    def template(self) -> Template:
        catalog, info, tree = (self._new() for _ in range(3))
        sides = [self._new() for _ in self._imposition.sides]
        pages = [
            entry_references(b"/Contents", self._objects[page]) for page in pages_of(self._objects, self._old)
        ]
        self._keep(pages)
        # numbers of what is written when the slots are filled
        late = {page.stream: self._new() for page in self._old.late_pages}
        resources = self._new()
        self._numbers |= late
        for number, side in zip(sides, self._imposition.sides, strict=True):
            contents = references([*self._contents(side, pages)])
            self._plain[number] = b"<</Type/Page/Parent %s/MediaBox[0 0 %s]/Resources %s/Contents%s>>" % (
                reference(tree),
                numbers(*self._imposition.size).encode(),
                reference(resources),
                contents,
            )
        self._plain[tree] = b"<</Type/Pages/Count %d/Kids%s>>" % (len(sides), references(sides))
        self._plain[info] = information(self._identity)
        self._plain[catalog] = self._catalog(tree)
        return self._assembled(catalog, info, resources)

    def _assembled(self, catalog: int, info: int, resources: int) -> Template:
        trailer = b"/Root %d 0 R/Info %d 0 R" % (catalog, info)
        static = pack(self._plain, self._streams, self._count, trailer)
        old = self._old
        return Template(
            head=static.head,
            digest=hashlib.sha256(static.head).digest(),
            rows=static.rows,
            xref=static.xref,
            size=len(static.rows) // ROW,
            root=catalog,
            info=info,
            pages=len(self._imposition.sides),
            resources=resources,
            resources_start=self._moved(old.resources_start),
            resources_end=self._moved(old.resources_end),
            slots=tuple(slot._replace(elements=None) for slot in old.slots),
            late_pages=tuple(
                LatePage(page.page, 0, self._numbers[page.stream], 0, b"", 0) for page in old.late_pages
            ),
            fonts=old.fonts,
        )

    def _keep(self, pages: list[list[int]]) -> None:
        """Take over contents, fonts and pictures; streams refer to nothing."""
        used = {placed.page for side in self._imposition.sides for placed in side.placed}
        first = [number for page in sorted(used) for number in pages[page]]
        dictionary = self._old.resources_start + self._old.resources_end
        found = reachable(self._objects, [*first, *references_in(dictionary)])
        self._numbers |= {number: self._new() for number in found}
        for number in found:
            body = self._objects[number]
            into = self._streams if body.endswith(b"endstream") else self._plain
            into[self._numbers[number]] = self._moved(body)

    def _moved(self, body: bytes) -> bytes:
        return renumbered(body, lambda old: reference(self._numbers[old]))

    def _contents(self, side: Side, pages: list[list[int]]) -> Iterator[int]:
        """Contents of a side: to a page's place, the page, back again; and so for each."""
        width, height = self._imposition.size
        if side.turned:
            yield self._say(b"q -1 0 0 -1 %s cm" % numbers(width, height).encode())
        for placed in side.placed:
            yield self._say(b"q 1 0 0 1 %s cm" % numbers(placed.x, placed.y).encode())
            yield from (self._numbers[number] for number in pages[placed.page])
            yield self._say(b"Q")
        if side.marks:
            yield self._say(b"q\n%s\nQ" % side.marks)
        if side.turned:
            yield self._say(b"Q")

    def _say(self, code: bytes) -> int:
        if code not in self._moves:
            self._moves[code] = self._new()
            self._streams[self._moves[code]] = stream(code, compress=len(code) > _SHORT)
        return self._moves[code]

    def _catalog(self, tree: int) -> bytes:
        return (
            b"<</Type/Catalog/Pages %s/Lang%s"
            b"/ViewerPreferences<</DisplayDocTitle true/Duplex/%s/PrintScaling/None>>>>"
            % (reference(tree), text_string(self._identity.language), self._imposition.flip.encode())
        )

    def _new(self) -> int:
        self._count += 1
        return self._count


_SHORT = 320
"""Bytes of content below which compression gains nothing."""
