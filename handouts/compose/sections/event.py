"""What, when, where, and whom to ask; lines to write on where something is not known yet."""

from __future__ import annotations

from handouts.compose.blocks import Block, Contact, Contacts, Heading
from handouts.compose.section_input import SectionInput
from handouts.compose.sections.section import Section
from handouts.compose.wording import literal
from handouts.model.selection import Event
from handouts.model.text import Span

LABELS = 0.2
"""Part of the width: the labels are short, what they head may be long."""


def event(given: SectionInput) -> tuple[Block, ...]:
    """A box with the details of the meeting."""
    labels, asked = given.library.labels.group, given.selection.event or Event()
    said = (
        (labels.what, asked.what),
        (labels.when, asked.when),
        (labels.where, asked.where),
        (labels.contact, asked.contact),
    )
    contacts = [
        Contact(label=literal(label), number=(Span(text=text),) if text else None) for label, text in said
    ]
    if asked.url:
        address = Span(text=asked.url.removeprefix("https://").rstrip("/"), link=asked.url)
        contacts.append(Contact(label=literal(labels.web), number=(address,)))
    heading = Heading(text=literal(labels.event), level=2)
    return (heading, Contacts(contacts=tuple(contacts), write_in=labels.write_in, share=LABELS))


SECTIONS = (Section("event", "When and where a group meets, in a box.", event, draws_on=()),)
