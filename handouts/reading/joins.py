"""How a clinic's record joins the shipped one with its name: what a clinic does not say stays as shipped."""

from __future__ import annotations

from typing import Final, TypeVar

import msgspec

from handouts.model.base import SourceIds
from handouts.model.content import Glossary, Resource, Resources, Review, Sources, Urgent
from handouts.model.signs import LocalSign, Sign

R = TypeVar("R")


def replaced(_shipped: R, own: R) -> R:
    """The clinic's takes the place of the shipped one."""
    return own


MOST_FIRST: Final = 4
"""Helplines that the guide has room for."""


def join_resources(shipped: Resources, own: Resources) -> Resources:
    """A clinic's resource takes the place of the shipped one with its id; others follow at the end."""
    by_id: dict[str, Resource] = {each.id: each for each in (*shipped.resources, *own.resources)}
    signs: dict[str, LocalSign] = {each.id: each for each in (*shipped.signs, *own.signs)}
    # A number that the clinic has not verified does not push out one that is.
    number = shipped if shipped.emergency_verified and not own.emergency_verified else own
    return msgspec.structs.replace(
        own,
        date=own.date or shipped.date,
        emergency=number.emergency,
        emergency_verified=number.emergency_verified,
        emergency_sources=number.emergency_sources,
        words={**shipped.words, **own.words},
        word_sources={**_not_said_by(own, shipped.word_sources), **own.word_sources},
        signs=tuple(signs.values()),
        resources=tuple(by_id.values()),
        first=own.first or (*_added(own, shipped), *shipped.first)[:MOST_FIRST],
        review=_sooner(shipped.review, own.review),
    )


def _added(own: Resources, shipped: Resources) -> tuple[str, ...]:
    """Helplines of a clinic's own that can be called: the guide names them before the shipped ones."""
    known = {each.id for each in shipped.resources}
    return tuple(each.id for each in own.resources if each.id not in known and each.phone_verified)


def join_glossaries(shipped: Glossary, own: Glossary) -> Glossary:
    """A clinic's word takes the place of the shipped one with its id."""
    return Glossary(terms={**shipped.terms, **own.terms}, review=_sooner(shipped.review, own.review))


def join_sources(shipped: Sources, own: Sources) -> Sources:
    """A clinic's source takes the place of the shipped one with its id."""
    return Sources(sources={**shipped.sources, **own.sources})


def join_signs(shipped: Urgent, own: Urgent) -> Urgent:
    """A clinic's sign takes the place of the shipped one with its id; none of the others is lost."""
    by_id: dict[str, Sign] = {sign.id: sign for sign in (*shipped.signs, *own.signs)}
    return Urgent(
        signs=tuple(by_id.values()),
        advice=own.advice or shipped.advice,
        review=_sooner(shipped.review, own.review),
    )


def _not_said_by(own: Resources, sources: dict[str, SourceIds]) -> dict[str, SourceIds]:
    """Sources of the shipped words that a clinic does not say in its own way."""
    return {word: named for word, named in sources.items() if word not in own.words}


def _sooner(a: Review, b: Review) -> Review:
    """The review that falls due first: what is joined is only as fresh as its older part."""
    return min(a, b, key=lambda review: review.review_by)
