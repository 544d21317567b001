"""Tables: whole rows, a head that is repeated, the first cell of a row as its head; and grids to write in.

Where there is no room for columns, or no need of them, each row of a table is an entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from msgspec.structs import replace

from handouts.compose.blocks import Grid, GridRow, Heading, QrLink, Table
from handouts.model.layout import TypeStyle
from handouts.model.text import Text, plain
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.structure import StructElem
from handouts.pdf.syntax import text_string
from handouts.typeset.boxes import Area, Box, TextBox
from handouts.typeset.panels import rule_below
from handouts.typeset.renderers.base import Render
from handouts.typeset.renderers.codes import code_box, code_side
from handouts.typeset.renderers.entries import entries, is_narrow
from handouts.typeset.ruled import blank
from handouts.typeset.stacks import Inset, Painter, RowBox, Stack
from handouts.typeset.style_context import StyleContext

_HEAD_RULE = 1.5
_GRID_RULE = 0.8
"""Thickness in pt."""


def table(block: Table, context: StyleContext, render: Render) -> list[Box]:
    """A table as wide as its column of text, or entries."""
    title = _title(block, context, render)
    if not block.head or (is_narrow(context) and not block.to_fill):
        boxes = entries(block, context)
        if title is None:
            return boxes
        after = boxes[-1].after
        return [Stack(boxes=tuple(boxes), head=title, width=context.width, before=title.before, after=after)]
    inner = context.inside(context.width, context.add("Table"))
    widths = [share * context.width for share in block.shares]
    head: Box = _head(block.head, inner, widths, tinted=not context.layout.bw)
    last = len(block.rows) - 1
    rows = tuple(
        _row(block, at, inner, widths, rule_below(context) if at < last else None) for at in range(last + 1)
    )
    before = 0.0
    if title is not None:
        before = title.before
        head = Stack(boxes=(replace(title, keep_with_next=False), head), width=context.width)
    after = context.layout.type.body.after
    return [Stack(boxes=rows, head=head, width=context.width, before=before, after=after)]


def grid(block: Grid, context: StyleContext, _render: Render) -> list[Box]:
    """A table to write in, with rules between its cells; whole wherever a page holds it."""
    summary = text_string(block.summary).decode("ascii")
    inner = context.inside(context.width, context.add("Table", attributes=f"/O/Table/Summary{summary}"))
    widths = [column.share * context.width for column in block.columns]
    head = _head([column.title for column in block.columns], inner, widths, tinted=True)
    rows = tuple(_grid_row(block, row, inner, widths) for row in block.rows)
    after = context.layout.type.body.after * 1.5
    return [Stack(boxes=rows, head=head, width=context.width, keep_together=True, after=after)]


def _title(block: Table, context: StyleContext, render: Render) -> TextBox | None:
    if not block.title:
        return None
    (box,) = render(Heading(text=block.title, level=3), context)
    assert isinstance(box, TextBox)
    return box


def _head(texts: Sequence[Text], context: StyleContext, widths: Sequence[float], *, tinted: bool) -> RowBox:
    """The heads of the columns, on a tint or below a rule."""
    node = context.add("TR")
    pairs = zip(texts, widths, strict=True)
    cells = [_head_cell(text, context.inside(width, node), "Column") for text, width in pairs]

    def paint(surface: TaggedCanvas, place: Area) -> None:
        colour = context.colours.accent
        if tinted:
            surface.rectangle(place.rectangle(), fill=context.colours.tint)
        else:
            y = place.top - _HEAD_RULE / 2
            surface.line((place.left, y), (place.right, y), colour, _HEAD_RULE)
        surface.line((place.left, place.bottom), (place.right, place.bottom), colour, _HEAD_RULE)

    return replace(_in_row(cells, widths, context, paint), keep_with_next=True)


def _row(block: Table, at: int, context: StyleContext, widths: list[float], paint: Painter | None) -> RowBox:
    """A row; where the table is to be filled in, its empty cells are fields named by the heads."""
    style = context.layout.type.table
    node, row = context.add("TR"), block.rows[at]
    code = block.codes[at] if block.codes else None
    cells = []
    for column, (texts, width) in enumerate(zip(row, widths, strict=True)):
        role = node.add("TD") if column else node.add("TH", attributes="/O/Table/Scope/Row")
        inner = context.inside(width, role)
        if block.to_fill and not texts:
            words = f"{plain(row[0][0])}: {plain(block.head[column])}"
            size = (width, style.leading + context.layout.padding)
            cells.append(Stack(boxes=(blank(inner, size, "cell", words, style.size),), width=width))
        elif code is not None and column == len(row) - 1:
            cells.append(_cell_with_code(texts, inner, code))
        else:
            cells.append(_cell(texts, inner))
    return _in_row(cells, widths, context, paint)


def _grid_row(block: Grid, row: GridRow, context: StyleContext, widths: Sequence[float]) -> RowBox:
    node, height = context.add("TR"), block.lines * context.layout.write_in
    cells: list[Box] = []
    for column, width in zip(block.columns, widths, strict=True):
        if row.head and not cells:
            cells.append(_head_cell(row.head, context.inside(width, node), "Row"))
            continue
        inner = context.inside(width, node.add("TD"))
        name, words = f"{row.name}-{column.name}", f"{row.said}: {column.said}"
        cells.append(blank(inner, (width, height), name, words, context.layout.type.table.size))
    return _in_row(cells, widths, context, _grid_rules(context, widths))


def _grid_rules(context: StyleContext, widths: Sequence[float]) -> Painter:
    """A rule below a row, and softer ones between its cells; what is above it has its own."""
    between = list(accumulate(widths[:-1]))

    def paint(surface: TaggedCanvas, place: Area) -> None:
        upright = [((place.left + x, place.top), (place.left + x, place.bottom)) for x in between]
        surface.lines(upright, context.colours.rule, _GRID_RULE)
        below = (place.left, place.bottom), (place.right, place.bottom)
        surface.line(*below, context.colours.quiet, _GRID_RULE)

    return paint


def _in_row(
    cells: Sequence[Box], widths: Sequence[float], context: StyleContext, paint: Painter | None
) -> RowBox:
    """Cells side by side, never split."""
    places = tuple(zip(accumulate(widths[:-1], initial=0.0), cells, strict=True))
    return RowBox(cells=places, width=context.width, paint=paint)


def _head_cell(text: Text, context: StyleContext, scope: str) -> Stack:
    head = context.inside(context.width, context.add("TH", attributes=f"/O/Table/Scope/{scope}"))
    return _cell((text,), head, bold=True)


def _cell(texts: tuple[Text, ...], context: StyleContext, *, bold: bool = False) -> Stack:
    """Texts one below the other."""
    padding, style = context.layout.padding, context.layout.type.table
    nodes = [context.add("P") for _ in texts] if len(texts) > 1 else [context.node] * len(texts)
    inset = Inset(padding * 0.55, padding / 2, padding * 0.6, padding / 2)
    boxes = _texts(texts, nodes, context.width - padding, context, replace(style, bold=bold or style.bold))
    return Stack(boxes=boxes, width=context.width, inset=inset)


def _cell_with_code(texts: tuple[Text, ...], context: StyleContext, code: QrLink) -> Stack:
    """Texts with a code at their right, read before it; its own white takes the place of the padding."""
    padding = context.layout.padding
    room = context.width - padding / 2 - code_side(code.address)
    nodes = [context.add("P") for _ in texts]
    boxes = _texts(texts, nodes, room, context, context.layout.type.table)
    words = Stack(boxes=boxes, width=room, inset=Inset(padding * 0.35, 0, padding * 0.4, 0))
    row = RowBox(cells=((0.0, words), (room, code_box(code, context))), width=context.width - padding / 2)
    gap = padding * 0.2  # the rules of the table stay clear of the quiet zone
    return Stack(boxes=(row,), width=context.width, inset=Inset(gap, 0, gap, padding / 2))


def _texts(
    texts: tuple[Text, ...],
    nodes: Sequence[StructElem],
    width: float,
    context: StyleContext,
    style: TypeStyle,
) -> tuple[Box, ...]:
    pairs = zip(texts, nodes, strict=True)
    return tuple(replace(context.text(text, style, node, width=width), before=0.0) for text, node in pairs)
