"""Figures: the icon array, and lines to write on."""

from __future__ import annotations

from msgspec.structs import replace

from handouts.compose.blocks import IconArray, WriteIn
from handouts.press.boxes import Box, DrawingBox
from handouts.press.pdf.surface import Surface
from handouts.press.renderers.base import Render
from handouts.press.renderers.places import ruled
from handouts.press.setting import WHITE, Setting

_COLUMNS = 10
_ROWS = 10
_LINE = 0.8


def icon_array(block: IconArray, setting: Setting, _render: Render) -> list[Box]:
    """A hundred figures, filled from the bottom left (Zikmund-Fisher 2012), and a caption."""
    step = min(setting.layout.figure, setting.width / _COLUMNS)
    row = step * 1.55
    node = setting.add("Figure", alt=block.alt)

    def paint(surface: Surface, left: float, top: float) -> None:
        for at in range(_COLUMNS * _ROWS):
            x = left + (at % _COLUMNS) * step
            y = top - (_ROWS - at // _COLUMNS) * row
            _person(surface, x, y, step, setting, filled=at < block.count)

    after = setting.layout.type.body.after
    figure = DrawingBox(
        size=(step * _COLUMNS, row * _ROWS), paint=paint, node=node, before=after / 2, after=after / 2
    )
    if not block.caption:
        return [replace(figure, after=after)]
    caption = setting.text(block.caption, setting.layout.type.label, setting.add("Caption"))
    return [replace(figure, keep_with_next=True), replace(caption, after=after)]


def _person(
    surface: Surface, left: float, bottom: float, step: float, setting: Setting, filled: bool
) -> None:
    """A head and shoulders: dark where filled, an outline where not, so that grey print tells them apart."""
    colour = setting.colours.accent
    head = step * 0.2
    middle = left + step / 2
    body = (middle - step * 0.28, bottom + step * 0.1, step * 0.56, step * 0.72)
    centre = (middle, bottom + step * 1.1)
    surface.circle(centre, head, colour)
    surface.rectangle(body, fill=colour, radius=step * 0.2)
    if not filled:
        surface.circle(centre, head - _LINE, WHITE)
        inner = (body[0] + _LINE, body[1] + _LINE, body[2] - 2 * _LINE, body[3] - 2 * _LINE)
        surface.rectangle(inner, fill=WHITE, radius=step * 0.2 - _LINE)


def write_in(block: WriteIn, setting: Setting, _render: Render) -> list[Box]:
    """Ruled lines, one element for all of them; a field on each where the sheet is to be filled in."""
    lines = ruled(setting, block.lines, block.name, block.label)
    return [replace(lines, fills=block.fills, after=setting.layout.type.body.after)]
