"""The peer: a handout's blocks as Typst markup.

All text is written as Typst strings inside code, where only the quotation mark, the backslash and what
cannot be seen have a meaning: none of Typst's markup can come from content.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.look import (
    FONTS,
    FRAME,
    LIST_STYLES,
    Sheet,
    columns_of,
    has_columns,
    has_line_beside,
)
from handouts.compose import blocks
from handouts.model.layout import Colours, Layout, TypeScale, TypeStyle
from handouts.model.text import Text

HERE = Path(__file__).resolve().parent
LOGO = "logo.rgb"
"""The clinic's logo, 8-bit RGB, beside the markup."""

_FAMILIES = {"atkinson-hyperlegible-next": "Atkinson Hyperlegible Next", "noto-sans": "Noto Sans"}
_SHARE_OF_RISE = (984, 1300)
"""Atkinson Hyperlegible Next: ascent, and ascent with descent; read from the face."""

COMPILE = (
    "import sys, typst\n"
    "here = {'include_system_fonts': False, 'include_embedded_fonts': False}\n"
    "fonts = typst.Fonts(font_paths=[sys.argv[3]], **here)\n"
    "typst.compile(sys.argv[1], output=sys.argv[2], font_paths=fonts)\n"
)
"""A whole Python program that imports Typst alone. Fonts: those of the layouts and no others."""


class Code(str):
    """A piece of Typst code that stands where a text would."""


def command(markup: Path, output: Path) -> list[str]:
    """The command of a cold process that compiles markup."""
    return [sys.executable, "-c", COMPILE, str(markup), str(output), str(FONTS)]


def markup(sheet: Sheet) -> str:
    """The whole document."""
    return _beginning(sheet, "none") + _body(sheet)


def markup_of_many(sheet: Sheet, pages: int) -> str:
    """A document of copies for the people that it is given as JSON (`sys.inputs.people`).

    The values of the sheet say which fields there are. Typst is told how many pages a copy has.
    """
    person = {name: Code(f"person.{name}") for name in sheet.values}
    body = _body(sheet._replace(values=person))
    head = "set page(header: head(person.name), footer: foot(person.id))"
    return (
        f"{_beginning(sheet._replace(values={}), str(pages))}#let copy(person) = [\n#{head}\n{body}]\n"
        "#for person in json(bytes(sys.inputs.people)) { copy(person) }\n"
    )


def _beginning(sheet: Sheet, pages: str) -> str:
    prelude = (HERE / "prelude.typ").read_text(encoding="utf-8")
    return f"#let look = {_look(sheet)}\n#let pages = {pages}\n{prelude}"


def _body(sheet: Sheet) -> str:
    parts = _parts(sheet.handout.opening, sheet.across())
    for begun, body in _pages(sheet.handout.body):
        if begun:
            parts += [_new_page(begun, sheet), *_parts(begun.across, sheet.across())]
        below = _parts(body, sheet)
        parts += ["body({\n" + "\n".join(below) + "\n})"] if sheet.layout.columns > 1 else below
    return "".join(f"#{part}\n" for part in parts)


def _parts(level: Iterable[blocks.Block], sheet: Sheet) -> list[str]:
    return [_block(block, sheet) for block in level]


def _pages(body: Iterable[blocks.Block]) -> list[tuple[blocks.NewPage | None, list[blocks.Block]]]:
    """Blocks by the pages that they begin, for columns hold no break of pages."""
    found: list[tuple[blocks.NewPage | None, list[blocks.Block]]] = [(None, [])]
    for block in body:
        if isinstance(block, blocks.NewPage):
            found.append((block, []))
        else:
            found[-1][1].append(block)
    return found


# -- text


def string(text: str) -> str:
    """Text as a Typst string. Characters that cannot be seen are written by their number."""
    if isinstance(text, Code):
        return text
    return '"' + "".join(map(_letter, text)) + '"'


def _letter(letter: str) -> str:
    if letter in '"\\':
        return "\\" + letter
    if unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cn", "Zl", "Zp"):
        return f"\\u{{{ord(letter):x}}}"
    return letter


