"""Laid-out pieces: each knows its height, how to be split, and how to draw itself.

Measures are in pt. A box is placed by the left and top of its place; y grows upwards, as in PDF.
`before` and `after` are the distances it asks for; between two boxes the greater one counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, Protocol, TypeGuard

import msgspec
from msgspec.structs import replace

from handouts.pdf.canvas import Bookmark, LinkArea, TaggedCanvas
from handouts.pdf.structure import StructElem
from handouts.pdf.text_writer import PlacedLine, Run
from handouts.press.lines import Fragment, Line

MIN_LINES = 2
"""Fewest lines of a paragraph left alone at the foot or the head of a page."""

EPSILON = 0.01


class Place(NamedTuple):
    """Where a box was drawn."""

    left: float
    top: float
    width: float
    height: float
    kind: str


class Box(Protocol):
    """A laid-out piece."""

    @property
    def height(self) -> float:
        """Height in pt."""
        ...

    @property
    def before(self) -> float:
        """Distance asked for above."""
        ...

    @property
    def after(self) -> float:
        """Distance asked for below."""
        ...

    @property
    def keep_with_next(self) -> bool:
        """Whether it must not stand last on a page."""
        ...

    @property
    def nth(self) -> tuple[int, int] | None:
        """Which of how many items of one list it is, from 0."""
        ...

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Two boxes, the first at most `room` high; None where that cannot be."""
        ...

    def draw(self, surface: TaggedCanvas, left: float, top: float) -> None:
        """Draw with the upper left corner at (left, top)."""
        ...

    def hidden(self) -> Box:
        """The same as an artifact: a table's head on a later page."""
        ...

    def fragments(self) -> Iterator[Fragment]:
        """All text in it, so that the fonts can be cut to it."""
        ...

    def places(self, left: float, top: float) -> Iterator[Place]:
        """Where its text and pictures come to stand, for checks of the geometry."""
        ...


class Spacing(msgspec.Struct, frozen=True, kw_only=True):
    """What every box asks of its neighbours."""

    before: float = 0.0
    after: float = 0.0
    keep_with_next: bool = False
    nth: tuple[int, int] | None = None  # which of how many items of one list it is, from 0


class Piece(Spacing, frozen=True, kw_only=True):
    """What is never split and holds no text."""

    def split(self, room: float) -> tuple[Box, Box] | None:  # noqa: ARG002
        """Nowhere."""
        return None

    def fragments(self) -> Iterator[Fragment]:
        """None."""
        return iter(())


