"""A wallet card: whose it is, whom to call, and what a helper needs to know."""

from __future__ import annotations

from msgspec.structs import replace

from handouts.compose.blocks import Block, Contact, Contacts, FillIn, Optional, Paragraph, RecipientFields
from handouts.compose.section_input import SectionInput, emergency_number
from handouts.compose.sections.contacts import emergency, team
from handouts.compose.sections.section import Section
from handouts.compose.wording import literal, words
from handouts.reading.section_names import FULL

PHONES = 0.4
"""Part of the width: labels are short, and opening hours stand below a number."""


def phones(given: SectionInput) -> tuple[Block, ...]:
    """The team's numbers by day and by night; the emergency number stands over the signs.

    Where none is verified, the signs can only speak of it: here is a line to write it on.
    """
    to_write = () if emergency_number(given) else (emergency(given),)
    return (_phones((*team(given), *to_write), given),)


def phones_cover(given: SectionInput) -> tuple[Block, ...]:
    """The team's numbers and the emergency number, for a card whose signs are inside."""
    return (_phones((*team(given), emergency(given)), given),)


def call_team(given: SectionInput) -> tuple[Block, ...]:
    """What to do about signs that a card has no room for."""
    return (Paragraph(text=words(given.library.labels.little.call_team), role="caption"),)


def card_owner(given: SectionInput) -> tuple[Block, ...]:
    """The name, printed or to be written, and a line for the diagnosis as the team calls it.

    Beside a printed name on the outside of a folded card the diagnosis has no place: see card_helper.
    """
    labels = given.library.labels.little
    fields = given.selection.fields
    named = tuple((field, literal(labels.name)) for field in fields if field.name == "name")
    diagnosis = (labels.diagnosis, 1)
    if given.neutral:
        return (RecipientFields(fields=named, among_lines=True),)
    if named:
        return RecipientFields(fields=named, among_lines=True), _lines((diagnosis,), given)
    return (_lines(((labels.name, 1), diagnosis), given),)


def card_foot(given: SectionInput) -> tuple[Block, ...]:
    """The clinic's line, where there is room."""
    foot = given.clinic.foot if given.clinic else None
    return (Optional(blocks=(Paragraph(text=literal(foot), role="small"),)),) if foot else ()


def card_medicines(given: SectionInput) -> tuple[Block, ...]:
    """Lines for what a helper needs to know before giving anything; a second one where a card has room."""
    labels = given.library.labels.little
    return (
        _lines(((labels.medicines, 1),), given),
        _more(given),
        _lines(((labels.allergies, 1),), given),
    )


def card_helper(given: SectionInput) -> tuple[Block, ...]:
    """A side for a helper: medicines and allergies with more room, and whom to tell."""
    labels = given.library.labels.little
    diagnosis = (_lines(((labels.diagnosis, 1),), given),) if given.neutral else ()
    return (
        *diagnosis,
        _lines(((labels.medicines, 1), ("", 2)), given),
        _more(given),
        _lines(((labels.allergies, 1),), given),
        _more(given),
        _lines(((labels.person, 1),), given),
    )


def _phones(contacts: tuple[Contact, ...], given: SectionInput) -> Block:
    """Phones, with the hours where there is room for these."""
    said = given.library.labels.contacts.write_in
    whole = Contacts(contacts=contacts, write_in=said, share=PHONES)
    if not any(contact.hours for contact in contacts):
        return whole
    short = tuple(replace(contact, hours=None) for contact in contacts)
    return Optional(blocks=(whole,), fallback=(replace(whole, contacts=short),), omission=given.omission)


def _more(given: SectionInput) -> Optional:
    """One more line for what stands above, where there is room."""
    return Optional(blocks=(_lines((("", 1),), given),))


def _lines(rows: tuple[tuple[str, int], ...], given: SectionInput) -> FillIn:
    said = given.library.labels.little.write_in
    return FillIn(
        rows=tuple((literal(label) if label else (), count) for label, count in rows), write_in=said
    )


SECTIONS = (
    Section(
        "call-team", "What to do about signs that a card has no room for.", call_team, draws_on=("resources",)
    ),
    Section("card-foot", "The clinic's own line on a card.", card_foot, draws_on=()),
    Section(
        "card-helper",
        "A side of a card for a helper: medicines, allergies, and whom to tell.",
        card_helper,
        draws_on=(),
    ),
    Section("card-medicines", "Lines on a card for medicines and allergies.", card_medicines, draws_on=()),
    Section(
        "card-owner",
        "Whose card it is, and the name of the cancer, to be written in.",
        card_owner,
        draws_on=(),
    ),
    Section(
        "phones",
        "The team's phones on a card; as a cover, with the emergency number.",
        phones,
        draws_on=(),
        details={"cover": phones_cover},
        draws_on_at={"cover": ("resources",)},
        lacking={FULL: "the hours of the phones", "cover": "the hours of the phones"},
    ),
)
