"""Who is who in a FHIR roster: by address or number, in a record given twice, in one that is replaced."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final, TypeVar

from handouts.errors import RosterError
from handouts.roster.fhir.datatypes import shorter
from handouts.roster.fhir.patient import Patient
from handouts.roster.fhir.references import Identifier, LogicalReference, Reference

_T = TypeVar("_T")
_NOBODY: Final[frozenset[int]] = frozenset()
_MOST_SHARING: Final = 50  # different records under one key: more would be compared each with each
_SHARED: Final = (
    f"More than {_MOST_SHARING} different Patients in the roster have the same fullUrl or id, so it is not "
    "certain whose Conditions are whose. Export the list anew, each Patient with its own fullUrl and id."
)


class PatientIndex:
    """Finds people by what points to them. A person is a place, counted from 0 over all files."""

    def __init__(self, files: Sequence[tuple[int, list[Patient]]]) -> None:
        """`files` are their numbers, and the people in each, who are taken out of them.

        Raises RosterError where very many different records go under one key.
        """
        self.people: list[Patient] = []
        self.files = array("l")  # of each person
        self.first = array("l")  # the first place of the same record, word for word
        self.mixed: set[int] = set()  # first places of different records under one key
        self.into: dict[int, int] = {}  # first place of a record: that of the one that stands in its place
        self._by_key: dict[str, int | list[int]] = {}
        self._by_number: dict[str, list[tuple[str | None, int]]] | None = None
        for number, people in files:
            for each in released(people):
                self._add(number, each)
        for found in self._by_key.values():
            if not isinstance(found, int) and len(same := {self.first[at] for at in found}) > 1:
                self.mixed |= same
        self._replace()

    def find(self, file: int, whose: Reference) -> frozenset[int]:
        """The person whom a Reference in a file means; several where several go under one key."""
        return frozenset(self.last(at) for at in self._named(file, whose))

    def close(self) -> None:
        """Let go of all by which people are found."""
        self._by_key, self._by_number = {}, None

    def _named(self, file: int, whose: Reference) -> frozenset[int]:
        if not isinstance(whose, LogicalReference):
            return self._pointed(file, whose)
        by_key, by_number = self._pointed(file, whose.key), self._numbered(whose.identifier)
        if by_key and by_number and {self.last(at) for at in by_key} != by_number:
            return _NOBODY  # it contradicts itself
        return by_key or by_number

    def _add(self, file: int, person: Patient) -> None:
        at = len(self.people)
        first = at  # without a key nobody can be told to be the same
        for key in person.keys:
            there = self._by_key.setdefault(key, at)
            if isinstance(there, int):
                there = [there]
            if there != [at]:
                first = next((self.first[each] for each in there if _same(self.people[each], person)), first)
                self._put(key, there, file, first, at)
        self.people.append(person)
        self.files.append(file)
        self.first.append(first)

    def _put(self, key: str, there: list[int], file: int, first: int, at: int) -> None:
        """Keep one more record under a key, but one that stands in the same file word for word only once."""
        # Files come one after the other, so those of this one are at the end.
        near = list(takewhile(lambda each: self.files[each] == file, reversed(there)))
        if any(self.first[each] == first for each in near):
            return
        there.append(at)
        if first == at and len({self.first[each] for each in there[:-1]}) >= _MOST_SHARING:
            raise RosterError(_SHARED)
        self._by_key[key] = there

    def _pointed(self, file: int, key: str) -> frozenset[int]:
        """Whom an address means: somebody of the same file before others."""
        if not key:
            return _NOBODY
        found = self._under(key)
        if not found and (short := shorter(key)):
            # The same id on another server is somebody else.
            server = key.removesuffix(short)
            found = [at for at in self._under(short) if self._server(at) in ("", server)]
            found = [at for at in found if self.people[at].server] or found
        near = [at for at in found if self.files[at] == file]
        return frozenset(self.first[at] for at in near or found)

    def _under(self, key: str) -> list[int]:
        found = self._by_key.get(key, [])
        return [found] if isinstance(found, int) else found

    def _server(self, at: int) -> str:
        person = self.people[at]
        return person.server or (person.address if "://" in person.address else "")

    def _numbered(self, identifier: Identifier) -> frozenset[int]:
        """The one person with an identifier; nobody where there are several."""
        if self._by_number is None:  # few lists ask for it
            self._by_number = {}
            for at, person in enumerate(self.people):
                for each in person.identifiers:
                    self._by_number.setdefault(each.value, []).append((each.system, at))
        asked = self._by_number.get(identifier.value, [])
        found = frozenset(
            self.last(self.first[at]) for system, at in asked if identifier.system in (None, system)
        )
        return found if len(found) == 1 else _NOBODY

    def _replace(self) -> None:
        """Find the records that are replaced by others in the roster. Those in a circle replace nothing."""
        for at, person in enumerate(self.people):
            first = self.first[at]
            for whose in person.replaced_by:
                self._replace_by(first, self._named(self.files[at], whose))
            for whose in person.replaces:
                for old in self._named(self.files[at], whose):
                    self._replace_by(old, frozenset((first,)))

    def _replace_by(self, old: int, found: frozenset[int]) -> None:
        if len(found) == 1 and old not in self.into and self.last(new := min(found)) != old:
            self.into[old] = new

    def last(self, at: int) -> int:
        """The record that stands in the place of one, in the end."""
        while at in self.into:
            at = self.into[at]
        return at


def released(items: list[_T]) -> Iterator[_T]:
    """Each of a list, which is emptied: a large one is not held twice."""
    items.reverse()
    while items:
        yield items.pop()


def _same(one: Patient, other: Patient) -> bool:
    """Whether two records say the same of a person; a number that only one of them holds is no difference."""
    return one._replace(identifiers=()) == other._replace(identifiers=())
