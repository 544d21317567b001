"""What a reader gets out of the file: every word of every block, in order, and nothing that is not ours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import singledispatch

import msgspec
import pytest
from commands import text_of

from handouts.compose.blocks import (
    Banner,
    Block,
    Bullets,
    Callout,
    CardHead,
    Contacts,
    FillIn,
    Grid,
    Heading,
    IconArray,
    NewPage,
    Optional,
    Paragraph,
    Table,
    Together,
    WriteIn,
)
from handouts.compose.handout import Handout
from handouts.compose.passes import walk
from handouts.compose.picture_blocks import IconRows, Picture, Side
from handouts.model.selection import Selection
from handouts.model.text import Text, plain
from handouts.reading.layout import read_layout
from handouts.reading.names import cancer_ids
from handouts.run.typesetting import prepare
from handouts.typeset.stamp import stamp
from layouts import NARROW, NEED_NO_MEETING

TOKEN = re.compile(r"\w+|[^\w\s]")
"""Words and single signs: an address that is broken after a sign gives the same."""


@singledispatch
def texts(_block: Block) -> Iterator[Text]:
    """The texts of a block in reading order. Lines to write on and pictures have none."""
    return iter(())


@texts.register(Heading)
@texts.register(Paragraph)
def _(block: Heading | Paragraph) -> Iterator[Text]:
    yield tuple(span for span in block.text if not span.page)


@texts.register
def _(block: IconRows) -> Iterator[Text]:
    for row in block.rows:
        yield row.text
        yield row.more


@texts.register
def _(block: Side) -> Iterator[Text]:
    for column in block.columns:
        yield from _all(column)


@texts.register
def _(block: Picture) -> Iterator[Text]:
    yield from block.captions
    yield from _all(block.beside)


@texts.register(Banner)
@texts.register(CardHead)
def _(block: Banner | CardHead) -> Iterator[Text]:
    yield block.title
    if block.words:
        yield block.words


@texts.register
def _(block: Bullets) -> Iterator[Text]:
    yield from block.items


@texts.register
def _(block: Table) -> Iterator[Text]:
    yield from block.head
    for row in block.rows:
        for cell in row:
            yield from cell


@texts.register
def _(block: Grid) -> Iterator[Text]:
    yield from (column.title for column in block.columns)
    yield from (row.head for row in block.rows if row.head)


@texts.register
def _(block: Callout) -> Iterator[Text]:
    if block.title:
        yield block.title
    yield from _all(block.blocks)


@texts.register
def _(block: IconArray) -> Iterator[Text]:
    yield block.caption


@texts.register
def _(block: Contacts) -> Iterator[Text]:
    if block.title:
        yield block.title
    for contact in block.contacts:
        yield contact.label
        if contact.number:
            yield contact.number
        if contact.hours:
            yield contact.hours
    yield tuple(span for span in block.where if not span.page)


@texts.register
def _(block: WriteIn) -> Iterator[Text]:
    yield block.begins


@texts.register
def _(block: NewPage) -> Iterator[Text]:
    yield from _all(block.across)


@texts.register
def _(block: FillIn) -> Iterator[Text]:
    yield from (label for label, _ in block.rows)


@texts.register
def _(block: Together) -> Iterator[Text]:
    yield from _all(block.blocks)


def _all(blocks: Iterable[Block]) -> Iterator[Text]:
    return (text for block in blocks for text in texts(block))


ALL = [
    (cancer, layout)
    for layout in NEED_NO_MEETING
    for cancer in cancer_ids()[: None if read_layout(layout).cancer == "needed" else 1]  # else all are alike
]


BACK = "This side is left empty on purpose."


@pytest.mark.parametrize(("cancer", "layout"), ALL)
def test_every_word_in_order(cancer: str, layout: str) -> None:
    selection = Selection(cancers=(cancer,), layout=layout, numbers=True)
    typesetter, handout, resolved = prepare(selection, None)
    edition = typesetter.edition(handout, resolved)
    pages = text_of(stamp(edition, None))
    found = [token for page in pages for token in TOKEN.findall(page)]
    body = tuple(_without_head(block) if layout in NARROW else block for block in handout.body)
    said = tuple(_said(body, edition.omissions, found))
    wanted = [token for text in _all((*handout.opening, *said)) for token in TOKEN.findall(plain(text))]
    assert _first_missing(wanted, found) is None
    around = Counter(found) - Counter(wanted)
    assert set(around) <= _furniture(handout, len(pages)) | _of_booklets(handout) | _on_pictures(handout)


def _on_pictures(handout: Handout) -> set[str]:
    """Words that stand on pictures: they are part of what a picture shows, and read aloud with it."""
    pictures = [block for block in walk(handout.body) if isinstance(block, Picture)]
    labels = (plain(place.label) for block in pictures for place in block.places)
    return {token for label in labels for token in TOKEN.findall(label)} | {"1", "2", "3"}


def _without_head(block: Block) -> Block:
    """A table where no columns fit has no heads of columns either."""
    return msgspec.structs.replace(block, head=()) if isinstance(block, Table) else block


def _said(body: tuple[Block, ...], omissions: tuple[str, ...], found: list[str]) -> Iterator[Block]:
    """The blocks but those optional ones that the edition owns to having left out."""
    page = " ".join(token for token in found if token != "•")
    for block in body:
        tokens = [token for text in texts(block) for token in TOKEN.findall(plain(text))]
        if isinstance(block, Optional) and " ".join(tokens) not in page:
            assert not block.omission or block.omission in omissions
            yield from block.fallback
            continue
        yield block


def _first_missing(wanted: list[str], found: list[str]) -> str | None:
    """Where `wanted` is not in `found` in order: the words up to the first that is missing."""
    rest = iter(found)
    for at, token in enumerate(wanted):
        if token not in rest:  # goes on from the last one that was found
            return " ".join(wanted[max(0, at - 8) : at + 1])
    return None


def _furniture(handout: Handout, pages: int) -> set[str]:
    """Words that stand on the sheet and in no block: running head and foot, markers, what is repeated."""
    blocks = tuple(walk((*handout.opening, *handout.body)))
    tables = (block for block in blocks if isinstance(block, Table))
    boxes = (block for block in blocks if isinstance(block, Callout) and block.title)
    heads = " ".join(plain(text) for table in tables for text in table.head)
    heads += " " + " ".join(f"{plain(box.title)} {plain(box.more)}" for box in boxes if box.title)
    numbers = " ".join(str(number) for number in range(pages + 1))
    markers = "• ." + " ".join(str(number) for number in range(60))
    running = f"{handout.title} {handout.short_title} {handout.trace} Page of {BACK}"
    return set(TOKEN.findall(f"{running} {numbers} {heads} {markers}"))


def _of_booklets(handout: Handout) -> set[str]:
    """Words on a booklet's pages for notes and on its back."""
    said = _all((*handout.notes, *handout.back))
    return {token for text in said for token in TOKEN.findall(plain(text))}


def test_a_missing_word_is_found() -> None:
    assert _first_missing(["call", "us", "now"], ["call", "now", "us"]) == "call us now"
