"""Grids to write in: a head, rows that stay whole, rules between cells and below each row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from msgspec.structs import replace

from handouts.compose.blocks import Grid, GridColumn, GridRow
from handouts.model.text import Text
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.structure import StructElem
from handouts.pdf.syntax import text_string
from handouts.typeset.boxes import Area, Box
from handouts.typeset.renderers.base import Render
from handouts.typeset.renderers.fields import blank
from handouts.typeset.renderers.tables import cell, joined
from handouts.typeset.stacks import Painter, Stack
from handouts.typeset.style_context import StyleContext

_HEAD_RULE = 1.5
_RULE = 0.8


def grid(block: Grid, context: StyleContext, _render: Render) -> list[Box]:
    """A table as wide as its column of text, whole wherever a page holds it."""
    summary = text_string(block.summary).decode("ascii")
    inner = context.inside(context.width, context.add("Table", attributes=f"/O/Table/Summary{summary}"))
    widths = [column.share * context.width for column in block.columns]
    head = _head(block.columns, inner, widths)
    rows = tuple(_row(block, row, inner, widths) for row in block.rows)
    after = context.layout.type.body.after * 1.5
    return [Stack(boxes=rows, head=head, width=context.width, keep_together=True, after=after)]


def _head(columns: Sequence[GridColumn], context: StyleContext, widths: Sequence[float]) -> Box:
    node = context.add("TR")
    cells = []
    for column, width in zip(columns, widths, strict=True):
        head = node.add("TH", attributes="/O/Table/Scope/Column")
        cells.append(_words(column.title, context, head, width))

    def paint(surface: TaggedCanvas, place: Area, _first: bool) -> None:
        bottom, right = place.top - place.height, place.left + place.width
        surface.rectangle((place.left, bottom, place.width, place.height), fill=context.colours.tint)
        surface.line((place.left, bottom), (right, bottom), context.colours.accent, _HEAD_RULE)

    return joined(cells, widths, context, paint, keep_with_next=True)


def _row(block: Grid, row: GridRow, context: StyleContext, widths: Sequence[float]) -> Box:
    node, height = context.add("TR"), block.lines * context.layout.write_in
    cells: list[Box] = []
    for column, width in zip(block.columns, widths, strict=True):
        if row.head and not cells:
            head = node.add("TH", attributes="/O/Table/Scope/Row")
            cells.append(_words(row.head, context, head, width))
            continue
        inner = context.inside(width, node.add("TD"))
        name, words = f"{row.name}-{column.name}", f"{row.said}: {column.said}"
        cells.append(blank(inner, (width, height), name, words, context.layout.type.table.size))
    return joined(cells, widths, context, _rules(context, widths))


def _words(text: Text, context: StyleContext, node: StructElem, width: float) -> Box:
    """A head, in the style of tables and bold."""
    style = replace(context.layout.type.table, bold=True, after=0.0)
    return cell((text,), context.inside(width, node), style)


def _rules(context: StyleContext, widths: Sequence[float]) -> Painter:
    """A rule below a row, and softer ones between its cells; what is above it has its own."""
    between = list(accumulate(widths[:-1]))

    def paint(surface: TaggedCanvas, place: Area, _first: bool) -> None:
        bottom, right = place.top - place.height, place.left + place.width
        upright = [((place.left + x, place.top), (place.left + x, bottom)) for x in between]
        surface.lines(upright, context.colours.rule, _RULE)
        surface.line((place.left, bottom), (right, bottom), context.colours.quiet, _RULE)

    return paint
