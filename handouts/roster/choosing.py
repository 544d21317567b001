"""From a row to what is printed for it, or to the reason why nothing is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from handouts.model.selection import PaperName, Recipient, Selection
from handouts.reading.hints import did_you_mean
from handouts.reading.names import find_country, folded
from handouts.reading.unseen import without_unseen
from handouts.roster.answers import Answers
from handouts.roster.cell_error import CellError, LeftOutError
from handouts.roster.cells import is_nothing, plain, told, words_of
from handouts.roster.columns import is_head
from handouts.roster.dates import written
from handouts.roster.diagnosis import (
    Diagnosis,
    check_apart,
    check_stage,
    check_words,
    in_doubt,
    read_diagnosis,
)
from handouts.roster.known import Known, read_known
from handouts.roster.person_name import name_of
from handouts.roster.records import ColumnName, Entry, Refused, Row
from handouts.roster.saying import LookUp

_NO_ANSWERS = Answers()
_KEPT = 4096  # different cells whose meaning is remembered
_PAPERS: dict[str, PaperName] = {
    "letter": "letter",
    "us letter": "letter",
    "us-letter": "letter",
    "a4": "a4",
    "din a4": "a4",
}
_YES = frozenset(("yes", "y", "true", "1", "x", "on"))
_NO = frozenset(("no", "n", "false", "0", "off", "none", "-"))
_ALIVE = frozenset(("alive", "living", "lives", "unknown"))
_DEAD = frozenset(("dead", "deceased", "died", "expired"))
_LIST = re.compile(r"[;|\r\n]")

T = TypeVar("T")


class Chooser:
    """Reads rows by what is known. It remembers cells, not rows: each row is judged by itself."""

    def __init__(
        self,
        defaults: Selection | None = None,
        clinic_folder: Path | None = None,
        answers: Answers = _NO_ANSWERS,
        look_up: LookUp | None = None,
    ) -> None:
        """What is known is read here. Raises UsageError and ContentError.

        `defaults` counts where a cell is empty; its cancers do not. `answers` hold
        for the list as a whole. `look_up` takes the place of our own table of codes.
        """
        self._defaults = defaults or Selection(cancers=())
        self._known = known = read_known(clinic_folder, self._defaults.language, look_up)
        self._confirmed = answers.stage4_confirmed
        self._diagnosis = _remembered(lambda cell: _diagnosis(cell, known))
        self._checked = _remembered(self._judged)
        self._home = find_country(self._defaults.country or known.home, clinic_folder)
        self._date = _remembered(lambda asked: _written(asked, "date", known))
        self._appointment = _remembered(lambda asked: _written(asked, "appointment", known))
        self._asked = _remembered(self._selection)
        self._has_died = _remembered(_has_died)
        self._is_head = lru_cache(_KEPT)(lambda cell: is_head(cell, "cancer"))

    def choose(self, row: Row, named: Mapping[ColumnName, int]) -> Entry | Refused:
        """What a row asks for. Never raises, and never repeats a cell in a reason or a warning."""
        if row.skipped:
            return Refused(row.number, "skipped", row.skipped)
        if row.fault:
            return Refused(row.number, "failed", row.fault)
        cells = {name: plain(row.cells[place]) for name, place in named.items()}
        if self._is_head(cells.get("cancer", "")):
            return Refused(row.number, "skipped", "This row is the heads of the list once more.")
        try:
            if self._has_died(cells.get("deceased", "")):
                return Refused(row.number, "skipped", "The person has died.")
            cancers, lines = self._checked((cells.get("cancer", ""), cells.get("stage", "")))
            selection = self._asked(
                (
                    told(cells.get("layout", "")),
                    told(cells.get("paper", "")),
                    told(cells.get("language", "")),
                    told(cells.get("country", "")),
                    cells.get("numbers", ""),
                    told(cells.get("tips", "")),
                )
            )._replace(cancers=cancers)
            recipient = self._recipient(cells, self._country(selection))
        except LeftOutError as error:
            return Refused(row.number, "skipped", str(error))
        except CellError as error:
            return Refused(row.number, "failed", str(error))
        return Entry(row.number, selection, recipient, (*lines, *_warnings(selection, recipient)), lines)

    def _judged(self, cells: tuple[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The cancers that a handout is to be about, and what to know of it."""
        cancer, stage = cells
        try:
            diagnosis: Diagnosis = self._diagnosis(cancer)
        except LeftOutError as error:
            raise in_doubt(error, stage) from None
        check_stage(stage, diagnosis, self._known, self._confirmed)
        return diagnosis.cancers, diagnosis.told

    def _selection(self, cells: tuple[str, ...]) -> Selection:
        """Everything of a selection but its cancers."""
        layout, paper, language, country, numbers, tips = cells
        known, default = self._known, self._defaults
        return default._replace(
            cancers=(),
            layout=_one(layout, "layout", known.layouts) if layout else default.layout,
            paper=_paper(paper) if paper else default.paper,
            language=_language(language, known) if language else default.language,
            country=_one(country, "country", known.countries) if country else default.country,
            numbers=_yes(numbers) if numbers else default.numbers,
            tips=_tips(tips, known) if tips else default.tips,
        )

    def _country(self, selection: Selection) -> str:
        """The id of the country that a copy is for; what is asked for the whole list may be a name."""
        named = selection.country
        return self._home if named is None or named == self._defaults.country else named

    def _recipient(self, cells: Mapping[ColumnName, str], country: str) -> Recipient:
        """Whom a copy is for; dates are written as in the country that it is for."""
        name = cells.get("name")
        return Recipient(
            name=None if name is None else name_of(name).text,
            date=self._date((cells.get("date", ""), country)) or None,
            clinician=words_of(cells.get("clinician", ""), "clinician") or None,
            appointment=self._appointment((cells.get("appointment", ""), country)) or None,
            note=words_of(cells.get("note", ""), "note") or None,
        )


