"""Whom to call: the clinic's phones, or lines to write them on."""

from __future__ import annotations

from msgspec.structs import replace

from handouts.compose.blocks import Block, Contact, Contacts, Heading
from handouts.compose.section_input import SectionInput, emergency_number, phone_in_words
from handouts.compose.sections.section import Section
from handouts.compose.sections.signs import SIGNS
from handouts.compose.wording import filled, literal, page_of
from handouts.model.library import HOME
from handouts.model.text import Text

_LABELS = 0.43
"""Of the width at most, for the labels: opening hours are longer."""


def contacts(given: SectionInput) -> tuple[Block, ...]:
    """Day, night and emergency numbers, and on which page it says when to call.

    A band where there is the full width for them.
    """
    if "contacts" in given.across:
        return contacts_band(given)
    labels = given.library.labels
    return (
        Heading(text=literal(labels.sections.contacts), level=2),
        Contacts(
            contacts=numbers(given),
            write_in=labels.contacts.write_in,
            share=_LABELS,
            where=_where(labels.contacts.where) if SIGNS in given.sections else (),
        ),
    )


def contacts_band(given: SectionInput) -> tuple[Block, ...]:
    """The same numbers side by side."""
    labels = given.library.labels
    return (
        Contacts(
            contacts=numbers(given),
            write_in=labels.contacts.write_in,
            share=_LABELS,
            title=literal(labels.sections.contacts),
        ),
    )


def _where(words: str) -> Text:
    """On which page it says when to call: all of it stands out."""
    return tuple(replace(span, bold=False, head=True) for span in filled(words, page=page_of(SIGNS)))


def numbers(given: SectionInput) -> tuple[Contact, ...]:
    """All numbers, in order."""
    return (*team(given), emergency(given))


def team(given: SectionInput) -> tuple[Contact, ...]:
    """The team's numbers by day and by night."""
    labels = given.library.labels.contacts
    clinic, by_day = given.clinic, labels.day
    if given.neutral:
        by_day = given.library.labels.little.team
    if clinic is None:
        return _contact(by_day, None), _contact(labels.night, None)
    written = (clinic.phone.day, clinic.phone.night)
    day, night = (phone_in_words(each, clinic.country or HOME, given) for each in written)
    return _contact(by_day, day, clinic.phone.hours), _contact(labels.night, night)


def emergency(given: SectionInput) -> Contact:
    """The emergency number, where one is verified."""
    return _contact(given.library.labels.contacts.emergency, emergency_number(given))


def _contact(label: str, number: str | None, hours: str | None = None) -> Contact:
    return Contact(
        label=literal(label),
        number=literal(number) if number else None,
        hours=literal(hours) if hours else None,
    )


SECTIONS = (
    Section(
        "contacts",
        "Whom to call: by day, at night, in an emergency; as a band, side by side.",
        contacts,
        draws_on=("resources",),
        details={"band": contacts_band},
    ),
)
