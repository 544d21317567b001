"""The texts of a block itself, without those of blocks in it. No tests."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.compose.blocks import Block, Bullets, Callout, Heading, IconArray, Paragraph, Table
from handouts.model.text import Text


def texts_of(block: Block) -> Iterator[Text]:
    """In the order in which they are read."""
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Bullets():
            yield from block.items
        case Table():
            yield from (text for row in block.rows for cell in row for text in cell)
        case Callout(title=title) if title:
            yield title
        case IconArray():
            yield block.caption
