"""A first look at the whole list: what each row asks for, and which editions that needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from handouts.batch.batch_options import SortKey
from handouts.batch.outcomes import Outcome, Outcomes
from handouts.batch.shapes import EditionGroup, Names, Shapes, group_of_copies
from handouts.batch.spool import Spool
from handouts.model.selection import Field, Selection
from handouts.reading.sequences import settable
from handouts.roster.duplicates import NO_SELECTION
from handouts.roster.records import Entry, Refused

KEPT = 1_000
"""Outcomes that are kept from the first look; a longer list is read a second time instead."""

Shape = tuple[EditionGroup, Names]
"""Copies of one selection that have the same fields."""


class Plan(NamedTuple):
    """What the list asks for."""

    rows: int
    copies: dict[Shape, int]  # how many there are of each, in the order in which they are needed first
    letters: str  # letters beyond ASCII in any field
    shapes: Shapes
    outcomes: Callable[[], Iterable[Outcome]]  # in the order of printing
    close: Callable[[], None]

    @property
    def selections(self) -> tuple[Selection, ...]:
        """The editions that are asked for first: those that copies share."""
        return tuple(dict.fromkeys(self.shapes.shared(group) for group, _ in self.copies))


def planned(found: Outcomes, sort: SortKey | None) -> Plan:
    """Look at every row once."""
    shapes = Shapes()
    kept: list[Outcome] | None = []
    places: dict[Shape, int] = {}
    copies: Counter[int] = Counter()
    letters: set[str] = set()
    rows = 0
    for outcome in found.judged():
        asked, place = outcome.asked, NO_SELECTION
        wanted = found.is_wanted(outcome.row.number)
        rows += wanted
        if isinstance(asked, Entry):
            shapes.add(asked)
            if wanted:
                place = places.setdefault(shape_of(asked), len(places))
                copies[place] += 1
                for value in asked.recipient:
                    if value and not value.isascii():
                        letters.update(settable(value))  # as it is stamped
        found.duplicates.add(outcome.row, asked, place)
        if kept is not None and wanted:
            kept.append(outcome)
            kept = kept if len(kept) <= KEPT else None
    found.verdicts = found.duplicates.found()
    copies.subtract(found.verdicts.refused_selections())
    counted = {shape: copies[place] for shape, place in places.items() if copies[place] > 0}
    in_order, close = _in_order(found, kept, sort)
    return Plan(rows, counted, "".join(sorted(letters)), shapes, in_order, close)


def _in_order(
    found: Outcomes, kept: list[Outcome] | None, sort: SortKey | None
) -> tuple[Callable[[], Iterable[Outcome]], Callable[[], None]]:
    """The outcomes in the order of printing, anew at each call, and how to let go of them."""
    if kept is not None:
        outcomes = [found.beside_others(each) for each in kept]
        if sort is not None:
            outcomes.sort(
                key=lambda outcome: group_of(outcome, sort)
            )  # stable: the list's order within a group
        return (lambda: outcomes), (lambda: None)
    if sort is None:
        return (lambda: found), (lambda: None)
    spool = Spool()
    for outcome in found:
        spool.add(outcome.row, group_of(outcome, sort))
    return (lambda: (found.beside_others(found.by_itself(row)) for row in spool.rows())), spool.close


def shape_of(entry: Entry) -> Shape:
    """The copies to which that of a row belongs."""
    return group_of_copies(entry), tuple(entry.recipient.values())


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
