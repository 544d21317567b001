"""What little pages need: lines to fill in by hand, and what may be left out."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from handouts.compose.blocks import FillIn, FillInRow, Spare
from handouts.model.text import plain
from handouts.press.boxes import Box, DrawingBox
from handouts.press.pdf.structure import Node
from handouts.press.pdf.surface import Surface
from handouts.press.renderers.base import Render
from handouts.press.renderers.places import blank
from handouts.press.setting import Setting
from handouts.press.stacks import Row, SpareStack, Stack

FILL_IN_LABEL = 0.34
"""Part of the width that labels of lines to fill in take."""

_LINE = 0.6


def fill_in(block: FillIn, setting: Setting, _render: Render) -> list[Box]:
    """Each label at the left, and ruled lines up to the right edge."""
    node = setting.add("L", attributes="/O/List/ListNumbering/None")
    inner = setting.inside(setting.width, node)
    rows = tuple(_more(row, inner) if row.more else _row(row, block.write_in, inner) for row in block.rows)
    return [Stack(boxes=rows, width=setting.width, whole=True)]  # the lines of two blocks stand in step


def _row(row: FillInRow, said: str, setting: Setting) -> Row:
    style, step = setting.layout.type.label, setting.layout.write_in
    indent = setting.width * FILL_IN_LABEL
    item = setting.add("LI")
    caption = setting.text(row.label, style, item.add("Lbl"), width=indent - 4)
    drop = step - (style.leading - setting.baseline(style))  # the label stands on its first line
    caption = replace(caption, before=0.0, after=0.0, leading=step, baseline=drop)
    body = setting.inside(setting.width, item.add("LBody"))
    figure = None if setting.fillable else body.add("Figure", alt=said)
    lines = (_lines(row.lines, figure, setting), *_fields(row, body))
    return Row(cells=((0.0, caption), *((indent, each) for each in lines)), width=setting.width)


def _more(row: FillInRow, setting: Setting) -> Row:
    """Lines that only rule the paper: what they are for is said above."""
    indent = setting.width * FILL_IN_LABEL
    lines = [_lines(row.lines, None, setting)]
    if setting.fillable:
        lines += _fields(row, setting.inside(setting.width, setting.add("LI").add("LBody")))
    return Row(cells=tuple((indent, each) for each in lines), width=setting.width)


def _fields(row: FillInRow, setting: Setting) -> Iterator[Box]:
    """A field on each line, where the card is filled in on a screen."""
    if not setting.fillable:
        return
    size = (setting.width * (1 - FILL_IN_LABEL), setting.layout.write_in)
    type_size, said = setting.layout.type.label.size, plain(row.label)
    fields = tuple(blank(setting, size, "card", said, type_size) for _ in range(row.lines))
    yield Stack(boxes=fields, width=size[0])


def _lines(count: int, node: Node | None, setting: Setting) -> Box:
    step = setting.layout.write_in
    room = setting.width * (1 - FILL_IN_LABEL)
    style = setting.layout.type.label
    rise = style.leading - setting.baseline(style) - 1

    def paint(surface: Surface, left: float, top: float) -> None:
        for at in range(1, count + 1):
            y = top - at * step + rise
            surface.line((left, y), (left + room, y), setting.colours.quiet, max(_LINE, setting.rule))

    return DrawingBox(size=(room, step * count), paint=paint, node=node)


def spare(block: Spare, setting: Setting, render: Render) -> list[Box]:
    """Blocks that stay together, or go together and leave their place to others."""
    inner = setting.inside(setting.width, setting.add("Div"))
    boxes = [box for kid in block.blocks for box in render(kid, inner)]
    instead = [box for kid in block.instead for box in render(kid, setting)]
    first, last = boxes[0], boxes[-1]
    return [
        SpareStack(
            boxes=tuple(boxes),
            width=setting.width,
            whole=True,
            before=first.before,
            after=last.after,
            name=block.name,
            instead=tuple(instead),
        )
    ]
