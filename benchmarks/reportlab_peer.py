"""The peer ReportLab: a handout's blocks as Platypus flowables, composed and typeset for every copy.

It knows the kinds of blocks that the stacks of the benchmark hold, and no others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)

from benchmarks.look import (
    CALLOUT_COLOURS,
    FONTS,
    FRAME,
    LIST_STYLES,
    PAGE_TOLD,
    Sheet,
    columns_of,
    has_columns,
    has_line_beside,
)
from handouts.compose import blocks
from handouts.model.text import Text, plain

REGULAR, BOLD = "Peer", "PeerBold"
Values = dict[str, str]


class _Place(NamedTuple):
    """Whose copy it is, and where a block stands in it: the room of the sheet is its width."""

    values: Values
    sheet: Sheet

    @property
    def width(self) -> float:
        """For the block, in pt."""
        return self.sheet.width


class Setter:
    """Sets copies of one handout; faces, styles and measures are made once."""

    def __init__(self, sheet: Sheet, pages: int) -> None:
        """`pages` is how many a copy has; ReportLab is told."""
        self._sheet, self._pages = sheet, pages
        layout = sheet.layout
        for name, file in ((REGULAR, "regular.ttf"), (BOLD, "bold.ttf")):
            if name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(name, FONTS / layout.fonts.body / file))
        pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)
        pdfmetrics.registerFontFamily(BOLD, normal=BOLD, bold=BOLD, italic=BOLD, boldItalic=BOLD)
        self._colours = {
            name: HexColor(getattr(layout.colours, name)) for name in layout.colours.__struct_fields__
        }
        self._styles = {name: self._style(name) for name in layout.type.__struct_fields__}
        self._styles["table-head"] = ParagraphStyle("table-head", self._styles["table"], fontName=BOLD)
        margins, paper = layout.margins, sheet.paper
        self._width, self._column = sheet.whole_width, sheet.column_width
        self._height = paper.height - margins.top - margins.bottom
        self._opening = _heights(self._opening_of(dict(sheet.values)), self._width, self._height)

    def write(self, out: Path | BinaryIO, people: Sequence[Values]) -> None:
        """One file of a copy for each."""
        document = BaseDocTemplate(
            str(out) if isinstance(out, Path) else out,
            pagesize=(self._sheet.paper.width, self._sheet.paper.height),
            title=self._sheet.handout.title,
            lang=self._sheet.handout.language,
            initialFontName=REGULAR,
            pageCompression=1,
        )
        heights = ({"whole": self._height} if len(self._opening) > 1 else {}) | {
            "first": self._opening[-1][1],
            "later": 0.0,
        }
        document.addPageTemplates([self._page(name, height, people) for name, height in heights.items()])
        story: list[Flowable] = []
        for values in people:
            if story:
                story += [NextPageTemplate("whole" if len(self._opening) > 1 else "first"), PageBreak()]
            story += self._copy(values)
        document.build(story)

    def _copy(self, values: Values) -> list[Flowable]:
        story, opening = list[Flowable](), iter(self._opening_of(values))
        for at, (count, _) in enumerate(self._opening, 1):
            last, next_one = at == len(self._opening), at == len(self._opening) - 1
            story += islice(opening, count)
            story.append(NextPageTemplate("later" if last else "first" if next_one else "whole"))
            story.append(FrameBreak() if last else PageBreak())
        return [*story, *self._set(self._sheet.handout.body, _Place(values, self._sheet))]

    def _opening_of(self, values: Values) -> list[Flowable]:
        return self._set(self._sheet.handout.opening, _Place(values, self._sheet.across()))

    # -- pages

    def _page(self, name: str, opening: float, people: Sequence[Values]) -> PageTemplate:
        margins, layout = self._sheet.layout.margins, self._sheet.layout
        bottom, none = margins.bottom, (0.0, 0.0, 0.0, 0.0)
        height = self._height - opening
        frames = (
            []
            if height <= 0
            else [
                Frame(margins.left + at * (self._column + layout.gutter), bottom, self._column, height, *none)
                for at in range(layout.columns)
            ]
        )
        if opening:
            frames.insert(0, Frame(margins.left, bottom + height, self._width, opening + 0.1, *none))
        return PageTemplate(name, frames, onPage=lambda canvas, _: self._furniture(canvas, people))

    def _furniture(self, canvas: Any, people: Sequence[Values]) -> None:
        copy, page = divmod(canvas.getPageNumber() - 1, self._pages)
        values, layout = people[copy], self._sheet.layout
        left, right = layout.margins.left, self._sheet.paper.width - layout.margins.right
        foot, head = layout.margins.bottom * 0.5, self._sheet.paper.height - layout.margins.top * 0.6
        said = self._sheet.page_label.replace("{page}", str(page + 1)).replace("{pages}", str(self._pages))
        size = layout.type.furniture.size
        canvas.setFillColor(self._colours["quiet"])
        canvas.setFont(REGULAR, size)
        canvas.drawString(left, foot, self._sheet.handout.trace)
        canvas.drawRightString(right, foot, said)
        if page:
            canvas.drawString(left, head, self._sheet.handout.title)
        canvas.setFont(BOLD, size)
        canvas.drawRightString(right - size * 7, foot, values["id"])
        if page:
            canvas.drawRightString(right, head, values["name"])

    # -- blocks

    def _set(self, all_blocks: Iterable[Any], place: _Place) -> list[Flowable]:
        return [each for block in all_blocks for each in _SETTERS[type(block)](self, block, place)]

    def _heading(self, block: blocks.Heading, _place: _Place) -> list[Flowable]:
        return [
            Paragraph(
                _markup(block.text), self._styles[("title", "section", "topic", "point")[block.level - 1]]
            )
        ]

    def _paragraph(self, block: blocks.Paragraph, _place: _Place) -> list[Flowable]:
        name = {"subtitle": "subtitle", "small": "small", "caption": "label"}.get(block.role, "body")
        return [Paragraph(_markup(block.text), self._styles[name])]

    def _bullets(self, block: blocks.Bullets, place: _Place) -> list[Flowable]:
        indent = self._sheet.layout.indent
        base = self._styles[LIST_STYLES[block.role]]
        style = ParagraphStyle(
            "item", base, leftIndent=indent, bulletFontName=BOLD, bulletFontSize=base.fontSize
        )
        columns = columns_of(block, place.sheet)
        if block.role == "tight":
            style.spaceAfter = 0
        if columns > 1:
            style.rightIndent = base.fontSize
        if block.marker == "box":
            return [_ToTick(_markup(item), style) for item in block.items]
        numbered = block.marker == "number"
        items: list[Flowable] = [
            Paragraph(_markup(item), style, bulletText=f"{at}." if numbered else "•")
            for at, item in enumerate(block.items, 1)
        ]
        if columns == 1:
            return items
        high = -(-len(items) // columns)
        cells = [[items[at : at + high] for at in range(0, len(items), high)]]
        return [Table(cells, colWidths=[place.width / columns] * columns, style=_BARE)]

    def _table(self, block: blocks.Table, place: _Place) -> list[Flowable]:
        head = [Paragraph(_markup(text), self._styles["table-head"]) for text in block.head]
        rows = [[[self._cell(text) for text in cell] for cell in row] for row in block.rows]
        shares: Sequence[float] = block.shares
        grid: list[list[Any]] = [head, *rows]
        if not has_columns(block, self._sheet):
            shares = (1.0,)
            grid = [[[each for cell in row for each in cell]] for row in rows]
        headed = [
            ("BACKGROUND", (0, 0), (-1, 0), self._colours["tint"]),
            ("LINEBELOW", (0, 0), (-1, 0), 1.5, self._colours["accent"]),
        ]
        rules = [("LINEBELOW", (0, 0), (-1, -1), 0.6, self._colours["rule"]), *self._padding(0.5)]
        repeated = int(has_columns(block, self._sheet))
        look = TableStyle([*rules, *(headed if repeated else [])])
        widths = [share * place.width for share in shares]
        return [Table(grid, colWidths=widths, style=look, repeatRows=repeated, spaceAfter=6)]

    def _cell(self, text: Text) -> Paragraph:
        return Paragraph(_markup(text), self._styles["table"])

    def _callout(self, block: blocks.Callout, place: _Place) -> list[Flowable]:
        colour = CALLOUT_COLOURS.get(block.kind, "accent")
        tint = f"{CALLOUT_COLOURS[block.kind]}_tint" if block.kind in CALLOUT_COLOURS else "tint"
        inside = self._set(block.blocks, place._replace(sheet=place.sheet.in_callout()))
        if block.title:
            style = ParagraphStyle("callout", self._styles["callout"], textColor=self._colours[colour])
            inside.insert(0, Paragraph(_markup(block.title), style))
        look = [
            ("BACKGROUND", (0, 0), (-1, -1), self._colours[tint]),
            ("LINEBEFORE", (0, 0), (0, -1), place.sheet.bar, self._colours[colour]),
            *self._padding(0.2),
        ]
        if block.kind == "call-911":
            look.append(("BOX", (0, 0), (-1, -1), FRAME, self._colours[colour]))
        rows = [[each] for each in inside]
        return [Table(rows, colWidths=[place.width], style=TableStyle(look), spaceBefore=4, spaceAfter=10)]

    def _contacts(self, block: blocks.Contacts, place: _Place) -> list[Flowable]:
        rows = [
            [
                Paragraph(_markup(each.label), self._styles["body"]),
                Paragraph(_markup(each.number), self._styles["value"]) if each.number else _Lines(1, 18.0),
            ]
            for each in block.contacts
        ]
        look = [("BOX", (0, 0), (-1, -1), 1.5, self._colours["accent"]), *self._padding(0.2)]
        half = place.width / 2
        words = "".join(span.text for span in block.where if not span.page)
        where = [Paragraph(f"<b>{escape(words, quote=False)}{PAGE_TOLD}</b>", self._styles["body"])]
        found: list[Flowable] = [Table(rows, colWidths=[half, half], style=TableStyle(look), spaceAfter=9)]
        return found + (where if words else [])

    def _recipient(self, block: blocks.RecipientFields, place: _Place) -> list[Flowable]:
        style = {
            True: ParagraphStyle("name", self._styles["value"], fontName=BOLD),
            False: self._styles["value"],
        }
        rows = [
            [
                Paragraph(_markup(label), self._styles["label"]),
                Paragraph(escape(place.values[field.name], quote=False), style[field.name == "name"]),
            ]
            for field, label in block.fields
        ]
        look = [("BACKGROUND", (0, 0), (-1, -1), self._colours["tint"]), *self._padding(0.1)]
        widths = [place.width * 0.27, place.width * 0.73]
        return [Table(rows, colWidths=widths, style=TableStyle(look), spaceAfter=9)]

    def _letterhead(self, block: blocks.Letterhead, _place: _Place) -> list[Flowable]:
        name = Paragraph(_markup(block.name), self._styles["callout"])
        return [name, *(Paragraph(_markup(line), self._styles["label"]) for line in block.lines)]

    def _together(self, block: blocks.Together, place: _Place) -> list[Flowable]:
        inside = self._set(block.blocks, place)
        return inside if place.sheet.room else [KeepTogether(inside)]  # what stands across is never torn

    def _write_in(self, block: blocks.WriteIn, place: _Place) -> list[Flowable]:
        lines = _Lines(block.lines, self._sheet.layout.write_in)
        if not block.begins:
            return [lines]
        begun = Paragraph(_markup(block.begins), self._styles["table"])
        if not has_line_beside(block, place.sheet):
            return [begun, lines]
        wide = pdfmetrics.stringWidth(plain(block.begins), BOLD, begun.style.fontSize)
        return [Table([[begun, lines]], colWidths=[wide, place.width - wide], style=_BARE)]

    # -- looks

    def _style(self, name: str) -> ParagraphStyle:
        style = getattr(self._sheet.layout.type, name)
        return ParagraphStyle(
            name,
            fontName=BOLD if style.bold else REGULAR,
            fontSize=style.size,
            leading=style.leading,
            spaceBefore=style.before,
            spaceAfter=style.after,
            textColor=self._colours[style.colour],
            keepWithNext=name in ("section", "topic", "point"),
        )

    def _padding(self, share: float) -> list[Any]:
        padding, everywhere = self._sheet.layout.padding, ((0, 0), (-1, -1))
        return [
            ("VALIGN", *everywhere, "TOP"),
            ("LEFTPADDING", *everywhere, padding),
            ("RIGHTPADDING", *everywhere, padding / 2),
            ("TOPPADDING", *everywhere, padding * share),
            ("BOTTOMPADDING", *everywhere, padding * share),
        ]


_BARE = TableStyle(
    [("VALIGN", (0, 0), (-1, -1), "TOP")]
    + [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
)
"""Side by side, and nothing around."""

_SETTERS: dict[type[blocks.Block], Callable[[Setter, Any, _Place], list[Flowable]]] = {
    blocks.Bullets: Setter._bullets,
    blocks.Callout: Setter._callout,
    blocks.Contacts: Setter._contacts,
    blocks.Heading: Setter._heading,
    blocks.Letterhead: Setter._letterhead,
    blocks.Paragraph: Setter._paragraph,
    blocks.RecipientFields: Setter._recipient,
    blocks.Table: Setter._table,
    blocks.Together: Setter._together,
    blocks.WriteIn: Setter._write_in,
}


class _ToTick(Paragraph):
    """An item with a box to tick."""

    def draw(self) -> None:
        side = self.style.fontSize * 0.78
        self.canv.rect(0.5, self.height - self.style.fontSize, side, side)
        super().draw()


class _Lines(Flowable):
    """Ruled lines to write on."""

    def __init__(self, lines: int, step: float) -> None:
        super().__init__()
        self._lines, self._step = lines, step

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self._wide = width
        return width, self._lines * self._step

    def draw(self) -> None:
        for at in range(self._lines):
            self.canv.line(0, at * self._step, self._wide, at * self._step)


def _height(flowable: Flowable, width: float) -> float:
    spaces: float = flowable.getSpaceBefore() + flowable.getSpaceAfter()
    return spaces + float(flowable.wrap(width, 10_000)[1])


def _heights(opening: Sequence[Flowable], width: float, most: float) -> list[tuple[int, float]]:
    """For each page that an opening takes, how many of its flowables stand there and how high they are."""
    pages = [(0, 0.0)]
    for flowable in opening:
        count, used = pages[-1]
        height = _height(flowable, width)
        if used + height > most:
            pages.append((1, height))
        else:
            pages[-1] = count + 1, used + height
    return pages


def _markup(text: Text) -> str:
    """Spans in ReportLab's own markup."""
    parts = []
    for span in text:
        part = escape(span.text, quote=False)
        if span.bold or span.head:
            part = f"<b>{part}</b>"
        if span.link:
            part = f'<a href="{escape(span.link)}">{part}</a>'
        parts.append(part)
    return "".join(parts)
