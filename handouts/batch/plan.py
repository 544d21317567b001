"""A first look at the whole list: what each row asks for, and which editions that needs.

Copies of one selection share an edition although some lack a clinician or a note, if that costs nobody a page
or a word (run/typesetting.py checks). What is shared follows from the whole list, so rows look the same
when they are printed again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from handouts.batch.options import SortKey
from handouts.batch.outcomes import Outcome, Outcomes
from handouts.batch.spool import Spool
from handouts.model.selection import FIELDS, Field, FieldName, Selection
from handouts.reading.sequences import settable
from handouts.roster.duplicates import NO_SELECTION
from handouts.roster.records import Entry, Refused

KEPT = 1_000
"""Outcomes that are kept from the first look; a longer list is read a second time instead."""

Names = tuple[FieldName, ...]
Lines = Mapping[FieldName, int]


class EditionGroup(NamedTuple):
    """Copies that may share an edition.

    A nameless sheet has another head, and another cover when it is folded; one without fields has no panel.
    """

    selection: Selection
    named: bool
    has_fields: bool


Shape = tuple[EditionGroup, Names]
"""Copies of one selection that have the same fields."""


class Shapes:
    """The fields of all copies that a list asks for."""

    def __init__(self) -> None:
        self._seen: defaultdict[EditionGroup, dict[Names, None]] = defaultdict(dict)
        self._shared: dict[EditionGroup, Selection] = {}

    def add(self, shape: Shape) -> None:
        """Add the shape of a row's copy."""
        group, names = shape
        self._seen[group][names] = None

    def shared(self, group: EditionGroup) -> Selection:
        """The edition for all copies of a group, once all rows are known: it has all their fields."""
        found = self._shared.get(group)
        if found is None:
            found = self._shared[group] = group.selection._replace(fields=joint(self._seen[group]))
        return found

    def own(self, shared: Selection) -> tuple[Selection, ...]:
        """The editions that the same copies need where theirs cannot be shared."""
        plain = shared._replace(fields=())
        named = any(field.name == "name" for field in shared.fields)
        shapes = self._seen[EditionGroup(plain, named, bool(shared.fields))]
        return tuple(with_fields(plain, names) for names in shapes)


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
            shape = shape_of(asked)
            shapes.add(shape)
            if wanted:
                place = places.setdefault(shape, len(places))
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
    """The outcomes in the order of printing, again at each call, and a function that releases them."""
    if kept is not None:
        outcomes = [found.beside_others(each) for each in kept]
        if sort is not None:  # a stable sort keeps the list's order within a group
            outcomes.sort(key=lambda outcome: group_of(outcome, sort))
        return (lambda: outcomes), (lambda: None)
    if sort is None:
        return (lambda: found), (lambda: None)
    spool = Spool()
    for outcome in found:
        spool.add(outcome.row, group_of(outcome, sort))
    return (lambda: (found.beside_others(found.by_itself(row)) for row in spool.rows())), spool.close


def joint(shapes: Iterable[Names]) -> tuple[Field, ...]:
    """All fields of some copies in printing order, each optional that not all of them have."""
    sets = [frozenset(names) for names in shapes]
    some, all_of_them = frozenset[FieldName]().union(*sets), sets[0].intersection(*sets)
    return tuple(Field(name, optional=name not in all_of_them) for name in FIELDS if name in some)


def shape_of(entry: Entry) -> Shape:
    """The copies to which that of a row belongs."""
    names = tuple(entry.recipient.values())
    return EditionGroup(entry.selection, "name" in names, bool(names)), names


def with_fields(selection: Selection, names: Iterable[FieldName], lines: Lines | None = None) -> Selection:
    """The edition of copies that have just these fields, with more than one line for some."""
    return selection._replace(fields=fields_of(names, lines))


def fields_of(names: Iterable[FieldName], lines: Lines | None = None) -> tuple[Field, ...]:
    """Slots for some fields, of one line unless `lines` gives more."""
    return tuple(Field(name, (lines or {}).get(name, 1)) for name in names)


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
