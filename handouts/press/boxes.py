"""Laid-out pieces: each knows its height, how to be split, and how to draw itself.

Measures are in pt. A box is placed by the left and top of its place; y grows upwards, as in PDF.
`before` and `after` are the distances it asks for; between two boxes the greater one counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple, Protocol

from handouts.press.lines import Fragment, Line
from handouts.press.pdf.structure import Node
from handouts.press.pdf.surface import Bookmark, LinkArea, PlacedLine, Run, Surface

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

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Two boxes, the first at most `room` high; None where that cannot be."""
        ...

    def draw(self, surface: Surface, left: float, top: float) -> None:
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


@dataclass(frozen=True, kw_only=True)
class Spacing:
    """What every box asks of its neighbours."""

    before: float = 0.0
    after: float = 0.0
    keep_with_next: bool = False


@dataclass(frozen=True, kw_only=True)
class TextBox(Spacing):
    """Lines of a paragraph or heading."""

    lines: tuple[Line, ...]
    leading: float
    baseline: float  # from the top of a line to its baseline
    node: Node | None
    width: float
    bookmark: tuple[str, int] | None = None  # title and level in the outline

    @property
    def height(self) -> float:
        return self.leading * len(self.lines)

    def split(self, room: float) -> tuple[Box, Box] | None:
        fitting = int((room + EPSILON) / self.leading)
        fitting = min(fitting, len(self.lines) - MIN_LINES)
        if fitting < MIN_LINES:
            return None
        first = replace(self, lines=self.lines[:fitting], after=0.0)
        return first, replace(self, lines=self.lines[fitting:], before=0.0, bookmark=None)

    def draw(self, surface: Surface, left: float, top: float) -> None:
        placed = [
            PlacedLine(left, top - self.baseline - at * self.leading, _runs(line))
            for at, line in enumerate(self.lines)
        ]
        if self.bookmark:
            surface.bookmarks.append(Bookmark(*self.bookmark, surface.index, top))
        surface.text(placed, self.node)
        self._underline(surface, placed)
        if self.node is not None:
            self._links(surface, placed)

    def _underline(self, surface: Surface, placed: Sequence[PlacedLine]) -> None:
        for line, place in zip(self.lines, placed, strict=True):
            x = place.x
            for fragment in line.fragments:
                if fragment.look.underline and fragment.text.strip():
                    size = fragment.look.size
                    y = place.y - size * 0.14
                    with surface.artifact():
                        surface.line((x, y), (x + fragment.width, y), fragment.look.colour, size / 18)
                x += fragment.width

    def _links(self, surface: Surface, placed: Sequence[PlacedLine]) -> None:
        for line, place in zip(self.lines, placed, strict=True):
            x = place.x
            for fragment in line.fragments:
                link = fragment.look.link
                if link and fragment.width:
                    bottom = place.y - (self.leading - self.baseline)
                    area = (x, bottom, x + fragment.width, bottom + self.leading)
                    surface.link(LinkArea(link.node, area, link.address, link.words))
                x += fragment.width

    def hidden(self) -> Box:
        return replace(self, node=None, bookmark=None)

    def fragments(self) -> Iterator[Fragment]:
        return (fragment for line in self.lines for fragment in line.fragments)

    def places(self, left: float, top: float) -> Iterator[Place]:
        width = max((line.width for line in self.lines), default=0.0)
        yield Place(left, top, width, self.height, "text")


def _runs(line: Line) -> list[Run]:
    return [
        Run(
            fragment.text,
            fragment.look.font,
            fragment.look.size,
            fragment.look.colour,
            fragment.look.link.node if fragment.look.link else None,
        )
        for fragment in line.fragments
    ]


class Inset(NamedTuple):
    """Room around the contents of a stack."""

    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    left: float = 0.0


NO_INSET = Inset()

Painter = Callable[[Surface, Place, bool], None]
"""Draws what lies behind a stack; the flag says whether this is its first part."""


@dataclass(frozen=True, kw_only=True)
class Stack(Spacing):
    """Boxes one below the other, with room around them and something painted behind.

    `head` is drawn again, as an artifact, where the stack goes on after a break.
    """

    boxes: tuple[Box, ...]
    width: float
    inset: Inset = NO_INSET
    paint: Painter | None = None
    head: Box | None = None
    whole: bool = False  # must not be split
    is_first: bool = True

    @property
    def _all(self) -> tuple[Box, ...]:
        return (self.head, *self.boxes) if self.head else self.boxes

    @property
    def height(self) -> float:
        return stacked_height(self._all) + self.inset.top + self.inset.bottom

    def split(self, room: float) -> tuple[Box, Box] | None:
        if self.whole:
            return None
        return self.broken(room)

    def broken(self, room: float) -> tuple[Box, Box] | None:
        """As `split`, even where the stack should stay whole: for one that is higher than a page."""
        inner = room - self.inset.top - self.inset.bottom
        placed, rest = fill(self._all, inner, fresh=self.whole)
        fixed = 1 if self.head else 0
        if len(placed) <= fixed or not rest:
            return None
        first = replace(self, boxes=tuple(placed[fixed:]), after=0.0)
        head = self.head.hidden() if self.head else None
        return first, replace(self, boxes=tuple(rest), head=head, before=0.0, is_first=False)

    def draw(self, surface: Surface, left: float, top: float) -> None:
        if self.paint:
            with surface.artifact():
                self.paint(surface, Place(left, top, self.width, self.height, "stack"), self.is_first)
        for box, y in self._placed(top):
            if box is self.head and not self.is_first:
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


