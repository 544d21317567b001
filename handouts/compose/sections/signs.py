"""When to call: emergency now, or the same day; and in another place why."""

from __future__ import annotations

from msgspec.structs import replace

from handouts.compose.blocks import Block, Bullets, Heading, Paragraph, Table, Together
from handouts.compose.given import Given, sources_of, verified
from handouts.compose.sections.told_signs import (
    Action,
    box_of_signs,
    calling,
    emergencies,
    same_day,
    signs_to_tell,
    with_number,
)
from handouts.compose.wording import literal, strong, words
from handouts.model.text import Span, Text

SIGNS = "signs"
"""Name of the heading, for the first page says where it stands."""


def signs(given: Given) -> tuple[Block, ...]:
    """Two boxes that the eye takes in at once; what is said of fever stands with the emergencies.

    Signs are short there; `signs-why` says them in full.
    """
    labels = given.library.labels
    advice = tuple(
        Paragraph(text=words(fact.text), sources=fact.sources)
        for fact in verified(given.library.urgent.advice)
    )
    return (
        Heading(text=literal(labels.sections.signs), level=2, name=SIGNS),
        _box("emergency", calling(labels.text.emergency_title, given), emergencies(given), given),
        *((Together(blocks=advice),) if advice else ()),
        _box("same-day", literal(labels.text.same_day_title), same_day(given), given),
    )


def signs_why(given: Given) -> tuple[Block, ...]:
    """Every sign in full, and what it may be."""
    labels = given.library.labels
    tables = (
        _reasons("emergency", calling(labels.text.emergency_title, given), given),
        _reasons("same-day", literal(labels.text.same_day_title), given),
    )
    return (
        Heading(text=literal(labels.sections.signs_why), level=2),
        *(block for found in tables for block in found),
    )


def _reasons(action: Action, title: Text, given: Given) -> tuple[Block, ...]:
    labels = given.library.labels.text
    kept = (sign for sign in signs_to_tell(given) if sign.action == action and sign.why)
    told = tuple(sign for sign in kept if sign.id not in with_number(given))
    if not told:
        return ()
    table = Table(
        head=(literal(labels.sign_column), literal(labels.sign_why_column)),
        rows=tuple(((strong(sign.sign),), (words(sign.why or ""),)) for sign in told),
        shares=(0.58, 0.42),
        title=title,  # no sign stands on a page that does not say what to do about it
        sources=sources_of(told),
    )
    return (table,)


def _box(kind: Action, title: Text, items: tuple[Text, ...], given: Given) -> Block:
    more = (Span(text=given.library.labels.text.signs_go_on, head=True),)
    return replace(box_of_signs(kind, title, Bullets(items=items, role="close"), given), more=more)
