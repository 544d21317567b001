"""What waits for a clinician, for `handouts check --report review`: open points, and what is kept back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

import msgspec

from handouts.checks.content import Pages, Target
from handouts.checks.places import claims, record_name, steps_to
from handouts.checks.sentences import shortened
from handouts.errors import place_of
from handouts.model.base import Record
from handouts.model.content import Cancer, Glossary, Urgent
from handouts.model.open_points import OpenPoints
from handouts.model.signs import OwnSign, Sign
from handouts.reading.parsed import Parsed, Steps
from handouts.reading.texts import texts

_MOST: Final = 90  # characters of an unverified fact that the report repeats


class ReviewItem(Record, frozen=True, kw_only=True):
    """One thing to look at."""

    part: str  # the heading under which it stands
    place: str  # file:line of what it is about
    asked: str  # what is to be settled
    meanwhile: str  # what is printed until then
    sources: tuple[str, ...] = ()


class _Part(NamedTuple):
    """A kind of thing to look at: its heading, and what finds it."""

    heading: str
    items: Callable[[Pages, str], Iterator[ReviewItem]]


def review_items(pages: Pages, chosen: Target) -> tuple[ReviewItem, ...]:
    """Everything for a clinician in what was chosen: by kind, then by place."""
    found = (item for part in _parts() for item in part.items(pages, part.heading))
    return tuple(item for item in found if chosen.holds(item.place.rpartition(":")[0]))


def as_markdown(items: tuple[ReviewItem, ...]) -> str:
    """A heading for each kind, one line for each item; one sentence where there are none."""
    if not items:
        return "Nothing waits for a clinician.\n"
    count = "1 point waits" if len(items) == 1 else f"{len(items)} points wait"
    what = "Each names its place, the question, and what is printed until it is settled."
    blocks = [f"# For a clinician to settle\n\n{count}. {what}"]
    for part in _parts():
        lines = [_line(item) for item in items if item.part == part.heading]
        if lines:
            blocks.append(f"## {part.heading} ({len(lines)})\n\n" + "\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _line(item: ReviewItem) -> str:
    sources = f" Sources: {', '.join(item.sources)}." if item.sources else ""
    return f"- `{item.place}` {item.asked} **Meanwhile:** {item.meanwhile}{sources}"


def _parts() -> tuple[_Part, ...]:
    """All kinds, in the order of the report."""
    return (
        _Part("Corrections that wait", lambda pages, part: _open_points(pages, part, "correction")),
        _Part(
            "Sources that contradict each other", lambda pages, part: _open_points(pages, part, "conflict")
        ),
        _Part("Actions of urgent signs that nobody has verified", _actions),
        _Part("Facts that nobody has verified", _unverified),
    )


def _open_points(pages: Pages, part: str, kind: str) -> Iterator[ReviewItem]:
    named = {record_name(parsed.file): parsed for _, parsed in pages}
    points = [point for record, _ in pages if isinstance(record, OpenPoints) for point in record.points]
    for point in points:
        if point.kind == kind and (parsed := named.get(point.record)):
            yield ReviewItem(
                part=part,
                place=_place(parsed, steps_to(parsed.data, point.field) or ()),
                asked=point.question,
                meanwhile=point.meanwhile,
                sources=point.sources,
            )


def _actions(pages: Pages, part: str) -> Iterator[ReviewItem]:
    """Every sign with a tier that nobody has verified; a same-day sign rises to call-now."""
    for record, parsed in pages:
        signs: tuple[Sign | OwnSign, ...] = record.signs if isinstance(record, Urgent | Cancer) else ()
        for at, sign in enumerate(signs):
            if sign.verified and not sign.action_verified:
                rises = sign.tier == "same-day"
                yield ReviewItem(
                    part=part,
                    place=_place(parsed, ("signs", at)),
                    asked=f'Is {sign.tier} right for "{shortened(sign.sign or sign.id, _MOST)}"?',
                    meanwhile="It stands in call-now." if rises else f"It stands in {sign.tier}.",
                    sources=tuple(dict.fromkeys((*sign.sources, *sign.action_sources))),
                )


def _unverified(pages: Pages, part: str) -> Iterator[ReviewItem]:
    """Every fact and word that is kept with `verified: false`."""
    for record, parsed in pages:
        found: list[tuple[Steps, msgspec.Struct]] = [
            (steps, claim) for claim, steps in claims(record) if not claim.verified
        ]
        if isinstance(record, Glossary):
            found += [(("terms", name), term) for name, term in record.terms.items() if not term.verified]
        for steps, fact in found:
            said = [each for each in texts(fact) if each.kind != "sources"]
            sources = tuple(name for each in texts(fact) if each.kind == "sources" for name in each.value)
            yield ReviewItem(
                part=part,
                place=_place(parsed, steps),
                asked=f'Is this so? "{shortened("; ".join(each.value for each in said[:2]), _MOST)}"',
                meanwhile="It is not printed.",
                sources=sources,
            )


def _place(parsed: Parsed, steps: Steps) -> str:
    fault = parsed.fault("", steps)
    return place_of(fault.file, fault.line)
