"""What little pages need: lines to fill in by hand, and what may be left out."""

from __future__ import annotations

from msgspec.structs import replace

from handouts.compose.blocks import FillIn, Spare
from handouts.model.text import Text
from handouts.press.boxes import Box, DrawingBox
from handouts.press.pdf.structure import Node
from handouts.press.pdf.surface import Surface
from handouts.press.renderers.base import Render
from handouts.press.setting import Setting
from handouts.press.stacks import Row, SpareStack, Stack

_LABEL_SHARE = 0.3
_LINE = 0.6


def fill_in(block: FillIn, setting: Setting, _render: Render) -> list[Box]:
    """Each label at the left, and ruled lines up to the right edge."""
    node = setting.add("L", attributes="/O/List/ListNumbering/None")
    inner = setting.inside(setting.width, node)
    rows = tuple(_row(label, count, block.write_in, inner) for label, count in block.rows)
    return [Stack(boxes=rows, width=setting.width, whole=True)]  # the lines of two blocks stand in step


def _row(label: Text, count: int, said: str, setting: Setting) -> Row:
    style, step = setting.layout.type.label, setting.layout.write_in
    indent = setting.width * _LABEL_SHARE
    item = setting.add("LI")
    caption = setting.text(label, style, item.add("Lbl"), width=indent - 4)
    drop = step - (style.leading - setting.baseline(style))  # the label stands on its first line
    caption = replace(caption, before=0.0, after=0.0, leading=step, baseline=drop)
    lines = _lines(count, said, setting, item.add("LBody"))
    return Row(cells=((0.0, caption), (indent, lines)), width=setting.width)


def _lines(count: int, said: str, setting: Setting, body: Node) -> Box:
    step = setting.layout.write_in
    room = setting.width * (1 - _LABEL_SHARE)
    node = body.add("Figure", alt=said)
    style = setting.layout.type.label
    rise = style.leading - setting.baseline(style) - 1

    def paint(surface: Surface, left: float, top: float) -> None:
        for at in range(1, count + 1):
            y = top - at * step + rise
            surface.line((left, y), (left + room, y), setting.colours.quiet, _LINE)

    return DrawingBox(size=(room, step * count), paint=paint, node=node)


def spare(block: Spare, setting: Setting, render: Render) -> list[Box]:
    """Blocks that stay together, or go together."""
    inner = setting.inside(setting.width, setting.add("Div"))
    boxes = [box for kid in block.blocks for box in render(kid, inner)]
    first, last = boxes[0], boxes[-1]
    return [
        SpareStack(
            boxes=tuple(boxes),
            width=setting.width,
            whole=True,
            before=first.before,
            after=last.after,
            name=block.name,
        )
    ]
