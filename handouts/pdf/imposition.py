"""Imposition: small pages on sheets to fold or cut. A template becomes another one, for paper only.

The content of a page is not copied: on a sheet it is between two tiny streams that move it to its place, as
often as it is needed, and so is the stream of a copy's slots. Sheets have no structure and no links, and do
not claim to conform to PDF/UA: the small pages in reading order do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Literal, NamedTuple

from handouts.pdf.identity import Identity, information
from handouts.pdf.packing import pack
from handouts.pdf.syntax import numbers, reference, references, stream, text_string
from handouts.pdf.template import LatePage, Page, Template

Flip = Literal["DuplexFlipShortEdge", "DuplexFlipLongEdge"]


class Placed(NamedTuple):
    """A page on a side of a sheet: its index from 0, and its lower left corner in pt."""

    page: int
    x: float
    y: float


class Side(NamedTuple):
    """One side of a sheet. `marks` are the operators of fold and cut marks."""

    placed: tuple[Placed, ...]
    marks: bytes = b""
    turned: bool = False  # by 180 degrees, for a printer that turns sheets about their other edge


class Imposition(NamedTuple):
    """All sides, front and back in turn, and how the printer must turn the sheets; size in pt."""

    size: tuple[float, float]
    sides: tuple[Side, ...]
    flip: Flip

    @property
    def times(self) -> int:
        """How often each page is on the sheets."""
        return sum(placed.page == 0 for side in self.sides for placed in side.placed)


def impose(template: Template, imposition: Imposition, identity: Identity) -> Template:
    """The template's pages on sheets. Its slots stay open."""
    return _Imposer(template, imposition, identity).template()


class _Imposer:
    """Renumbers the objects of a template and writes them."""

    def __init__(self, template: Template, imposition: Imposition, identity: Identity) -> None:
        self._old, self._imposition, self._identity = template, imposition, identity
        self._count = 0
        self._streams: dict[int, bytes] = {}
        self._numbers: dict[int, int] = {}  # new numbers by old ones
        self._moves: dict[bytes, int] = {}  # streams that move a page, by their operators

    def template(self) -> Template:
        catalog, info, tree = (self._new() for _ in range(3))
        sides = [self._new() for _ in self._imposition.sides]
        self._keep()
        # numbers of what is written when the slots are filled
        self._numbers |= {page.stream: self._new() for page in self._old.late_pages}
        resources = self._new()
        pages = tuple(
            Page(number, self._imposition.size, tuple(self._contents(side)))
            for number, side in zip(sides, self._imposition.sides, strict=True)
        )
        shared = self._old.shared.moved(self._numbers)
        plain = shared.written() | {page.number: _page(page, tree, resources) for page in pages}
        plain[tree] = b"<</Type/Pages/Count %d/Kids%s>>" % (len(sides), references(sides))
        plain[info] = information(self._identity)
        plain[catalog] = (
            b"<</Type/Catalog/Pages %s/Lang%s"
            b"/ViewerPreferences<</DisplayDocTitle true/Duplex/%s/PrintScaling/None>>>>"
            % (reference(tree), text_string(self._identity.language), self._imposition.flip.encode())
        )
        static = pack(plain, self._streams, self._count, b"/Root %d 0 R/Info %d 0 R" % (catalog, info))
        fonts, pictures = self._old.resources_as(self._numbers)
        late = tuple(LatePage(page.page, self._numbers[page.stream]) for page in self._old.late_pages)
        return Template(
            head=static.head,
            digest=hashlib.sha256(static.head).digest(),
            xref=static.xref,
            size=static.size,
            root=catalog,
            info=info,
            resources=resources,
            font_objects=fonts,
            pictures=pictures,
            page_objects=pages,
            shared=shared,
            streams=static.streams,
            slots=tuple(slot._replace(elements=None) for slot in self._old.slots),
            late_pages=late,
            fonts=self._old.fonts,
        )

    def _keep(self) -> None:
        """Keep the contents of pages that are placed, fonts and pictures."""
        streams, pages = self._old.static_streams(), self._old.page_objects
        placed = {placed.page for side in self._imposition.sides for placed in side.placed}
        used = [number for page in sorted(placed) for number in pages[page].contents if number in streams]
        contents = {number for page in pages for number in page.contents}
        others = sorted({*streams, *self._old.shared.numbers} - contents)
        self._numbers |= {number: self._new() for number in (*used, *others)}
        self._streams |= {self._numbers[at]: streams[at] for at in (*used, *others) if at in streams}

    def _contents(self, side: Side) -> Iterator[int]:
        """The contents of a side: for each page, move to its place, the page, and back."""
        width, height = self._imposition.size
        if side.turned:
            yield self._stream_of(b"q -1 0 0 -1 %s cm" % numbers(width, height).encode())
        for placed in side.placed:
            yield self._stream_of(b"q 1 0 0 1 %s cm" % numbers(placed.x, placed.y).encode())
            contents = self._old.page_objects[placed.page].contents
            yield from (self._numbers[number] for number in contents)
            yield self._stream_of(b"Q")
        if side.marks:
            yield self._stream_of(b"q\n%s\nQ" % side.marks)
        if side.turned:
            yield self._stream_of(b"Q")

    def _stream_of(self, code: bytes) -> int:
        if code not in self._moves:
            self._moves[code] = self._new()
            self._streams[self._moves[code]] = stream(code, compress=len(code) > _SHORT)
        return self._moves[code]

    def _new(self) -> int:
        self._count += 1
        return self._count


def _page(page: Page, tree: int, resources: int) -> bytes:
    return b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s]/Resources %d 0 R/Contents%s>>" % (
        tree,
        numbers(*page.size).encode(),
        resources,
        references(page.contents),
    )


_SHORT = 320
"""Bytes of content below which compression gains nothing."""
