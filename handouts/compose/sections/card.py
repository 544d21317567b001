"""A wallet card's front: whose it is, whom to call, and what a helper needs to know."""

from __future__ import annotations

from handouts.compose.blocks import Block, Contact, Contacts, FillIn, Recipient, Spare
from handouts.compose.given import Given
from handouts.compose.wording import literal


def phones(given: Given) -> tuple[Block, ...]:
    """The team's numbers by day and by night; the emergency number stands over the signs."""
    labels = given.library.labels.contacts
    phone = given.clinic.phone if given.clinic else None
    numbers = ((labels.day, phone.day if phone else None), (labels.night, phone.night if phone else None))
    return (
        Contacts(
            contacts=tuple(
                Contact(label=literal(label), number=literal(number) if number else None)
                for label, number in numbers
            ),
            write_in=labels.write_in,
        ),
    )


def card_owner(given: Given) -> tuple[Block, ...]:
    """The name, printed or to be written, and a line for the diagnosis as the team calls it."""
    labels = given.library.labels.little
    fields = given.selection.fields
    named = tuple((field, literal(labels.name)) for field in fields if field.name == "name")
    diagnosis = (labels.diagnosis, 1)
    if named:
        return Recipient(fields=named), _lines((diagnosis,), given)
    return (_lines(((labels.name, 1), diagnosis), given),)


def card_medicines(given: Given) -> tuple[Block, ...]:
    """Lines for what a helper needs to know before giving anything; one may go where a card is full."""
    labels = given.library.labels.little
    more = _lines(((labels.medicines_more, 1),), given)
    return (
        _lines(((labels.medicines, 1),), given),
        Spare(name="card-medicines", blocks=(more,)),
        _lines(((labels.allergies, 1),), given),
    )


def _lines(rows: tuple[tuple[str, int], ...], given: Given) -> FillIn:
    said = given.library.labels.little.write_in
    return FillIn(rows=tuple((literal(label), count) for label, count in rows), write_in=said)
