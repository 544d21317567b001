"""Figures: the icon array, and lines to write on."""

from __future__ import annotations

from msgspec.structs import replace

from handouts.compose.blocks import IconArray, WriteIn
from handouts.press.boxes import Box, DrawingBox, Place
from handouts.press.pdf.surface import Surface
from handouts.press.renderers.base import Render
from handouts.press.renderers.places import blank
from handouts.press.ruled import RuledBox
from handouts.press.setting import WHITE, Setting
from handouts.press.stacks import Painter, Row, Stack

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
    if setting.fillable:
        return _lines_to_fill(block, setting, setting.layout.write_in)
    return [
        RuledBox(
            lines=block.lines,
            step=setting.layout.write_in,
            width=setting.width,
            colour=setting.colours.quiet,
            node=setting.add("Figure", alt=block.label),
            fills=block.fills,
            after=setting.layout.type.body.after,
        )
    ]


def _lines_to_fill(block: WriteIn, setting: Setting, step: float) -> list[Box]:
    """A field on each line. One field over all of them would set its own lines across the ruled ones."""
    rows: list[Box] = []
    for at in range(1, block.lines + 1):
        words = f"{block.label}, {at}/{block.lines}"
        size = setting.layout.type.body.size
        room = blank(setting, (setting.width, step), f"{block.name}-{at}", words, size)
        rows.append(Row(cells=((0.0, room),), width=setting.width, paint=_rule_below(setting)))
    after = setting.layout.type.body.after
    return [Stack(boxes=tuple(rows), width=setting.width, whole=True, after=after)]


def _rule_below(setting: Setting) -> Painter:
    def paint(surface: Surface, place: Place, _first: bool) -> None:
        y = place.top - place.height
        surface.line((place.left, y), (place.left + place.width, y), setting.colours.quiet, _LINE)

    return paint
