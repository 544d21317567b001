"""Records for whoever leads a support group: data/group.yaml."""

from typing import Annotated

import msgspec

from handouts.model.base import Plain, Record, Words
from handouts.model.content import Review


class AgendaStep(Record, frozen=True, kw_only=True):
    """A part of a group's meeting: what whoever leads it does."""

    title: Plain
    text: Words
    minutes: Annotated[int, msgspec.Meta(ge=1, le=240)]


class Group(Record, frozen=True, kw_only=True):
    """For whoever leads a support group. Claims nothing about cancer, so it needs no sources."""

    agenda: Annotated[tuple[AgendaStep, ...], msgspec.Meta(min_length=1)]
    rules: Annotated[tuple[Words, ...], msgspec.Meta(min_length=1)]
    questions: Annotated[tuple[Words, ...], msgspec.Meta(min_length=1)]  # to talk about
    review: Review
