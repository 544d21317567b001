"""A list in a table: its columns understood, its rows with what is read of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final

from handouts.errors import RosterError
from handouts.roster import dates
from handouts.roster.answers import Answers, DateOrder
from handouts.roster.cells import CellError
from handouts.roster.columns import Columns, understand
from handouts.roster.deaths import is_code
from handouts.roster.heads import folded, is_known, is_of_births, says_dead, whole
from handouts.roster.joining import surname_last
from handouts.roster.lines import OtherLine, below_titles, line_of, may_be_line
from handouts.roster.questions import Question, has_stage4, what_vital, which_order
from handouts.roster.records import NO_WORDS, Mark, Row, Table
from handouts.roster.values import are_codes

_SAMPLE: Final = 5_000
"""Rows from which columns, the order of dates and of names are understood."""

_TURNED: Final = (
    "Names are written surname first in this list, and are printed with the surname last: "
    "look at the first copies."
)
_NO_DEATHS: Final = (
    "--vital says what a column on deaths means, but no column of this list is read as one. "
    "Say which it is: --column deceased='HEAD'."
)
_BY_VALUES: Final = ("status", "test", "deceased")
"""What a part of a list may not show any more: rows that are run again must be read in the same way."""

_STRUCK: Final = (
    "A cell of this row is struck out. If the person is to get a sheet, take the line off; else the row."
)
_SHARED: Final = (
    "The name is one merged cell for this row and one above. If both are about one person, make them one "
    "row; else undo the merging and write each name."
)
_SETTLE: Final = "Settle that, and empty the reason of this row."
_STILL_OPEN: Final = re.compile(
    r"(?:Row [\d,]+: )+(?=.*(?:has died\. Is this|is in row [\d,]+ too|rounded the id"
    r"|It stands below|A line above the heads|is struck out|is one merged cell))(.*)"
)


class TableRoster:
    """A roster in a table of a file."""

    def __init__(self, table: Table, answers: Answers) -> None:
        """Raises RosterError where the heads are not those of a roster."""
        self._table = table
        self._above = frozenset(folded(line) for line in table.above)
        self._is_head = lru_cache(4096)(is_known)
        self._may_be_line = lru_cache(4096)(lambda cell: may_be_line(cell) or is_known(cell))
        rows = [*self._sample_rows()]
        sample = _by_column(rows, len(table.heads))
        self._columns = columns = understand(table.heads, sample, answers)
        if answers.vital and "deceased" not in columns.named:
            raise RosterError(_NO_DEATHS)
        settled_by_column = columns.named.keys() & {"status", "deceased"}
        self._below = "" if settled_by_column else below_titles(table.above)
        self.columns = columns.heads
        self.own_columns = columns.heads[: columns.width]
        self.delimiter = table.delimiter
        self.digest = table.digest
        self.named = columns.named
        self.words: Mapping[str, str] = NO_WORDS  # a table has the columns that reasons name
        self.dates = answers.dates or _order(columns, sample, rows)
        self.other_dates = _order_elsewhere(sample)
        self.person = _person(columns)
        turned = any(each.join is surname_last for each in columns.joined)
        self.settled = _settled(answers, columns, sample)._replace(surname_first=turned)
        dates_told = () if answers.dates else _date_order_note(columns, sample, self.dates)
        self.warnings = (*table.warnings, *columns.warnings, *((_TURNED,) if turned else ()), *dates_told)
        self.questions = (*columns.questions, *_open_questions(columns, sample, answers, self.dates))

    def rows(self) -> Iterator[Row]:
        """Every row but blank ones, in order. Raises RosterError where the file has changed."""
        cancer = self._columns.named.get("cancer", 0)
        plain = not self._columns.joined
        reason = self._columns.reason
        below = self._below
        for row in self._table.rows():
            cell = "" if row.fault else row.cells[cancer]
            if self._may_be_line(cell) and (line := self._line(row)):
                below = below if line.below is None else line.below
                yield Row(row.number, row.cells, skipped=line.why)
            elif row.fault:
                yield row
            elif below:
                yield row._replace(fault=below)
            elif reason is not None and (still := _still_open(row.cells[reason])):
                yield row._replace(fault=still)
            elif fault := _fault_of_marks(self._columns, row.marks) if row.marks else "":
                yield row._replace(fault=fault)
            elif plain:
                yield row
            else:
                yield self._joined(row)

    def _sample_rows(self) -> Iterator[tuple[str, ...]]:
        """The cells of the first rows that are about people and have no fault."""
        below: str | None = ""
        for row in islice(self._table.rows(), _SAMPLE):
            if line := self._line(row):
                below = below if line.below is None else line.below
            elif not below and not row.fault:
                yield row.cells

    def _line(self, row: Row) -> OtherLine | None:
        return line_of(row.number, row.cells, self._table.heads, self._above, self._is_head)

    def _joined(self, row: Row) -> Row:
        try:
            return row._replace(cells=self._columns.cells(row.cells))
        except CellError as error:
            return row._replace(fault=str(error))


def _person(columns: Columns) -> tuple[int, ...]:
    """The places of days of birth and of the name."""
    places = [each.place for each in columns.columns if is_of_births(each.head)]
    if "name" in columns.named:
        places.append(columns.named["name"])
    return tuple(places)


def _settled(answers: Answers, columns: Columns, sample: Sequence[Sequence[str]]) -> Answers:
    """The answers, with what the values of the list decided."""
    by_values = [(each.means, each.head) for each in columns.columns if each.means in _BY_VALUES]
    return answers.with_figures(_vital_codes(columns, sample))._replace(
        columns=tuple(dict.fromkeys((*answers.columns, *by_values)))
    )


def _by_column(rows: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    """The values of each column that are not empty."""
    return [[cells[at] for cells in rows if cells[at].strip()] for at in range(width)]


def _order(
    columns: Columns, sample: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]
) -> DateOrder | None:
    """What the days of visits say themselves, or a column of weekdays beside them."""
    visits = (columns.place_of("appointment"), columns.place_of("date"))
    visit, day = next((at for at in visits if at is not None), None), columns.place_of("day")
    if visit is None:
        return None
    found = dates.order_of(sample[visit])
    if found is None and day is not None:
        found = dates.order_by_weekday((each[visit], each[day]) for each in rows)
    return None if found == "mixed" else found


def _order_elsewhere(sample: Sequence[Sequence[str]]) -> DateOrder | None:
    """What the other dates of the list say, such as days of birth, if two or more agree and none differs."""
    orders = [order for values in sample for value in values if (order := dates.order_of((value,)))]
    return orders[0] if len(orders) > 1 and len(set(orders)) == 1 and orders[0] != "mixed" else None


def _date_order_note(
    columns: Columns, sample: Sequence[Sequence[str]], order: DateOrder | None
) -> tuple[str, ...]:
    """How dates are read that could be read in two ways."""
    if order is None or not _ambiguous_dates(columns, sample):
        return ()
    first = "the month" if order == "mdy" else "the day"
    return (f"Dates in numbers are read with {first} first, as other visits in the list show.",)


def _open_questions(
    columns: Columns, sample: Sequence[Sequence[str]], answers: Answers, order: DateOrder | None
) -> Iterator[Question]:
    """What the values leave open."""
    answered = {value.casefold() for value, _ in answers.vital}
    for figure in _vital_codes(columns, sample):
        if figure.casefold() not in answered:
            yield what_vital(figure)
    if order is None and (heads := _ambiguous_dates(columns, sample)):
        yield which_order(heads[0])
    cancer = columns.place_of("cancer")
    stage_is_known = answers.stage4_confirmed or "stage" in columns.named
    if not stage_is_known and cancer is not None and are_codes(sample[cancer]):
        yield has_stage4()


def _vital_codes(columns: Columns, sample: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Figures and codes in columns on deaths; only the clinic knows what they mean."""
    found: set[str] = set()
    for each in columns.columns:
        if each.means == "deceased" and not says_dead(each.head):
            found.update(value.strip() for value in sample[each.place] if is_code(value.strip()))
    return tuple(sorted(found))


