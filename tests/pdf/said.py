"""What a handout says, element by element, as its blocks have it: told without the press. No tests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from msgspec.structs import replace

from handouts.compose import blocks
from handouts.compose.handout import Handout
from handouts.model.text import Text, plain
from layouts import NARROW
from pdf.opening import reading

Said = tuple[str, str]
"""Role and text of an element."""

_NAMED_PAGE = re.compile(r"(: page )\d+$")


def said(handout: Handout, values: Mapping[str, str], layout: str = "everything") -> list[Said]:
    """All that a handout says in a layout, in order; `values` are the recipient's fields."""
    told = [_narrow(block) if layout in NARROW else block for block in (*handout.opening, *handout.body)]
    return [pair for block in told for pair in _block(block, values)]


def named_elsewhere(told: list[Said], found: list[Said]) -> list[Said]:
    """What is said, without the page of a heading where a file does not name it: it stands on that page."""
    names = [pair for pair in told if pair[1].endswith(": page 000") and pair not in found]
    return [pair for pair in told if pair not in names]


def heard(data: bytes) -> list[Said]:
    """What a file says. The number of a page that a text names is left open, as it is in the blocks."""
    return [(role, _NAMED_PAGE.sub(r"\g<1>000", text)) for role, text in reading(data)]


def _narrow(block: Any) -> Any:
    """A block in a layout whose columns hold no table."""
    return _Entries(block) if isinstance(block, blocks.Table) else block


class _Entries(NamedTuple):
    """A table without columns."""

    table: blocks.Table


def noted(handout: Handout, found: list[Said]) -> Handout:
    """The handout with the lines to write on where a file has them: before a heading, once at most."""
    notes = [pair for block in handout.notes for pair in _block(block, {})]
    size = len(notes)
    at = next((at for at in range(len(found)) if notes and found[at : at + size] == notes), None)
    if at is None:
        return handout
    following = found[at + size]
    assert following[0] == "H2"
    begins = next(at for at, block in enumerate(handout.body) if next(_block(block, {}), None) == following)
    body = (*handout.body[:begins], *handout.notes, *handout.body[begins:])
    return replace(handout, body=body, notes=())


def bound(
    handout: Handout, values: Mapping[str, str], found: list[Said], layout: str = "everything"
) -> list[Said]:
    """What pages say; those of a booklet after the guide as many pages of notes as needed, and the back."""
    if not handout.back:
        return said(noted(handout, found), values, layout)
    own = said(handout, values, layout)
    notes, back = (
        [pair for block in level for pair in _block(block, values)] for level in (handout.notes, handout.back)
    )
    empty = (len(found) - len(own) - len(back)) // max(len(notes), 1)
    return own + notes * min(empty, 3) + back


def without_notes(handout: Handout, found: list[Said]) -> list[Said]:
    """What the guide in a booklet says: no back, and no room for notes."""
    notes = [pair for block in handout.notes for pair in _block(block, {})]
    back = [pair for block in handout.back for pair in _block(block, {})]
    return [pair for pair in found[: len(found) - len(back)] if pair not in notes]


def walk(level: Iterable[blocks.Block]) -> Iterator[Any]:
    """Blocks and the blocks in them, in order."""
    for block in level:
        yield block
        yield from walk(getattr(block, "blocks", ()))


def spaced(text: str) -> str:
    """Text with single spaces."""
    return " ".join(text.split())


def _block(block: Any, values: Mapping[str, str]) -> Iterator[Said]:
    if isinstance(block, blocks.RecipientFields):
        yield from _recipient(block, values)
        return
    yield from _OWN[type(block)](block)
    for kid in getattr(block, "blocks", ()):
        yield from _block(kid, values)


def _recipient(block: blocks.RecipientFields, values: Mapping[str, str]) -> Iterator[Said]:
    for field, label in block.fields:
        if field.name in values:
            yield _one("Lbl", label)
            yield "LBody", spaced(values[field.name])


def _letterhead(block: blocks.Letterhead) -> Iterator[Said]:
    if block.logo:
        yield "Figure", block.logo.alt
    yield from (_one("P", text) for text in (block.name, *block.lines))


def _grid(block: blocks.Grid) -> Iterator[Said]:
    """Heads only: empty cells say nothing."""
    yield from (_one("TH", column.title) for column in block.columns)
    yield from (_one("TH", row.head) for row in block.rows if row.head)


def _masthead(block: blocks.Masthead) -> Iterator[Said]:
    yield from (said for each in block.title for said in _OWN[type(each)](each))
    yield from _letterhead(block.letterhead)


