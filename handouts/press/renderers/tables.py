"""Tables: rows that stay whole, a head that is repeated, the first cell of a row as its head."""

from __future__ import annotations

from msgspec.structs import replace

from handouts.compose.blocks import SignIn, Table
from handouts.model.layout import TypeStyle
from handouts.model.text import Text
from handouts.press.boxes import Box, DrawingBox, Place
from handouts.press.pdf.structure import Node
from handouts.press.pdf.surface import Surface
from handouts.press.renderers.base import Render
from handouts.press.setting import Setting
from handouts.press.stacks import Inset, Painter, Row, Stack

_HEAD_RULE = 1.5
_RULE = 0.6
_NARROW = 24
"""In a column narrower than so many times the type size, the cells of a row stand one below the other."""


def table(block: Table, setting: Setting, _render: Render) -> list[Box]:
    """A table as wide as its column of text."""
    node = setting.add("Table")
    inner = setting.inside(setting.width, node)
    narrow = _is_narrow(setting)
    widths = [setting.width if narrow else share * setting.width for share in block.shares]
    head = _head(block, inner, widths)
    rows = tuple(_row(cells, inner, widths) for cells in block.rows)
    after = setting.layout.type.body.after
    return [Stack(boxes=rows, head=head, width=setting.width, after=after)]


def sign_in(block: SignIn, setting: Setting, _render: Render) -> list[Box]:
    """A table of empty rows with lines around each cell, to write in by hand."""
    node = setting.add("Table")
    inner = setting.inside(setting.width, node)
    widths = [share * setting.width for share in block.shares]
    head = _head(block, inner, widths)
    rows = tuple(_empty_row(inner, widths) for _ in range(block.rows))
    return [Stack(boxes=rows, head=head, width=setting.width, after=setting.layout.type.body.after)]


def _empty_row(setting: Setting, widths: list[float]) -> Box:
    row = setting.add("TR")
    for _ in widths:
        row.add("TD")
    step, colour = setting.layout.write_in, setting.colours.quiet

    def paint(surface: Surface, left: float, top: float) -> None:
        surface.line((left, top - step), (left + setting.width, top - step), colour, _RULE)
        for at in range(len(widths) + 1):
            x = left + sum(widths[:at])
            surface.line((x, top), (x, top - step), colour, _RULE)

    return DrawingBox(size=(setting.width, step), paint=paint)


def _head(block: Table | SignIn, setting: Setting, widths: list[float]) -> Box:
    style = replace(setting.layout.type.table, bold=True)
    node = setting.add("TR")
    cells = []
    for text, width in zip(block.head, widths, strict=True):
        cell = node.add("TH", attributes="/O/Table/Scope/Column")
        cells.append(_cell((text,), setting.inside(width, cell), style))

    def paint(surface: Surface, place: Place, _first: bool) -> None:
        bottom = place.top - place.height
        surface.rectangle((place.left, bottom, place.width, place.height), fill=setting.colours.tint)
        surface.line(
            (place.left, bottom), (place.left + place.width, bottom), setting.colours.accent, _HEAD_RULE
        )

    return _joined(cells, widths, setting, paint, keep_with_next=True)


def _row(cells: tuple[tuple[Text, ...], ...], setting: Setting, widths: list[float]) -> Box:
    style = setting.layout.type.table
    node = setting.add("TR")
    boxes = []
    for at, (texts, width) in enumerate(zip(cells, widths, strict=True)):
        cell = node.add("TH", attributes="/O/Table/Scope/Row") if at == 0 else node.add("TD")
        boxes.append(_cell(texts, setting.inside(width, cell), style))

    def paint(surface: Surface, place: Place, _first: bool) -> None:
        y = place.top - place.height
        surface.line((place.left, y), (place.left + place.width, y), setting.colours.rule, _RULE)

    return _joined(boxes, widths, setting, paint)


def _joined(
    cells: list[Stack], widths: list[float], setting: Setting, paint: Painter, keep_with_next: bool = False
) -> Box:
    """Cells side by side, or one below the other where the column is narrow. Never torn apart."""
    if _is_narrow(setting):
        return Stack(
            boxes=tuple(replace(cell, after=-setting.layout.padding * 0.5) for cell in cells if cell.boxes),
            width=setting.width,
            paint=paint,
            whole=True,
            keep_with_next=keep_with_next,
        )
    places = tuple((sum(widths[:at]), cell) for at, cell in enumerate(cells))
    return Row(cells=places, width=setting.width, paint=paint, keep_with_next=keep_with_next)


def _is_narrow(setting: Setting) -> bool:
    return setting.width < _NARROW * setting.layout.type.table.size


def _cell(texts: tuple[Text, ...], setting: Setting, style: TypeStyle) -> Stack:
    padding = setting.layout.padding
    room = setting.width - padding
    several = len(texts) > 1
    boxes = []
    for text in texts:
        node: Node = setting.add("P") if several else setting.node
        boxes.append(replace(setting.text(text, style, node, width=room), before=0.0))
    inset = Inset(padding * 0.55, padding / 2, padding * 0.6, padding / 2)
    return Stack(boxes=tuple(boxes), width=setting.width, inset=inset)