def words(text: Text) -> str:
    """Spans as a Typst expression that yields content."""
    parts = []
    for span in text:
        part = string(span.text)
        if span.bold or span.head:
            part = f"strong({part})"
        if span.link:
            part = f"link({string(span.link)}, {part})"
        parts.append(part)
    return "[]" if not parts else " + ".join(parts)


# -- blocks


def _block(block: Any, sheet: Sheet) -> str:
    return _WRITERS[type(block)](block, sheet)


def _group(inner: Iterable[blocks.Block], sheet: Sheet) -> str:
    return "{\n" + "\n".join(_block(block, sheet) for block in inner) + "\n}"


def _heading(block: blocks.Heading, _sheet: Sheet) -> str:
    outlined = "" if block.level < 4 else ", outlined: false, bookmarked: false"
    heading = f"heading(level: {block.level}{outlined}, {words(block.text)})"
    return f"named({string(block.name)}, {heading})" if block.name else heading


def _paragraph(block: blocks.Paragraph, _sheet: Sheet) -> str:
    style = {"subtitle": "subtitle", "small": "small", "caption": "label"}.get(block.role, "body")
    return f'styled("{style}", {words(block.text)})'


def _bullets(block: blocks.Bullets, sheet: Sheet) -> str:
    items = ", ".join(words(item) for item in block.items)
    kind = f'"{LIST_STYLES[block.role]}", "{block.marker}", {columns_of(block, sheet)}'
    return f"bullets({kind}, ({items},))"


def _table(block: blocks.Table, sheet: Sheet) -> str:
    if not has_columns(block, sheet):
        return f"entries({', '.join(_entry(row, points=not block.head) for row in block.rows)})"
    shares = ", ".join(f"{share:g}fr" for share in block.shares)
    head = ", ".join(words(text) for text in block.head)
    cells = [_cell(cell) for row in block.rows for cell in row]
    return f"rows(({shares},), ({head},), {', '.join(cells)})"


def _cell(texts: Iterable[Text]) -> str:
    return f"cell({', '.join(words(text) for text in texts)})"


def _entry(row: tuple[tuple[Text, ...], ...], *, points: bool) -> str:
    """A name, what it is, and points or more paragraphs."""
    (name, *about), *others = row
    said = [words(text) for cell in others for text in cell]
    plain, hanging = ([], said) if points else (said, [])
    lines = "".join(f"{text}, " for text in (words(name), *map(words, about), *plain))
    return f"(({lines}), ({''.join(f'{text}, ' for text in hanging)}))"


def _callout(block: blocks.Callout, sheet: Sheet) -> str:
    title = words(block.title) if block.title else "none"
    torn = sheet.layout.columns > 1 and not sheet.room  # one that is higher than a column goes on in the next
    inside = _group(block.blocks, sheet.in_callout())
    return f'callout("{block.kind}", {title}, {inside}, breakable: {_boolean(torn)})'


def _boolean(value: bool) -> str:
    return str(value).lower()


def _icon_array(block: blocks.IconArray, _sheet: Sheet) -> str:
    caption = words(block.caption) if block.caption else "none"
    return f"icons({block.count}, {string(block.alt)}, {caption})"


def _write_in(block: blocks.WriteIn, sheet: Sheet) -> str:
    lines = f"{block.lines}, {string(block.label)}"
    if block.begins:
        return f"sentence({words(block.begins)}, {lines}, beside: {_boolean(has_line_beside(block, sheet))})"
    return f"lines({lines})"


def _contacts(block: blocks.Contacts, _sheet: Sheet) -> str:
    pairs = (
        f"({words(contact.label)}, {words(contact.number) if contact.number else 'none'})"
        for contact in block.contacts
    )
    where = " + ".join(
        f"page-of({string(span.page)})" if span.page else f"strong({string(span.text)})"
        for span in block.where
    )
    return f"contacts({string(block.write_in)}, {where or 'none'}, {', '.join(pairs)})"


def _recipient(block: blocks.RecipientFields, sheet: Sheet) -> str:
    rows = (
        f'("{field.name}", {words(label)}, {string(sheet.values[field.name])})'
        for field, label in block.fields
        if field.name in sheet.values
    )
    return f"recipient({', '.join(rows)})"


