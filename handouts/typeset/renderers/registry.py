"""The renderer of each kind of block, and the boxes of a sequence of blocks."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from msgspec.structs import replace

from handouts.compose import blocks, picture_blocks
from handouts.pdf.canvas import TaggedCanvas
from handouts.typeset.boxes import Box
from handouts.typeset.renderers.banners import banner, card_head, notice
from handouts.typeset.renderers.base import Renderer
from handouts.typeset.renderers.callouts import callout
from handouts.typeset.renderers.codes import qr_link
from handouts.typeset.renderers.figures import icon_array, together, write_in
from handouts.typeset.renderers.fixed import fill_in, optional
from handouts.typeset.renderers.icon_rows import icon_rows
from handouts.typeset.renderers.lists import bullets
from handouts.typeset.renderers.people import contacts, foot, letterhead, masthead, recipient
from handouts.typeset.renderers.pictures import picture
from handouts.typeset.renderers.sides import side
from handouts.typeset.renderers.tables import grid, table
from handouts.typeset.renderers.text import heading, new_page, paragraph
from handouts.typeset.style_context import StyleContext

RENDERERS: dict[type[blocks.Block], Renderer] = {
    blocks.Banner: banner,
    blocks.Bullets: bullets,
    blocks.Callout: callout,
    blocks.Contacts: contacts,
    blocks.Grid: grid,
    blocks.FootLine: foot,
    blocks.FillIn: fill_in,
    blocks.Heading: heading,
    blocks.IconArray: icon_array,
    picture_blocks.IconRows: icon_rows,
    blocks.Letterhead: letterhead,
    blocks.CardHead: card_head,
    blocks.Masthead: masthead,
    blocks.NewPage: new_page,
    blocks.Notice: notice,
    blocks.Optional: optional,
    blocks.Paragraph: paragraph,
    picture_blocks.Picture: picture,
    blocks.QrLink: qr_link,
    blocks.RecipientFields: recipient,
    picture_blocks.Side: side,
    blocks.Table: table,
    blocks.Together: together,
    blocks.WriteIn: write_in,
}


def render(block: Any, context: StyleContext) -> list[Box]:
    """The boxes of any block."""
    return RENDERERS[type(block)](block, context, render)


def in_sequence(sheet: Iterable[blocks.Block], context: StyleContext) -> list[Box]:
    """Blocks in boxes; elements are added to the setting's. Raises MissingGlyphError, TooWideError."""
    boxes: list[Box] = []
    for block in sheet:
        before = len(context.node.kids)
        boxes += (_numbered(box, before) for box in render(block, context))
    return _without_rules_below_lines(boxes)


def _numbered(box: Box, order: int) -> Box:
    """A box that says how many elements stand before its block's, and so do those that it only groups."""
    kids = box.map(lambda kid: replace(kid, order=order)) if box.is_group else box
    return replace(kids, order=order)


def _without_rules_below_lines(boxes: list[Box]) -> list[Box]:
    """Boxes of which no rule looks like one more line to write on."""
    below = (
        replace(box, paint=_nothing) if box.is_rule and above.ends_in_lines else box
        for above, box in pairwise(boxes)
    )
    return [*boxes[:1], *below]


def _nothing(surface: TaggedCanvas, left: float, top: float) -> None:
    """Only the room of a rule."""
