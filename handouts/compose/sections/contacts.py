"""Whom to call: the clinic's phones, or lines to write them on."""

from __future__ import annotations

from handouts.compose.blocks import Block, Contact, Contacts, Heading
from handouts.compose.given import Given, emergency_number
from handouts.compose.sections.signs import SIGNS
from handouts.compose.wording import filled, literal, page_of

_SHARE = 0.43
"""Of the width, for the labels: opening hours are longer."""


def contacts(given: Given) -> tuple[Block, ...]:
    """Day, night and emergency numbers, and on which page it says when to call.

    A band where there is the full width for them.
    """
    labels = given.library.labels
    phone = given.clinic.phone if given.clinic else None
    numbers = (
        (labels.contacts.day, phone.day if phone else None, phone.hours if phone else None),
        (labels.contacts.night, phone.night if phone else None, None),
        (labels.contacts.emergency, emergency_number(given), None),
    )
    title = literal(labels.sections.contacts)
    band = "contacts" in given.across
    where = SIGNS in given.sections and not band
    return (
        *(() if band else (Heading(text=title, level=2),)),
        Contacts(
            contacts=tuple(
                Contact(
                    label=literal(label),
                    number=literal(number) if number else None,
                    hours=literal(hours) if hours else None,
                )
                for label, number, hours in numbers
            ),
            write_in=labels.contacts.write_in,
            share=_SHARE,
            title=title if band else None,
            where=filled(labels.contacts.where, page=page_of(SIGNS)) if where else (),
        ),
    )
