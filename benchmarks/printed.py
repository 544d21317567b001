"""A handout's blocks as our typesetter prints them, so that peers get the same words in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from handouts.compose.blocks import Block, Contacts, Heading, Masthead, NewPage, Paragraph, Table
from handouts.compose.handout import Handout
from handouts.compose.wording import literal
from handouts.model.selection import Selection
from handouts.model.text import Text, plain
from handouts.typeset.typesetter import Typesetter, Typesetting


def as_printed(typesetter: Typesetter, handout: Handout, resolved: Selection) -> Handout:
    """With the lines to write on that the first page has, and with the title of a band as a heading."""
    pages = typesetter.typesetting(handout, resolved)
    back = literal(typesetter._labels.back) if any(not page.frames for page in pages.pages) else ()
    opening, body = tuple(_told(handout.opening, back)), tuple(_told(handout.body, back))
    at = _below_first_page(body, pages) if _has_lines(pages) else None
    if at is not None:
        body = (*body[:at], *handout.notes, *body[at:])
    return replace(handout, opening=opening, body=body, notes=())


def _told(blocks: Iterable[Block], back: Text) -> Iterator[Block]:
    """Blocks with headings for the titles that others bear, and what an empty back says."""
    for block in blocks:
        if isinstance(block, Table) and block.title:
            yield Heading(text=block.title, level=3)
        if isinstance(block, NewPage) and block.recto and back:
            yield from (replace(block, recto=False), Paragraph(text=back))
        if isinstance(block, Masthead):
            yield from (block.letterhead, *block.title)
        elif isinstance(block, Contacts) and block.title is not None:
            yield Heading(text=block.title, level=2)
            yield replace(block, title=None)
        else:
            yield block


def _has_lines(found: Typesetting) -> bool:
    return any(box.grows for frame in found.pages[0].frames for box in frame.boxes)


def _below_first_page(body: tuple[Block, ...], found: Typesetting) -> int | None:
    """The block with which the second page begins."""
    first = "".join(piece.text for piece in found.pages[1].frames[0].boxes[0].fragments())
    said = (plain(block.text) if isinstance(block, Heading) else "" for block in body)
    return next((at for at, text in enumerate(said) if text.split() == first.split()), None)
