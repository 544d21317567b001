"""What little pages need: lines to fill in by hand, and what may be left out."""

from __future__ import annotations

from handouts.compose.blocks import FillIn, Spare
from handouts.model.text import Text
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.structure import StructElem
from handouts.press.boxes import Box, DrawingBox
from handouts.press.renderers.base import Render
from handouts.press.setting import Setting
from handouts.press.stacks import Row, SpareStack, Stack

FILL_IN_LABEL = 0.34
"""Part of the width that labels of lines to fill in take."""

_LINE = 0.6


def fill_in(block: FillIn, setting: Setting, _render: Render) -> list[Box]:
    """Each label at the left, and ruled lines up to the right edge."""
    node = setting.add_list()
    inner = setting.inside(setting.width, node)
    rows = tuple(
        _row(label, count, block.write_in, inner) if label else _more(count, inner)
        for label, count in block.rows
    )
    return [
        Stack(boxes=rows, width=setting.width, keep_together=True)
    ]  # the lines of two blocks stand in step


def _row(label: Text, count: int, said: str, setting: Setting) -> Row:
    style, step = setting.layout.type.label, setting.layout.write_in
    indent = setting.width * FILL_IN_LABEL
    item = setting.add("LI")
    caption = setting.text(label, style, item.add("Lbl"), width=indent - 4)
    drop = step - (style.leading - setting.baseline(style))  # the label stands on its first line
    lines = _lines(count, item.add("LBody").add("Figure", alt=said), setting)
    return Row(cells=((0.0, caption.on_line(step, drop)), (indent, lines)), width=setting.width)


def _more(count: int, setting: Setting) -> Row:
    """Lines that only rule the paper: what they are for is said above."""
    indent = setting.width * FILL_IN_LABEL
    return Row(cells=((indent, _lines(count, None, setting)),), width=setting.width)


def _lines(count: int, node: StructElem | None, setting: Setting) -> Box:
    step = setting.layout.write_in
    room = setting.width * (1 - FILL_IN_LABEL)
    style = setting.layout.type.label
    rise = style.leading - setting.baseline(style) - 1

    def paint(surface: TaggedCanvas, left: float, top: float) -> None:
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
            keep_together=True,
            before=first.before,
            after=last.after,
            name=block.name,
            instead=tuple(instead),
            goes_first=block.goes_first,
        )
    ]
