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
from handouts.press.boxes import Box, Place, TextBox
from handouts.press.panels import rule_below
from handouts.press.renderers.base import Render
from handouts.press.renderers.codes import code_box, code_side
from handouts.press.renderers.entries import entries, is_narrow
from handouts.press.renderers.places import blank
from handouts.press.setting import Setting
from handouts.press.stacks import Inset, Painter, Row, Stack

_HEAD_RULE = 1.5


def table(block: Table, setting: Setting, render: Render) -> list[Box]:
    """A table as wide as its column of text, or entries."""
    title = _title(block, setting, render)
    if not block.head or (is_narrow(setting) and not block.to_fill):
        boxes = entries(block, setting)
        if title is None:
            return boxes
        after = boxes[-1].after
        return [Stack(boxes=tuple(boxes), head=title, width=setting.width, before=title.before, after=after)]
    node = setting.add("Table")
    inner = setting.inside(setting.width, node)
    widths = [share * setting.width for share in block.shares]
    head = _head(block, inner, widths)
    codes = block.codes or (None,) * len(block.rows)
    asked = block.head if block.to_fill else ()
    last = len(block.rows) - 1
    rows = tuple(
        _row(cells, code, inner, widths, asked, ruled=at < last)
        for at, (cells, code) in enumerate(zip(block.rows, codes, strict=True))
    )
    after = setting.layout.type.body.after
    if title is None:
        return [Stack(boxes=rows, head=head, width=setting.width, after=after)]
    both = Stack(boxes=(replace(title, keep_with_next=False), head), width=setting.width)
    return [Stack(boxes=rows, head=both, width=setting.width, before=title.before, after=after)]


def _title(block: Table, setting: Setting, render: Render) -> TextBox | None:
    """The heading of a table that has one."""
    if not block.title:
        return None
    (box,) = render(Heading(text=block.title, level=3), setting)
    assert isinstance(box, TextBox)
    return box


def _head(block: Table, setting: Setting, widths: list[float]) -> Box:
    style = replace(setting.layout.type.table, bold=True)
    node = setting.add("TR")
    cells = []
    for text, width in zip(block.head, widths, strict=True):
        inner = setting.inside(width, node.add("TH", attributes="/O/Table/Scope/Column"))
        cells.append(cell((text,), inner, style))

    def paint(surface: TaggedCanvas, place: Place, _first: bool) -> None:
        bottom = place.top - place.height
        right, colour = place.left + place.width, setting.colours.accent
        if setting.layout.bw:
            y = place.top - _HEAD_RULE / 2
            surface.line((place.left, y), (right, y), colour, _HEAD_RULE)
        else:
            surface.rectangle((place.left, bottom, place.width, place.height), fill=setting.colours.tint)
        surface.line((place.left, bottom), (right, bottom), colour, _HEAD_RULE)

    return joined(cells, widths, setting, paint, keep_with_next=True)


def _row(
    cells: tuple[tuple[Text, ...], ...],
    code: QrLink | None,
    setting: Setting,
    widths: list[float],
    asked: tuple[Text, ...],
    *,
    ruled: bool,
) -> Box:
    """A row, with a rule below it, unless it is the last one.

    `asked` are the heads of the columns, where empty cells are to be written in.
    """
    style = setting.layout.type.table
    node = setting.add("TR")
    boxes = []
    for at, (texts, width) in enumerate(zip(cells, widths, strict=True)):
        role = node.add("TH", attributes="/O/Table/Scope/Row") if at == 0 else node.add("TD")
        inner, last = setting.inside(width, role), at == len(cells) - 1
        if asked and not texts:
            words = f"{plain(cells[0][0])}: {plain(asked[at])}"
            boxes.append(_empty_cell(inner, style, words))
        else:
            boxes.append(cell(texts, inner, style, code if last else None))
    return joined(boxes, widths, setting, rule_below(setting) if ruled else None)


def joined(
    cells: Sequence[Box],
    widths: Sequence[float],
    setting: Setting,
    paint: Painter | None,
    keep_with_next: bool = False,
) -> Row:
    """Cells side by side, never split."""
    places = tuple(zip(accumulate(widths[:-1], initial=0.0), cells, strict=True))
    return Row(cells=places, width=setting.width, paint=paint, keep_with_next=keep_with_next)


def _empty_cell(setting: Setting, style: TypeStyle, words: str) -> Stack:
    """A cell to write in, one line high; what it is for is said by the heads of its row and its column."""
    size = (setting.width, style.leading + setting.layout.padding)
    return Stack(boxes=(blank(setting, size, "cell", words, style.size),), width=setting.width)


def cell(texts: tuple[Text, ...], setting: Setting, style: TypeStyle, code: QrLink | None = None) -> Stack:
    """Texts one below the other, with a code at their right where there is one."""
    if code is not None:
        return _cell_with_code(texts, setting, style, code)
    padding = setting.layout.padding
    room = setting.width - padding
    several = len(texts) > 1
    boxes = []
    for text in texts:
        node: StructElem = setting.add("P") if several else setting.node
        boxes.append(replace(setting.text(text, style, node, width=room), before=0.0))
    inset = Inset(padding * 0.55, padding / 2, padding * 0.6, padding / 2)
    return Stack(boxes=tuple(boxes), width=setting.width, inset=inset)


def _cell_with_code(texts: tuple[Text, ...], setting: Setting, style: TypeStyle, code: QrLink) -> Stack:
    """Texts with a code at their right, whose own white takes the place of the padding; read before it."""
    padding = setting.layout.padding
    room = setting.width - padding / 2 - code_side(code.address)
    nodes = [setting.add("P") for _ in texts]
    pairs = zip(texts, nodes, strict=True)
    boxes = tuple(replace(setting.text(text, style, node, width=room), before=0.0) for text, node in pairs)
    words = Stack(boxes=boxes, width=room, inset=Inset(padding * 0.35, 0, padding * 0.4, 0))
    row = Row(cells=((0.0, words), (room, code_box(code, setting))), width=setting.width - padding / 2)
    gap = padding * 0.2  # the rules of the table stay clear of the quiet zone
    return Stack(boxes=(row,), width=setting.width, inset=Inset(gap, 0, gap, padding / 2))
