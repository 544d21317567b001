"""Whether a file holds a handout's words: nothing is timed before ours and the peer's both do.

Words are runs of letters and digits, so that a line broken after a sign makes no difference. Readers
may find them in any order: tables are read row by row or column by column.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.look import Sheet, has_columns
from handouts.compose import blocks
from handouts.model.text import plain

_WORD = re.compile(r"[^\W_]+")


class WordsDifferError(Exception):
    """A file lacks words of the handout, or has words of its own. It must not be timed."""


def check_words(file: Path, sheet: Sheet) -> int:
    """The number of pages of a file that holds exactly the words of a handout. Raises WordsDifferError.

    The head of a table may be there again on each page that the table goes on, and the recipient's name
    in running heads.
    """
    return check_texts(file.name, page_texts(file), sheet)


def check_texts(name: str, pages: Sequence[str], sheet: Sheet) -> int:
    """As `check_words`, for the texts of pages; `name` is for messages."""
    found = Counter(_words(pages))
    expected = Counter(_words([*_block_texts(sheet), *_furniture(sheet, len(pages))]))
    heads = (text for block in _walk(_all(sheet)) for text in _heads(block, sheet))
    others = [sheet.values.get("name", ""), *_page_numbers(sheet, len(pages))]
    repeated = set(_words([*heads, *others]))
    lacking = expected - found
    added = {word: count for word, count in (found - expected).items() if word not in repeated}
    if lacking or added:
        raise WordsDifferError(f"{name}: lacks {dict(lacking)}, adds {added}")
    return len(pages)


def page_texts(file: Path) -> list[str]:
    """The text of each page as PDFium reads it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(file)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _WORD.findall(text)


def _all(sheet: Sheet) -> tuple[blocks.Block, ...]:
    return sheet.handout.opening + sheet.handout.body


def _walk(level: Iterable[blocks.Block]) -> Iterator[Any]:
    for block in level:
        yield block
        yield from _walk(getattr(block, "blocks", ()))
        yield from _walk(getattr(block, "across", ()))


def _block_texts(sheet: Sheet) -> Iterator[str]:
    for block in _walk(_all(sheet)):
        if isinstance(block, blocks.RecipientFields):
            for field, label in block.fields:
                yield f"{plain(label)} {sheet.values[field.name]}"
        yield from _own_texts(block, sheet)


def _own_texts(block: Any, sheet: Sheet) -> Iterator[str]:
    """What a block prints itself."""
    if isinstance(block, blocks.Heading | blocks.Paragraph):
        yield plain(block.text)
    elif isinstance(block, blocks.Bullets):
        yield from map(plain, block.items)
        yield from (str(at) for at in range(1, len(block.items) + 1) if block.marker == "number")
    elif isinstance(block, blocks.Table):
        yield from _columns(block, sheet)
        yield from (plain(text) for row in block.rows for cell in row for text in cell)
    elif isinstance(block, blocks.Callout) and block.title:
        yield plain(block.title)
    elif isinstance(block, blocks.IconArray):
        yield plain(block.caption)
    elif isinstance(block, blocks.WriteIn):
        yield plain(block.begins)
    elif isinstance(block, blocks.Contacts):
        yield from (
            plain(text)
            for each in block.contacts
            for text in (each.label, each.number or (), each.hours or ())
        )
        yield "".join(span.text for span in block.where if not span.page)
    elif isinstance(block, blocks.Letterhead):
        yield from map(plain, (block.name, *block.lines))


def _page_numbers(sheet: Sheet, pages: int) -> Iterator[str]:
    """Any page that a text may name; which one it is depends on where the pages end."""
    if any(isinstance(block, blocks.Contacts) and block.where for block in _walk(_all(sheet))):
        yield from map(str, range(1, pages + 1))


def _columns(table: blocks.Table, sheet: Sheet) -> Iterator[str]:
    if has_columns(table, sheet):
        yield from map(plain, table.head)


def _heads(block: Any, sheet: Sheet) -> Iterator[str]:
    """What is printed again where a block goes on, and what says that it does."""
    if isinstance(block, blocks.Table):
        yield plain(block.title)
        yield from _columns(block, sheet)
    elif isinstance(block, blocks.Callout) and block.title:
        yield from (plain(block.title), plain(block.more))


def _furniture(sheet: Sheet, pages: int) -> Iterator[str]:
    """Running heads, from the second page on, and feet."""
    furniture = sheet.layout.furniture
    if furniture.foot:
        for page in range(1, pages + 1):
            yield sheet.handout.trace
            yield sheet.values.get("id", "")
            yield sheet.page_label.replace("{page}", str(page)).replace("{pages}", str(pages))
    if furniture.head:
        for _ in range(pages - 1):
            yield sheet.handout.title
