"""Every renderer by the kind of block that it sets."""

from __future__ import annotations

from typing import Any

from handouts.compose import blocks
from handouts.press.boxes import Box
from handouts.press.renderers.banners import banner, card_head, notice
from handouts.press.renderers.base import Renderer
from handouts.press.renderers.callouts import callout
from handouts.press.renderers.codes import qr_link
from handouts.press.renderers.figures import icon_array, write_in
from handouts.press.renderers.grids import grid
from handouts.press.renderers.lists import bullets
from handouts.press.renderers.little import fill_in, spare
from handouts.press.renderers.people import contacts, foot, letterhead, masthead, recipient
from handouts.press.renderers.tables import table
from handouts.press.renderers.text import heading, new_page, paragraph, together
from handouts.press.setting import Setting

RENDERERS: dict[type[blocks.Block], Renderer] = {
    blocks.Banner: banner,
    blocks.Bullets: bullets,
    blocks.Callout: callout,
    blocks.Contacts: contacts,
    blocks.Grid: grid,
    blocks.Foot: foot,
    blocks.FillIn: fill_in,
    blocks.Heading: heading,
    blocks.IconArray: icon_array,
    blocks.Letterhead: letterhead,
    blocks.CardHead: card_head,
    blocks.Masthead: masthead,
    blocks.NewPage: new_page,
    blocks.Notice: notice,
    blocks.Paragraph: paragraph,
    blocks.QrLink: qr_link,
    blocks.Recipient: recipient,
    blocks.Spare: spare,
    blocks.Table: table,
    blocks.Together: together,
    blocks.WriteIn: write_in,
}


def render(block: Any, setting: Setting) -> list[Box]:
    """The boxes of any block."""
    return RENDERERS[type(block)](block, setting, render)
