"""Laid-out pieces: each knows its height, how to be split, and how to draw itself.

Measures are in pt. A box is placed by the left and top of its place; y grows upwards, as in PDF.
`before` and `after` are the distances it asks for; between two boxes the greater one counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from handouts.pdf.canvas import Bookmark, LinkArea, TaggedCanvas
from handouts.pdf.structure import StructElem
from handouts.pdf.text_writer import PlacedLine, Run
from handouts.typeset.break_costs import COSTS, BreakCosts, BreakKind, BreakPoint
from handouts.typeset.lines import Fragment, Line

MIN_LINES = 2
"""Fewest lines of a paragraph left alone at the foot or the head of a page."""

_FEW = 5
"""Lines of a paragraph that had better not be split."""

EPSILON = 0.01


class Area(NamedTuple):
    """The area that a box covers; `kind` is what it shows."""

    left: float
    top: float
    width: float
    height: float
    kind: str

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top - self.height

    def rectangle(self, line: float = 0.0) -> tuple[float, float, float, float]:
        """Left, bottom, width and height of a rectangle whose outline, `line` pt wide, stays inside."""
        return self.left + line / 2, self.bottom + line / 2, self.width - line, self.height - line


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """A laid-out piece. It may hold others; what it does not say of itself is said by these."""

    before: float = 0.0  # distance asked for above
    after: float = 0.0  # distance asked for below
    keep_with_next: bool = False  # must not stand last on a page
    nth: tuple[int, int] | None = None  # which of how many items of one list it is, from 0
    is_rule: bool = False  # it only separates what stands above from what follows
    grows: bool = False  # it is lines to write on of which there may be more
    order: int | None = None  # how many elements stand before its block's; None: unknown, or it goes on

    @property
    def height(self) -> float:
        """Height in pt."""
        raise NotImplementedError

    def children(self) -> Sequence[Box]:
        """The boxes in it."""
        return ()

    def map(self, change: Callable[[Box], Box]) -> Box:  # noqa: ARG002
        """The same with each of its boxes changed."""
        return self

    def placed(self, left: float, top: float) -> Iterator[tuple[Box, float, float]]:  # noqa: ARG002
        """The boxes in it, each with the left and top of its place."""
        return iter(())

    def split(self, room: float, *, forced: bool = False) -> tuple[Box, Box] | None:  # noqa: ARG002
        """Two boxes, the first at most `room` high; None where that cannot be.

        Only where it is `forced`, what should be kept together is split, too: on a page of its own.
        """
        return None

    def break_points(self, costs: BreakCosts) -> Sequence[BreakPoint]:  # noqa: ARG002
        """The places inside at which it may be split, measured from its top."""
        return ()

    def split_at(self, at: tuple[int, ...]) -> tuple[Box, Box]:
        """The two parts of a box that is split at one of its break points."""
        raise NotImplementedError

    def draw(self, surface: TaggedCanvas, left: float, top: float) -> None:
        """Draw with the upper left corner at (left, top)."""
        for box, x, y in self.placed(left, top):
            box.draw(surface, x, y)

    def hidden(self) -> Box:
        """The same as an artifact: a table's head on a later page."""
        return self.map(lambda box: box.hidden())

    def fragments(self) -> Iterator[Fragment]:
        """All text in it, so that the fonts can be cut to it."""
        return (fragment for box in self.children() for fragment in box.fragments())

    def places(self, left: float, top: float) -> Iterator[Area]:
        """Where its text and pictures come to stand, for checks of the geometry."""
        for box, x, y in self.placed(left, top):
            yield from box.places(x, y)

    @property
    def is_panel(self) -> bool:
        """Whether it is a box with a frame or a tint."""
        return False

    @property
    def is_group(self) -> bool:
        """Whether it does nothing but keep its boxes together."""
        return False

    @property
    def ends_in_lines(self) -> bool:
        """Whether the last in it are lines to write on."""
        boxes = self.children()
        return bool(boxes) and boxes[-1].ends_in_lines


class TextBox(Box, frozen=True, kw_only=True):
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

    def split(self, room: float, *, forced: bool = False) -> tuple[Box, Box] | None:  # noqa: ARG002
        fitting = min(int((room + EPSILON) / self.leading), len(self.lines) - MIN_LINES)
        return self.split_at((fitting,)) if fitting >= MIN_LINES else None

    def break_points(self, costs: BreakCosts) -> Sequence[BreakPoint]:  # noqa: ARG002
        count, leading = len(self.lines), self.leading
        if self.keep_with_next:
            return ()
        cost = COSTS[BreakKind.LINES if count > _FEW else BreakKind.FEW_LINES]
        return [
            BreakPoint(k * leading, k * leading, cost, (k,)) for k in range(MIN_LINES, count - MIN_LINES + 1)
        ]

    def split_at(self, at: tuple[int, ...]) -> tuple[TextBox, TextBox]:
        """Its first lines, so many, and the others; it is marked and named where it begins."""
        (count,) = at
        first = replace(self, lines=self.lines[:count], after=0.0)
        below = self.lines[count:]
        return first, replace(self, lines=below, before=0.0, bookmark=None, name="", order=None)

    def on_line(self, leading: float, baseline: float) -> TextBox:
        """Beside something else, on one line with it, whatever their sizes."""
        return replace(self, before=0.0, after=0.0, leading=leading, baseline=baseline)

    def draw(self, surface: TaggedCanvas, left: float, top: float) -> None:
        placed = self.placed_lines(left, top)
        if self.bookmark:
            surface.bookmarks.append(Bookmark(*self.bookmark, surface.index, top))
        surface.text(placed, self.node)
        looks = [fragment.look for line in self.lines for fragment in line.fragments]
        if any(look.underline for look in looks):
            self._underline(surface, placed)
        if self.node is not None and any(look.link for look in looks):
            self._links(surface, placed)

    def placed_lines(self, left: float, top: float) -> list[PlacedLine]:
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

    def places(self, left: float, top: float) -> Iterator[Area]:
        width = max((line.width for line in self.lines), default=0.0)
        yield Area(left, top, width, self.height, "text")


def _runs(line: Line) -> list[Run]:
    return [
        Run(text, look.font, look.size, look.colour, look.link.node if look.link else None)
        for text, look, _ in line.fragments
    ]


class DrawingBox(Box, frozen=True, kw_only=True):
    """Something drawn: a figure with an element, or without one a decoration."""

    size: tuple[float, float]  # width and height
    paint: Callable[[TaggedCanvas, float, float], None]  # left and top
    node: StructElem | None = None
    used: tuple[Fragment, ...] = ()  # text that the drawing writes itself

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

    def places(self, left: float, top: float) -> Iterator[Area]:
        yield Area(left, top, *self.size, "drawing")


class Break(Box, frozen=True, kw_only=True):
    """What follows starts on a new page."""

    named: bool = True
    recto: bool = False  # on a new sheet of paper
    restart_numbering: bool = False  # pages are counted from 1 again
    across: tuple[Box, ...] = ()  # over all columns of the page that begins
    height: float = 0.0