class TextBox(Spacing, frozen=True, kw_only=True):
    """Lines of a paragraph or heading."""

    lines: tuple[Line, ...]
    leading: float
    baseline: float  # from the top of a line to its baseline
    node: StructElem | None
    width: float
    bookmark: tuple[str, int] | None = None  # title and level in the outline
    name: str = ""  # by which a text says on which page it stands

    @property
    def height(self) -> float:
        return self.leading * len(self.lines)

    def split(self, room: float) -> tuple[Box, Box] | None:
        fitting = int((room + EPSILON) / self.leading)
        fitting = min(fitting, len(self.lines) - MIN_LINES)
        return self.parted(fitting) if fitting >= MIN_LINES else None

    def parted(self, count: int) -> tuple[TextBox, TextBox]:
        """Its first lines, so many, and the others; it is marked and named where it begins."""
        first = replace(self, lines=self.lines[:count], after=0.0)
        return first, replace(self, lines=self.lines[count:], before=0.0, bookmark=None, name="")

    def draw(self, surface: TaggedCanvas, left: float, top: float) -> None:
        placed = self.placed(left, top)
        if self.bookmark:
            surface.bookmarks.append(Bookmark(*self.bookmark, surface.index, top))
        surface.text(placed, self.node)
        looks = [fragment.look for line in self.lines for fragment in line.fragments]
        if any(look.underline for look in looks):
            self._underline(surface, placed)
        if self.node is not None and any(look.link for look in looks):
            self._links(surface, placed)

    def placed(self, left: float, top: float) -> list[PlacedLine]:
        """The lines at their places, with the upper left corner at (left, top)."""
        first = top - self.baseline
        return [
            PlacedLine(left, first - at * self.leading, _runs(line)) for at, line in enumerate(self.lines)
        ]

    def _underline(self, surface: TaggedCanvas, placed: Sequence[PlacedLine]) -> None:
        for line, place in zip(self.lines, placed, strict=True):
            x = place.x
            for fragment in line.fragments:
                if fragment.look.underline and fragment.text.strip():
                    size = fragment.look.size
                    y = place.y - size * 0.14
                    with surface.artifact():
                        surface.line((x, y), (x + fragment.width, y), fragment.look.colour, size / 18)
                x += fragment.width

    def _links(self, surface: TaggedCanvas, placed: Sequence[PlacedLine]) -> None:
        for line, place in zip(self.lines, placed, strict=True):
            x = place.x
            bottom = place.y - (self.leading - self.baseline)
            for link, run in groupby(line.fragments, key=lambda fragment: fragment.look.link):
                width = sum(fragment.width for fragment in run)
                if link and width:
                    area = (x, bottom, x + width, bottom + self.leading)
                    surface.link(LinkArea(link.node, area, link.address, link.words))
                x += width

    def hidden(self) -> Box:
        return replace(self, node=None, bookmark=None)

    def fragments(self) -> Iterator[Fragment]:
        return (fragment for line in self.lines for fragment in line.fragments)

    def places(self, left: float, top: float) -> Iterator[Place]:
        width = max((line.width for line in self.lines), default=0.0)
        yield Place(left, top, width, self.height, "text")


def _runs(line: Line) -> list[Run]:
    return [
        Run(text, look.font, look.size, look.colour, look.link.node if look.link else None)
        for text, look, _ in line.fragments
    ]


class DrawingBox(Piece, frozen=True, kw_only=True):
    """Something drawn: a figure with an element, or without one a decoration."""

    size: tuple[float, float]  # width and height
    paint: Callable[[TaggedCanvas, float, float], None]  # left and top
    node: StructElem | None = None
    used: tuple[Fragment, ...] = ()  # text that the drawing writes itself
    parts: bool = False  # only parts what stands above from what follows: nothing at the head of a page

    @property
    def height(self) -> float:
        return self.size[1]

    def draw(self, surface: TaggedCanvas, left: float, top: float) -> None:
        if self.node is None:
            with surface.artifact():
                self.paint(surface, left, top)
            return
        width, height = self.size
        box = f"{left:.3f} {top - height:.3f} {left + width:.3f} {top:.3f}"
        self.node.attributes = f"/O/Layout/Placement/Block/BBox[{box}]"
        with surface.element(self.node):
            self.paint(surface, left, top)

    def hidden(self) -> Box:
        return replace(self, node=None)

    def fragments(self) -> Iterator[Fragment]:
        return iter(self.used)

    def places(self, left: float, top: float) -> Iterator[Place]:
        yield Place(left, top, *self.size, "drawing")


def is_rule(box: Box) -> TypeGuard[DrawingBox]:
    """Whether a box only parts what stands above from what follows."""
    return isinstance(box, DrawingBox) and box.parts


class Break(Piece, frozen=True, kw_only=True):
    """What follows starts on a new page."""

    named: bool = True
    sheet: bool = False  # on a new sheet of paper
    anew: bool = False  # pages are counted anew
    across: tuple[Box, ...] = ()  # over all columns of the page that begins
    height: float = 0.0

    def draw(self, surface: TaggedCanvas, left: float, top: float) -> None:
        """Nothing to see."""

    def hidden(self) -> Box:
        return self

    def places(self, left: float, top: float) -> Iterator[Place]:  # noqa: ARG002
        return iter(())