def _contacts(block: blocks.Contacts) -> Iterator[Said]:
    if block.title:
        yield _one("H2", block.title)
    for contact in block.contacts:
        yield _one("Lbl", contact.label)
        if contact.number and contact.hours:
            yield _one("P", contact.number)
            yield _one("P", contact.hours)
        else:
            yield _one("LBody", contact.number) if contact.number else ("Figure", block.write_in)
    if block.where:
        yield _one("P", block.where)


def _fill_in(block: blocks.FillIn) -> Iterator[Said]:
    for label, _ in block.rows:
        if label:
            yield _one("Lbl", label)
            yield "Figure", block.write_in


def _icon_array(block: blocks.IconArray) -> Iterator[Said]:
    yield "Figure", spaced(block.alt)
    if block.caption:
        yield _one("Caption", block.caption)


def _bullets(block: blocks.Bullets) -> Iterator[Said]:
    for number, item in enumerate(block.items, 1):
        if block.marker != "box":
            yield "Lbl", "•" if block.marker == "disc" else f"{number}."
        yield _one("LBody", item)


def _entries(block: _Entries) -> Iterator[Said]:
    """A list of names, each with what is said of it: paragraphs, and points where there are no heads."""
    table = block.table
    if table.title:
        yield _one("H3", table.title)
    codes = table.codes or [None] * len(table.rows)
    for (first, *others), code in zip(table.rows, codes, strict=True):
        yield _one("Lbl", first[0])
        yield from (_one("P", text) for text in first[1:])
        for text in (text for cell in others for text in cell):
            if table.head:
                yield _one("P", text)
            else:
                yield "Lbl", "•"
                yield _one("LBody", text)
        if code:
            yield "Figure", f"{spaced(plain(code.words))}: {code.address}"


def _table(block: blocks.Table) -> Iterator[Said]:
    if not block.head:
        yield from _entries(_Entries(block))
        return
    if block.title:
        yield _one("H3", block.title)
    yield from (_one("TH", text) for text in block.head)
    codes = block.codes or [None] * len(block.rows)
    for row, code in zip(block.rows, codes, strict=True):
        for at, cell in enumerate(row):
            role = "TD" if at else "TH"
            coded = code if at == len(row) - 1 else None
            yield from (_one("P" if len(cell) > 1 or coded else role, text) for text in cell)
            if coded:
                yield "Figure", f"{spaced(plain(coded.words))}: {coded.address}"


def _banner(block: blocks.Banner) -> Iterator[Said]:
    yield _one("H1", block.title)
    yield _one("P", block.words)


def _card_head(block: blocks.CardHead) -> Iterator[Said]:
    yield _one("H1", block.title)
    if block.words:
        yield _one("P", block.words)


def _notice(block: blocks.Notice) -> Iterator[Said]:
    for detail in block.details:
        yield _one("Lbl", detail.label)
        yield _one("LBody", detail.text) if detail.text else ("Figure", block.write_in)


def _qr_link(block: blocks.QrLink) -> Iterator[Said]:
    figure = ("Figure", f"{spaced(plain(block.words))}: {block.address}")
    address = ("P", block.address.removeprefix("https://").removeprefix("www.").rstrip("/"))
    words = [*(_one("P", text) for text in block.lines or (block.words,)), address]
    yield from [figure, *words] if block.large else [*words, figure]


def _one(role: str, text: Text) -> Said:
    return role, spaced(plain(text))


_OWN: dict[type, Callable[[Any], Iterable[Said]]] = {
    _Entries: _entries,
    blocks.Banner: _banner,
    blocks.Bullets: _bullets,
    blocks.Callout: lambda block: [_one(f"H{block.level}", block.title)] if block.title else [],
    blocks.Contacts: _contacts,
    blocks.Grid: _grid,
    blocks.FootLine: lambda block: [_one("P", block.text)],
    blocks.FillIn: _fill_in,
    blocks.Heading: lambda block: [_one(f"H{block.level}", block.text)],
    blocks.IconArray: _icon_array,
    blocks.Letterhead: _letterhead,
    blocks.Masthead: _masthead,
    blocks.NewPage: lambda block: [pair for kid in block.across for pair in _block(kid, {})],
    blocks.Optional: lambda _: [],
    blocks.CardHead: _card_head,
    blocks.Notice: _notice,
    blocks.Paragraph: lambda block: [_one("P", block.text)],
    blocks.QrLink: _qr_link,
    blocks.Table: _table,
    blocks.Together: lambda _: [],
    blocks.WriteIn: lambda block: [
        *([("P", plain(block.begins))] if block.begins else []),
        ("Figure", block.label),
    ],
}
"""What a block says itself, by its kind."""
