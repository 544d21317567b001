"""Entries: a name in bold, what it is, and points, one entry below the other, with a rule between them.

So is set what needs no columns, and every table in a column too narrow for its cells to stand side by side.
To a screen reader it is a list of terms, each with what is said of it (ISO 32000-1, 14.8.4.3.3).
"""

from __future__ import annotations

from handouts.compose.blocks import QrLink, Table
from handouts.model.text import Span, Text
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.structure import StructElem
from handouts.press.boxes import Box, Place
from handouts.press.panels import rule_below
from handouts.press.renderers.codes import code_box, code_side
from handouts.press.setting import Setting
from handouts.press.stacks import Inset, Row, Stack

_NARROW = 30
"""In a column narrower than so many times the type size, cells side by side would hold a word or two."""

_ABOVE, _BELOW = 0.55, 0.65
"""Room above the text of an entry and below it, as a part of the padding."""


def is_narrow(setting: Setting) -> bool:
    """Whether a column is too narrow for the columns of a table."""
    return setting.width < _NARROW * setting.layout.type.table.size


def entries(block: Table, setting: Setting) -> list[Box]:
    """A box for each row. In a block without heads what stands in later cells are points."""
    inner = setting.inside(setting.width, setting.add_list())
    codes = block.codes or (None,) * len(block.rows)
    count = len(block.rows)
    boxes: list[Box] = []
    for at, (cells, code) in enumerate(zip(block.rows, codes, strict=True)):
        item = inner.inside(inner.width, inner.add("LI"))
        words = _words(cells, item, code, points=not block.head)
        boxes.append(_entry(words, setting, (at, count)))
    return boxes


def _entry(words: Box, setting: Setting, nth: tuple[int, int]) -> Stack:
    """An entry with a rule below it, unless it is the last."""
    padding, (at, count) = setting.layout.padding, nth
    is_last = at == count - 1
    return Stack(
        boxes=(words,),
        width=setting.width,
        inset=Inset(bottom=0.0 if is_last else padding * _BELOW),
        paint=_nothing if is_last else rule_below(setting),
        keep_together=True,
        nth=nth,
        after=setting.layout.type.body.after if is_last else padding * _ABOVE,
    )


def _nothing(surface: TaggedCanvas, place: Place, first: bool) -> None:
    """Below the last entry."""


def _words(cells: tuple[tuple[Text, ...], ...], setting: Setting, code: QrLink | None, points: bool) -> Box:
    """The texts of an entry, with a code at their right where it has one."""
    (name, *about), *others = cells
    said = [text for cell in others for text in cell]
    label = setting.node.add("Lbl")
    if not (about or said or code):
        return _text(name, setting, label)
    room = setting.width - code_side(code.address) if code else setting.width
    inner = setting.inside(room, setting.node.add("LBody"))
    boxes = [_text(text, inner, node) for text, node in ((name, label), *((each, None) for each in about))]
    boxes += _points(said, inner) if points and said else [_text(text, inner) for text in said]
    words = Stack(boxes=tuple(boxes), width=room)
    if code is None:
        return words
    return Row(cells=((0.0, words), (room, code_box(code, inner))), width=setting.width)


def _text(text: Text, setting: Setting, node: StructElem | None = None, width: float | None = None) -> Box:
    """A text in the style of tables, in an element, or in a paragraph of its own."""
    style = setting.layout.type.table
    return setting.text(text, style, node or setting.add("P"), width=width, bare=True)


def _points(said: list[Text], setting: Setting) -> list[Box]:
    """Points hang beside discs, closer together than the items of a list."""
    node = setting.add_list("Disc")
    indent = setting.layout.indent * 0.75
    boxes: list[Box] = []
    for text in said:
        item = node.add("LI")
        style = setting.layout.type.table
        mark = (Span(text="•", head=True),)
        disc = setting.text(mark, style, item.add("Lbl"), colour=setting.colours.accent, bare=True)
        words = _text(text, setting, item.add("LBody"), setting.width - indent)
        boxes.append(Row(cells=((0.0, disc), (indent, words)), width=setting.width))
    return boxes
