"""Boxes: laid-out pieces that know their height, how to be split, and how to draw themselves.

Measures are in pt. A box is drawn from its left and top; y grows upwards, as in PDF. Between two boxes the
greater of `after` and `before` is left free.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from handouts.pdf.annotations import LinkArea
from handouts.pdf.canvas import Bookmark, TaggedCanvas
from handouts.pdf.structure import StructElem
from handouts.pdf.text_writer import PlacedLine, Run
from handouts.typeset.break_costs import BreakCosts, BreakKind, BreakPoint
from handouts.typeset.lines import Fragment, Line

MIN_LINES = 2
"""Fewest lines of a paragraph at the foot or the head of a page: no widows, no orphans."""

_FEW = 5
"""Lines of a paragraph that is better not split."""

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
    """A laid-out piece, which may hold others. By default it does what its children do."""

    before: float = 0.0  # distance above
    after: float = 0.0  # distance below
    keep_with_next: bool = False  # never last on a page
    nth: tuple[int, int] | None = None  # index from 0 and count of a list's item
    is_rule: bool = False  # it only separates what is above from what is below
    grows: bool = False  # more of its lines to write on may be added
    order: int | None = None  # number of elements before its block's; None: unknown, or a continuation

    @property
    def height(self) -> float:
        """Height in pt."""
        raise NotImplementedError

    def children(self) -> Sequence[Box]:
        """The boxes in it."""
        return ()

    def map(self, change: Callable[[Box], Box]) -> Box:  # noqa: ARG002
        """The same box with each child changed."""
        return self

    def placed(self, left: float, top: float) -> Iterator[tuple[Box, float, float]]:  # noqa: ARG002
        """The boxes in it, each with its left and top."""
        return iter(())

    def split(self, room: float, *, forced: bool = False) -> tuple[Box, Box] | None:  # noqa: ARG002
        """Two boxes, the first at most `room` high, or None; `forced` splits what should stay together."""
        return None

    def break_points(self, costs: BreakCosts) -> Sequence[BreakPoint]:  # noqa: ARG002
        """Where it may be split, measured from its top."""
        return ()

    def split_at(self, at: tuple[int, ...]) -> tuple[Box, Box]:
        """The two parts of the box, split at one of its break points."""
        raise NotImplementedError

    def draw(self, surface: TaggedCanvas, left: float, top: float) -> None:
        """Draw with the upper left corner at (left, top)."""
        for box, x, y in self.placed(left, top):
            box.draw(surface, x, y)

    def hidden(self) -> Box:
        """The same as an artifact: a table's head on later pages."""
        return self.map(lambda box: box.hidden())

    def fragments(self) -> Iterator[Fragment]:
        """All text in it, so that the fonts can be cut to it."""
        return (fragment for box in self.children() for fragment in box.fragments())

    def places(self, left: float, top: float) -> Iterator[Area]:
        """Where its text and pictures are drawn, for checks of the geometry."""
        for box, x, y in self.placed(left, top):
            yield from box.places(x, y)

    @property
    def is_panel(self) -> bool:
        """Whether it is a box with a frame or a tint."""
        return False

    @property
    def is_group(self) -> bool:
        """Whether all it does is to keep its boxes together."""
        return False

    @property
    def ends_in_lines(self) -> bool:
        """Whether lines to write on are the last thing in it."""
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
    name: str = ""  # target of references to its page

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
        cost = (BreakKind.LINES if count > _FEW else BreakKind.FEW_LINES).cost
        places = range(MIN_LINES, count - MIN_LINES + 1)
        return [BreakPoint(at * leading, at * leading, cost, (at,)) for at in places]

    def split_at(self, at: tuple[int, ...]) -> tuple[TextBox, TextBox]:
        """Its first lines and the others. Bookmark and name stay with the first."""
        (count,) = at
        first = replace(self, lines=self.lines[:count], after=0.0)
        below = self.lines[count:]
        return first, replace(self, lines=below, before=0.0, bookmark=None, name="", order=None)

    def on_line(self, leading: float, baseline: float) -> TextBox:
        """The same on the baseline of a neighbour of another size."""
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
        """The lines, with the upper left corner at (left, top)."""
        first, step = top - self.baseline, self.leading
        return [PlacedLine(left, first - at * step, _runs(line)) for at, line in enumerate(self.lines)]

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
    """A drawing: a figure with an element, or a decoration without one."""

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
    """A page break."""

    named: bool = True
    recto: bool = False  # on the front of a sheet of paper
    restart_numbering: bool = False  # pages are counted from 1 again
    across: tuple[Box, ...] = ()  # over all columns of the new page
    height: float = 0.0
