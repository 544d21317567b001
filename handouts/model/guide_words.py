"""Words of the guide: four pages for the day on which somebody hears that they have cancer.

The guide is set in large type and holds about 850 words, so all of these are short. What a cancer does not
say in its own way, `Guide` (model/guide.py) says for all.
"""

from typing import Annotated, Literal

import msgspec

from handouts.model.base import Claim, Record

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=34)]
"""A treatment, a test or a helpline, as the head of a row."""

Line = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
"""What stands beside a name or a picture, in one line."""

Point = Annotated[str, msgspec.Meta(min_length=1, max_length=125)]
"""One of a few points, in two lines at most, with its markup."""

Passage = Annotated[str, msgspec.Meta(min_length=1, max_length=260)]
"""One to three sentences."""

Given = Literal["pill", "drip", "shot", "rays", "surgery", "procedure", "device", "cells", "watch"]
"""How a treatment is given. `procedure`: through a scope, a needle or a thin tube; `cells`: of one's own or a
donor's, given back."""

Picture = Literal[
    "breathing",
    "clinical-trial",
    "family",
    "fever",
    "food",
    "gene",
    "heart-hope",
    "home",
    "navigator",
    "note-pen",
    "pain",
    "phone",
    "pill",
    "question",
    "second-opinion",
    "sleep-tired",
    "support",
    "tumor-test",
]
"""What stands beside a tip."""


class Welcome(Record, frozen=True, kw_only=True):
    """The first words of the first page. They say nothing that needs a source."""

    title: Name
    text: Passage


class GuidePoint(Claim, frozen=True, kw_only=True):
    """One thing that is known, in two lines at most."""

    text: Point


class GuidePassage(Claim, frozen=True, kw_only=True):
    """What is known of one thing, in one to three sentences."""

    text: Passage


class GuideLine(Claim, frozen=True, kw_only=True):
    """One thing that is known, in one line."""

    text: Line


class Steps(Record, frozen=True, kw_only=True):
    """How a cancer spreads, in words below three pictures."""

    began: GuideLine
    moved: GuideLine | None = None  # none: as the general guide says
    grew: GuideLine | None = None  # none: as the general guide says


class CancerGuide(Record, frozen=True, kw_only=True):
    """What the guide says of one cancer, beside its treatments, tests and three things to know."""

    welcome: Welcome | None = None  # none: the general one
    questions: Annotated[tuple[Line, ...], msgspec.Meta(min_length=3, max_length=3)]  # for the next visit
    meaning: GuidePassage
    names: GuidePassage  # what doctors call it, too
    steps: Steps | None = None
    place: tuple[GuideLine, ...] = ()  # in place of steps: where a cancer of the blood or the brain is
    looks_at: tuple[GuideLine, ...] = ()  # what doctors look at; none: the general three
    means_not: tuple[GuideLine, ...] = ()  # none: the general ones
    hope: Annotated[tuple[GuidePassage, ...], msgspec.Meta(min_length=1, max_length=2)]  # with its limits
    tell: Passage | None = None  # what to tell an emergency room; none: the general words


class TipGlance(Claim, frozen=True, kw_only=True):
    """A tip in a few words beside a picture."""

    title: Name
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=45)]
    picture: Picture
