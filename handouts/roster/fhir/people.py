"""Brings together what a FHIR roster says of each person, wherever in its files it stands."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple, TypeVar

from handouts.roster.fhir.condition import Finding
from handouts.roster.fhir.person import Person
from handouts.roster.fhir.stage import StageNote
from handouts.roster.fhir.values import shorter

_T = TypeVar("_T")


class Contents(NamedTuple):
    """What one file holds. `number` counts the files from 1."""

    number: int
    people: tuple[Person, ...] = ()
    findings: tuple[tuple[str, Finding], ...] = ()  # by the person to whom they point
    others: tuple[tuple[str, int], ...] = ()  # how many Conditions that are no cancers point to each person
    notes: tuple[tuple[str, StageNote], ...] = ()
    broken: str = ""  # why it cannot be read; then it holds nothing


class Told(NamedTuple):
    """A person and all that is told of them."""

    person: Person
    file: int
    place: int  # among the people of the file
    findings: tuple[Finding, ...]
    notes: tuple[StageNote, ...]
    again: bool  # the same stood before
    mixed: bool  # somebody else in the roster goes under the same id


class People(NamedTuple):
    """Everybody in the roster, in order."""

    told: tuple[Told, ...]
    orphans: int  # Conditions whose person is not in the roster
    across: bool  # whether anything points to somebody in another file


def gathered(files: list[Contents]) -> People:
    """Everybody, with what is told of them."""
    register = _Register(files)
    findings: dict[int, list[Finding]] = {}
    notes: dict[int, list[StageNote]] = {}
    orphans: Counter[bool] = Counter()
    for each in files:
        for key, finding in each.findings:
            orphans[not register.put(findings, each.number, key, finding)] += 1
        for key, note in each.notes:
            register.put(notes, each.number, key, note)
        for key, count in each.others:
            orphans[not register.whose(each.number, key)] += count
    told = tuple(
        Told(
            place.person,
            place.file,
            place.number,
            tuple(findings.get(register.first[at], ())),
            tuple(notes.get(register.first[at], ())),
            again=register.first[at] != at,
            mixed=at in register.mixed,
        )
        for at, place in enumerate(register.places)
    )
    return People(told, orphans[True], register.across)


class _Place(NamedTuple):
    person: Person
    file: int
    number: int


class _Register:
    """Who is where, and who goes under which key."""

    def __init__(self, files: list[Contents]) -> None:
        self.places = [
            _Place(person, each.number, number)
            for each in files
            for number, person in enumerate(each.people, 1)
        ]
        self.across = False
        self.first: list[int] = []  # the first place of the same record, word for word
        self.mixed: set[int] = set()
        self._near: dict[tuple[int, str], set[int]] = {}
        self._anywhere: dict[str, set[int]] = {}
        records: dict[Person, int] = {}
        for at, place in enumerate(self.places):
            # Without a key nobody can be told to be the same.
            first = records.setdefault(place.person, at) if place.person.keys else at
            self.first.append(first)
            for key in place.person.keys:
                self._near.setdefault((place.file, key), set()).add(first)
                self._anywhere.setdefault(key, set()).add(first)
        for same in self._anywhere.values():
            if len(same) > 1:
                self.mixed |= same
        self.mixed |= {at for at, first in enumerate(self.first) if first in self.mixed}

    def whose(self, file: int, key: str) -> set[int]:
        """The person to whom a key of a file points; several where several go under it."""
        found = self._near.get((file, key)) or self._anywhere.get(key)
        if found is None and (short := shorter(key)):
            loose = self._near.get((file, short)) or self._anywhere.get(short) or set()
            # The same id on another server is somebody else.
            found = {at for at in loose if not any("://" in each for each in self.places[at].person.keys)}
        return found or set()

    def put(self, kept: dict[int, list[_T]], file: int, key: str, what: _T) -> bool:
        """Keep what is told of a person; whether there is such a person."""
        found = self.whose(file, key)
        for at in found:
            kept.setdefault(at, []).append(what)
            self.across = self.across or self.places[at].file != file
        return bool(found)
