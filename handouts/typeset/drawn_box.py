"""A box that is drawn with curves and words: a figure, or without an element a decoration."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.structure import StructElem
from handouts.pdf.text_writer import PlacedLine
from handouts.typeset.boxes import Area, Box, TextBox
from handouts.typeset.lines import Fragment


class Words(NamedTuple):
    """Text in a drawing: where its left, right or middle is, and its top, from the upper left corner."""

    text: TextBox
    x: float
    y: float
    flush_right: bool = False
    centred: bool = False

    def lines(self, left: float, top: float) -> Iterator[PlacedLine]:
        """Its lines, with the drawing's upper left corner at (left, top)."""
        for line, placed in zip(self.text.lines, self.text.placed_lines(left, top), strict=True):
            back = line.width if self.flush_right else line.width / 2 if self.centred else 0.0
            yield placed._replace(x=placed.x + self.x - back, y=placed.y - self.y)

    def area(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom, from the upper left corner of the drawing downwards."""
        width = max(line.width for line in self.text.lines)
        left = self.x - (width if self.flush_right else width / 2 if self.centred else 0.0)
        return left, self.y, left + width, self.y + self.text.height


class DrawnBox(Box, frozen=True, kw_only=True):
    """A drawing with words in it. The words are text of the figure, over which its alternative text goes."""

    size: tuple[float, float]  # width and height
    paint: Callable[[TaggedCanvas, float, float], None]  # left and top
    node: StructElem | None = None
    words: tuple[Words, ...] = ()

    @property
    def height(self) -> float:
        return self.size[1]

    def draw(self, surface: TaggedCanvas, left: float, top: float) -> None:
        lines = [line for words in self.words for line in words.lines(left, top)]
        if self.node is None:
            with surface.artifact():
                self.paint(surface, left, top)
                if lines:
                    surface.text(lines, None)
            return
        width, height = self.size
        box = f"{left:.3f} {top - height:.3f} {left + width:.3f} {top:.3f}"
        self.node.attributes = f"/O/Layout/Placement/Block/BBox[{box}]"
        with surface.element(self.node):
            self.paint(surface, left, top)
        if lines:
            surface.text(lines, self.node)

    def hidden(self) -> Box:
        return replace(self, node=None)

    def fragments(self) -> Iterator[Fragment]:
        return (fragment for words in self.words for fragment in words.text.fragments())

    def places(self, left: float, top: float) -> Iterator[Area]:
        yield Area(left, top, *self.size, "drawing")
