"""A first look at the whole list: what each row asks for, and which editions that needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from handouts.batch.order import SortKey
from handouts.batch.tally import Tally
from handouts.model.selection import Field, Selection
from handouts.reading.sequences import settable
from handouts.roster.records import Entry, Refused, Row

KEPT = 1_000
"""Outcomes that are kept from the first look; a longer list is read a second time instead."""


class Outcome(NamedTuple):
    """A row, and what becomes of it."""

    row: Row
    asked: Entry | Refused


class Survey(NamedTuple):
    """What the list asks for."""

    rows: int
    selections: dict[Selection, int]  # in the order in which they are needed first: for how many rows
    letters: str  # letters beyond ASCII in any field
    refused: Tally  # why nothing is printed for some rows
    outcomes: Callable[[], Iterable[Outcome]]  # in the order of printing


def survey(outcomes: Callable[[], Iterator[Outcome]], sort: SortKey | None) -> Survey:
    """Look at every outcome once. `outcomes` gives them anew at each call."""
    kept: list[Outcome] | None = []
    selections: dict[Selection, int] = {}
    letters: set[str] = set()
    refused = Tally()
    rows = 0
    for outcome in outcomes():
        rows += 1
        if kept is not None:
            kept.append(outcome)
            if len(kept) > KEPT and sort is None:
                kept = None
        if isinstance(outcome.asked, Entry):
            selection = usual_edition(outcome.asked)
            selections[selection] = selections.get(selection, 0) + 1
            for value in outcome.asked.recipient:
                if value and not value.isascii():
                    letters.update(settable(value))  # as it is stamped
        else:
            refused.add(outcome.asked.status, outcome.asked.reason, outcome.row.number)
    if kept is not None and sort is not None:
        kept.sort(key=lambda outcome: group_of(outcome, sort))  # stable: the list's order within a group
        in_turn = dict.fromkeys(usual_edition(o.asked) for o in kept if isinstance(o.asked, Entry))
        selections = {selection: selections[selection] for selection in in_turn}
    in_order = outcomes if kept is None else (lambda: kept)
    return Survey(rows, selections, "".join(sorted(letters)), refused, in_order)


def usual_edition(entry: Entry) -> Selection:
    """The edition that a row needs where each of its fields takes one line."""
    return with_lines(entry, {})


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
