"""What small pages need: lines to fill in by hand, and blocks that may be left out."""

from __future__ import annotations

from handouts.compose.blocks import FillIn, Optional
from handouts.model.text import Text
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.structure import StructElem
from handouts.typeset.boxes import Box, DrawingBox
from handouts.typeset.renderers.base import Render
from handouts.typeset.ruled import FILL_IN_LABEL
from handouts.typeset.stacks import OptionalStack, RowBox, Stack
from handouts.typeset.style_context import StyleContext

_LINE = 0.6


def fill_in(block: FillIn, context: StyleContext, _render: Render) -> list[Box]:
    """Each label at the left, and ruled lines up to the right edge."""
    node = context.add_list()
    inner = context.inside(context.width, node)
    rows = tuple(_row(label, count, block.write_in, inner) for label, count in block.rows)
    # without distances of its own, so that the lines of two blocks follow each other evenly
    return [Stack(boxes=rows, width=context.width, keep_together=True)]


def _row(label: Text, count: int, alt: str, context: StyleContext) -> RowBox:
    """A label and its lines; without a label, more lines for the row above."""
    style, step = context.layout.type.label, context.layout.write_in
    indent = context.width * FILL_IN_LABEL
    if not label:
        return RowBox(cells=((indent, _lines(count, None, context)),), width=context.width)
    item = context.add("LI")
    caption = context.text(label, style, item.add("Lbl"), width=indent - 4)
    drop = step - (style.leading - context.baseline(style))  # the label stands on its first line
    lines = _lines(count, item.add("LBody").add("Figure", alt=alt), context)
    return RowBox(cells=((0.0, caption.on_line(step, drop)), (indent, lines)), width=context.width)


def _lines(count: int, node: StructElem | None, context: StyleContext) -> Box:
    step = context.layout.write_in
    room = context.width * (1 - FILL_IN_LABEL)
    style = context.layout.type.label
    rise = style.leading - context.baseline(style) - 1

    def paint(surface: TaggedCanvas, left: float, top: float) -> None:
        for at in range(1, count + 1):
            y = top - at * step + rise
            surface.line((left, y), (left + room, y), context.colours.quiet, max(_LINE, context.rule))

    return DrawingBox(size=(room, step * count), paint=paint, node=node)


def optional(block: Optional, context: StyleContext, render: Render) -> list[Box]:
    """Blocks that stay together, or go together and leave their place to others."""
    inner = context.inside(context.width, context.add("Div"))
    boxes = tuple(box for kid in block.blocks for box in render(kid, inner))
    return [
        OptionalStack(
            boxes=boxes,
            width=context.width,
            keep_together=True,
            before=boxes[0].before,
            after=boxes[-1].after,
            priority=block.priority,
            fallback=tuple(box for kid in block.fallback for box in render(kid, context)),
            omission=block.omission,
        )
    ]
