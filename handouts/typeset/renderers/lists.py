"""Lists: discs, numbers, and boxes to tick."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from handouts.compose.blocks import Bullets
from handouts.model.layout import TypeStyle
from handouts.model.text import Span, Text, plain
from handouts.pdf.canvas import TaggedCanvas
from handouts.typeset.boxes import Box, DrawingBox, TextBox
from handouts.typeset.renderers.base import Render
from handouts.typeset.ruled import ruled, ticked
from handouts.typeset.stacks import RowBox, Stack
from handouts.typeset.style_context import StyleContext

_WIDE = (32, 38)
"""In a column narrower than so many times the type size, items stand one below the other; short ones, which
should take one line each, sooner."""

_SMALL_GAP = 0.18
"""Distance between items in small type, as a part of the leading."""

_BELOW_LINES = 0.35
"""Added below lines to write on, as a part of the leading: they belong to what stands above them."""

_STYLES = {"body": "body", "small": "small", "tight": "table"}
"""The type style for each role of a list: short items are as close as those of tables."""

_NUMBERING = {"disc": "Disc", "number": "Decimal", "box": "None"}


def bullets(block: Bullets, context: StyleContext, _render: Render) -> list[Box]:
    """A list whose items hang beside their markers."""
    style = getattr(context.layout.type, _STYLES[block.role])
    gaps = {"body": context.layout.item_gap, "small": _SMALL_GAP, "tight": 0.0}
    gap = style.leading * (gaps[block.role] + (_BELOW_LINES if block.lines else 0.0))
    node = context.add_list(_NUMBERING[block.marker])
    columns = block.columns if context.width > _WIDE[block.role == "tight"] * style.size else 1
    width = context.width / columns
    inner = context.inside(width - (columns - 1) * style.size, node)
    indent = _indent(block, context, style)
    marks = _marks(block, context.inside(indent, node), style)
    items = [
        _item(text, mark, block, inner, style, indent) for text, mark in zip(block.items, marks, strict=True)
    ]
    rows = _halves(items, columns, width) if block.role == "tight" else _rows(items, columns, width)
    count = len(rows)
    kept = count - block.together
    spaced = [
        replace(row, after=gap, nth=(at, count), keep_with_next=at < block.together - 1 or at >= kept)
        for at, row in enumerate(rows[:-1])
    ]
    return [*spaced, replace(rows[-1], after=style.after, nth=(count - 1, count))]


def _rows(items: Sequence[RowBox], columns: int, width: float) -> Sequence[RowBox]:
    """Items one below the other, or so many side by side, each in its part of the width."""
    if columns == 1:
        return items
    return [
        RowBox(
            cells=tuple((at * width, item) for at, item in enumerate(items[start : start + columns])),
            width=width * columns,
        )
        for start in range(0, len(items), columns)
    ]


def _halves(items: Sequence[RowBox], columns: int, width: float) -> Sequence[RowBox]:
    """Short items in columns that are read one after the other, so that one of two lines leaves no gap."""
    if columns == 1 or len(items) <= columns:
        return _rows(items, columns, width)
    high = -(-len(items) // columns)
    parts = (tuple(items[at : at + high]) for at in range(0, len(items), high))
    cells = tuple((at * width, Stack(boxes=part, width=width)) for at, part in enumerate(parts))
    return [RowBox(cells=cells, width=width * columns)]


def _indent(block: Bullets, context: StyleContext, style: TypeStyle) -> float:
    """The hanging indent: the layout's, or more where numbers need it."""
    indent = context.layout.indent * style.size / context.layout.type.body.size
    if block.marker != "number":
        return indent
    widest = context.measure("0" * len(str(len(block.items))) + ".", style.size, bold=True)
    return max(indent, widest + style.size * 0.4)


def _item(
    text: Text, mark: TextBox | None, block: Bullets, context: StyleContext, style: TypeStyle, indent: float
) -> RowBox:
    node = context.add("LI")
    inside = context.inside(indent, node)
    said = plain(text) if context.fillable else ""
    if mark:
        marker: Box = replace(mark, node=inside.add("Lbl"))
    else:
        marker = tick_box(block.tick.replace("{item}", said), inside, style)
    inner = context.inside(context.width - indent, node.add("LBody"))
    body: Box = inner.text(text, style, inner.node, bare=True)
    if block.lines:  # on paper they are not read aloud
        lines = ruled(inner, block.lines, "answer", block.answer.replace("{item}", said), read=False)
        body = Stack(boxes=(body, replace(lines, stretches=True)), width=inner.width)
    cells = ((0.0, marker), (indent, body))
    return RowBox(cells=cells, width=context.width, splits=not block.lines)


def _marks(block: Bullets, context: StyleContext, style: TypeStyle) -> Sequence[TextBox | None]:
    """The disc or number of each item, still without its element; None where it has a box to tick."""

    def set_mark(mark: str) -> TextBox:
        strong = (Span(text=mark, head=block.role != "small"),)
        return context.text(strong, style, None, colour=context.colours.accent)

    count = len(block.items)
    match block.marker:
        case "box":
            return [None] * count
        case "disc":
            return [set_mark("•")] * count
        case _:
            return [set_mark(f"{number}.") for number in range(1, count + 1)]


def tick_box(words: str, context: StyleContext, style: TypeStyle) -> Box:
    """A box to tick, as high as a line of its style; `words` are what it asks for on a screen."""
    """A box to tick; a field where the sheet is to be filled in."""
    side = style.size * 0.78
    down = context.baseline(style) + side * 0.08 - side

    def paint(surface: TaggedCanvas, left: float, top: float) -> None:
        box = (left + 0.5, top - down - side, side, side)
        surface.rectangle(box, stroke=context.colours.accent, line_width=1.1)

    drawn = DrawingBox(size=(side + 1, style.leading), paint=paint)
    if not context.fillable:
        return drawn
    around = (style.leading - side) / 2
    place = (0.5 - around, down - around, side + 2 * around)
    return ticked(context.inside(context.width, context.add("Lbl")), drawn, place, words)
