"""A first look at the whole list: what each row asks for, and which editions that needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from handouts.batch.order import SortKey
from handouts.batch.shapes import Group, Shapes, group_of_copies
from handouts.model.selection import Field, Selection
from handouts.reading.sequences import settable
from handouts.roster.records import Entry, Refused, Row

KEPT = 1_000
"""Outcomes that are kept from the first look; a longer list is read a second time instead."""


Seen = Callable[[Entry], None]


class Outcome(NamedTuple):
    """A row, and what becomes of it."""

    row: Row
    asked: Entry | Refused


class Survey(NamedTuple):
    """What the list asks for."""

    rows: int
    selections: tuple[Selection, ...]  # different ones, in the order in which they are needed first
    letters: str  # letters beyond ASCII in any field
    told: tuple[tuple[str, int], ...]  # what to know of sheets, and for how many rows
    outcomes: Callable[[], Iterable[Outcome]]  # in the order of printing
    shapes: Shapes


def survey(outcomes: Callable[[Seen | None], Iterator[Outcome]], sort: SortKey | None) -> Survey:
    """Look at every outcome once.

    `outcomes` gives them anew at each call, and shows all entries of the list to what it is given, even those
    that are not to be printed.
    """
    shapes = Shapes()
    kept: list[Outcome] | None = []
    needed: dict[Group, None] = {}
    letters: set[str] = set()
    told: Counter[str] = Counter()
    rows = 0
    for outcome in outcomes(shapes.add):
        rows += 1
        if kept is not None:
            kept.append(outcome)
            if len(kept) > KEPT and sort is None:
                kept = None
        if isinstance(outcome.asked, Entry):
            needed[group_of_copies(outcome.asked)] = None
            if outcome.asked.told:  # most rows have nothing to tell, and even a count of nothing takes time
                told.update(outcome.asked.told)
            for value in outcome.asked.recipient:
                if value and not value.isascii():
                    letters.update(settable(value))  # as it is stamped
    if kept is not None and sort is not None:
        kept.sort(key=lambda outcome: group_of(outcome, sort))  # stable: the list's order within a group
        needed = dict.fromkeys(group_of_copies(o.asked) for o in kept if isinstance(o.asked, Entry))
    in_order = (lambda: outcomes(None)) if kept is None else (lambda: kept)
    selections = tuple(map(shapes.shared, needed))
    return Survey(rows, selections, "".join(sorted(letters)), tuple(told.items()), in_order, shapes)


def with_lines(entry: Entry, lines: dict[str, int]) -> Selection:
    """The edition that a row needs, with more lines for some fields."""
    fields = tuple(Field(name, lines.get(name, 1)) for name in entry.recipient.values())
    return entry.selection._replace(fields=fields)


def group_of(outcome: Outcome, sort: SortKey) -> tuple[str, ...]:
    """What outcomes are sorted by; those for which nothing is printed come last."""
    asked = outcome.asked
    if isinstance(asked, Refused):
        return ("~",)
    match sort:
        case "cancer":
            return ("", *asked.selection.cancers)
        case "layout":
            return ("", asked.selection.layout)
        case "clinician":
            return ("", asked.recipient.clinician or "")
