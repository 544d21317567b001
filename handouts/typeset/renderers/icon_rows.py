"""Rows of an icon and one or two texts, with a box to tick where that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from handouts.compose.picture_blocks import IconRow, IconRows
from handouts.model.text import plain
from handouts.typeset.boxes import Box
from handouts.typeset.panels import rule_below
from handouts.typeset.renderers.base import Render
from handouts.typeset.renderers.lists import tick_box
from handouts.typeset.renderers.pictures import drawn
from handouts.typeset.stacks import Inset, RowBox, Stack
from handouts.typeset.style_context import StyleContext

_WIDE: Final = 30
"""Rows stand side by side where the width has room for so many times the type size."""

_ACROSS: Final = 24
"""What more is said has a column of its own where rows have room for so many times the type size."""

_FIRST: Final = 0.42
"""Of the room for texts at most, for the first column."""

_ICON_TO_LINE: Final = 1.5
"""Icons beside one line are at most so many times as high as the type."""


class _Measures(NamedTuple):
    """Of all rows of a list, in pt."""

    width: float
    box: float  # for a box to tick; 0: none
    icon: float
    indent: float  # from the left to the texts
    more: float  # from the texts to what more is said; 0: below


def icon_rows(block: IconRows, context: StyleContext, _render: Render) -> list[Box]:
    """The rows as a list; its icons only decorate."""
    style, node = context.layout.type.body, context.add_list()
    columns = block.columns if context.width > _WIDE * style.size else 1
    measures = _measures(block, context, columns)
    inner = context.inside(measures.width, node)
    rows = [_row(row, block, measures, inner) for row in block.rows]
    lines = [_side_by_side(rows[at : at + columns], context) for at in range(0, len(rows), columns)]
    gap = style.leading * (0.12 if block.ruled else context.layout.item_gap)
    count = len(lines)
    spaced = [
        replace(line, after=gap, nth=(at, count), keep_with_next=at == 0 or at == count - 2)
        for at, line in enumerate(lines[:-1])
    ]
    if block.ruled:
        spaced = [replace(line, paint=rule_below(context)) for line in spaced]
    return [*spaced, replace(lines[-1], after=style.after, nth=(count - 1, count))]


def _measures(block: IconRows, context: StyleContext, columns: int) -> _Measures:
    style, padding = context.layout.type.body, context.layout.padding
    gap = style.size * 1.2 if columns > 1 else 0.0
    width = (context.width - gap * (columns - 1)) / columns
    box = context.layout.indent if block.box else 0.0
    is_across = block.across and width > _ACROSS * style.size and any(row.more for row in block.rows)
    icon = context.layout.pictures.icon
    if is_across or not any(row.more for row in block.rows):
        icon = min(icon, style.size * _ICON_TO_LINE + 1)
    indent = box + icon + padding * 0.75
    more = 0.0
    if is_across:
        widest = max(context.measure(plain(row.text), style.size, bold=True) for row in block.rows)
        more = min(widest + style.size, (width - indent) * _FIRST)
    return _Measures(width, box, icon, indent, more)


def _side_by_side(rows: Sequence[RowBox], context: StyleContext) -> RowBox:
    if len(rows) == 1:
        return replace(rows[0], width=context.width)
    step = rows[0].width + (context.width - rows[0].width * len(rows)) / max(len(rows) - 1, 1)
    return RowBox(cells=tuple((at * step, row) for at, row in enumerate(rows)), width=context.width)


def _row(row: IconRow, block: IconRows, measures: _Measures, context: StyleContext) -> RowBox:
    """Icon and texts on one middle; beside many lines the icon stays with the first two."""
    style, item = context.layout.type.body, context.add("LI")
    cells: list[tuple[float, Box]] = []
    inner = context.inside(measures.width - measures.indent, item)
    tick = _tick(row, block, context.inside(measures.box, item)) if block.box else None
    texts = _texts(row, measures, inner.inside(inner.width, item.add("LBody")))
    icon = drawn(context.drawings.get(row.icon), measures.icon, context)
    lower = max(0.0, (icon.height - texts.height) / 2)
    beside = min(texts.height, 2 * style.leading)
    if tick:
        cells.append((0.0, _down(tick, lower, measures.box)))
    cells.append((measures.box, _down(icon, max(0.0, (beside - icon.height) / 2), measures.icon)))
    cells.append((measures.indent, _down(texts, lower, inner.width)))
    return RowBox(cells=tuple(cells), width=measures.width)


def _tick(row: IconRow, block: IconRows, context: StyleContext) -> Box:
    words = block.tick.replace("{item}", plain(row.text)) if context.fillable else ""
    return tick_box(words, context, context.layout.type.body)


def _down(box: Box, by: float, width: float) -> Box:
    """A box so many points lower."""
    return Stack(boxes=(box,), width=width, inset=Inset(top=by)) if by > 0 else box


def _texts(row: IconRow, measures: _Measures, context: StyleContext) -> Box:
    """The texts one below the other, or in two columns."""
    style = context.layout.type.body
    if not row.more:
        return context.text(row.text, style, context.node, bare=True)
    width = measures.more - style.size / 2 if measures.more else context.width
    first = context.text(row.text, style, context.add("P"), width=width, bare=True)
    if not measures.more:
        more = context.text(row.more, style, context.add("P"), bare=True)
        return Stack(boxes=(first, more), width=context.width)
    room = context.width - measures.more
    more = context.text(row.more, style, context.add("P"), width=room, bare=True)
    return RowBox(cells=((0.0, first), (measures.more, more)), width=context.width)
