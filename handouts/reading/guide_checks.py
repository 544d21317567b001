"""Checks of the guide's words: a cancer that has any has all of them, short enough for their places."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from handouts.errors import Diagnostic
from handouts.model.content import Cancer, Resources
from handouts.model.guide import Guide
from handouts.model.pictures import BodyPicture, Place
from handouts.reading.ids import unknown, unknown_in
from handouts.reading.parsed import Parsed, Steps

LONGEST_TO_KNOW: Final = 110
"""Letters of a thing to know that the first page can print as it is; longer ones need a short wording."""

LONGEST_NAME: Final = 34
"""Letters of a name that fits the head of a row."""

_LEAST_PLACES: Final = 2


def check_cancer_guide(parsed: Parsed, cancer: Cancer) -> Iterator[Diagnostic]:
    """What is missing for the guide, or too long. A cancer without `guide` is left alone."""
    guide = cancer.guide
    if guide is None:
        return
    if (guide.steps is None) == (len(guide.place) < _LEAST_PLACES):
        message = "say in 'steps' how this cancer spreads, or in 'place' (2 lines or more) where it is"
        yield parsed.fault(message, ("guide",))
    if len(guide.looks_at) not in (0, 3):
        yield parsed.fault("name three things that doctors look at, or none", ("guide", "looks_at"))
    for at, fact in enumerate(cancer.to_know):
        if fact.verified and not fact.short and len(fact.text) > LONGEST_TO_KNOW:
            message = f"the first page has no room for {len(fact.text)} letters; add a wording as 'short'"
            yield parsed.fault(message, ("to_know", at))
    yield from _rows(parsed, cancer)


def _rows(parsed: Parsed, cancer: Cancer) -> Iterator[Diagnostic]:
    """Treatments and tests are rows of a table, with a line each."""
    for at, treatment in enumerate(cancer.treatments):
        if treatment.verified:
            yield from _row(parsed, ("treatments", at), treatment.line, treatment.short or treatment.name)
    for at, test in enumerate(cancer.tests):
        if test.verified:
            yield from _row(parsed, ("tests", at), test.line, test.short or test.name)


def _row(parsed: Parsed, here: Steps, line: str | None, name: str) -> Iterator[Diagnostic]:
    if not line:
        yield parsed.fault("the guide needs this in one line: add it as 'line'", here)
    if len(name) > LONGEST_NAME:
        message = f"this name has {len(name)} letters, a row {LONGEST_NAME}; add a short one as 'short'"
        yield parsed.fault(message, (*here, "name"))


def check_guide(parsed: Parsed, guide: Guide, tips: Collection[str]) -> Iterator[Diagnostic]:
    """Tips of the guide that are not there."""
    yield from unknown_in(parsed, guide.tips, ("tips",), tips, "tip")


def check_first(parsed: Parsed, resources: Resources) -> Iterator[Diagnostic]:
    """Helplines that the guide names: each must be there, with a number to call and a line."""
    by_id = {each.id: each for each in resources.resources}
    yield from unknown_in(parsed, resources.first, ("first",), by_id, "helpline")
    for at, name in enumerate(resources.first):
        found = by_id.get(name)
        if found and not (found.verified and found.phone and found.phone_verified):
            yield parsed.fault(f"'{name}' has no phone number that is verified", ("first", at))
        if found and not found.line:
            yield parsed.fault(f"'{name}' has no 'line' that says what it offers", ("first", at))


def check_picture(
    parsed: Parsed, cancer: Cancer, picture: BodyPicture, places: Mapping[str, Place]
) -> Iterator[Diagnostic]:
    """Whether the body has the place where a cancer started, and all places to which it spreads."""
    yield from unknown(parsed, picture.start, ("picture", "start"), places, "place on the body")
    if picture.steps is not None and picture.steps not in cancer.spread.sites:
        message = f"'{picture.steps}' is not among the sites of spread; name one of them"
        yield parsed.fault(message, ("picture", "steps"))
    elif picture.steps and picture.steps in places and places[picture.steps].grew is None:
        having = ", ".join(site for site in cancer.spread.sites if site in places and places[site].grew)
        message = f"no picture shows cells that grew in '{picture.steps}'; choose {having or 'no steps'}"
        yield parsed.fault(message, ("picture", "steps"))
    for name in (picture.start, *cancer.spread.sites):
        if name in places and picture.body not in places[name].bodies:
            message = f"body {picture.body} has no '{name}'; choose the body {places[name].bodies[0]}"
            yield parsed.fault(message, ("picture", "body"))
