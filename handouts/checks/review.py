"""What a clinician must look at, for `handouts check --report review`: what waits, and what is kept back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from handouts.checks.claims import claims
from handouts.checks.content import Pages, read_content, target
from handouts.checks.paths import record_name, steps_to
from handouts.checks.report import place_of
from handouts.checks.sentences import shortened
from handouts.errors import ContentError
from handouts.model.base import Record
from handouts.model.content import Cancer, Glossary, Urgent
from handouts.model.open_points import OpenPoint, OpenPoints
from handouts.model.signs import OwnSign, Sign
from handouts.reading.parsed import Parsed, Steps
from handouts.reading.texts import texts

_MOST: Final = 90  # characters that are repeated of a fact that is kept back


class ReviewItem(Record, frozen=True, kw_only=True):
    """One thing to look at."""

    part: str  # the heading under which it stands
    place: str  # file:line of what it is about
    asked: str  # what is to be settled
    meanwhile: str  # what is printed until then
    sources: tuple[str, ...] = ()


class _Part(NamedTuple):
    """A kind of thing to look at: its heading, and how it is found."""

    heading: str
    lines: Callable[[Pages, str], Iterator[ReviewItem]]


def review_lines(path: Path | None) -> tuple[ReviewItem, ...]:
    """Everything for a clinician in a folder or file, or in all content: by kind, then by place.

    Raises UsageError for a path that does not exist, ContentError where content is at fault.
    """
    chosen = target(path)
    content = read_content(chosen.clinic)
    if content.faults or content.library is None:
        raise ContentError(content.faults)
    found = (line for part in _parts() for line in part.lines(content.pages, part.heading))
    return tuple(line for line in found if chosen.holds(line.place.rpartition(":")[0]))


def as_markdown(lines: tuple[ReviewItem, ...]) -> str:
    """A heading for each kind, one line for each thing; where there is nothing, a sentence says so."""
    if not lines:
        return "Nothing waits for a clinician.\n"
    count = "1 point waits" if len(lines) == 1 else f"{len(lines)} points wait"
    what = "Each names its place, the question, and what is printed until it is settled."
    blocks = [f"# For a clinician to settle\n\n{count}. {what}"]
    for part in _parts():
        of_part = [line for line in lines if line.part == part.heading]
        if of_part:
            blocks.append(f"## {part.heading} ({len(of_part)})\n\n" + "\n".join(map(_line, of_part)))
    return "\n\n".join(blocks) + "\n"


def _line(line: ReviewItem) -> str:
    sources = f" Sources: {', '.join(line.sources)}." if line.sources else ""
    return f"- `{line.place}` {line.asked} **Meanwhile:** {line.meanwhile}{sources}"


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
        if point.kind == kind and point.record in named:
            yield ReviewItem(
                part=part,
                place=_place(named[point.record], _steps(point, named[point.record])),
                asked=point.question,
                meanwhile=point.meanwhile,
                sources=point.sources,
            )


def _steps(point: OpenPoint, parsed: Parsed) -> Steps:
    """The way to what a point is about; to the whole record where its field is gone."""
    return steps_to(parsed.data, point.field) or ()


def _actions(pages: Pages, part: str) -> Iterator[ReviewItem]:
    """Every sign whose tier nobody has verified; where that was the same day, it rises to call-now."""
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
