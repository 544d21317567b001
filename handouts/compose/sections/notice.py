"""A poster's own words: when and where, whom to ask, and a code to scan."""

from __future__ import annotations

from handouts.compose.blocks import Block, Detail, Notice, QrLink
from handouts.compose.section_input import SectionInput
from handouts.compose.sections.section import Section
from handouts.compose.wording import literal, words
from handouts.model.selection import Event
from handouts.model.text import Span


def notice(given: SectionInput) -> tuple[Block, ...]:
    """What was asked for, and lines for the rest."""
    labels, asked = given.library.labels.group, given.selection.event or Event()
    said = ((labels.when, asked.when), (labels.where, asked.where), (labels.contact, asked.contact))
    details = tuple(
        Detail(label=literal(label), text=(Span(text=text),) if text else None) for label, text in said
    )
    code = (QrLink(address=asked.url, words=words(labels.link), large=True),) if asked.url else ()
    return (Notice(details=details, write_in=labels.write_in), *code)


SECTIONS = (Section("notice", "When and where a group meets, large enough for a wall.", notice, draws_on=()),)