@dataclass(frozen=True, kw_only=True)
class Row(Spacing):
    """Boxes side by side, each at its distance from the left."""

    cells: tuple[tuple[float, Box], ...]
    width: float
    paint: Painter | None = None
    splits: bool = False  # whether the last cell may go on after a break

    @property
    def height(self) -> float:
        return max((box.height for _, box in self.cells), default=0.0)

    def split(self, room: float) -> tuple[Box, Box] | None:
        if not self.splits:
            return None
        *others, (x, last) = self.cells
        if any(box.height > room + EPSILON for _, box in others):
            return None
        parts = last.split(room)
        if parts is None:
            return None
        first = replace(self, cells=(*others, (x, parts[0])), after=0.0)
        return first, replace(self, cells=((x, parts[1]),), before=0.0)

    def draw(self, surface: Surface, left: float, top: float) -> None:
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


@dataclass(frozen=True, kw_only=True)
class DrawingBox(Spacing):
    """Something drawn: a figure with an element, or without one a decoration."""

    size: tuple[float, float]  # width and height
    paint: Callable[[Surface, float, float], None]  # left and top
    node: Node | None = None
    used: tuple[Fragment, ...] = field(default=())  # text that the drawing writes itself
    parts: bool = False  # only parts what stands above from what follows: nothing at the head of a page

    @property
    def height(self) -> float:
        return self.size[1]

    def split(self, room: float) -> tuple[Box, Box] | None:  # noqa: ARG002
        return None

    def draw(self, surface: Surface, left: float, top: float) -> None:
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


@dataclass(frozen=True, kw_only=True)
class Break(Spacing):
    """What follows starts on a new page."""

    named: bool = True
    height: float = 0.0

    def split(self, room: float) -> tuple[Box, Box] | None:  # noqa: ARG002
        return None

    def draw(self, surface: Surface, left: float, top: float) -> None:
        """Nothing to see."""

    def hidden(self) -> Box:
        return self

    def fragments(self) -> Iterator[Fragment]:
        return iter(())

    def places(self, left: float, top: float) -> Iterator[Place]:  # noqa: ARG002
        return iter(())


def stacked_height(boxes: Sequence[Box]) -> float:
    """Height of boxes one below the other."""
    return sum(box.height for box in boxes) + sum(gaps(boxes))


def gaps(boxes: Sequence[Box]) -> list[float]:
    """Distances between neighbours."""
    return [max(a.after, b.before) for a, b in pairwise(boxes)]


def placed_from(boxes: Sequence[Box], top: float) -> Iterator[tuple[Box, float]]:
    """Boxes one below the other, each with its top."""
    y = top
    for at, box in enumerate(boxes):
        if at:
            y -= max(boxes[at - 1].after, box.before)
        yield box, y
        y -= box.height


def fill(boxes: Sequence[Box], room: float, fresh: bool = False) -> tuple[list[Box], list[Box]]:
    """As many boxes as `room` holds, and the rest. The last one that fits in part is split.

    A box that must keep with its next goes to the rest together with it. On a fresh page, where moving
    on would not help, what should stay whole is split. Nothing placed means that nothing fits.
    """
    placed: list[Box] = []
    y = 0.0
    for at, box in enumerate(boxes):
        if not placed and isinstance(box, DrawingBox) and box.parts:
            continue
        if isinstance(box, Break):
            return placed, list(boxes[at:])
        gap = max(placed[-1].after, box.before) if placed else 0.0
        if y + gap + box.height <= room + EPSILON:
            placed.append(box)
            y += gap + box.height
            continue
        parts = box.split(room - y - gap)
        if parts is None and fresh and isinstance(box, Stack) and all(b.keep_with_next for b in placed):
            parts = box.broken(room - y - gap)
        if parts is not None:
            return [*placed, parts[0]], [parts[1], *boxes[at + 1 :]]
        rest = list(boxes[at:])
        while placed and placed[-1].keep_with_next:
            rest.insert(0, placed.pop())
        return placed, rest
    return placed, []
