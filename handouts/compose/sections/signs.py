"""When to call: emergency now, or the same day."""

from __future__ import annotations

from handouts.compose.blocks import Block, Bullets, Callout, Heading, Paragraph, Together
from handouts.compose.given import Given, emergency_number, sources_of, verified
from handouts.compose.wording import filled, literal, words
from handouts.model.content import Sign
from handouts.model.text import Span, Text

SIGNS = "signs"
"""Name of the heading, for the first page says where it stands."""


def signs(given: Given) -> tuple[Block, ...]:
    """Two boxes, emergencies first, then what holds for both."""
    heading, emergency, same_day, *advice = _parts(given)
    if not advice:
        return (heading, emergency, same_day)
    below = Together(blocks=tuple(advice))
    return (heading, emergency, Together(blocks=(same_day, below)))  # advice is not left alone overleaf


def signs_brief(given: Given) -> tuple[Block, ...]:
    """The same: every sign. What is said of fever stands with the emergencies, so that columns fill."""
    heading, emergency, same_day, *advice = _parts(given)
    return (heading, emergency, *((Together(blocks=tuple(advice)),) if advice else ()), same_day)


def _parts(given: Given) -> tuple[Block, ...]:
    """The heading, the two boxes, and advice.

    The cancers' own signs come first, then those for everybody, unless a cancer's own takes their place.
    """
    labels, library = given.library.labels, given.library
    kept = signs_to_tell(given)
    emergency = filled(
        labels.text.emergency_title,
        number=emergency_number(given) or labels.text.emergency_number,
        place=library.resources.emergency_place or labels.text.emergency_place,
    )
    same_day = literal(labels.text.same_day_title)
    advice = verified(library.urgent.advice)
    return (
        Heading(text=literal(labels.sections.signs), level=2, name=SIGNS),
        _box("emergency", emergency, tuple(sign for sign in kept if sign.action == "emergency"), given),
        _box("same-day", same_day, tuple(sign for sign in kept if sign.action == "same-day"), given),
        *(Paragraph(text=words(fact.text), sources=fact.sources) for fact in advice),
    )


def signs_to_tell(given: Given) -> tuple[Sign, ...]:
    """The cancers' own signs, then the general ones whose place none of them takes."""
    own = [sign for cancer in given.cancers for sign in verified(cancer.signs)]
    replaced = {name for sign in own for name in sign.instead_of}
    return (*own, *(sign for sign in verified(given.library.urgent.signs) if sign.id not in replaced))


def _box(kind: str, title: Text, kept: tuple[Sign, ...], given: Given) -> Block:
    items = tuple(_item(sign, given) for sign in kept)
    return Callout(
        kind="emergency" if kind == "emergency" else "same-day",
        title=title,
        more=(Span(text=given.library.labels.text.signs_go_on, head=True),),
        blocks=(Bullets(items=items),),
        sources=sources_of(kept),
    )


def _item(sign: Sign, given: Given) -> Text:
    if sign.why is None:
        return words(sign.sign)
    why = filled(given.library.labels.text.sign_why, why=words(sign.why))
    return (*words(sign.sign), Span(text=" "), *why)
