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
from typing import Final, NamedTuple

from handouts.errors import RosterError
from handouts.roster.answers import Answers, DateOrder
from handouts.roster.book import code_book
from handouts.roster.codes import CodeBook
from handouts.roster.fhir.condition import ConditionMeaning, finding, meaning_of
from handouts.roster.fhir.files import BundleEntry, Listed, OpenFile, digest_of, joined_digest, listed
from handouts.roster.fhir.people import Case, FileContents, People, Told, case
from handouts.roster.fhir.person import Person, person
from handouts.roster.fhir.pieces import BrokenFileError
from handouts.roster.fhir.stage import StageNote, stage_note
from handouts.roster.fhir.status import DIED_BEFORE, REPLACED, RESTRICTED, is_restricted
from handouts.roster.fhir.subjects import Whose, whose
from handouts.roster.fhir.verdict import COLUMNS, PAGES_MISSING, UNMATCHED, PersonVerdict, cells, verdict
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

    def __init__(
        self,
        path: Path,
        read: _Read,
        rows: tuple[Row, ...],
        warnings: tuple[str, ...],
        unmapped: Counter[tuple[str, str]],
    ) -> None:
        self.columns: tuple[str, ...] = COLUMNS
        self.own_columns: tuple[str, ...] = COLUMNS
        self.named: dict[ColumnName, int] = {name: at for at, name in enumerate(COLUMNS)}
        self._path = path
        self._files = read.files
        self._rows = rows
        self.words: Mapping[str, str] = words()
        self.questions: tuple[Question, ...] = ()
        self.other_dates: DateOrder | None = None
        self.dates: DateOrder | None = None  # ISO 8601 leaves none open
        self.delimiter = ","
        self.settled = Answers()
        self.person: tuple[int, ...] = (COLUMNS.index("name"),)
        self.digest = read.digest
        self.warnings = warnings
        # Systems and codes that nobody has explained, and how many people have each.
        self.unmapped = unmapped
        self.has_own_codes = read.has_own_codes

    def rows(self) -> Iterator[Row]:
        """Every row, in order. Raises RosterError where the files are no longer those that were read."""
        try:
            same = listed(self._path).files == self._files and digest_of(self._files) == self.digest
        except (OSError, RosterError):
            same = False
        if not same:
            raise RosterError(_CHANGED)
        return iter(self._rows)


class _Read(NamedTuple):
    """All files as they were read."""

    files: tuple[Path, ...]
    contents: list[FileContents]
    digest: bytes
    in_parts: bool  # whether what belongs together may stand in different files
    pages_missing: bool
    others: int  # files that are not FHIR
    has_own_codes: bool  # whether the clinic has explained codes


def read_fhir(path: Path, book: CodeBook | None = None, today: datetime.date | None = None) -> FhirRoster:
    """Read a file or a folder. `book` has the clinic's own codes; without it only the shipped ones count.

    `today` is the day after which nobody has died yet. Raises RosterError where nothing can be read.
    """
    known = _Known(code_book(None) if book is None else book, today or datetime.date.today())
    read = _read(listed(path), known)
    broken = [each for each in read.contents if each.broken]
    people = People(read.contents)
    if broken and (read.in_parts or people.across or not people.conditions):
        # Who has which cancer may stand in the very part that is missing.
        raise RosterError(f"{_file(broken[0].number, len(read.files))} {broken[0].broken}.")
    if not len(people):
        raise RosterError("The roster holds no Patient.")
    if not people.conditions:
        raise RosterError(_NO_CONDITION)
    unmapped = people.unmapped()
    return FhirRoster(path, read, _rows(read, people), _warnings(read, people), unmapped)


def _file(number: int, of: int) -> str:
    """A file as messages call it: names of files can be names of people."""
    return f"File {number} of {of}, in the order of their names," if of > 1 else "The roster"


class _Known(NamedTuple):
    """By what resources are read."""

    book: CodeBook
    today: datetime.date


def _read(found: Listed, known: _Known) -> _Read:
    contents: list[FileContents] = []
    digests: list[bytes] = []
    searches: list[bool] = []
    in_parts, total = False, 0
    for number, file in enumerate(found.files, 1):
        try:
            with file.open("rb") as stream:
                opened = OpenFile(stream)
                contents.append(_contents(number, opened, known))
                digests.append(opened.digest())
        except OSError as error:
            reason = f"{_file(number, len(found.files))} cannot be opened: {error.strerror}."
            raise RosterError(reason) from None
        total += len(contents[-1].people)
        if total > MOST_PEOPLE:
            raise RosterError(f"The folder holds more than {MOST_PEOPLE:,} people; split it.")
        in_parts = in_parts or opened.in_parts or file.suffix.lower() in (".ndjson", ".jsonl")
        searches += [opened.more_pages] if opened.more_pages is not None else []
    missing = bool(searches) and all(searches)
    digest, own = joined_digest(digests), bool(known.book.own)
    return _Read(found.files, contents, digest, in_parts, missing, found.others, own)


def _contents(number: int, opened: OpenFile, known: _Known) -> FileContents:
    """What one file holds, and nothing of it where any of it cannot be read."""
    gathering = _Gathering(known)
    try:
        for entry in opened.entries():
            gathering.take(entry)
    except BrokenFileError as error:
        return FileContents(number, [], [], broken=error.reason)
    return gathering.contents(number)


