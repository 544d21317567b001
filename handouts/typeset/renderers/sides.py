"""Blocks side by side."""

from __future__ import annotations

from handouts.compose.picture_blocks import Side
from handouts.typeset.boxes import Box
from handouts.typeset.renderers.base import Render
from handouts.typeset.stacks import RowBox, Stack
from handouts.typeset.style_context import StyleContext

_NARROW = 14.0
"""A column narrower than so many times the size of running text holds no line: then columns are stacked."""


def side(block: Side, context: StyleContext, render: Render) -> list[Box]:
    """Columns of equal width with a gutter between them, or one below the other where that is too narrow."""
    count, body = len(block.columns), context.layout.type.body
    gutter = context.layout.padding * 2
    width = (context.width - gutter * (count - 1)) / count
    if width < body.size * _NARROW:
        return [box for column in block.columns for each in column for box in render(each, context)]
    inner = context.inside(width, context.node)
    stacks = [tuple(box for each in column for box in render(each, inner)) for column in block.columns]
    cells = tuple((at * (width + gutter), Stack(boxes=boxes, width=width)) for at, boxes in enumerate(stacks))
    return [RowBox(cells=cells, width=context.width, after=body.after)]
