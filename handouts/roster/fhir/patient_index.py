"""The patient index of a FHIR roster: who is who by address or identifier, duplicates, replaced records."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final, TypeVar

from handouts.errors import RosterError
from handouts.roster.fhir.datatypes import Identifier, LogicalReference, Reference, relative_address
from handouts.roster.fhir.patient import Patient

_T = TypeVar("_T")
_NOBODY: Final[frozenset[int]] = frozenset()
_MOST_SHARING: Final = 50  # different records under one key: more would be compared each with each
_SHARED: Final = (
    f"More than {_MOST_SHARING} different Patients in the roster have the same fullUrl or id, so it is not "
    "certain whose Conditions are whose. Export the list again, each Patient with its own fullUrl and id."
)


class PatientIndex:
    """Finds patients by References. A patient is a place, counted from 0 over all files."""

    def __init__(self, files: Sequence[tuple[int, list[Patient]]]) -> None:
        """`files` are their numbers, and the patients in each, which are taken out of the lists.

        Raises RosterError where very many different records share one key.
        """
        self.patients: list[Patient] = []
        self.files = array("l")  # of each patient
        self.first = array("l")  # the first place of the same record, word for word
        self.mixed: set[int] = set()  # first places of different records under one key
        self.replaced: dict[int, int] = {}  # first place of a record: that of the one that replaces it
        # One place for most keys, not a list of it: lists may be long.
        self._by_key: dict[str, int | list[int]] = {}
        self._by_value: dict[str, list[tuple[str | None, int]]] | None = None
        for number, patients in files:
            for each in drained(patients):
                self._add(number, each)
        for found in self._by_key.values():
            if not isinstance(found, int) and len(same := {self.first[at] for at in found}) > 1:
                self.mixed |= same
        self._find_replaced()

    def find(self, file: int, reference: Reference) -> frozenset[int]:
        """The patient whom a Reference in a file means; several where several share one key."""
        return frozenset(map(self.last, self._matches(file, reference)))

    def last(self, at: int) -> int:
        """The record that replaces one, in the end."""
        while at in self.replaced:
            at = self.replaced[at]
        return at

    def close(self) -> None:
        """Free all by which patients are found."""
        self._by_key, self._by_value = {}, None

    def _matches(self, file: int, reference: Reference) -> frozenset[int]:
        if not isinstance(reference, LogicalReference):
            return self._at_address(file, reference)
        by_address = self._at_address(file, reference.address)
        by_identifier = self._with_identifier(reference.identifier)
        if by_address and by_identifier and set(map(self.last, by_address)) != by_identifier:
            return _NOBODY  # it contradicts itself
        return by_address or by_identifier

    def _add(self, file: int, patient: Patient) -> None:
        at = len(self.patients)
        first = at  # without a key no record can be recognized as the same
        for key in patient.keys:
            there = self._by_key.setdefault(key, at)
            if isinstance(there, int):
                there = [there]
            if there != [at]:
                first = next(
                    (self.first[each] for each in there if _same(self.patients[each], patient)), first
                )
                self._put(key, there, file, first, at)
        self.patients.append(patient)
        self.files.append(file)
        self.first.append(first)

    def _put(self, key: str, there: list[int], file: int, first: int, at: int) -> None:
        """Keep one more record under a key, but only once one that is in the same file word for word."""
        # Files are added one after the other, so those of this one are at the end.
        near = takewhile(lambda each: self.files[each] == file, reversed(there))
        if any(self.first[each] == first for each in near):
            return
        there.append(at)
        if first == at and len({self.first[each] for each in there[:-1]}) >= _MOST_SHARING:
            raise RosterError(_SHARED)
        self._by_key[key] = there

    def _at_address(self, file: int, address: str) -> frozenset[int]:
        """Whom an address means: somebody of the same file before others."""
        if not address:
            return _NOBODY
        found = self._under(address)
        if not found and (relative := relative_address(address)):
            # The same id on another server is somebody else.
            server = address.removesuffix(relative)
            found = [at for at in self._under(relative) if self._server(at) in ("", server)]
            found = [at for at in found if self.patients[at].server] or found
        near = [at for at in found if self.files[at] == file]
        return frozenset(self.first[at] for at in near or found)

    def _under(self, key: str) -> list[int]:
        found = self._by_key.get(key, [])
        return [found] if isinstance(found, int) else found

    def _server(self, at: int) -> str:
        patient = self.patients[at]
        return patient.server or (patient.address if "://" in patient.address else "")

    def _with_identifier(self, identifier: Identifier) -> frozenset[int]:
        """The one patient with an identifier; nobody where there are several."""
        if self._by_value is None:  # few lists need it
            self._by_value = {}
            for at, patient in enumerate(self.patients):
                for each in patient.identifiers:
                    self._by_value.setdefault(each.value, []).append((each.system, at))
        asked = self._by_value.get(identifier.value, [])
        places = [at for system, at in asked if identifier.system in (None, system)]
        found = frozenset(self.last(self.first[at]) for at in places)
        return found if len(found) == 1 else _NOBODY

    def _find_replaced(self) -> None:
        """Find the records that are replaced by others in the roster. Those in a circle replace nothing."""
        for at, patient in enumerate(self.patients):
            first = self.first[at]
            for reference in patient.replaced_by:
                self._replace(first, self._matches(self.files[at], reference))
            for reference in patient.replaces:
                for old in self._matches(self.files[at], reference):
                    self._replace(old, frozenset((first,)))

    def _replace(self, old: int, found: frozenset[int]) -> None:
        if len(found) == 1 and old not in self.replaced and self.last(new := min(found)) != old:
            self.replaced[old] = new


def drained(items: list[_T]) -> Iterator[_T]:
    """Each of a list, which is emptied: a large one is not in memory twice."""
    items.reverse()
    while items:
        yield items.pop()


def _same(one: Patient, other: Patient) -> bool:
    """Whether two records say the same; an identifier that only one of them has is no difference."""
    return one._replace(identifiers=()) == other._replace(identifiers=())
