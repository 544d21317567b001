"""From a row to what is printed for it, or to the reason why nothing is."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from handouts.model.selection import FieldName, Recipient, Selection
from handouts.reading.characters import without_unseen
from handouts.reading.names import find_country
from handouts.roster import dates
from handouts.roster.answers import Answers, DateOrder
from handouts.roster.cells import CellError, LeftOutError, OnlySpreadError, plain, words_of
from handouts.roster.diagnosis import (
    Diagnosis,
    check_apart,
    check_stage,
    check_words,
    in_doubt,
    read_diagnosis,
)
from handouts.roster.known import KnownNames, read_known
from handouts.roster.mention import LookUp
from handouts.roster.person_name import clinician_of, is_test, name_of
from handouts.roster.records import ColumnName, Entry, Refused, Row, Says
from handouts.roster.settings import selection_of, settings
from handouts.roster.statuses import status_before
from handouts.roster.stops import DIED, TEST, stops

_NO_ANSWERS = Answers()
_KEPT = 4096  # different cells whose meaning is remembered
_KINDS = (LeftOutError, OnlySpreadError)
_STOPS_FIRST = ("test", "status", "deceased")  # before the cancer; a restricted chart matters only behind it
T = TypeVar("T")


class Chooser:
    """Turns rows into entries. It remembers cells, not rows: no row depends on another."""

    def __init__(
        self,
        defaults: Selection | None = None,
        clinic_folder: Path | None = None,
        answers: Answers = _NO_ANSWERS,
        look_up: LookUp | None = None,
    ) -> None:
        """Read what rows may ask for. Raises UsageError and ContentError.

        `defaults` counts where a cell is empty, except for its cancers. `answers` hold for the whole list.
        `look_up` replaces our own table of codes.
        """
        self._defaults = defaults or Selection(cancers=())
        self._known = known = read_known(clinic_folder, self._defaults.language, look_up)
        self._confirmed = answers.stage4_confirmed
        self._diagnosis = _remembered(lambda cells: _diagnosis(cells[0], cells[1], known))
        self._checked = _remembered(self._judged)
        self._home = find_country(self._defaults.country or known.home, clinic_folder)
        self._order = answers.dates
        self._date = _remembered(lambda asked: _written(asked, "date", known))
        self._appointment = _remembered(lambda asked: _written(asked, "appointment", known))
        self._clinician = _remembered(clinician_of)
        self._asked = _remembered(lambda cells: selection_of(cells, known, self._defaults))
        self._settings = tuple(settings())
        checks = stops(dict(answers.vital), datetime.date.today())
        self._stops = {name: _remembered(check) for name, check in checks.items()}
        self._slots = lru_cache(None)(known.slots)

    def choose(self, row: Row, named: Mapping[ColumnName, int]) -> Entry | Refused:
        """What a row asks for. Never raises, and never repeats a cell in a reason or a warning."""
        if row.skipped:
            return Refused(row.number, "skipped", row.skipped)
        if row.fault:
            return Refused(row.number, "failed", row.fault)
        cells = {name: plain(row.cells[place]) for name, place in named.items()}
        try:
            return self._entry(row.number, cells)
        except LeftOutError as error:
            says: Says = "died" if str(error) == DIED else ""
            return Refused(row.number, "skipped", str(error), says)
        except CellError as error:
            only_spread = isinstance(error, OnlySpreadError)
            return Refused(row.number, "failed", str(error), "spread" if only_spread else "")

    def _entry(self, row: int, cells: Mapping[ColumnName, str]) -> Entry:
        """What a row asks for. Raises CellError, and LeftOutError where nobody is to get a sheet."""
        cell = cells.get
        if is_test(cell("name", "")):
            raise LeftOutError(TEST)
        for name in _STOPS_FIRST:
            if said := cell(name):
                self._stops[name](said)
        cancers, lines = self._checked((cell("cancer", ""), cell("diagnosis", ""), cell("stage", "")))
        if said := cell("restricted"):
            self._stops["restricted"](said)
        options = tuple([cell(name, "") for name in self._settings])
        selection = self._asked(options)._replace(cancers=cancers)
        recipient, more = self._recipient(cells, selection)
        if more:
            lines += more
        return Entry(row, selection, recipient, (*lines, *_warnings(selection, recipient)), lines)

    def _judged(self, cells: tuple[str, str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The cancers that a handout is to be about, and what to know of it."""
        cancer, words, stage = cells
        before = status_before(cancer)
        if before is not None and before.kind == "left out":
            raise LeftOutError(before.reason)
        try:
            diagnosis: Diagnosis = self._diagnosis((cancer, words) if cancer else (words, ""))
        except LeftOutError as error:
            raise in_doubt(error, stage) from None
        check_stage(stage, diagnosis, self._known, self._confirmed)
        return diagnosis.cancers, diagnosis.notes

    def _country(self, selection: Selection) -> str:
        """The id of the country that a copy is for; that of the whole list may be given by name."""
        named = selection.country
        return self._home if named is None or named == self._defaults.country else named

    def _recipient(
        self, cells: Mapping[ColumnName, str], selection: Selection
    ) -> tuple[Recipient, tuple[str, ...]]:
        """Whom a copy is for, and what to know of it; dates are written as in the country that it is for."""
        country = self._country(selection)
        order = self._order or (dates.order_of_country(country) if cells.get("country") else None)
        called = cells.get("name")
        name = None if called is None else name_of(called)
        read: dict[FieldName, str] = {}
        told_of: tuple[str, ...] = ()
        if said := cells.get("date"):
            read["date"] = self._date((said, country, order))
        if said := cells.get("clinician"):
            clinician = self._clinician(said)
            read["clinician"] = clinician.text
            told_of += clinician.told
        if said := cells.get("appointment"):
            read["appointment"] = self._appointment((said, country, order))
        if said := cells.get("note"):
            read["note"] = words_of(said, "note")
        layout = selection.layout
        slots = self._slots(layout)
        if missing := ", ".join([field for field, value in read.items() if value and field not in slots]):
            told_of += (f"Not printed, because the layout {layout} has no place for it: {missing}.",)
        kept = {field: value for field, value in read.items() if value and field in slots}
        if name is None:
            return Recipient(**kept), told_of
        return Recipient(name=name.text, **kept), told_of + name.told


