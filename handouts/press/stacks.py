"""Boxes of boxes: one below the other, side by side, and as many as a place holds.

`before` and `after` are the distances that boxes ask for; between two the greater one counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import force_setattr, replace

from handouts.pdf.canvas import TaggedCanvas
from handouts.press.boxes import EPSILON, Box, Break, Place, Spacing, is_rule
from handouts.press.lines import Fragment


class Inset(NamedTuple):
    """Room around the contents of a stack."""

    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    left: float = 0.0


NO_INSET = Inset()

Painter = Callable[[TaggedCanvas, Place, bool], None]
"""Draws what lies behind a stack; the flag says whether this is its first part."""


class Stack(Spacing, frozen=True, kw_only=True):
    """Boxes one below the other, with room around them and something painted behind.

    `head` is drawn again, as an artifact, where the stack goes on after a break; so is `more` before one.
    """

    boxes: tuple[Box, ...]
    width: float
    inset: Inset = NO_INSET
    paint: Painter | None = None
    head: Box | None = None
    more: Box | None = None  # says that the stack goes on
    whole: bool = False  # must not be split
    is_first: bool = True
    goes_on: bool = False  # whether another part follows
    height: float = 0.0  # added up once, when the stack is made, for it is asked for again and again

    def __post_init__(self) -> None:
        inner = stacked_height(self._all)
        force_setattr(self, "height", inner + self.inset.top + self.inset.bottom)

    @property
    def _all(self) -> tuple[Box, ...]:
        boxes = (self.head, *self.boxes) if self.head else self.boxes
        return (*boxes, self.more) if self.more and self.goes_on else boxes

    def split(self, room: float) -> tuple[Box, Box] | None:
        if self.whole:
            return None
        return self.broken(room)

    def broken(self, room: float) -> tuple[Box, Box] | None:
        """As `split`, even where the stack should stay whole: for one that is higher than a page."""
        inner = room - self.inset.top - self.inset.bottom - self.room_for_more()
        boxes = (self.head, *self.boxes) if self.head else self.boxes
        placed, rest = fill(boxes, inner, fresh=self.whole)
        fixed = 1 if self.head else 0
        if len(placed) <= fixed or not rest:
            return None
        return self.parted(placed[fixed:], rest)

    def parted(self, above: Sequence[Box], below: Sequence[Box]) -> tuple[Stack, Stack]:
        """A stack of some boxes, and one that goes on with others below the same head."""
        head = self.head.hidden() if self.head else None
        first = replace(self, boxes=tuple(above), after=0.0, goes_on=True)
        return first, replace(self, boxes=tuple(below), head=head, before=0.0, is_first=False)

    def room_for_more(self, last: Box | None = None) -> float:
        """What `more` takes below its last box, in pt."""
        if self.more is None:
            return 0.0
        return self.more.height + max(self.more.before, last.after if last else 0.0)

    def draw(self, surface: TaggedCanvas, left: float, top: float) -> None:
        if self.paint:
            with surface.artifact():
                self.paint(surface, Place(left, top, self.width, self.height, "stack"), self.is_first)
        for box, y in self._placed(top):
            if (box is self.head and not self.is_first) or box is self.more:
                with surface.artifact("Pagination"):
                    box.draw(surface, left + self.inset.left, y)
            else:
                box.draw(surface, left + self.inset.left, y)

    def _placed(self, top: float) -> Iterator[tuple[Box, float]]:
        return placed_from(self._all, top - self.inset.top)

    def hidden(self) -> Box:
        boxes = tuple(box.hidden() for box in self.boxes)
        return replace(self, boxes=boxes, head=self.head.hidden() if self.head else None)

    def fragments(self) -> Iterator[Fragment]:
        return (fragment for box in self._all for fragment in box.fragments())

    def places(self, left: float, top: float) -> Iterator[Place]:
        for box, y in self._placed(top):
            yield from box.places(left + self.inset.left, y)


class Foot(Stack, frozen=True, kw_only=True):
    """A stack that stands at the foot of the first page, wherever it is among the boxes."""


class PointingStack(Stack, frozen=True, kw_only=True):
    """A stack that says on which page something stands (see `references`)."""


class SpareStack(Stack, frozen=True, kw_only=True):
    """A stack that is left out where a page with a place of its own has no room for it."""

    name: str  # of the section that it belongs to; empty: nobody misses it
    instead: tuple[Box, ...] = ()
    goes_first: bool = False  # before all others  # what takes its place then


class CoverStack(SpareStack, frozen=True, kw_only=True):
    """A stack that takes the room that its page has left; a lower one takes its place where there is none."""

    name: str = ""

    def taller(self, more: float) -> CoverStack:
        """The same with `more` pt below its contents."""
        return replace(self, inset=self.inset._replace(bottom=self.inset.bottom + more))


class Row(Spacing, frozen=True, kw_only=True):
    """Boxes side by side, each at its distance from the left."""

    cells: tuple[tuple[float, Box], ...]
    width: float
    paint: Painter | None = None
    splits: bool = False  # whether the last cell may go on after a break
    height: float = 0.0  # that of its highest cell

    def __post_init__(self) -> None:
        force_setattr(self, "height", max([box.height for _, box in self.cells], default=0.0))

    def split(self, room: float) -> tuple[Box, Box] | None:
        if not self.splits:
            return None
        *others, (_, last) = self.cells
        if any(box.height > room + EPSILON for _, box in others):
            return None
        parts = last.split(room)
        return self.parted(*parts) if parts else None

    def parted(self, above: Box, below: Box) -> tuple[Row, Row]:
        """The row with a part of its last cell, and one that goes on with the rest of that."""
        *others, (x, _) = self.cells
        first = replace(self, cells=(*others, (x, above)), after=0.0)
        return first, replace(self, cells=((x, below),), before=0.0)

    def draw(self, surface: TaggedCanvas, left: float, top: float) -> None:
        if self.paint:
            with surface.artifact():
                self.paint(surface, Place(left, top, self.width, self.height, "row"), True)
        for x, box in self.cells:
            box.draw(surface, left + x, top)

    def hidden(self) -> Box:
        return replace(self, cells=tuple((x, box.hidden()) for x, box in self.cells))

    def fragments(self) -> Iterator[Fragment]:
        return (fragment for _, box in self.cells for fragment in box.fragments())

    def places(self, left: float, top: float) -> Iterator[Place]:
        for x, box in self.cells:
            yield from box.places(left + x, top)


def spread_out(stack: Stack, apart: float) -> Stack:
    """A stack whose boxes stand so many points further apart."""
    *boxes, last = stack.boxes
    return replace(stack, boxes=(*(replace(box, after=box.after + apart) for box in boxes), last))  # type: ignore[type-var]


def stacked_height(boxes: Sequence[Box], stretch: float = 1.0) -> float:
    """Height of boxes one below the other; distances are so many times as large as usual."""
    return sum([box.height for box in boxes]) + sum(gaps(boxes)) * stretch


def gaps(boxes: Sequence[Box]) -> list[float]:
    """Distances between neighbours."""
    return [max(a.after, b.before) for a, b in pairwise(boxes)]


def placed_from(boxes: Sequence[Box], top: float, stretch: float = 1.0) -> Iterator[tuple[Box, float]]:
    """Boxes one below the other, each with its top; distances are so many times as large as usual."""
    y = top
    for at, box in enumerate(boxes):
        if at:
            y -= max(boxes[at - 1].after, box.before) * stretch
        yield box, y
        y -= box.height


def _is_alone(above: Box, below: Box) -> bool:
    """Whether of a list one item only would stand at the end of a column, or at the head of the next."""
    if above.nth is None or below.nth is None or below.nth[0] == 0:
        return False
    at, count = below.nth
    return at == 1 or (at == count - 1 and count > 2)


def fill(boxes: Sequence[Box], room: float, fresh: bool = False) -> tuple[list[Box], list[Box]]:
    """As many boxes as `room` holds, and the rest. The last one that fits in part is split.

    A box that must keep with its next goes to the rest together with it. On a fresh page, where moving
    on would not help, what should stay whole is split. Nothing placed means that nothing fits.
    """
    placed: list[Box] = []
    y = 0.0
    for at, box in enumerate(boxes):
        if not placed and is_rule(box):
            continue
        if isinstance(box, Break):
            return placed, list(boxes[at:])
        gap = max(placed[-1].after, box.before) if placed else 0.0
        if y + gap + box.height <= room + EPSILON:
            placed.append(box)
            y += gap + box.height
            continue
        goes_whole = placed and isinstance(box, Row) and box.nth is not None  # items are short
        parts = None if goes_whole else box.split(room - y - gap)
        if parts is None and fresh and isinstance(box, Stack) and all(b.keep_with_next for b in placed):
            parts = box.broken(room - y - gap)
        if parts is not None:
            return [*placed, parts[0]], [parts[1], *boxes[at + 1 :]]
        rest = list(boxes[at:])
        while placed and (placed[-1].keep_with_next or _is_alone(placed[-1], rest[0])):
            rest.insert(0, placed.pop())
        return placed, rest
    return placed, []
