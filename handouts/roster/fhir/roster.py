"""Rosters in FHIR R4: Bundles, NDJSON, and folders of these.

Each file is read once, resource by resource; only what is needed of people with cancer is kept. Nobody is
lost: whoever is not to be printed is a row that says why, and so is a file that cannot be read.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from handouts.errors import RosterError
from handouts.roster.answers import Answers, DateOrder
from handouts.roster.book import code_book
from handouts.roster.codes import CodeBook
from handouts.roster.fhir.condition import ConditionMeaning, code_meaning, read_condition
from handouts.roster.fhir.datatypes import Reference, read_reference
from handouts.roster.fhir.files import BundleEntry, Listed, OpenFile, digest_of, joined_digest, listed
from handouts.roster.fhir.json_stream import BrokenFileError
from handouts.roster.fhir.patient import Patient, read_patient
from handouts.roster.fhir.patients import CancerCondition, FileContents, Patients, cancer_condition
from handouts.roster.fhir.stage import StageObservation, read_stage_observation
from handouts.roster.fhir.status import is_restricted
from handouts.roster.fhir.verdict import COLUMNS, PAGES_MISSING, UNMATCHED, verdict
from handouts.roster.fhir.words import words
from handouts.roster.questions import Question
from handouts.roster.records import ColumnName, Row

MOST_PEOPLE: Final = 150_000
"""No list holds more: what is kept of them is in memory, about 1 kB of each."""

_KEPT: Final = 4096  # different codes whose meaning is remembered
_CHANGED: Final = "The roster has changed since it was read; start again."
_NO_CONDITION: Final = (
    "The roster holds Patients and no Condition, so nothing in it says who has which cancer. Some servers "
    "ignore _revinclude and leave Conditions out: export Condition too, and put the files into one folder."
)


class FhirRoster:
    """A roster of FHIR resources; each Patient is a row."""

    columns: tuple[str, ...] = COLUMNS
    own_columns: tuple[str, ...] = COLUMNS
    questions: tuple[Question, ...] = ()
    other_dates: DateOrder | None = None
    dates: DateOrder | None = None  # ISO 8601 leaves none open
    delimiter = ","
    settled = Answers()
    person: tuple[int, ...] = (COLUMNS.index("name"),)

    def __init__(
        self, path: Path, found: Listed, digest: bytes, contents: list[FileContents], has_own_codes: bool
    ) -> None:
        """Raises RosterError where nothing in the files can be printed."""
        patients = Patients(contents)
        _check(contents, patients)
        self.named: dict[ColumnName, int] = {name: at for at, name in enumerate(COLUMNS)}
        self.words: Mapping[str, str] = words()
        self.digest = digest
        pages_missing = {each.more_pages for each in contents} - {None} == {True}
        self.warnings = _warnings(contents, patients, pages_missing, found.others)
        self.unmapped = patients.unmapped()  # systems and codes, and how many patients have each
        self.has_own_codes = has_own_codes  # whether the clinic has codes of its own
        self._path, self._files = path, found.files
        self._rows = _rows(contents, patients, pages_missing)

    def rows(self) -> Iterator[Row]:
        """Every row, in order. Raises RosterError where the files are no longer those that were read."""
        try:
            same = listed(self._path).files == self._files and digest_of(self._files) == self.digest
        except (OSError, RosterError):
            same = False
        if not same:
            raise RosterError(_CHANGED)
        return iter(self._rows)


def read_fhir(path: Path, book: CodeBook | None = None, today: datetime.date | None = None) -> FhirRoster:
    """Read a file or a folder. `book` has the clinic's own codes; without it only the shipped ones count.

    Deaths after `today` are doubtful. Raises RosterError where nothing can be read.
    """
    book, today = code_book(None) if book is None else book, today or datetime.date.today()
    found = listed(path)
    contents: list[FileContents] = []
    digests: list[bytes] = []
    total = 0
    for number, file in enumerate(found.files, 1):
        try:
            with file.open("rb") as stream:
                opened = OpenFile(stream)
                contents.append(_contents(number, opened, book, today))
                digests.append(opened.digest())
        except OSError as error:
            reason = f"{_file(number, len(found.files))} cannot be opened: {error.strerror}."
            raise RosterError(reason) from None
        total += len(contents[-1].patients)
        if total > MOST_PEOPLE:
            raise RosterError(f"The folder holds more than {MOST_PEOPLE:,} people; split it.")
        in_parts = opened.in_parts or file.suffix.lower() in (".ndjson", ".jsonl")
        contents[-1] = contents[-1]._replace(in_parts=in_parts, more_pages=opened.more_pages)
    return FhirRoster(path, found, joined_digest(digests), contents, bool(book.own))


def _check(contents: list[FileContents], patients: Patients) -> None:
    """Raise RosterError where nothing can be printed, or where it is not certain who has which cancer."""
    broken = [each for each in contents if each.broken]
    in_parts = patients.across or any(each.in_parts for each in contents)
    if broken and (in_parts or not patients.conditions):
        # Who has which cancer may be in the very part that is missing.
        raise RosterError(f"{_file(broken[0].number, len(contents))} {broken[0].broken}.")
    if not len(patients):
        raise RosterError("The roster holds no Patient.")
    if not patients.conditions:
        raise RosterError(_NO_CONDITION)


def _file(number: int, of: int) -> str:
    """A file as messages call it: names of files can be names of people."""
    return f"File {number} of {of}, in the order of their names," if of > 1 else "The roster"


def _contents(number: int, opened: OpenFile, book: CodeBook, today: datetime.date) -> FileContents:
    """What one file holds, and nothing of it where any of it cannot be read."""
    collector = _Collector(book, today)
    try:
        for entry in opened.entries():
            collector.take(entry)
    except BrokenFileError as error:
        return FileContents(number, [], [], broken=error.reason)
    return collector.contents(number)


class _Collector:
    """Takes from the resources of a file what is needed of them."""

    def __init__(self, book: CodeBook, today: datetime.date) -> None:
        self._today = today
        self._meaning_of = lru_cache(_KEPT)(lambda coded: code_meaning(coded, book))
        self._patients: list[Patient] = []
        self._cancers: list[tuple[Reference, CancerCondition]] = []
        self._others: Counter[Reference] = Counter()
        self._restricted: set[Reference] = set()
        self._observations: list[tuple[Reference, StageObservation]] = []
        # Of the Bundle that is being read: patients and cancers before it, and its other Conditions.
        self._before: tuple[int, int] = (0, 0)
        self._in_bundle: Counter[Reference] = Counter()
        # Thousands of people have one of a few diagnoses: each is in memory once.
        self._meanings: dict[ConditionMeaning, ConditionMeaning] = {}

    def take(self, entry: BundleEntry) -> None:
        """Take what is needed. Raises BrokenFileError for an older FHIR than R4."""
        address, resource = entry
        kind = resource["resourceType"]
        if kind == "Patient":
            self._patients.append(read_patient(address, resource, self._today))
            if len(self._patients) > MOST_PEOPLE:
                raise BrokenFileError(f"holds more than {MOST_PEOPLE:,} people; split it")
        elif kind == "Condition":
            meaning = read_condition(resource, self._meaning_of)
            subject = read_reference(resource.get("subject"))
            if is_restricted(resource):
                self._restricted.add(subject)
            if meaning.meaning == "none":
                self._in_bundle[subject] += 1
            else:
                meaning = self._meanings.setdefault(meaning, meaning)
                self._cancers.append((subject, cancer_condition(address, resource, meaning)))
        elif kind == "Observation" and (found := read_stage_observation(address, resource)):
            self._observations.append((read_reference(resource.get("subject")), found))
        elif kind == "Bundle":
            self._end_bundle(is_restricted(resource))

    def _end_bundle(self, restricted: bool) -> None:
        """A label of a Bundle holds for all of its people: who are in it, and subjects of its Conditions."""
        if restricted:
            patients, cancers = self._before
            self._restricted.update(key for each in self._patients[patients:] for key in each.keys[:1])
            self._restricted.update(subject for subject, _ in self._cancers[cancers:])
            self._restricted.update(self._in_bundle)
        self._others.update(self._in_bundle)
        self._before, self._in_bundle = (len(self._patients), len(self._cancers)), Counter()

    def contents(self, number: int) -> FileContents:
        """All that was taken."""
        self._end_bundle(restricted=False)
        others, restricted = tuple(self._others.items()), tuple(self._restricted)
        return FileContents(number, self._patients, self._cancers, others, self._observations, restricted)


def _rows(contents: list[FileContents], patients: Patients, pages_missing: bool) -> tuple[Row, ...]:
    """A row for each patient and each broken file, in the order of files."""
    rows: list[Row] = []
    done = 0  # files
    doubt = UNMATCHED if patients.unmatched_cancer else PAGES_MISSING if pages_missing else ""
    for record in patients.records():
        rows += _broken_rows(contents[done : record.file], len(rows) + 1)
        done = record.file
        patient, found = record.patient, verdict(record, doubt)
        fault = found.fault
        if fault and len(contents) > 1:
            fault = f"{fault} This is patient {record.place} of file {record.file}."
        cells = (patient.number, patient.name, found.cancer, found.stage, patient.language)
        rows.append(Row(len(rows) + 1, cells, fault, found.skipped))
    return (*rows, *_broken_rows(contents[done:], len(rows) + 1))


def _broken_rows(contents: list[FileContents], number: int) -> list[Row]:
    """A row, from a number on, for each file that cannot be read."""
    broken = [each for each in contents if each.broken]
    return [
        Row(at, ("",) * len(COLUMNS), f"File {each.number}, in the order of their names, {each.broken}.")
        for at, each in enumerate(broken, number)
    ]


def _warnings(
    contents: list[FileContents], patients: Patients, pages_missing: bool, others: int
) -> tuple[str, ...]:
    """What staff should know about the roster as a whole."""
    found = []
    if patients.unmatched:
        found.append(
            "Conditions that could not be matched to a person in the roster, and are left out: "
            f"{patients.unmatched}."
        )
    if pages_missing:
        found.append("The search that made this roster has further pages, and the last one is not here.")
    if others:
        found.append(f"Files that do not end in .json or .ndjson, and are not read: {others}.")
    if broken := sum(1 for each in contents if each.broken):
        found.append(f"Files that cannot be read: {broken}. Each is a row that says why.")
    return tuple(found)