def _ambiguous_dates(columns: Columns, sample: Sequence[Sequence[str]]) -> list[str]:
    """The heads of columns that are printed and hold a date which can be read in two ways."""
    return [
        each.head
        for each in columns.columns
        if each.means in ("appointment", "date") and any(map(dates.is_in_two_ways, sample[each.place]))
    ]


def _still_open(reason: str) -> str:
    """Why a row that failed in a run before fails again: what spoke against it may not be in this list."""
    match = _STILL_OPEN.match(reason)
    return f"{match[1]} {_SETTLE}".replace(f"{_SETTLE} {_SETTLE}", _SETTLE) if match else ""


def _fault_of_marks(columns: Columns, marks: tuple[tuple[int, Mark], ...]) -> str:
    """Why a row is refused for a cell that is read and is not plain text; empty where there is none."""
    read = {each.place: each.means for each in columns.columns if each.means}
    for place, mark in sorted(marks):
        if mark == "struck out":
            return _STRUCK
        what = read.get(place)
        if what is None:
            continue
        if mark in ("a formula", "an error"):
            return (
                f"The {what} is {mark} (column {place + 1}). "
                "Put in what it shows: copy the cell, then paste values only."
            )
        if whole(what) == "name":
            is_shared = mark == "of a row above"
            return (
                _SHARED
                if is_shared
                else f"The {what} is {mark}, not text (column {place + 1}). Type the name."
            )
    return ""
