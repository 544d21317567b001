"""The handout: the blocks of one selection in one layout, composed and not yet typeset."""

from __future__ import annotations

import datetime

from handouts.compose.blocks import Block, Detail
from handouts.model.base import Record


class Handout(Record, frozen=True, kw_only=True):
    """The composed tree of blocks for one selection."""

    title: str
    short_title: str  # for the running head where the title is too long
    subject: str
    language: str  # BCP 47 with region: "en-US"
    opening: tuple[Block, ...]  # whose sheet it is and what it is about; over the full width
    body: tuple[Block, ...]
    parts: tuple[tuple[str, ...], ...] = ()  # names of sections by part of the body
    empty_sections: tuple[str, ...] = ()  # that had nothing to say, or were not asked for
    omissions: tuple[str, ...] = ()  # what it has no room for, in words
    review_by: datetime.date  # when the first review of what it says falls due
    content: str = ""  # the hash of all that it draws on
    trace: str = ""  # which content and which program made it; small, in the foot of every page
    for_printing: str = ""  # title of the file with sheets to fold or cut
    overdue: str = ""  # what every page says where that day has passed and it is printed all the same
    strip: tuple[Detail, ...] = ()  # what each strip to tear off says
    notes: tuple[Block, ...] = ()  # to write on: what is left of the first page, or pages of a booklet
    back: tuple[Block, ...] = ()  # of a booklet: its last page
