"""Figures: the icon array, and lines to write on."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from handouts.compose.blocks import IconArray, Paragraph, WriteIn
from handouts.press.boxes import Box, DrawingBox
from handouts.press.pdf.structure import Node
from handouts.press.pdf.surface import Surface
from handouts.press.renderers.base import Render
from handouts.press.renderers.places import ruled
from handouts.press.setting import WHITE, Setting
from handouts.press.stacks import Row, Stack, stacked_height

_COLUMNS = 10
_ROWS = 10
_LINE = 0.8
_BESIDE = 14
"""Words stand beside figures where there is room for so many times the size of a caption."""


def icon_array(block: IconArray, setting: Setting, render: Render) -> list[Box]:
    """A hundred figures, filled from the bottom left (Zikmund-Fisher 2012), and a caption."""
    return with_words(block, (), setting, render)


def with_words(block: IconArray, words: Sequence[Paragraph], setting: Setting, render: Render) -> list[Box]:
    """Figures, their caption and some words: beside them where there is room, the rest below."""
    figure, after = _figures(block, setting), setting.layout.type.body.after
    indent = figure.size[0] + setting.layout.padding * 2
    room = setting.width - indent
    caption = (Paragraph(text=block.caption, role="caption"),) if block.caption else ()
    if room < setting.layout.type.label.size * _BESIDE or not (caption or words):
        held = replace(figure, keep_with_next=bool(caption), after=after / 2 if caption else after)
        return [held, *_captioned(caption, setting), *_set(words, setting, render)]
    count = _fitting((*caption, *words), figure.height, setting.inside(room, Node("Div")), render)
    inner = setting.inside(room, setting.node)
    beside = [*_captioned(caption, inner), *_set(words[: count - len(caption)], inner, render)]
    cells: tuple[tuple[float, Box], ...] = ((0.0, figure), (indent, Stack(boxes=tuple(beside), width=room)))
    row = Row(cells=cells, width=setting.width, before=after / 2, after=after)
    return [row, *_set(words[count - len(caption) :], setting, render)]


def _fitting(words: Sequence[Paragraph], height: float, trial: Setting, render: Render) -> int:
    """How many paragraphs stand beside figures; the caption, which is the first, does in any case."""
    boxes: list[Box] = []
    for at, paragraph in enumerate(words):
        boxes += render(paragraph, trial)
        if at and stacked_height(boxes) > height:
            return at
    return len(words)


def _set(words: Sequence[Paragraph], setting: Setting, render: Render) -> list[Box]:
    return [box for paragraph in words for box in render(paragraph, setting)]


def _captioned(caption: Sequence[Paragraph], setting: Setting) -> list[Box]:
    """The caption, whose element says that it is one."""
    style = setting.layout.type.label
    after = setting.layout.type.body.after
    node = setting.add("Caption") if caption else None
    return [replace(setting.text(each.text, style, node), after=after) for each in caption]


def _figures(block: IconArray, setting: Setting) -> DrawingBox:
    step = min(setting.layout.figure, setting.width / _COLUMNS)
    row = step * 1.55
    node = setting.add("Figure", alt=block.alt)

    def paint(surface: Surface, left: float, top: float) -> None:
        for at in range(_COLUMNS * _ROWS):
            x = left + (at % _COLUMNS) * step
            y = top - (_ROWS - at // _COLUMNS) * row
            _person(surface, x, y, step, setting, filled=at < block.count)

    before = setting.layout.type.body.after / 2
    return DrawingBox(size=(step * _COLUMNS, row * _ROWS), paint=paint, node=node, before=before)


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