class _Bundle(NamedTuple):
    """The Bundle that is being read: how many people and cases came before it, and its other Conditions."""

    people: int
    cases: int
    others: Counter[Whose]


class _Gathering:
    """Takes from resources what is needed of them."""

    def __init__(self, known: _Known) -> None:
        self._known = known
        self._meaning_of = lru_cache(_KEPT)(lambda concept: meaning_of(concept, known.book))
        self._people: list[Person] = []
        self._cases: list[tuple[Whose, Case]] = []
        self._others: Counter[Whose] = Counter()
        self._restricted: set[Whose] = set()
        self._bundle = _Bundle(0, 0, Counter())
        self._notes: list[tuple[Whose, StageNote]] = []
        self._alike: dict[
            ConditionMeaning, ConditionMeaning
        ] = {}  # thousands of people have one of a few diagnoses

    def take(self, entry: BundleEntry) -> None:
        """Take what is needed. Raises BrokenFileError for an older FHIR than R4."""
        address, resource = entry
        kind = resource["resourceType"]
        if kind == "Patient":
            self._people.append(person(address, resource, self._known.today))
            if len(self._people) > MOST_PEOPLE:
                raise BrokenFileError(f"holds more than {MOST_PEOPLE:,} people; split it")
        elif kind == "Condition":
            found = finding(resource, self._meaning_of)
            of = whose(resource.get("subject"))
            if is_restricted(resource):
                self._restricted.add(of)
            if found.meaning == "none":
                self._bundle.others[of] += 1
            else:
                found = self._alike.setdefault(found, found)
                self._cases.append((of, case(address, resource, found)))
        elif kind == "Observation" and (note := stage_note(address, resource)):
            self._notes.append((whose(resource.get("subject")), note))
        elif kind == "Bundle":
            self._end_bundle(is_restricted(resource))

    def _end_bundle(self, restricted: bool) -> None:
        """A label of a Bundle holds for all of its people: who are in it, and whom its Conditions mean."""
        people, cases, others = self._bundle
        if restricted:
            self._restricted.update(key for each in self._people[people:] for key in each.keys[:1])
            self._restricted.update(of for of, _ in self._cases[cases:])
            self._restricted.update(others)
        self._others.update(others)
        self._bundle = _Bundle(len(self._people), len(self._cases), Counter())

    def contents(self, number: int) -> FileContents:
        """All that was taken."""
        self._end_bundle(restricted=False)
        others, restricted = tuple(self._others.items()), tuple(self._restricted)
        return FileContents(number, self._people, self._cases, others, self._notes, restricted)


def _rows(read: _Read, people: People) -> tuple[Row, ...]:
    """A row for each person and each broken file, in the order of files."""
    rows: list[Row] = []
    done = 0  # files
    doubt = UNMATCHED if people.unmatched_cancer else PAGES_MISSING if read.pages_missing else ""
    for told in people.told():
        rows += _broken_rows(read.contents[done : told.file], len(rows) + 1)
        done = told.file
        rows.append(_row(len(rows) + 1, told, doubt, len(read.files) > 1))
    return (*rows, *_broken_rows(read.contents[done:], len(rows) + 1))


def _broken_rows(contents: list[FileContents], number: int) -> list[Row]:
    """A row, from a number on, for each file that cannot be read."""
    broken = [each for each in contents if each.broken]
    return [
        Row(at, ("",) * len(COLUMNS), f"File {each.number}, in the order of their names, {each.broken}.")
        for at, each in enumerate(broken, number)
    ]


def _row(number: int, told: Told, doubt: str, several: bool) -> Row:
    """The row of a person."""
    found = _verdict(told, doubt)
    fault = found.fault
    if fault and several:
        fault = f"{fault} This is patient {told.place} of file {told.file}."
    return Row(number, cells(told.person, found), fault, found.skipped)


def _verdict(told: Told, doubt: str) -> PersonVerdict:
    """What is to be done for a person, the gravest reason first."""
    who = told.person
    if who.skipped and not told.mixed:
        return PersonVerdict(skipped=who.skipped)
    if told.mixed:
        return PersonVerdict(fault="Two different records in this roster go under the same id.")
    if told.again:
        return PersonVerdict(skipped="The same record stands in this roster before.")
    if told.replaced:
        return PersonVerdict(skipped="Another record in this roster stands in the place of this one.")
    found = verdict(told.cases, told.notes, told.others, doubt)
    fault = DIED_BEFORE if told.died else REPLACED if who.replaced_by else who.fault
    fault = fault or (RESTRICTED if told.restricted else "")
    if fault and (not found.skipped or not who.keys):
        return PersonVerdict(fault=fault)
    return found


def _warnings(read: _Read, people: People) -> tuple[str, ...]:
    """What a person should know about the roster as a whole."""
    found = []
    if people.unmatched:
        found.append(
            "Conditions that could not be matched to a person in the roster, and are left out: "
            f"{people.unmatched}."
        )
    if read.pages_missing:
        found.append("The search that made this roster has further pages, and the last one is not here.")
    if read.others:
        found.append(f"Files that do not end in .json or .ndjson, and are not read: {read.others}.")
    broken = sum(1 for each in read.contents if each.broken)
    if broken:
        found.append(f"Files that cannot be read: {broken}. Each is a row that says why.")
    return tuple(found)
