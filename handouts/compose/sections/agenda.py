"""For whoever leads a group: what to do when, and what the group promises each other."""

from __future__ import annotations

from handouts.compose.blocks import Block, Bullets, Heading, Paragraph, Table
from handouts.compose.section_input import SectionInput
from handouts.compose.sections.section import Section
from handouts.compose.wording import filled, literal, strong, words
from handouts.model.group import AgendaStep
from handouts.model.text import Text


def agenda(given: SectionInput) -> tuple[Block, ...]:
    """The steps of a meeting with room for their times, then the ground rules."""
    labels, group = given.library.labels.group, given.library.group
    steps = Table(
        head=(literal(labels.agenda_step), literal(labels.agenda_length), literal(labels.agenda_start)),
        rows=tuple(_row(step, labels.minutes) for step in group.agenda),
        shares=(0.7, 0.14, 0.16),
        to_fill=True,
    )
    rules = Bullets(items=tuple(map(words, group.rules)), together=len(group.rules))
    return (
        Heading(text=literal(labels.agenda), level=2),
        Paragraph(text=words(labels.agenda_lead), keep_with_next=True),
        steps,
        Heading(text=literal(labels.rules), level=2),
        rules,
    )


def _row(step: AgendaStep, minutes: str) -> tuple[tuple[Text, ...], ...]:
    return (strong(step.title), words(step.text)), (filled(minutes, minutes=step.minutes),), ()


SECTIONS = (
    Section(
        "agenda",
        "The steps of a group's meeting and its ground rules, for whoever leads it.",
        agenda,
        draws_on=("group",),
    ),
)