def _letterhead(block: blocks.Letterhead, _sheet: Sheet) -> str:
    picture = "none"
    if block.logo is not None:
        picture = f'logo("{LOGO}", {block.logo.width}, {block.logo.height}, {string(block.logo.alt)})'
    return f"letterhead({', '.join([words(block.name), picture, *map(words, block.lines)])})"


def _together(block: blocks.Together, sheet: Sheet) -> str:
    first, last = block.blocks[0], block.blocks[-1]
    style = sheet.layout.type
    before = {2: style.section, 3: style.topic, 4: style.point}.get(getattr(first, "level", 0))
    after = style.small.after if getattr(last, "role", "") == "small" else style.body.after
    above = before.before if before else 0.0
    return f"together({above:g}pt, {after:g}pt, {_group(block.blocks, sheet)})"


def _new_page(block: blocks.NewPage, sheet: Sheet) -> str:
    name = sheet.values.get("name", "") if block.named else ""
    return f"set page(header: head({string(name)}))" if sheet.layout.furniture.head else "pagebreak()"


_WRITERS: dict[type[blocks.Block], Callable[[Any, Sheet], str]] = {
    blocks.Bullets: _bullets,
    blocks.Callout: _callout,
    blocks.Contacts: _contacts,
    blocks.Heading: _heading,
    blocks.IconArray: _icon_array,
    blocks.Letterhead: _letterhead,
    blocks.Paragraph: _paragraph,
    blocks.RecipientFields: _recipient,
    blocks.Table: _table,
    blocks.Together: _together,
    blocks.WriteIn: _write_in,
}


# -- the look


def _look(sheet: Sheet) -> str:
    layout, paper = sheet.layout, sheet.paper
    before, _, after = sheet.page_label.partition("{page}")
    middle, _, end = after.partition("{pages}")
    page = f"{string(before)} + str(n) + {string(middle)} + str(all) + {string(end)}"
    margins = {side: f"{getattr(layout.margins, side):g}pt" for side in ("top", "right", "bottom", "left")}
    entries: dict[str, str] = {
        "title": string(sheet.handout.title),
        "trace": string(sheet.handout.trace),
        "name": string(sheet.values.get("name", "")),
        "id": string(sheet.values.get("id", "")),
        "page": f"(n, all) => {page}",
        "fonts": "(" + ", ".join(string(_FAMILIES[name]) for name in _families(layout)) + ")",
        "margins": _dictionary(margins),
        "columns": str(layout.columns),
        "head": _boolean(layout.furniture.head),
        "foot": _boolean(layout.furniture.foot),
        "type": _dictionary(
            {name: _style(getattr(layout.type, name), layout.colours) for name in TypeScale.__struct_fields__}
        ),
    }
    measures = {"width": paper.width, "height": paper.height, "bar": sheet.bar, "frame": FRAME} | {
        name: getattr(layout, name) for name in ("gutter", "indent", "padding", "write_in", "figure")
    }
    entries |= {name: f"{value:g}pt" for name, value in measures.items()}
    entries |= {name: _colour(getattr(layout.colours, name)) for name in Colours.__struct_fields__}
    return _dictionary(entries)


def _families(layout: Layout) -> tuple[str, str]:
    return layout.fonts.body, layout.fonts.fallback


def _style(style: TypeStyle, colours: Colours) -> str:
    ascent, whole = _SHARE_OF_RISE
    letters = style.size * whole / 1000
    rise = (style.leading - letters) / 2 + style.size * ascent / 1000
    measures = {"size": style.size, "leading": style.leading, "before": style.before, "after": style.after}
    entries = {name: f"{value:g}pt" for name, value in (measures | {"rise": rise}).items()}
    fill = _colour(getattr(colours, style.colour))
    return _dictionary(entries | {"bold": _boolean(style.bold), "fill": fill})


def _colour(colour: str) -> str:
    return f'rgb("{colour}")'


def _dictionary(entries: Mapping[str, str]) -> str:
    return "(" + ", ".join(f"{name}: {value}" for name, value in entries.items()) + ")"
