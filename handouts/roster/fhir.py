"""Rosters in FHIR R4: Bundles, NDJSON, and folders of these.

Each file is read once, resource by resource; only what is needed of people with cancer is kept. Nobody is
lost: whoever is not to be printed is a row that says why, and so is a file that cannot be read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from handouts.errors import RosterError
from handouts.roster.book import code_book
from handouts.roster.codes import CodeBook
from handouts.roster.fhir_condition import Finding, finding
from handouts.roster.fhir_files import (
    BrokenFileError,
    Entry,
    Listed,
    Opened,
    digest_of,
    joined_digest,
    listed,
)
from handouts.roster.fhir_people import Contents, People, Told, gathered
from handouts.roster.fhir_person import Person, person
from handouts.roster.fhir_stage import StageNote, stage_note
from handouts.roster.fhir_values import reference
from handouts.roster.fhir_verdict import COLUMNS, Verdict, cells, verdict
from handouts.roster.records import ColumnName, Row

_CHANGED: Final = "The roster has changed since it was read; start again."


class FhirRoster:
    """A roster of FHIR resources; each Patient is a row."""

    def __init__(self, path: Path, rows: tuple[Row, ...], read: _Read, warnings: tuple[str, ...]) -> None:
        self.columns: tuple[str, ...] = COLUMNS
        self.own_columns: tuple[str, ...] = COLUMNS
        self.delimiter = ","
        self.named: dict[ColumnName, int] = {name: at for at, name in enumerate(COLUMNS)}
        self._path = path
        self._files = read.files
        self._rows = rows
        self.digest = read.digest
        self.warnings = warnings
        # Systems and codes of cancers that nobody has explained: only for somebody who asks for them.
        self.unmapped = read.unmapped

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
    contents: list[Contents]
    digest: bytes
    unmapped: tuple[tuple[str, str], ...]  # systems and codes of cancers that nobody has explained
    in_parts: bool  # whether what belongs together may stand in different files
    pages_missing: bool
    others: int  # files that are not FHIR


def read_fhir(path: Path, book: CodeBook | None = None) -> FhirRoster:
    """Read a file or a folder. `book` has the clinic's own codes; without it only the shipped ones count.

    Raises RosterError where nothing can be read.
    """
    read = _read(listed(path), code_book(None) if book is None else book)
    broken = [each for each in read.contents if each.broken]
    people = gathered(read.contents)
    if broken and (read.in_parts or people.across or not people.told):
        # Who has which cancer may stand in the very part that is missing.
        raise RosterError(f"{_file(broken[0].number, len(read.files))} {broken[0].broken}.")
    if not people.told:
        raise RosterError("The roster holds no Patient.")
    return FhirRoster(path, _rows(read, people), read, _warnings(read, people))


def _file(number: int, of: int) -> str:
    """A file as messages call it: names of files can be names of people."""
    return f"File {number} of {of}, in the order of their names," if of > 1 else "The roster"


def _read(found: Listed, book: CodeBook) -> _Read:
    contents: list[Contents] = []
    digests: list[bytes] = []
    searches: list[bool] = []
    in_parts = False
    unmapped: set[tuple[str, str]] = set()
    for number, file in enumerate(found.files, 1):
        try:
            with file.open("rb") as stream:
                opened = Opened(stream)
                contents.append(_contents(number, opened, book))
                digests.append(opened.digest())
        except OSError as error:
            reason = f"{_file(number, len(found.files))} cannot be opened: {error.strerror}."
            raise RosterError(reason) from None
        in_parts = in_parts or opened.in_parts or file.suffix.lower() in (".ndjson", ".jsonl")
        searches += [opened.more_pages] if opened.more_pages is not None else []
        unmapped.update(code for _, each in contents[-1].findings for code in each.unmapped)
    missing = bool(searches) and all(searches)
    digest = joined_digest(digests)
    return _Read(found.files, contents, digest, tuple(sorted(unmapped)), in_parts, missing, found.others)


def _contents(number: int, opened: Opened, book: CodeBook) -> Contents:
    """What one file holds, and nothing of it where any of it cannot be read."""
    gathering = _Gathering(book)
    try:
        for entry in opened.entries():
            gathering.take(entry)
    except BrokenFileError as error:
        return Contents(number, broken=error.reason)
    return gathering.contents(number)


class _Gathering:
    """Takes from resources what is needed of them."""

    def __init__(self, book: CodeBook) -> None:
        self._book = book
        self._people: list[Person] = []
        self._findings: list[tuple[str, Finding]] = []
        self._others: Counter[str] = Counter()
        self._notes: list[tuple[str, StageNote]] = []

    def take(self, entry: Entry) -> None:
        """Take what is needed. Raises BrokenFileError for an older FHIR than R4."""
        address, resource = entry
        kind = resource["resourceType"]
        if kind == "Patient":
            self._people.append(person(address, resource))
        elif kind == "Condition":
            found = finding(address, resource, self._book)
            whose = reference(resource.get("subject"))
            if found.meaning == "none":
                self._others[whose] += 1
            else:
                self._findings.append((whose, found))
        elif kind == "Observation" and (note := stage_note(address, resource)):
            self._notes.append((reference(resource.get("subject")), note))

    def contents(self, number: int) -> Contents:
        """All that was taken."""
        return Contents(
            number,
            tuple(self._people),
            tuple(self._findings),
            tuple(self._others.items()),
            tuple(self._notes),
        )


def _rows(read: _Read, people: People) -> tuple[Row, ...]:
    """A row for each person and each broken file, in the order of files."""
    rows: list[Row] = []
    waiting = iter(people.told)
    for contents in read.contents:
        if contents.broken:
            fault = f"File {contents.number}, in the order of their names, {contents.broken}."
            rows.append(Row(len(rows) + 1, ("",) * len(COLUMNS), fault))
        for _ in contents.people:
            rows.append(_row(len(rows) + 1, next(waiting), len(read.files) > 1))
    return tuple(rows)


def _row(number: int, told: Told, several: bool) -> Row:
    """The row of a person."""
    found = _verdict(told)
    fault = found.fault
    if fault and several:
        fault = f"{fault} This is patient {told.place} of file {told.file}."
    return Row(number, cells(told.person, found), fault, found.skipped)


def _verdict(told: Told) -> Verdict:
    """What is to be done for a person, the gravest reason first."""
    who = told.person
    if who.skipped and not told.mixed:
        return Verdict(skipped=who.skipped)
    if told.mixed:
        return Verdict(fault="Two different records in this roster go under the same id.")
    if told.again:
        return Verdict(skipped="The same record stands in this roster before.")
    found = verdict(told.findings, told.notes)
    if who.fault and (not found.skipped or not who.keys):
        return Verdict(fault=who.fault)
    return found


def _warnings(read: _Read, people: People) -> tuple[str, ...]:
    """What a person should know about the roster as a whole."""
    found = []
    if people.orphans:
        found.append(f"Conditions of people who are not in the roster, and are left out: {people.orphans}.")
    if read.pages_missing:
        found.append("The search that made this roster has further pages, and the last one is not here.")
    if read.others:
        found.append(f"Files that do not end in .json or .ndjson, and are not read: {read.others}.")
    broken = sum(1 for each in read.contents if each.broken)
    if broken:
        found.append(f"Files that cannot be read: {broken}. Each is a row that says why.")
    return tuple(found)
