"""When to call, in short forms: for cards and leaflets. No emergency sign is ever left out."""

from __future__ import annotations

from msgspec.structs import replace

from handouts.compose.blocks import Block, Bullets, Callout, Heading, Paragraph, Spare
from handouts.compose.given import Given, verified
from handouts.compose.sections.told_signs import (
    Action,
    box_of_signs,
    calling,
    emergencies,
    in_short,
    same_day,
    told_in_short,
)
from handouts.compose.wording import literal, words
from handouts.model.text import Text


def emergency_in_short(given: Given) -> tuple[Block, ...]:
    """A card's side: the signs, one below the other, under what to do."""
    labels = given.library.labels
    title = calling(labels.little.emergency, given)
    items = tuple(in_short(sign) for sign in told_in_short(given, "emergency"))
    return (_box("emergency", title, items, given),)


def same_day_in_short(given: Given) -> tuple[Block, ...]:
    """The signs that can wait until the team answers: left out where a card has no room."""
    title = literal(given.library.labels.text.same_day_title)
    box = _box("same-day", title, same_day(given), given)
    return (Spare(name="same-day-in-short", blocks=(box,)),)


def emergency_panel(given: Given) -> tuple[Block, ...]:
    """A leaflet's panel: the signs, with a line to call in a crisis where the country has one."""
    labels = given.library.labels
    title = calling(labels.text.emergency_title, given)
    box = box_of_signs("emergency", title, Bullets(items=emergencies(given)), given)
    return (Heading(text=literal(labels.sections.signs), level=2), box)


def same_day_panel(given: Given) -> tuple[Block, ...]:
    """The same for what can wait until the team answers, but not until tomorrow."""
    title = literal(given.library.labels.text.same_day_title)
    return (box_of_signs("same-day", title, Bullets(items=same_day(given)), given),)


def advice_in_short(given: Given) -> tuple[Block, ...]:
    """What holds for a fever, each thing only where there is room."""
    return tuple(
        Spare(
            name="advice-in-short",
            blocks=(Paragraph(text=words(fact.text), role="small"),),
            sources=fact.sources,
        )
        for fact in verified(given.library.urgent.advice)
    )


def _box(kind: Action, title: Text, items: tuple[Text, ...], given: Given) -> Callout:
    """On a card: the title is a heading of its page, and the signs stand close."""
    return replace(box_of_signs(kind, title, Bullets(items=items, role="tight"), given), level=2)
