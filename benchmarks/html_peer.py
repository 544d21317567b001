"""The peer WeasyPrint: a handout's blocks as HTML and CSS.

It knows the kinds of blocks that the stacks of the benchmark hold, and no others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from benchmarks.look import (
    CALLOUT_COLOURS,
    FONTS,
    FRAME,
    PAGE_TOLD,
    Sheet,
    columns_of,
    has_columns,
    has_line_beside,
)
from handouts.compose import blocks
from handouts.model.text import Text

_STYLES = {
    "title": "h1",
    "subtitle": ".subtitle",
    "section": "h2",
    "topic": "h3",
    "point": "h4",
    "body": "body",
    "table": "td,th,.tight",
    "callout": ".callout h3",
    "label": ".label,dt",
    "value": ".value,dd",
    "small": ".small",
}
_TAGS = ("h1", "h2", "h3", "h4")


def html(sheet: Sheet) -> str:
    """The whole document for one person."""
    handout = sheet.handout
    opening, body = _set(handout.opening, sheet.across()), _set(handout.body, sheet)
    return (
        f'<!doctype html><html lang="{handout.language}"><head><meta charset="utf-8">'
        f"<title>{escape(handout.title)}</title><style>{_look(sheet)}</style></head>"
        f"<body>{opening}<main>{body}</main></body></html>"
    )


def _set(all_blocks: Iterable[Any], sheet: Sheet) -> str:
    return "".join(_SETTERS[type(block)](block, sheet) for block in all_blocks)


# -- blocks


def _heading(block: blocks.Heading, _sheet: Sheet) -> str:
    tag = _TAGS[block.level - 1]
    return f"<{tag}>{_markup(block.text)}</{tag}>"


def _paragraph(block: blocks.Paragraph, _sheet: Sheet) -> str:
    return f'<p class="{ {"caption": "label"}.get(block.role, block.role) }">{_markup(block.text)}</p>'


def _bullets(block: blocks.Bullets, sheet: Sheet) -> str:
    tag = "ol" if block.marker == "number" else "ul"
    items = [f"<li>{_markup(item)}</li>" for item in block.items]
    high = -(-len(items) // columns_of(block, sheet))
    lists = (
        f'<{tag} class="{block.marker} {block.role}">{"".join(items[at : at + high])}</{tag}>'
        for at in range(0, len(items), high)
    )
    return "".join(lists) if high == len(items) else f'<div class="pair">{"".join(lists)}</div>'


def _table(block: blocks.Table, sheet: Sheet) -> str:
    narrow = not has_columns(block, sheet)
    head = [_markup(text) for text in block.head]
    rows = [["".join(f"<p>{_markup(text)}</p>" for text in cell) for cell in row] for row in block.rows]
    if narrow:
        head, rows = [], [["".join(row)] for row in rows]
    columns = "" if narrow else "".join(f'<col style="width:{share:.1%}">' for share in block.shares)
    top = "".join(f"<th>{cell}</th>" for cell in head)
    rest = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>{columns}<thead><tr>{top}</tr></thead><tbody>{rest}</tbody></table>"


def _callout(block: blocks.Callout, sheet: Sheet) -> str:
    title = f"<h3>{_markup(block.title)}</h3>" if block.title else ""
    return f'<div class="callout {block.kind}">{title}{_set(block.blocks, sheet.in_callout())}</div>'


def _contacts(block: blocks.Contacts, _sheet: Sheet) -> str:
    numbers = (_markup(each.number) if each.number else '<hr class="line">' for each in block.contacts)
    rows = zip(block.contacts, numbers, strict=True)
    cells = "".join(
        f'<div class="pair"><div>{_markup(each.label)}</div><div class="value">{number}</div></div>'
        for each, number in rows
    )
    words = "".join(escape(span.text) for span in block.where if not span.page)
    where = f"<p><strong>{words}{PAGE_TOLD}</strong></p>" if words else ""
    return f'<div class="contacts">{cells}{where}</div>'


def _recipient(block: blocks.RecipientFields, sheet: Sheet) -> str:
    rows = (
        f'<div class="pair"><dt>{_markup(label)}</dt><dd class="{field.name}">'
        f"{escape(sheet.values[field.name])}</dd></div>"
        for field, label in block.fields
    )
    return f'<dl class="recipient">{"".join(rows)}</dl>'


def _letterhead(block: blocks.Letterhead, _sheet: Sheet) -> str:
    lines = "".join(f'<p class="label">{_markup(line)}</p>' for line in block.lines)
    return f'<p class="clinic">{_markup(block.name)}</p>{lines}'


def _together(block: blocks.Together, sheet: Sheet) -> str:
    return f'<div class="together">{_set(block.blocks, sheet)}</div>'


def _write_in(block: blocks.WriteIn, sheet: Sheet) -> str:
    lines = '<hr class="line">' * block.lines
    if not block.begins:
        return lines
    begun = f'<p class="tight">{_markup(block.begins)}</p>'
    beside = has_line_beside(block, sheet)
    return f'<div class="pair begun">{begun}<div>{lines}</div></div>' if beside else begun + lines


_SETTERS: dict[type[blocks.Block], Callable[[Any, Sheet], str]] = {
    blocks.Bullets: _bullets,
    blocks.Callout: _callout,
    blocks.Contacts: _contacts,
    blocks.Heading: _heading,
    blocks.Letterhead: _letterhead,
    blocks.Paragraph: _paragraph,
    blocks.RecipientFields: _recipient,
    blocks.Table: _table,
    blocks.Together: _together,
    blocks.WriteIn: _write_in,
}


def _markup(text: Text) -> str:
    parts = []
    for span in text:
        part = escape(span.text)
        if span.bold or span.head:
            part = f"<b>{part}</b>"
        if span.link:
            part = f'<a href="{escape(span.link)}">{part}</a>'
        parts.append(part)
    return "".join(parts)


# -- the look


def _look(sheet: Sheet) -> str:
    layout, paper, colours = sheet.layout, sheet.paper, sheet.layout.colours
    margins, padding = layout.margins, layout.padding
    styles = [_style(where, name, sheet) for name, where in _STYLES.items()]
    return "".join(
        [
            *(_face(weight, file, sheet) for weight, file in (("400", "regular"), ("700", "bold"))),
            "*{margin:0;padding:0}",
            *styles,
            f"@page{{size:{paper.width}pt {paper.height}pt;",
            f"margin:{margins.top}pt {margins.right}pt {margins.bottom}pt {margins.left}pt;",
            _margin_boxes(sheet),
            "}@page:first{@top-left{content:none}@top-right{content:none}}",
            f"main{{columns:{layout.columns};column-gap:{layout.gutter}pt;column-fill:auto}}",
            f"h1{{border-top:5pt solid {colours.accent}}}h2{{border-top:.75pt solid {colours.rule}}}",
            "h1,h2,h3,h4,thead{break-after:avoid}",
            "tr,.together,.contacts,.pair,body>.callout{break-inside:avoid}",
            f"ul,ol{{padding-left:{layout.indent}pt}}ul.box{{list-style-type:'□ '}}",
            f"table{{width:100%;border-collapse:collapse}}td,th{{text-align:left;vertical-align:top;"
            f"padding:{padding / 2}pt;border-bottom:.6pt solid {colours.rule}}}",
            f"th{{background:{colours.tint};border-bottom:1.5pt solid {colours.accent}}}",
            f".callout{{padding:{padding}pt;margin:4pt 0 9pt;background:{colours.tint};",
            f"border:0 solid {colours.accent};border-left-width:{sheet.bar}pt}}",
            *(_tier(kind, colour, sheet) for kind, colour in CALLOUT_COLOURS.items()),
            f".call-911{{border-width:{FRAME}pt {FRAME}pt {FRAME}pt {sheet.bar}pt}}",
            f".contacts{{border:1.5pt solid {colours.accent};padding:{padding / 2}pt {padding}pt}}",
            ".pair{display:table;width:100%}.pair>*{display:table-cell;width:50%;padding-right:8pt}",
            ".begun>p{width:1%;white-space:nowrap}.begun>div{width:auto}",
            f".recipient{{background:{colours.tint};padding:{padding}pt}}.recipient dt{{width:27%}}",
            ".name,.clinic{font-weight:700}",
            f".line{{border:0;border-bottom:.8pt solid {colours.quiet};height:{layout.write_in - 1}pt}}",
        ]
    )


def _tier(kind: str, colour: str, sheet: Sheet) -> str:
    strong, tint = (getattr(sheet.layout.colours, name) for name in (colour, f"{colour}_tint"))
    return f".{kind}{{background:{tint};border-color:{strong}}}.{kind} h3{{color:{strong}}}"


def _face(weight: str, file: str, sheet: Sheet) -> str:
    where = (FONTS / sheet.layout.fonts.body / f"{file}.ttf").as_uri()
    return f"@font-face{{font-family:Face;font-weight:{weight};src:url({where})}}"


def _style(where: str, name: str, sheet: Sheet) -> str:
    style = getattr(sheet.layout.type, name)
    weight, colour = "700" if style.bold else "400", getattr(sheet.layout.colours, style.colour)
    return (
        f"{where}{{font:{weight} {style.size}pt/{style.leading}pt Face;color:{colour};"
        f"margin:{style.before}pt 0 {style.after if where != 'body' else 0}pt}}"
    )


def _margin_boxes(sheet: Sheet) -> str:
    style, page = sheet.layout.type.furniture, sheet.page_label
    number = page.replace("{page}", '" counter(page) "').replace("{pages}", '" counter(pages) "')
    look = f"font:{style.size}pt Face;color:{sheet.layout.colours.quiet}"
    said = {
        "top-left": _string(sheet.handout.title),
        "top-right": _string(sheet.values["name"]),
        "bottom-left": _string(sheet.handout.trace),
        "bottom-right": f'{_string(sheet.values["id"])} "  {number}"',
    }
    return "".join(f"@{where}{{content:{what};{look};white-space:pre}}" for where, what in said.items())


def _string(text: str) -> str:
    """Text as a CSS string."""
    return '"' + "".join(letter if letter.isalnum() else f"\\{ord(letter):x} " for letter in text) + '"'