def _remembered(read: Callable[..., T]) -> Callable[..., T]:
    """The same function, with its latest answers kept, refusals too."""

    @lru_cache(_KEPT)
    def answer(cell: object) -> tuple[T | None, CellError | None]:
        try:
            return read(cell), None
        except CellError as error:
            return None, error.with_traceback(None)

    def answered(cell: object) -> T:
        found, refused = answer(cell)
        if refused is not None:
            raise refused
        return found  # type: ignore[return-value]

    return answered


def _warnings(selection: Selection, recipient: Recipient) -> tuple[str, ...]:
    found: list[str] = []
    if selection.numbers and recipient.name:
        found.append(
            "Survival numbers are asked for on a copy with a name: be sure that the person wants them."
        )
    if any(value and without_unseen(value) != value for value in recipient):
        found.append("Characters that cannot be seen on paper were left out, such as a zero-width space.")
    return tuple(found)


def _one(cell: str, column: str, names: Mapping[str, tuple[str, ...]]) -> str:
    """The one id that is called so."""
    ids = names.get(folded(cell), ())
    if len(ids) == 1:
        return ids[0]
    if ids:
        raise CellError(f"The {column} column can mean {' or '.join(ids)}. Say which.")
    hint = did_you_mean(folded(cell), names)
    known = hint or f": there is {', '.join(sorted({each for ids in names.values() for each in ids}))}."
    raise CellError(f"The {column} column names something that is not known here{known}")


def _paper(cell: str) -> PaperName:
    paper = _PAPERS.get(folded(cell))
    if paper is None:
        raise CellError("The paper column must say letter or a4, or be empty.")
    return paper


def _language(cell: str, known: Known) -> str:
    """A language by its id, its name, or a tag that begins with its id, such as en-US."""
    said = folded(cell).replace("_", "-")
    ids = known.languages.get(said) or known.languages.get(said.partition("-")[0])
    if not ids:
        raise CellError(
            "There is no handout in the language that the language column names. Leave it empty for English."
        )
    return ids[0]


def _yes(cell: str) -> bool:
    said = folded(cell)
    if said not in _YES and said not in _NO:
        raise CellError("The numbers column must say yes or no, or be empty.")
    return said in _YES


def _has_died(cell: str) -> bool:
    """What a column says of a death: yes or no, alive or dead, or the day of it."""
    said = folded(cell)
    if not said or is_nothing(said) or said in _NO or said in _ALIVE:
        return False
    if said in _YES or said in _DEAD or any(letter.isdigit() for letter in said):
        return True
    raise CellError("What the deceased column says is not understood. Write yes or no, or leave it empty.")


def _written(asked: tuple[str, str], column: str, known: Known) -> str:
    """What is printed for a cell in a country."""
    cell, country = asked
    return written(words_of(cell, column), column, known.labels_in(country))


def _diagnosis(cell: str, known: Known) -> Diagnosis:
    try:
        diagnosis = read_diagnosis(cell, known.names, known.look_up)
        check_words(diagnosis, known.no_stage4)
        check_apart(diagnosis, known.no_stage4)
    except CellError as error:
        kind = LeftOutError if isinstance(error, LeftOutError) else CellError
        raise kind(f"The cancer column: {error}") from None
    return diagnosis


def _tips(cell: str, known: Known) -> tuple[str, ...]:
    """Tips by id or title, in the order given."""
    parts = [part.strip() for part in _LIST.split(cell) if part.strip()]
    finer = [each.strip() for part in parts for each in part.split(",") if each.strip()]
    if any(folded(part) not in known.tips for part in parts) and finer:
        parts = finer
    if not parts:
        raise CellError("The tips column names no tip. Write their names, or leave it empty.")
    return tuple(dict.fromkeys(_one(part, "tips", known.tips) for part in parts))
