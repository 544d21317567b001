"""When to call, in short forms: for cards and leaflets. No emergency sign is ever left out."""

from __future__ import annotations

from typing import Literal

from handouts.compose.blocks import Block, Bullets, Callout, Heading, Paragraph, Spare, Together
from handouts.compose.given import Given, emergency_number, sources_of, verified
from handouts.compose.sections.signs import signs_to_tell
from handouts.compose.wording import filled, literal, words
from handouts.model.content import Sign
from handouts.model.text import Span, Text

Kind = Literal["emergency", "same-day"]


def emergency_in_short(given: Given) -> tuple[Block, ...]:
    """A card's side: the signs, one below the other, under what to do."""
    labels = given.library.labels
    title = _calling(labels.little.emergency, given)
    items = tuple(_item(sign) for sign in _kept(given, "emergency"))
    return (_box("emergency", title, items, given),)


def same_day_in_short(given: Given) -> tuple[Block, ...]:
    """The signs that can wait until the team answers: left out where a card has no room."""
    items = tuple(_item(sign) for sign in _kept(given, "same-day"))
    title = literal(given.library.labels.text.same_day_title)
    return (Spare(name="same-day-in-short", blocks=(_box("same-day", title, items, given),)),)


def emergency_panel(given: Given) -> tuple[Block, ...]:
    """A leaflet's panel: the signs, with a line to call in a crisis where the country has one."""
    labels = given.library.labels
    title = _calling(labels.text.emergency_title, given)
    box = _listed("emergency", title, _with_local(given), given)
    return (Heading(text=literal(labels.sections.signs), level=2), box)


def same_day_panel(given: Given) -> tuple[Block, ...]:
    """The same for what can wait until the team answers, but not until tomorrow."""
    items = tuple(_item(sign) for sign in _kept(given, "same-day"))
    return (_listed("same-day", literal(given.library.labels.text.same_day_title), items, given),)


def signs_short(given: Given) -> tuple[Block, ...]:
    """All signs in their short forms, and what holds for both: for many people at once."""
    labels = given.library.labels
    now, later = _calling(labels.text.emergency_title, given), literal(labels.text.same_day_title)
    same_day = tuple(_item(sign) for sign in _kept(given, "same-day"))
    advice = tuple(
        Paragraph(text=words(fact.text), sources=fact.sources)
        for fact in verified(given.library.urgent.advice)
    )
    return (
        Heading(text=literal(labels.sections.signs), level=2),
        _listed("emergency", now, _with_local(given), given, role="tight"),
        _listed("same-day", later, same_day, given, role="tight"),
        *((Together(blocks=advice),) if advice else ()),
    )


def _with_local(given: Given) -> tuple[Text, ...]:
    """Emergency signs, with what they say besides in this country."""
    local = {sign.id for sign in given.library.resources.signs if sign.verified and not sign.short}
    return tuple(
        _with_why(sign, given) if sign.id in local else _item(sign) for sign in _kept(given, "emergency")
    )


def _listed(
    kind: Kind, title: Text, items: tuple[Text, ...], given: Given, role: Literal["body", "tight"] = "body"
) -> Callout:
    bullets = Bullets(items=items, role=role)
    return Callout(kind=kind, title=title, blocks=(bullets,), sources=_sources(given, kind))


def advice_in_short(given: Given) -> tuple[Block, ...]:
    """What holds for a fever, each thing only where there is room."""
    return tuple(
        Spare(blocks=(Paragraph(text=words(fact.text), role="small"),), sources=fact.sources)
        for fact in verified(given.library.urgent.advice)
    )


def _calling(label: str, given: Given) -> Text:
    labels = given.library.labels.text
    return filled(
        label,
        number=emergency_number(given) or labels.emergency_number,
        place=given.library.resources.emergency_place or labels.emergency_place,
    )


def _kept(given: Given, action: str) -> tuple[Sign, ...]:
    """The signs of one kind, without those that a general one says as well once both are short."""
    signs = signs_to_tell(given)
    said = {sign.id for sign in signs if sign.id and sign.action == action}
    return tuple(sign for sign in signs if sign.action == action and sign.short_in not in said)


def _sources(given: Given, action: str) -> tuple[str, ...]:
    return sources_of(_kept(given, action))


def _item(sign: Sign) -> Text:
    return words(sign.short or sign.sign)


def _with_why(sign: Sign, given: Given) -> Text:
    why = filled(given.library.labels.text.sign_why, why=words(sign.why or ""))
    return (*_item(sign), Span(text=" "), *why)


def _box(kind: str, title: Text, items: tuple[Text, ...], given: Given) -> Callout:
    urgent = kind == "emergency"
    return Callout(
        kind="emergency" if urgent else "same-day",
        title=title,
        level=2,
        blocks=(Bullets(items=items, role="tight"),),
        sources=_sources(given, kind),
    )
