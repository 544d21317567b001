"""Places to write in: empty on paper, on the screen a field too where that is asked for.

Rules around and below a place are painted by whoever sets it: they are there in both.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.press.boxes import Box, Place, Spacing
from handouts.press.lines import Fragment
from handouts.press.pdf.forms import FieldArea
from handouts.press.pdf.structure import Node
from handouts.press.pdf.surface import Surface
from handouts.press.setting import Setting

_BESIDE, _ABOVE = 3.0, 1.5
"""Points between a field and the rules around it, so that a reader's shading hides none of them."""

_SEVERAL = 1.4 * 2
"""A place that is so many times higher than the type takes more than one line."""


class Blank(Spacing, frozen=True, kw_only=True):
    """Room to write in; with a name it is a field."""

    size: tuple[float, float]  # width and height
    type_size: float = 0.0
    node: Node | None = None
    name: str = ""
    words: str = ""

    @property
    def height(self) -> float:
        return self.size[1]

    def split(self, room: float) -> tuple[Box, Box] | None:  # noqa: ARG002
        return None

    def draw(self, surface: Surface, left: float, top: float) -> None:
        if self.node is None:
            return
        width, height = self.size
        area = (left + _BESIDE, top - height + _ABOVE, left + width - _BESIDE, top - _ABOVE)
        several = height > self.type_size * _SEVERAL
        surface.fields.append(FieldArea(self.node, area, self.name, self.words, self.type_size, several))

    def hidden(self) -> Box:
        return self

    def fragments(self) -> Iterator[Fragment]:
        return iter(())

    def places(self, left: float, top: float) -> Iterator[Place]:
        yield Place(left, top, *self.size, "blank")


def blank(setting: Setting, size: tuple[float, float], name: str, words: str, type_size: float) -> Blank:
    """Room to write in, a field with an element of its own where the sheet is to be filled in."""
    if not setting.fillable:
        return Blank(size=size)
    return Blank(size=size, type_size=type_size, node=setting.add("Form"), name=name, words=words)
