"""For support groups: what whoever leads one needs, what is handed out, and what hangs on a wall."""

from __future__ import annotations

from handouts.compose.blocks import (
    Block,
    Bullets,
    Contact,
    Contacts,
    Detail,
    Grid,
    GridColumn,
    GridRow,
    Heading,
    NewPage,
    Notice,
    Paragraph,
    QrLink,
    Table,
)
from handouts.compose.parts import TAKE_HOME
from handouts.compose.section_input import SectionInput, title_of_cancers
from handouts.compose.sections.section import Section
from handouts.compose.wording import filled, literal, strong, words
from handouts.model.group import AgendaStep
from handouts.model.selection import Event
from handouts.model.text import Span, Text, plain

_LABELS = 0.2
"""Part of the width for the labels of a meeting: they are short, what they head may be long."""

_ROWS = 19
"""Of a sign-in sheet: as many as a page holds."""


def agenda(given: SectionInput) -> tuple[Block, ...]:
    """The steps of a meeting with room for their times, then the ground rules."""
    labels, group = given.library.labels.group, given.library.group
    steps = Table(
        head=(literal(labels.agenda_step), literal(labels.agenda_length), literal(labels.agenda_start)),
        rows=tuple(_step(step, labels.minutes) for step in group.agenda),
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


def _step(step: AgendaStep, minutes: str) -> tuple[tuple[Text, ...], ...]:
    return (strong(step.title), words(step.text)), (filled(minutes, minutes=step.minutes),), ()


def discussion(given: SectionInput) -> tuple[Block, ...]:
    """Open questions, none of which has a right answer."""
    labels = given.library.labels.group
    return (
        Heading(text=literal(labels.discussion), level=2),
        Paragraph(text=words(labels.discussion_lead), keep_with_next=True),
        Bullets(items=tuple(words(question) for question in given.library.group.questions)),
    )


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
    return (heading, Contacts(contacts=tuple(contacts), write_in=labels.write_in, share=_LABELS))


def notice(given: SectionInput) -> tuple[Block, ...]:
    """What was asked for, and lines for the rest."""
    labels, asked = given.library.labels.group, given.selection.event or Event()
    said = ((labels.when, asked.when), (labels.where, asked.where), (labels.contact, asked.contact))
    details = tuple(
        Detail(label=literal(label), text=(Span(text=text),) if text else None) for label, text in said
    )
    code = (QrLink(address=asked.url, words=words(labels.link), large=True),) if asked.url else ()
    return (Notice(details=details, write_in=labels.write_in), *code)


def sign_in(given: SectionInput) -> tuple[Block, ...]:
    """A table to pass around. No last names: nobody must be found by a sheet that is left behind."""
    labels = given.library.labels.group
    columns = (
        GridColumn(name="name", title=literal(labels.first_name), said=labels.first_name, share=0.4),
        GridColumn(name="reach", title=literal(labels.reach), said=labels.reach, share=0.6),
    )
    said = (plain(filled(labels.sign_in_row, row=row)) for row in range(1, _ROWS + 1))
    rows = tuple(GridRow(name=f"person-{at}", head=None, said=each) for at, each in enumerate(said, 1))
    return (
        NewPage(recto=True),
        Heading(text=literal(labels.sign_in), level=2),
        Paragraph(text=words(labels.sign_in_lead), keep_with_next=True),
        Grid(columns=columns, rows=rows, lines=1, summary=labels.sign_in_summary),
    )


def take_home(given: SectionInput) -> tuple[Block, ...]:
    """A sheet of its own begins, with what it is about: these pages are copied, those before them are not."""
    labels = given.library.labels.titles[TAKE_HOME]
    about = title_of_cancers(given) if given.cancers else literal(labels.title)
    return (
        NewPage(recto=True, restart_numbering=True),
        Heading(text=about, level=2, as_title=True),
        Paragraph(text=words(labels.subtitle), role="subtitle"),
    )


SECTIONS = (
    Section(
        "agenda",
        "The steps of a group's meeting and its ground rules, for whoever leads it.",
        agenda,
        draws_on=("group",),
    ),
    Section("discussion", "Questions to talk about in a group.", discussion, draws_on=("group",)),
    Section("event", "When and where a group meets, in a box.", event, draws_on=()),
    Section("notice", "When and where a group meets, large enough for a wall.", notice, draws_on=()),
    Section("sign-in", "A sign-in sheet for a group: first names only.", sign_in, draws_on=()),
    Section(
        "take-home",
        "The pages to hand out begin here, with what they are about.",
        take_home,
        draws_on=("cancers",),
    ),
)
