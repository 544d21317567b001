"""The signs that a handout tells, in short and in full."""

from __future__ import annotations

from typing import Literal

from handouts.compose.blocks import Bullets, Callout
from handouts.compose.given import Given, emergency_number, not_replaced, sources_of, verified
from handouts.compose.wording import filled, words
from handouts.model.content import Sign
from handouts.model.text import Span, Text

Action = Literal["emergency", "same-day"]


def signs_to_tell(given: Given) -> tuple[Sign, ...]:
    """The cancers' own signs, then the general ones whose place none of them takes."""
    own = [sign for cancer in given.cancers for sign in verified(cancer.signs)]
    return (*own, *not_replaced(given.library.urgent.signs, own))


def told_in_short(given: Given, action: Action) -> tuple[Sign, ...]:
    """The signs of one kind, without those that a general one says as well once both are short.

    So does a cancer's own that stands in the general one's place: of another cancer, too. What two cancers
    say in the same words is told once, and an emergency for one of them is no sign for the same day.
    """
    every = signs_to_tell(given)
    signs = [sign for sign in every if sign.action == action]
    said = {name for sign in signs for name in (sign.id, *sign.instead_of) if name}
    kept = {_short(sign): sign for sign in reversed(signs) if sign.short_in not in said}
    if action == "emergency":
        return tuple(reversed(kept.values()))
    worse = {_short(sign) for sign in every if sign.action == "emergency"}
    return tuple(sign for told, sign in reversed(kept.items()) if told not in worse)


def in_short(sign: Sign) -> Text:
    """A sign without what it may be."""
    return words(_short(sign))


def _short(sign: Sign) -> str:
    return sign.short or sign.sign


def with_number(given: Given) -> set[str | None]:
    """Ids of the signs that say a number to call in this country, where others say what they may be."""
    return {sign.id for sign in given.library.resources.signs if sign.verified}


def emergencies(given: Given) -> tuple[Text, ...]:
    """The signs of emergencies in short, with what they say besides in this country: a number to call."""
    local = with_number(given)
    why = given.library.labels.text.sign_why
    return tuple(
        (*in_short(sign), Span(text=" "), *filled(why, why=words(sign.why or "")))
        if sign.id in local and not sign.short
        else in_short(sign)
        for sign in told_in_short(given, "emergency")
    )


def same_day(given: Given) -> tuple[Text, ...]:
    """The signs that can wait until the team answers, but not until tomorrow, in short."""
    return tuple(in_short(sign) for sign in told_in_short(given, "same-day"))


def box_of_signs(action: Action, title: Text, items: Bullets, given: Given) -> Callout:
    """A box of signs of one kind, with the sources of all of them."""
    sources = sources_of(told_in_short(given, action))
    return Callout(kind=action, title=title, blocks=(items,), sources=sources)


def calling(label: str, given: Given) -> Text:
    """What to do about an emergency: whom to call, and where to go."""
    labels = given.library.labels.text
    return filled(label, number=emergency_number(given) or labels.emergency_number)
