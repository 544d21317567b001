"""Entries: a name in bold, what it is, and points, with a rule between two entries.

So a table is set that needs no columns, or has no room for them. Screen readers get a list of terms, each
with its explanation (ISO 32000-1, 14.8.4.3.3).
"""

from __future__ import annotations

from handouts.compose.blocks import QrLink, Table
from handouts.model.text import Span, Text
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.structure import StructElem
from handouts.typeset.boxes import Area, Box
from handouts.typeset.panels import rule_below
from handouts.typeset.renderers.codes import code_box, code_side
from handouts.typeset.stacks import Inset, RowBox, Stack
from handouts.typeset.style_context import StyleContext

_NARROW = 30
"""In a column narrower than so many times the type size, cells side by side would hold a word or two."""

_ABOVE, _BELOW = 0.55, 0.65
"""Room above the text of an entry and below it, as a part of the padding."""


def is_narrow(context: StyleContext) -> bool:
    """Whether a column is too narrow for the columns of a table."""
    return context.width < _NARROW * context.layout.type.table.size


def entries(block: Table, context: StyleContext) -> list[Box]:
    """A box for each row. In a block without heads what stands in later cells are points."""
    inner = context.inside(context.width, context.add_list())
    codes = block.codes or (None,) * len(block.rows)
    count = len(block.rows)
    return [
        _entry(
            _words(cells, inner.inside(inner.width, inner.add("LI")), code, not block.head),
            context,
            (at, count),
        )
        for at, (cells, code) in enumerate(zip(block.rows, codes, strict=True))
    ]


def _entry(words: Box, context: StyleContext, nth: tuple[int, int]) -> Stack:
    """An entry with a rule below it, unless it is the last."""
    padding, (at, count) = context.layout.padding, nth
    is_last = at == count - 1
    return Stack(
        boxes=(words,),
        width=context.width,
        inset=Inset(bottom=0.0 if is_last else padding * _BELOW),
        paint=_nothing if is_last else rule_below(context),
        keep_together=True,
        nth=nth,
        after=context.layout.type.body.after if is_last else padding * _ABOVE,
    )


def _nothing(surface: TaggedCanvas, place: Area) -> None:
    """Below the last entry."""


def _words(
    cells: tuple[tuple[Text, ...], ...], context: StyleContext, code: QrLink | None, points: bool
) -> Box:
    """The texts of an entry, with a code at their right where it has one."""
    (name, *about), *others = cells
    said = [text for cell in others for text in cell]
    label = context.node.add("Lbl")
    if not (about or said or code):
        return _text(name, context, label)
    room = context.width - code_side(code.address) if code else context.width
    inner = context.inside(room, context.node.add("LBody"))
    boxes = [_text(text, inner, node) for text, node in ((name, label), *((each, None) for each in about))]
    boxes += _points(said, inner) if points and said else [_text(text, inner) for text in said]
    words = Stack(boxes=tuple(boxes), width=room)
    if code is None:
        return words
    return RowBox(cells=((0.0, words), (room, code_box(code, inner))), width=context.width)


def _text(
    text: Text, context: StyleContext, node: StructElem | None = None, width: float | None = None
) -> Box:
    """A text in the style of tables, in an element, or in a paragraph of its own."""
    style = context.layout.type.table
    return context.text(text, style, node or context.add("P"), width=width, bare=True)


def _points(said: list[Text], context: StyleContext) -> list[Box]:
    """Points hang beside discs, closer together than the items of a list."""
    node = context.add_list("Disc")
    indent = context.layout.indent * 0.75
    boxes: list[Box] = []
    for text in said:
        item = node.add("LI")
        style = context.layout.type.table
        mark = (Span(text="•", head=True),)
        disc = context.text(mark, style, item.add("Lbl"), colour=context.colours.accent, bare=True)
        words = _text(text, context, item.add("LBody"), context.width - indent)
        boxes.append(RowBox(cells=((0.0, disc), (indent, words)), width=context.width))
    return boxes
