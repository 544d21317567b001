"""Whom to call: the clinic's phones, or lines to write them on."""

from __future__ import annotations

from msgspec.structs import replace

from handouts.compose.blocks import Block, Contact, Contacts, Heading
from handouts.compose.given import Given, emergency_number
from handouts.compose.sections.signs import SIGNS
from handouts.compose.wording import filled, literal, page_of
from handouts.model.text import Text

_LABELS = 0.43
"""Of the width at most, for the labels: opening hours are longer."""


def contacts(given: Given) -> tuple[Block, ...]:
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


def contacts_band(given: Given) -> tuple[Block, ...]:
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


def numbers(given: Given) -> tuple[Contact, ...]:
    """All numbers, in order."""
    return (*team(given), emergency(given))


def team(given: Given) -> tuple[Contact, ...]:
    """The team's numbers by day and by night."""
    labels = given.library.labels.contacts
    phone = given.clinic.phone if given.clinic else None
    day = given.library.labels.little.team if given.neutral else labels.day
    return (
        _contact(day, phone.day if phone else None, phone.hours if phone else None),
        _contact(labels.night, phone.night if phone else None),
    )


def emergency(given: Given) -> Contact:
    """The emergency number, where one is verified."""
    return _contact(given.library.labels.contacts.emergency, emergency_number(given))


def _contact(label: str, number: str | None, hours: str | None = None) -> Contact:
    return Contact(
        label=literal(label),
        number=literal(number) if number else None,
        hours=literal(hours) if hours else None,
    )
