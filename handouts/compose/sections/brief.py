"""Parts that only a brief sheet has: the turn of the sheet, and room for notes."""

from __future__ import annotations

from handouts.compose.blocks import Block, Heading, NewPage, Paragraph, WriteIn
from handouts.compose.section_input import SectionInput
from handouts.compose.sections.section import Section
from handouts.compose.wording import literal, words

NOTES_LINES = 2


def turn_over(given: SectionInput) -> tuple[Block, ...]:
    """Where the signs stand, said beside whom to call."""
    return (Paragraph(text=words(given.library.labels.brief.turn_over)),)


def overleaf(given: SectionInput) -> tuple[Block, ...]:  # noqa: ARG001
    """The other side begins."""
    return (NewPage(begins_part=True),)


def notes(given: SectionInput) -> tuple[Block, ...]:
    """Lines to write on: as many as the page has room for."""
    labels = given.library.labels.brief
    return (
        Heading(text=literal(labels.notes), level=2),
        WriteIn(lines=given.limit.lines or NOTES_LINES, label=labels.notes_lines, fills=True),
    )


SECTIONS = (
    Section("notes", "Lines to write on.", notes, draws_on=()),
    Section("overleaf", "The other side begins here.", overleaf, draws_on=()),
    Section("turn-over", "That the signs stand on the other side.", turn_over, draws_on=()),
)
