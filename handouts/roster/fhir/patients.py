"""Brings together what a FHIR roster says about each patient, from all of its files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from handouts.roster.fhir.condition import ConditionMeaning
from handouts.roster.fhir.datatypes import Reference, normal, split_address, text_of
from handouts.roster.fhir.patient import Patient
from handouts.roster.fhir.patient_index import PatientIndex, drained
from handouts.roster.fhir.stage import StageObservation
from handouts.roster.fhir.status import DIED

_T = TypeVar("_T")


class CancerCondition(NamedTuple):
    """A Condition that says something about a cancer, and the addresses by which others refer to it."""

    meaning: ConditionMeaning
    server: str
    address: str  # where that is not the server with type and id
    id: str

    @property
    def keys(self) -> frozenset[str]:
        """All addresses to which an Observation may refer."""
        relative = f"Condition/{self.id}" if self.id else ""
        whole = f"{self.server}{relative}" if self.server else self.address
        return frozenset(each for each in (relative, whole) if each)


def cancer_condition(address: str, condition: dict[str, Any], meaning: ConditionMeaning) -> CancerCondition:
    """A Condition with its meaning."""
    name = text_of(condition, "id")
    relative = f"Condition/{name}" if name else ""
    return CancerCondition(meaning, *split_address(normal(address), relative), name)


class FileContents(NamedTuple):
    """What one file holds. The lists are emptied when they are brought together."""

    number: int  # of the file, counted from 1
    patients: list[Patient]
    cancers: list[tuple[Reference, CancerCondition]]  # by their subjects
    others: tuple[tuple[Reference, int], ...] = ()  # subjects, and how many Conditions they have of no cancer
    observations: Sequence[tuple[Reference, StageObservation]] = ()
    restricted: Sequence[Reference] = ()  # subjects of Conditions and Bundles that are labelled as restricted
    broken: str = ""  # why it cannot be read; then it holds nothing
    in_parts: bool = False  # whether what belongs together may be in different files
    more_pages: bool | None = None  # whether a search names a next page; None: no search


class PatientRecord(NamedTuple):
    """A patient and all that the roster says about them."""

    patient: Patient
    file: int
    place: int  # among the patients of the file
    cancers: Sequence[CancerCondition]
    observations: Sequence[StageObservation]
    others: bool  # whether there are Conditions that are no cancers
    duplicate: bool  # of a record before
    mixed: bool  # with another record under the same id
    replaced: bool  # by another record in the roster
    restricted: bool  # by the label of a Condition or a Bundle
    died: bool  # by a record that this one replaces


class Patients:
    """All patients in the roster, in order."""

    def __init__(self, files: list[FileContents]) -> None:
        self._index = index = PatientIndex([(each.number, each.patients) for each in files])
        self._cancers: dict[int, list[CancerCondition]] = {}
        self._observations: dict[int, list[StageObservation]] = {}
        self._others: set[int] = set()
        self._restricted: set[int] = set()
        self.across = False  # whether anything refers to somebody in another file
        self.unmatched = 0  # Conditions whose subject is not in the roster
        self.unmatched_cancer = False  # whether one of these may be a cancer that is present now
        self.conditions = 0
        for each in files:
            for subject, cancer in drained(each.cancers):
                matched = self._put(self._cancers, each.number, subject, cancer)
                self._count(1, matched)
                self.unmatched_cancer |= not matched and cancer.meaning.meaning != "over"
            for subject, observation in each.observations:
                self._put(self._observations, each.number, subject, observation)
            for subject, count in each.others:
                places = index.find(each.number, subject)
                self._others |= places
                self._count(count, bool(places))
            self._restricted.update(*(index.find(each.number, subject) for subject in each.restricted))

    def __len__(self) -> int:
        return len(self._index.files)

    def records(self) -> Iterator[PatientRecord]:
        """Each patient in order, once: a long list is freed while it is read, and not in memory twice."""
        index = self._index
        index.close()
        died = {index.last(at) for at in index.replaced if index.patients[at].skipped == DIED}
        number, place = 0, 0
        for at, patient in enumerate(drained(index.patients)):
            number, place = index.files[at], place + 1 if index.files[at] == number else 1
            first = index.first[at]
            yield PatientRecord(
                patient,
                number,
                place,
                self._cancers.pop(first, ()) if first == at else (),
                self._observations.get(first, ()) if first == at else (),
                others=first in self._others,
                duplicate=first != at,
                mixed=first in index.mixed,
                replaced=first in index.replaced,
                restricted=first in self._restricted,
                died=first in died,
            )

    def unmapped(self) -> Counter[tuple[str, str]]:
        """How many patients have each unmapped code."""
        found: Counter[tuple[str, str]] = Counter()
        for cancers in self._cancers.values():
            found.update({code for cancer in cancers for code in cancer.meaning.unmapped})
        return found

    def _count(self, conditions: int, matched: bool) -> None:
        self.conditions += conditions
        self.unmatched += 0 if matched else conditions

    def _put(self, kept: dict[int, list[_T]], file: int, subject: Reference, what: _T) -> bool:
        """Keep what belongs to a patient; whether there is such a patient."""
        found = self._index.find(file, subject)
        for at in found:
            kept.setdefault(at, []).append(what)
            self.across = self.across or self._index.files[at] != file
        return bool(found)
