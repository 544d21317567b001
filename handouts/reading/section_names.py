"""Sections as layouts name them: `treatments`, or with a detail `treatments: brief`, a pair in YAML."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from handouts.errors import ContentError, Diagnostic
from handouts.model.layout import section_of
from handouts.reading.parsed import Parsed, Steps

FULL: Final = "full"
"""The detail that is meant where none is named."""

_LISTS: Final[tuple[Steps, ...]] = (
    ("sections",),
    ("across",),
    ("room_left",),
    ("elsewhere",),
    ("by_cancer",),
    ("sheet", "starts"),
    ("sheet", "notes"),
    ("sheet", "back"),
)

_OLD: Final = {
    "contacts-band": "contacts: band",
    "phones-cover": "phones: cover",
    "questions-brief": "questions: brief",
    "questions-in-brief": "questions: panel",
    "signs-911": "signs: call-911",
    "signs-now": "signs: call-now",
    "signs-now-line": "signs: line",
    "signs-same-day": "signs: same-day",
    "signs-why": "signs: reasons",
    "sources-brief": "sources: brief",
    "imprint": "sources: panel",
    "card-imprint": "sources: line",
    "special-in-brief": "special: panel",
    "spread-in-brief": "spread: panel",
    "stage-in-brief": "stage4: panel",
    "support-brief": "support: brief",
    "support-in-brief": "support: panel",
    "tests-in-brief": "tests: panel",
    "treatments-brief": "treatments: brief",
    "treatments-in-brief": "treatments: panel",
}
"""Names of before details had names of their own, in layouts of clinics."""


def with_names(parsed: Parsed) -> Parsed:
    """A layout with each pair of a section and its detail as one name. Raises ContentError for old names."""
    faults: list[Diagnostic] = []

    def named(value: Any, steps: Steps) -> Any:
        if isinstance(value, str) and value in _OLD:
            new = section_of(_OLD[value]) if steps[-1] == "section" else _OLD[value]
            faults.append(parsed.fault(f"'{value}' has a new name: write '{new}'", steps))
        return _name(value)

    data = parsed.data
    for way in _LISTS:
        data = _replaced(data, way, partial(_each, steps=way, change=named))
    cut = partial(_cut, named=named)
    data = _replaced(data, ("cuts",), partial(_each, steps=("cuts",), change=cut))
    if faults:
        raise ContentError(tuple(faults))
    return parsed._replace(data=data)


def _name(value: Any) -> Any:
    """{treatments: brief} as one name; anything else as it is, for others to refuse."""
    if not isinstance(value, dict) or len(value) != 1:
        return value
    ((section, detail),) = value.items()
    if not isinstance(section, str) or not isinstance(detail, str):
        return value
    return section if detail == FULL else f"{section}: {detail}"


def _cut(cut: Any, steps: Steps, named: Callable[[Any, Steps], Any]) -> Any:
    return _replaced(cut, ("section",), lambda value: named(value, (*steps, "section")))


def _each(value: Any, steps: Steps, change: Callable[[Any, Steps], Any]) -> Any:
    return [change(one, (*steps, at)) for at, one in enumerate(value)] if isinstance(value, list) else value


def _replaced(data: Any, way: Steps, change: Callable[[Any], Any]) -> Any:
    """Data with what stands at the end of a way changed; as they are where it leads nowhere."""
    if not way:
        return change(data)
    first, *rest = way
    if not isinstance(data, dict) or first not in data:
        return data
    return {**data, first: _replaced(data[first], tuple(rest), change)}