def _remembered(read: Callable[..., T]) -> Callable[..., T]:
    """The function with a cache of its latest results, refusals included."""

    @lru_cache(_KEPT)
    def answer(cell: object) -> tuple[T | None, CellError | None]:
        try:
            return read(cell), None
        except CellError as error:
            return None, error.with_traceback(None)

    def answered(cell: object) -> T:
        found, refused = answer(cell)
        if refused is not None:
            raise refused.with_traceback(None)  # else the traceback grows with each row
        return found  # type: ignore[return-value]

    return answered


def _warnings(selection: Selection, recipient: Recipient) -> tuple[str, ...]:
    found: list[str] = []
    if selection.numbers and recipient.name:
        found.append(
            "Survival numbers are asked for on a copy with a name: be sure that the person wants them."
        )
    if any(value and not value.isascii() and without_unseen(value) != value for value in recipient):
        found.append("Characters that cannot be seen on paper were left out, such as a zero-width space.")
    return tuple(found)


def _written(asked: tuple[str, str, DateOrder | None], column: str, known: KnownNames) -> str:
    """What is printed for a cell, as the country writes dates."""
    cell, country, order = asked
    return dates.written(words_of(cell, column), column, known.labels_in(country), order)


def _diagnosis(cell: str, words: str, known: KnownNames) -> Diagnosis:
    try:
        diagnosis = read_diagnosis(cell, known, words)
        check_words(diagnosis, known.no_stage4)
        check_apart(diagnosis, known.no_stage4)
    except CellError as error:
        kind = next((each for each in _KINDS if isinstance(error, each)), CellError)
        raise kind(f"The cancer column: {error}") from None
    return diagnosis
