"""Brings together what a FHIR roster says of each person, wherever in its files it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from handouts.roster.fhir.condition import MAY_BE_NOW, ConditionMeaning
from handouts.roster.fhir.datatypes import normal, split_address, text_of
from handouts.roster.fhir.patient import Patient
from handouts.roster.fhir.patient_index import PatientIndex, released
from handouts.roster.fhir.references import Reference
from handouts.roster.fhir.stage import StageObservation
from handouts.roster.fhir.status import DIED

_T = TypeVar("_T")


class CancerCondition(NamedTuple):
    """A Condition that says something about a cancer, and under what others point to it."""

    finding: ConditionMeaning
    server: str
    address: str  # where that is not the server with kind and id
    id: str

    @property
    def keys(self) -> frozenset[str]:
        """All that an Observation may point to."""
        relative = f"Condition/{self.id}" if self.id else ""
        whole = f"{self.server}{relative}" if self.server else self.address
        return frozenset(each for each in (relative, whole) if each)


def case(address: str, condition: dict[str, Any], finding: ConditionMeaning) -> CancerCondition:
    """A Condition, and what was found in it."""
    name = text_of(condition, "id")
    return CancerCondition(
        finding, *split_address(normal(address), f"Condition/{name}" if name else ""), name
    )


class FileContents(NamedTuple):
    """What one file holds. `number` counts the files from 1."""

    number: int
    people: list[Patient]  # taken out, too
    cases: list[
        tuple[Reference, CancerCondition]
    ]  # by the person to whom they point; taken out when they are brought together
    others: tuple[
        tuple[Reference, int], ...
    ] = ()  # how many Conditions that are no cancers point to each person
    notes: Sequence[tuple[Reference, StageObservation]] = ()
    restricted: Sequence[
        Reference
    ] = ()  # people whose Conditions, or whose Bundle, are labelled as restricted
    broken: str = ""  # why it cannot be read; then it holds nothing


class PatientRecord(NamedTuple):
    """A person and all that is told of them."""

    person: Patient
    file: int
    place: int  # among the people of the file
    cases: Sequence[CancerCondition]
    notes: Sequence[StageObservation]
    others: bool  # whether Conditions that are no cancers came along
    again: bool  # the same stood before
    mixed: bool  # somebody else in the roster goes under the same id
    replaced: bool  # another record in the roster stands in its place
    restricted: bool  # a Condition of theirs, or the Bundle in which they are, is labelled so
    died: bool  # a record in whose place this one stands says that the person has died


class Patients:
    """Everybody in the roster, in order, with what is told of them."""

    def __init__(self, files: list[FileContents]) -> None:
        self._register = PatientIndex([(each.number, each.people) for each in files])
        self._cases: dict[int, list[CancerCondition]] = {}
        self._notes: dict[int, list[StageObservation]] = {}
        self._others: set[int] = set()
        self._restricted: set[int] = set()
        self.across = False  # whether anything points to somebody in another file
        self.unmatched = 0  # Conditions whose person is not in the roster
        self.unmatched_cancer = False  # whether one of these may be a cancer that is there now
        self.conditions = 0
        for each in files:
            for whose, case in released(each.cases):
                found = self._put(self._cases, each.number, whose, case)
                self._count(1, found)
                self.unmatched_cancer |= not found and case.finding.meaning in MAY_BE_NOW
            for whose, note in each.notes:
                self._put(self._notes, each.number, whose, note)
            for whose, count in each.others:
                places = self._register.find(each.number, whose)
                self._others |= places
                self._count(count, bool(places))
            for whose in each.restricted:
                self._restricted |= self._register.find(each.number, whose)

    def __len__(self) -> int:
        return len(self._register.files)

    def told(self) -> Iterator[PatientRecord]:
        """Each of them, in order, once: what was told is let go, so that a long list is not held twice."""
        register = self._register
        register.close()
        died = {register.last(at) for at in register.into if register.people[at].skipped == DIED}
        number, place = 0, 0
        for at, person in enumerate(released(register.people)):
            number, place = register.files[at], place + 1 if register.files[at] == number else 1
            first = register.first[at]
            yield PatientRecord(
                person,
                number,
                place,
                self._cases.pop(first, ()) if first == at else (),
                self._notes.get(first, ()) if first == at else (),
                others=first in self._others,
                again=first != at,
                mixed=first in register.mixed,
                replaced=first in register.into,
                restricted=first in self._restricted,
                died=first in died,
            )

    def unmapped(self) -> Counter[tuple[str, str]]:
        """How many people have each code that nobody has explained; none where its person is not known."""
        found: Counter[tuple[str, str]] = Counter()
        for cases in self._cases.values():
            found.update({code for case in cases for code in case.finding.unmapped})
        return found

    def _count(self, conditions: int, found: bool) -> None:
        self.conditions += conditions
        self.unmatched += 0 if found else conditions

    def _put(self, kept: dict[int, list[_T]], file: int, whose: Reference, what: _T) -> bool:
        """Keep what is told of a person; whether there is such a person."""
        found = self._register.find(file, whose)
        for at in found:
            kept.setdefault(at, []).append(what)
            self.across = self.across or self._register.files[at] != file
        return bool(found)
