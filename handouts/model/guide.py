"""What the guide, the four pages of the first day, says whatever the cancer."""

from typing import Annotated

import msgspec

from handouts.model.base import Id, Record
from handouts.model.content import Review
from handouts.model.guide_words import GuideLine, GuidePassage, Passage, Welcome
from handouts.model.signs import TreatmentKind


class Guide(Record, frozen=True, kw_only=True):
    """What the guide says whatever the cancer."""

    welcome: Welcome
    moved: GuideLine  # the second of the three steps
    grew: GuideLine  # the third
    looks_at: Annotated[tuple[GuideLine, ...], msgspec.Meta(min_length=3, max_length=3)]
    means_not: Annotated[tuple[GuideLine, ...], msgspec.Meta(min_length=1, max_length=3)]
    hope: GuidePassage
    tips: Annotated[tuple[Id, ...], msgspec.Meta(max_length=6)] = ()  # where nobody has chosen any
    # What many people have with a kind of treatment, in one line; none where that is not verified.
    expect: dict[TreatmentKind, GuideLine] = msgspec.field(default_factory=dict)
    tell: Passage
    family: GuidePassage
    fear: GuidePassage
    review: Review
