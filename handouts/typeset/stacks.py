"""Boxes of boxes: stacks and rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import force_setattr, replace

from handouts.pdf.canvas import TaggedCanvas
from handouts.typeset.boxes import EPSILON, Area, Box
from handouts.typeset.break_costs import BreakCosts, BreakKind, BreakPoint
from handouts.typeset.columns import between, fill, placed_from, stacked_height


class Inset(NamedTuple):
    """Padding of a stack."""

    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    left: float = 0.0


NO_INSET = Inset()

Painter = Callable[[TaggedCanvas, Area], None]
"""Draws what lies behind a stack."""


class Stack(Box, frozen=True, kw_only=True):
    """Boxes one below the other, with padding and something painted behind.

    After a break `head` is drawn again, as an artifact; before one, `more` says that the stack continues.
    """

    boxes: tuple[Box, ...]
    width: float
    inset: Inset = NO_INSET
    paint: Painter | None = None
    head: Box | None = None
    more: Box | None = None
    keep_together: bool = False
    is_first: bool = True
    goes_on: bool = False  # whether another part follows
    height: float = 0.0  # computed once, for it is needed often

    def __post_init__(self) -> None:
        inner = stacked_height(self._all)
        force_setattr(self, "height", inner + self.inset.top + self.inset.bottom)

    @property
    def _all(self) -> tuple[Box, ...]:
        boxes = (self.head, *self.boxes) if self.head else self.boxes
        return (*boxes, self.more) if self.more and self.goes_on else boxes

    def children(self) -> Sequence[Box]:
        return self._all

    def map(self, change: Callable[[Box], Box]) -> Stack:
        head = change(self.head) if self.head else None
        return replace(self, boxes=tuple(change(box) for box in self.boxes), head=head)

    def split(self, room: float, *, forced: bool = False) -> tuple[Box, Box] | None:
        if self.keep_together and not forced:
            return None
        inner = room - self.inset.top - self.inset.bottom - self.room_for_more()
        boxes = (self.head, *self.boxes) if self.head else self.boxes
        placed, rest = fill(boxes, inner, fresh=self.keep_together)
        fixed = 1 if self.head else 0
        return self._parted(placed[fixed:], rest) if len(placed) > fixed and rest else None

    def break_points(self, costs: BreakCosts) -> Sequence[BreakPoint]:
        """Between its boxes and inside them; padding and head are repeated on both sides."""
        return list(self._break_points(costs))

    def _break_points(self, costs: BreakCosts) -> Iterator[BreakPoint]:
        whole = BreakKind.DESPERATE.cost if self.keep_together and self.height < costs.page else 0.0
        head = self.head
        over = self.inset.top + (head.height if head else 0.0)
        # in a frame no sentence is split
        inside = whole + (BreakKind.BOX if self.paint is None else BreakKind.DESPERATE).cost
        y = over + (max(head.after, self.boxes[0].before) if head and self.boxes else 0.0)
        for at, box in enumerate(self.boxes):
            if at:
                above = self.boxes[at - 1]
                gap = max(above.after, box.before)
                if not above.keep_with_next:
                    again = over + (max(head.after, box.before) if head else 0.0)
                    end = y + self.room_for_more(above) + self.inset.bottom
                    yield BreakPoint(end, y + gap - again, whole + self._cost_before(at, costs), (at,))
                y += gap
            again = over + (head.after if head else 0.0)
            for point in box.break_points(costs):
                end = y + point.end + self.room_for_more() + self.inset.bottom
                yield BreakPoint(end, y + point.start - again, inside + point.cost, (at, *point.at))
            y += box.height

    def _cost_before(self, at: int, costs: BreakCosts) -> float:
        above, below, count = self.boxes[at - 1], self.boxes[at], len(self.boxes)
        if self.paint is None:  # a table
            return costs.among_alike((at, count), BreakKind.ROW, (above.height, below.height)).cost
        least = min(at, count - at)
        if least < 2 < count:
            return BreakKind.DESPERATE.cost  # a frame around one item, however high
        lopsided = BreakKind.LOPSIDED.cost * (1 - 2 * least / count)
        return BreakKind.BOX.cost + lopsided + between(above, below, costs).cost

    def split_at(self, at: tuple[int, ...]) -> tuple[Box, Box]:
        where, *deeper = at
        upper, lower = self.boxes[:where], self.boxes[where:]
        if deeper:
            above, below = self.boxes[where].split_at(tuple(deeper))
            upper, lower = (*upper, above), (below, *lower[1:])
        return self._parted(upper, lower)

    def _parted(self, above: Sequence[Box], below: Sequence[Box]) -> tuple[Stack, Stack]:
        """Both parts of the stack; the second repeats the head."""
        head = self.head.hidden() if self.head else None
        first = replace(self, boxes=tuple(above), after=0.0, goes_on=True)
        return first, replace(self, boxes=tuple(below), head=head, before=0.0, is_first=False, order=None)

    def room_for_more(self, last: Box | None = None) -> float:
        """Height of `more` and the distance above it, in pt."""
        if self.more is None:
            return 0.0
        return self.more.height + max(self.more.before, last.after if last else 0.0)

    def draw(self, surface: TaggedCanvas, left: float, top: float) -> None:
        if self.paint:
            with surface.artifact():
                self.paint(surface, Area(left, top, self.width, self.height, "stack"))
        for box, x, y in self.placed(left, top):
            if (box is self.head and not self.is_first) or box is self.more:
                with surface.artifact("Pagination"):
                    box.draw(surface, x, y)
            else:
                box.draw(surface, x, y)

    def placed(self, left: float, top: float) -> Iterator[tuple[Box, float, float]]:
        x = left + self.inset.left
        return ((box, x, y) for box, y in placed_from(self._all, top - self.inset.top))

    @property
    def is_panel(self) -> bool:
        return self.paint is not None and self.nth is None

    @property
    def is_group(self) -> bool:
        plain = self.paint is None and self.head is None and not any(self.inset)
        return self.keep_together and plain


class FootStack(Stack, frozen=True, kw_only=True):
    """A stack for the foot of the first page."""


class PointingStack(Stack, frozen=True, kw_only=True):
    """A stack with a page reference (see `references`)."""


class OptionalStack(Stack, frozen=True, kw_only=True):
    """A stack that a page of fixed size leaves out where it has no room (see `Optional` among the blocks)."""

    priority: int = 0
    fallback: tuple[Box, ...] = ()
    omission: str = ""


class CoverStack(OptionalStack, frozen=True, kw_only=True):
    """A stack that fills the room left on its page; a lower one replaces it where there is none."""

    def taller(self, more: float) -> CoverStack:
        """The same with `more` pt added below its contents."""
        return replace(self, inset=self.inset._replace(bottom=self.inset.bottom + more))


class RowBox(Box, frozen=True, kw_only=True):
    """Boxes side by side, each with its distance from the left."""

    cells: tuple[tuple[float, Box], ...]
    width: float
    paint: Painter | None = None
    splits: bool = False  # whether the last cell may be split
    height: float = 0.0  # of its highest cell

    def __post_init__(self) -> None:
        force_setattr(self, "height", max([box.height for _, box in self.cells], default=0.0))

    def children(self) -> Sequence[Box]:
        return [box for _, box in self.cells]

    def map(self, change: Callable[[Box], Box]) -> RowBox:
        return replace(self, cells=tuple((x, change(box)) for x, box in self.cells))

    def split(self, room: float, *, forced: bool = False) -> tuple[Box, Box] | None:  # noqa: ARG002
        *others, (_, last) = self.cells
        if not self.splits or any(box.height > room + EPSILON for _, box in others):
            return None
        parts = last.split(room)
        return self._parted(*parts) if parts else None

    def break_points(self, costs: BreakCosts) -> Sequence[BreakPoint]:
        """Those of its last cell that leave the others beside its first part."""
        if not self.splits:
            return ()
        last = self.cells[-1][1]
        others = max((box.height for _, box in self.cells[:-1]), default=0.0)
        alone = self.nth is not None and self.nth[1] > 1 and self.nth[0] in (0, self.nth[1] - 1)
        low = last.height < 2 * costs.high(BreakKind.ITEM)
        cost = (BreakKind.DESPERATE if alone and low else BreakKind.IN_ITEM).cost
        points = last.break_points(costs)
        return [point._replace(cost=cost) for point in points if others <= point.end + EPSILON]

    def split_at(self, at: tuple[int, ...]) -> tuple[Box, Box]:
        return self._parted(*self.cells[-1][1].split_at(at))

    def _parted(self, above: Box, below: Box) -> tuple[RowBox, RowBox]:
        """Both parts of the row; the second has the rest of the last cell alone."""
        *others, (x, _) = self.cells
        first = replace(self, cells=(*others, (x, above)), after=0.0)
        return first, replace(self, cells=((x, below),), before=0.0, order=None)

    def draw(self, surface: TaggedCanvas, left: float, top: float) -> None:
        if self.paint:
            with surface.artifact():
                self.paint(surface, Area(left, top, self.width, self.height, "row"))
        super().draw(surface, left, top)

    def placed(self, left: float, top: float) -> Iterator[tuple[Box, float, float]]:
        return ((box, left + x, top) for x, box in self.cells)


def spread_out(stack: Stack, apart: float) -> Stack:
    """A stack with its boxes `apart` pt further apart."""
    *boxes, last = stack.boxes
    return replace(stack, boxes=(*(replace(box, after=box.after + apart) for box in boxes), last))
