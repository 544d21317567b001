"""Records of data/open-points.yaml: what only a clinician can settle."""

from typing import Annotated, Literal

import msgspec

from handouts.model.base import Id, Plain, Record, SourceIds


class OpenPoint(Record, frozen=True, kw_only=True):
    """A question about what is printed that only a clinician can settle. It is never printed itself."""

    id: Id
    record: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)?$", max_length=160)]
    """The record that it is about, as sign-offs name it: cancers/liver, urgent."""
    field: Plain  # the part of the record, as faults name it: treatments[2].drugs
    kind: Literal["correction", "conflict"]  # a mending that waits, or sources that contradict each other
    question: Plain  # what is to be settled, with what the sources say
    meanwhile: Plain  # what the sheet says until then
    sources: SourceIds


class OpenPoints(Record, frozen=True, kw_only=True):
    """All questions that wait for a clinician."""

    points: tuple[OpenPoint, ...]
