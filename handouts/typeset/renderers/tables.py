"""Tables: rows that stay whole, a head that is repeated, the first cell of a row as its head.

Where there is no room for columns, or no need of them, each row is an entry by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from msgspec.structs import replace

from handouts.compose.blocks import Heading, QrLink, Table
from handouts.model.layout import TypeStyle
from handouts.model.text import Text, plain
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.structure import StructElem
from handouts.typeset.boxes import Area, Box, TextBox
from handouts.typeset.panels import rule_below
from handouts.typeset.renderers.base import Render
from handouts.typeset.renderers.codes import code_box, code_side
from handouts.typeset.renderers.entries import entries, is_narrow
from handouts.typeset.renderers.fields import blank
from handouts.typeset.stacks import Inset, Painter, RowBox, Stack
from handouts.typeset.style_context import StyleContext

_HEAD_RULE = 1.5


def table(block: Table, context: StyleContext, render: Render) -> list[Box]:
    """A table as wide as its column of text, or entries."""
    title = _title(block, context, render)
    if not block.head or (is_narrow(context) and not block.to_fill):
        boxes = entries(block, context)
        if title is None:
            return boxes
        after = boxes[-1].after
        return [Stack(boxes=tuple(boxes), head=title, width=context.width, before=title.before, after=after)]
    node = context.add("Table")
    inner = context.inside(context.width, node)
    widths = [share * context.width for share in block.shares]
    head = _head(block, inner, widths)
    codes = block.codes or (None,) * len(block.rows)
    asked = block.head if block.to_fill else ()
    last = len(block.rows) - 1
    rows = tuple(
        _row(cells, code, inner, widths, asked, ruled=at < last)
        for at, (cells, code) in enumerate(zip(block.rows, codes, strict=True))
    )
    after = context.layout.type.body.after
    if title is None:
        return [Stack(boxes=rows, head=head, width=context.width, after=after)]
    both = Stack(boxes=(replace(title, keep_with_next=False), head), width=context.width)
    return [Stack(boxes=rows, head=both, width=context.width, before=title.before, after=after)]


def _title(block: Table, context: StyleContext, render: Render) -> TextBox | None:
    """The heading of a table that has one."""
    if not block.title:
        return None
    (box,) = render(Heading(text=block.title, level=3), context)
    assert isinstance(box, TextBox)
    return box


def _head(block: Table, context: StyleContext, widths: list[float]) -> Box:
    style = replace(context.layout.type.table, bold=True)
    node = context.add("TR")
    cells = []
    for text, width in zip(block.head, widths, strict=True):
        inner = context.inside(width, node.add("TH", attributes="/O/Table/Scope/Column"))
        cells.append(cell((text,), inner, style))

    def paint(surface: TaggedCanvas, place: Area, _first: bool) -> None:
        bottom = place.top - place.height
        right, colour = place.left + place.width, context.colours.accent
        if context.layout.bw:
            y = place.top - _HEAD_RULE / 2
            surface.line((place.left, y), (right, y), colour, _HEAD_RULE)
        else:
            surface.rectangle((place.left, bottom, place.width, place.height), fill=context.colours.tint)
        surface.line((place.left, bottom), (right, bottom), colour, _HEAD_RULE)

    return joined(cells, widths, context, paint, keep_with_next=True)


def _row(
    cells: tuple[tuple[Text, ...], ...],
    code: QrLink | None,
    context: StyleContext,
    widths: list[float],
    asked: tuple[Text, ...],
    *,
    ruled: bool,
) -> Box:
    """A row, with a rule below it, unless it is the last one.

    `asked` are the heads of the columns, where empty cells are to be written in.
    """
    style = context.layout.type.table
    node = context.add("TR")
    boxes = []
    for at, (texts, width) in enumerate(zip(cells, widths, strict=True)):
        role = node.add("TH", attributes="/O/Table/Scope/Row") if at == 0 else node.add("TD")
        inner, last = context.inside(width, role), at == len(cells) - 1
        if asked and not texts:
            words = f"{plain(cells[0][0])}: {plain(asked[at])}"
            boxes.append(_empty_cell(inner, style, words))
        else:
            boxes.append(cell(texts, inner, style, code if last else None))
    return joined(boxes, widths, context, rule_below(context) if ruled else None)


def joined(
    cells: Sequence[Box],
    widths: Sequence[float],
    context: StyleContext,
    paint: Painter | None,
    keep_with_next: bool = False,
) -> RowBox:
    """Cells side by side, never split."""
    places = tuple(zip(accumulate(widths[:-1], initial=0.0), cells, strict=True))
    return RowBox(cells=places, width=context.width, paint=paint, keep_with_next=keep_with_next)


def _empty_cell(context: StyleContext, style: TypeStyle, words: str) -> Stack:
    """A cell to write in, one line high; what it is for is said by the heads of its row and its column."""
    size = (context.width, style.leading + context.layout.padding)
    return Stack(boxes=(blank(context, size, "cell", words, style.size),), width=context.width)


def cell(
    texts: tuple[Text, ...], context: StyleContext, style: TypeStyle, code: QrLink | None = None
) -> Stack:
    """Texts one below the other, with a code at their right where there is one."""
    if code is not None:
        return _cell_with_code(texts, context, style, code)
    padding = context.layout.padding
    room = context.width - padding
    several = len(texts) > 1
    boxes = []
    for text in texts:
        node: StructElem = context.add("P") if several else context.node
        boxes.append(replace(context.text(text, style, node, width=room), before=0.0))
    inset = Inset(padding * 0.55, padding / 2, padding * 0.6, padding / 2)
    return Stack(boxes=tuple(boxes), width=context.width, inset=inset)


def _cell_with_code(texts: tuple[Text, ...], context: StyleContext, style: TypeStyle, code: QrLink) -> Stack:
    """Texts with a code at their right, whose own white takes the place of the padding; read before it."""
    padding = context.layout.padding
    room = context.width - padding / 2 - code_side(code.address)
    nodes = [context.add("P") for _ in texts]
    pairs = zip(texts, nodes, strict=True)
    boxes = tuple(replace(context.text(text, style, node, width=room), before=0.0) for text, node in pairs)
    words = Stack(boxes=boxes, width=room, inset=Inset(padding * 0.35, 0, padding * 0.4, 0))
    row = RowBox(cells=((0.0, words), (room, code_box(code, context))), width=context.width - padding / 2)
    gap = padding * 0.2  # the rules of the table stay clear of the quiet zone
    return Stack(boxes=(row,), width=context.width, inset=Inset(gap, 0, gap, padding / 2))
