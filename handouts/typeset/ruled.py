"""Room to write in: ruled lines, empty cells, boxes to tick; on a sheet to fill in on a screen, fields.

Some lines grow: they take what room their page has left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from handouts.pdf.annotations import FieldArea
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.structure import StructElem
from handouts.pdf.text_writer import Rgb
from handouts.typeset.boxes import EPSILON, Area, Box, DrawingBox
from handouts.typeset.columns import stacked_height
from handouts.typeset.stacks import RowBox
from handouts.typeset.style_context import StyleContext

_LINE = 0.8
"""Thickness of a line in pt."""

_WIDEST = 1.4
"""Lines stand at most so many times as far apart as the layout says: more would look like a gap."""

_BESIDE, _ABOVE = 3.0, 1.5
"""Points between a field and the rules around it, so that a reader's shading hides none of them."""

_SEVERAL = 1.4 * 2
"""A place that is so many times higher than the type takes more than one line."""


FILL_IN_LABEL = 0.34
"""Part of the width that labels beside lines to fill in take."""


class Blank(Box, frozen=True, kw_only=True):
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

    def places(self, left: float, top: float) -> Iterator[Area]:
        yield Area(left, top, *self.size, "blank")


class TickField(Box, frozen=True, kw_only=True):
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


class FieldNames(NamedTuple):
    """What the fields on ruled lines are called, what they ask for, and how large one types in them."""

    name: str
    words: str
    size: float


class RuledBox(Box, frozen=True, kw_only=True):
    """Lines to write on, one element for all of them, or none where they belong to what stands above."""

    lines: int
    step: float  # from line to line, in pt
    width: float
    colour: Rgb
    node: StructElem | None = None  # the figure; where there are fields, what their elements go into
    stretches: bool = False  # whether the lines may stand further apart
    asked: FieldNames | None = None  # a field on each line: one over all would not keep to the lines

    @property
    def height(self) -> float:
        return self.lines * self.step + 1

    @property
    def ends_in_lines(self) -> bool:
        return True

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

    def places(self, left: float, top: float) -> Iterator[Area]:
        yield Area(left, top, self.width, self.height, "drawing")


def blank(context: StyleContext, size: tuple[float, float], name: str, words: str, type_size: float) -> Blank:
    """Room to write in; a field with its own element where the sheet is filled in on a screen."""
    if not context.fillable:
        return Blank(size=size)
    return Blank(size=size, type_size=type_size, node=context.add("Form"), name=name, words=words)


def ruled(context: StyleContext, lines: int, name: str, words: str, *, read: bool = True) -> RuledBox:
    """Lines to write on, each of them a field where the sheet is filled in on a screen.

    On paper they are one figure with `words` as its alternative text; if not `read`, they are an artifact.
    """
    asked = FieldNames(name, words, context.layout.type.body.size) if context.fillable else None
    figure = context.add("Figure", alt=words) if read and not asked else None
    return RuledBox(
        lines=lines,
        step=context.layout.write_in,
        width=context.width,
        colour=context.colours.quiet,
        node=context.add("Div") if asked else figure,
        asked=asked,
    )


def ticked(context: StyleContext, drawn: Box, place: tuple[float, float, float], words: str) -> RowBox:
    """A drawn box with a field over it; `place` is the field's left, top and side within the box, in pt."""
    field = TickField(place=place, size=drawn.height, node=context.add("Form"), words=words)
    return RowBox(cells=((0.0, drawn), (0.0, field)), width=context.width)


def filled_up(boxes: Sequence[Box], room: float) -> tuple[Box, ...]:
    """Boxes in a place `room` high, with lines to write on in what they leave.

    The last lines that may grow take it all. Where there are none, those that may stand further apart do.
    """
    spare = room - stacked_height(boxes) + EPSILON  # a quarter of a line keeps clear of what is below
    found = [at for at, box in enumerate(boxes) if box.grows]
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
    for each in box.children():
        yield from _apart(each)


def _stretched(box: Box, step: float) -> Box:
    if isinstance(box, RuledBox) and box.stretches:
        return replace(box, step=step)
    return box.map(lambda each: _stretched(each, step))
