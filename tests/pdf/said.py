"""What a handout says, element by element, as its blocks have it: told without the press. No tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from handouts.compose import blocks
from handouts.compose.handout import Handout
from handouts.model.text import Text, plain

Said = tuple[str, str]
"""Role and text of an element."""


def said(handout: Handout, values: Mapping[str, str]) -> list[Said]:
    """All that a handout says, in order; `values` are the recipient's fields."""
    return [pair for block in (*handout.opening, *handout.body) for pair in _block(block, values)]


def walk(level: Iterable[blocks.Block]) -> Iterator[Any]:
    """Blocks and the blocks in them, in order."""
    for block in level:
        yield block
        yield from walk(getattr(block, "blocks", ()))


def spaced(text: str) -> str:
    """Text with single spaces."""
    return " ".join(text.split())


def _block(block: Any, values: Mapping[str, str]) -> Iterator[Said]:
    match block:
        case blocks.Heading():
            yield _one(f"H{block.level}", block.text)
        case blocks.Paragraph():
            yield _one("P", block.text)
        case blocks.Bullets():
            yield from _bullets(block)
        case blocks.Table():
            yield from _table(block)
        case blocks.Callout() | blocks.Together():
            if isinstance(block, blocks.Callout) and block.title:
                yield _one("H3", block.title)
            for kid in block.blocks:
                yield from _block(kid, values)
        case blocks.IconArray():
            yield "Figure", spaced(block.alt)
            if block.caption:
                yield _one("Caption", block.caption)
        case blocks.WriteIn():
            yield "Figure", block.label
        case blocks.Contacts():
            for contact in block.contacts:
                yield _one("Lbl", contact.label)
                yield _one("LBody", contact.number) if contact.number else ("Figure", block.write_in)
        case blocks.Recipient():
            for field, label in block.fields:
                if field.name in values:
                    yield _one("Lbl", label)
                    yield "LBody", spaced(values[field.name])
        case blocks.Letterhead():
            if block.logo:
                yield "Figure", block.logo.alt
            yield from (_one("P", text) for text in (block.name, *block.lines))
        case _:
            assert isinstance(block, blocks.NewPage), f"said() does not know {type(block).__name__}"


def _bullets(block: blocks.Bullets) -> Iterator[Said]:
    for number, item in enumerate(block.items, 1):
        if block.marker != "box":
            yield "Lbl", "•" if block.marker == "disc" else f"{number}."
        yield _one("LBody", item)


def _table(block: blocks.Table) -> Iterator[Said]:
    yield from (_one("TH", text) for text in block.head)
    for row in block.rows:
        for at, cell in enumerate(row):
            role = "TD" if at else "TH"
            yield from (_one("P" if len(cell) > 1 else role, text) for text in cell)


def _one(role: str, text: Text) -> Said:
    return role, spaced(plain(text))
