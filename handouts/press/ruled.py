"""Ruled lines to write on. Some grow: they take what room their page has left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from handouts.press.boxes import EPSILON, Box, DrawingBox, Place, Spacing
from handouts.press.lines import Fragment
from handouts.press.pdf.structure import Node
from handouts.press.pdf.surface import Rgb, Surface
from handouts.press.stacks import stacked_height

_LINE = 0.8
"""Thickness of a line in pt."""


class RuledBox(Spacing, frozen=True, kw_only=True):
    """Lines to write on, one element for all of them, or none where they belong to what stands above."""

    lines: int
    step: float  # from line to line, in pt
    width: float
    colour: Rgb
    node: Node | None = None
    fills: bool = False  # whether there may be more lines than were asked for

    @property
    def height(self) -> float:
        return self.lines * self.step + 1

    def split(self, room: float) -> tuple[Box, Box] | None:  # noqa: ARG002
        return None

    def draw(self, surface: Surface, left: float, top: float) -> None:
        self._drawing().draw(surface, left, top)

    def _drawing(self) -> DrawingBox:
        return DrawingBox(size=(self.width, self.height), paint=self._paint, node=self.node)

    def _paint(self, surface: Surface, left: float, top: float) -> None:
        for at in range(1, self.lines + 1):
            y = top - at * self.step
            surface.line((left, y), (left + self.width, y), self.colour, _LINE)

    def hidden(self) -> Box:
        return replace(self, node=None)

    def fragments(self) -> Iterator[Fragment]:
        return iter(())

    def places(self, left: float, top: float) -> Iterator[Place]:
        yield Place(left, top, self.width, self.height, "drawing")


def filled_up(boxes: Sequence[Box], room: float) -> tuple[Box, ...]:
    """Boxes in a place `room` high, the last lines that may grow so many more that the place is full."""
    found = [at for at, box in enumerate(boxes) if isinstance(box, RuledBox) and box.fills]
    if not found:
        return tuple(boxes)
    at, lines = found[-1], boxes[found[-1]]
    assert isinstance(lines, RuledBox)
    more = max(0, int((room - stacked_height(boxes) + EPSILON) / lines.step))
    return (*boxes[:at], replace(lines, lines=lines.lines + more), *boxes[at + 1 :])
