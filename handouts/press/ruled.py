"""Room to write in: ruled lines, empty cells, boxes to tick; fields where a sheet is filled in on a screen.

Some lines grow: they take what room their page has left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.forms import FieldArea
from handouts.pdf.structure import StructElem
from handouts.pdf.text_writer import Rgb
from handouts.press.boxes import EPSILON, Box, DrawingBox, Piece, Place
from handouts.press.stacks import Row, Stack, stacked_height

_LINE = 0.8
"""Thickness of a line in pt."""

_WIDEST = 1.4
"""Lines stand at most so many times as far apart as the layout says: more would look like a gap."""

_BESIDE, _ABOVE = 3.0, 1.5
"""Points between a field and the rules around it, so that a reader's shading hides none of them."""

_SEVERAL = 1.4 * 2
"""A place that is so many times higher than the type takes more than one line."""


class Blank(Piece, frozen=True, kw_only=True):
    """Room to write in; with a name it is a field."""

    size: tuple[float, float]  # width and height
    type_size: float = 0.0
    node: StructElem | None = None
    name: str = ""
    words: str = ""

    @property
    def height(self) -> float:
        return self.size[1]

    def draw(self, surface: TaggedCanvas, left: float, top: float) -> None:
        if self.node is None:
            return
        width, height = self.size
        area = (left + _BESIDE, top - height + _ABOVE, left + width - _BESIDE, top - _ABOVE)
        several = height > self.type_size * _SEVERAL
        surface.fields.append(FieldArea(self.node, area, self.name, self.words, self.type_size, several))

    def hidden(self) -> Box:
        return self

    def places(self, left: float, top: float) -> Iterator[Place]:
        yield Place(left, top, *self.size, "blank")


class TickField(Piece, frozen=True, kw_only=True):
    """The field over a box to tick; what it looks like is drawn below it."""

    place: tuple[float, float, float]  # left and top from the corner of what is drawn, and its side
    size: float  # height of the whole
    node: StructElem
    words: str

    @property
    def height(self) -> float:
        return self.size

    def draw(self, surface: TaggedCanvas, left: float, top: float) -> None:
        across, down, side = self.place
        x, y = left + across, top - down
        area = (x, y - side, x + side, y)
        surface.fields.append(FieldArea(self.node, area, "tick", self.words, side, several=False, tick=True))

    def hidden(self) -> Box:
        return self

    def places(self, left: float, top: float) -> Iterator[Place]:  # noqa: ARG002
        return iter(())


class _Asked(NamedTuple):
    """What the fields on ruled lines are called, what they ask for, and how large one types in them."""

    name: str
    words: str
    size: float


class RuledBox(Piece, frozen=True, kw_only=True):
    """Lines to write on, one element for all of them, or none where they belong to what stands above."""

    lines: int
    step: float  # from line to line, in pt
    width: float
    colour: Rgb
    node: StructElem | None = None  # the figure; where there are fields, what their elements go into
    fills: bool = False  # whether there may be more lines than were asked for
    stretches: bool = False  # whether the lines may stand further apart
    asked: _Asked | None = None  # of the fields

    @property
    def height(self) -> float:
        return self.lines * self.step + 1

    def shown(self, node: StructElem) -> RuledBox:
        """The same as a figure."""
        return replace(self, node=node)

    def asking(self, parent: StructElem, name: str, words: str, size: float) -> RuledBox:
        """The same with a field on each line: one over all of them would set its own lines across these."""
        return replace(self, node=parent.add("Div"), asked=_Asked(name, words, size))

    def draw(self, surface: TaggedCanvas, left: float, top: float) -> None:
        node = None if self.asked else self.node
        size = (self.width, self.height)
        DrawingBox(size=size, paint=self._paint, node=node).draw(surface, left, top)
        for at in range(self.lines):
            self._field(at).draw(surface, left, top - at * self.step)

    def _field(self, at: int) -> Blank:
        """The field on a line, if there are fields."""
        size = (self.width, self.step)
        if self.asked is None or self.node is None:
            return Blank(size=size)
        name, words, type_size = self.asked
        if self.lines > 1:
            words = f"{words}, {at + 1}/{self.lines}"
        node = self.node.add("Form")
        return Blank(size=size, type_size=type_size, node=node, name=f"{name}-{at + 1}", words=words)

    def _paint(self, surface: TaggedCanvas, left: float, top: float) -> None:
        for at in range(1, self.lines + 1):
            y = top - at * self.step
            surface.line((left, y), (left + self.width, y), self.colour, _LINE)

    def hidden(self) -> Box:
        return replace(self, node=None, asked=None)

    def places(self, left: float, top: float) -> Iterator[Place]:
        yield Place(left, top, self.width, self.height, "drawing")


def grows(box: Box) -> bool:
    """Whether a box is lines to write on of which there may be more."""
    return isinstance(box, RuledBox) and box.fills


def ends_in_lines(box: Box) -> bool:
    """Whether the last of a box are lines to write on."""
    if isinstance(box, Row) and box.cells:
        return ends_in_lines(box.cells[-1][1])
    if isinstance(box, Stack) and box.boxes:
        return ends_in_lines(box.boxes[-1])
    return isinstance(box, RuledBox)


def filled_up(boxes: Sequence[Box], room: float) -> tuple[Box, ...]:
    """Boxes in a place `room` high, with lines to write on in what they leave.

    The last lines that may grow take it all. Where there are none, those that may stand further apart do.
    """
    spare = room - stacked_height(boxes) + EPSILON  # a quarter of a line keeps clear of what is below
    found = [at for at, box in enumerate(boxes) if grows(box)]
    if found:
        at, lines = found[-1], boxes[found[-1]]
        assert isinstance(lines, RuledBox)
        more = max(0, int((spare - lines.step / 4) / lines.step))
        return (*boxes[:at], replace(lines, lines=lines.lines + more), *boxes[at + 1 :])
    apart = [box for each in boxes for box in _apart(each)]
    count = sum(box.lines for box in apart)
    if not count or spare <= 0:
        return tuple(boxes)
    step = apart[0].step
    wider = min(step * _WIDEST, step + (spare - step / 4) / count)
    return tuple(_stretched(box, max(step, wider)) for box in boxes)


def _apart(box: Box) -> Iterator[RuledBox]:
    """The lines in a box that may stand further apart."""
    if isinstance(box, RuledBox) and box.stretches:
        yield box
    elif isinstance(box, Row):
        yield from (found for _, cell in box.cells for found in _apart(cell))
    elif isinstance(box, Stack):
        yield from (found for each in box.boxes for found in _apart(each))


def _stretched(box: Box, step: float) -> Box:
    if isinstance(box, RuledBox) and box.stretches:
        return replace(box, step=step)
    if isinstance(box, Row):
        return replace(box, cells=tuple((x, _stretched(cell, step)) for x, cell in box.cells))
    if isinstance(box, Stack):
        return replace(box, boxes=tuple(_stretched(each, step) for each in box.boxes))
    return box
