"""The cells of a sheet, row by row: text as it stands, days and times as ISO writes them.

No library is used: those that were measured hold the whole sheet (python-calamine: 76 MiB for 100,000 rows)
or are eight times slower (openpyxl), and none tells formulas, hidden rows and merged cells beside the values.
"""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from handouts.roster.records import Mark
from handouts.roster.xlsx_parts import STRUCK, Attributes, PartsError, Workbook, is_on, parse, parsed

_MOST_COLUMNS: Final = 1_000
_MOST_MERGED: Final = 100_000
_LONGEST: Final = 1_000_000  # characters of a cell; a spreadsheet holds 32,767
_ADDRESS: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_DAY: Final = 86_400


class Cell(NamedTuple):
    """A cell, and what it is if it is not plain text."""

    text: str
    mark: Mark | None = None
    struck: bool = False  # struck out, whole or in part
    shared: bool = False  # merged with the cell of a row above


class Range(NamedTuple):
    """Cells that are merged; rows are counted from 1, columns from 0, and both ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int


class Marks(NamedTuple):
    """What is noteworthy in a sheet beside its cells."""

    hidden: tuple[int, ...]  # rows
    merged: tuple[Range, ...]


EMPTY: Final = Cell("")


def marks_of(parts: zipfile.ZipFile, part: str) -> Marks:
    """Hidden rows and merged cells of a sheet. Raises PartsError."""
    hidden: list[int] = []
    merged: list[Range] = []
    row = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal row
        if name == "row":
            row = int(attributes.get("r", row + 1))
            if attributes.get("hidden") in ("1", "true"):
                hidden.append(row)
        elif name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            begin, end = _place(first), _place(last)
            if begin and end:
                merged.append(Range(*begin, *end))
            if len(merged) > _MOST_MERGED:
                raise PartsError("too many of its cells are merged")

    parse(parts, part, start)
    return Marks(tuple(hidden), tuple(merged))


class Merged:
    """Fills cells that are merged over rows below the heads. Give it the rows in order."""

    def __init__(self, ranges: Iterable[Range], head_row: int) -> None:
        self._waiting = sorted((each for each in ranges if each.top > head_row), reverse=True)
        self._open: list[tuple[Range, Cell]] = []

    def fill(self, row: int, cells: list[Cell]) -> bool:
        """Put in the values that a row shares with one above it; whether cells are merged over columns."""
        while self._waiting and self._waiting[-1].top <= row:
            each = self._waiting.pop()
            first = each.top == row and each.left < len(cells)
            self._open.append((each, cells[each.left] if first else EMPTY))
        self._open = [(each, value) for each, value in self._open if each.bottom >= row]
        for each, value in self._open:
            if each.left == each.right and value is not EMPTY:
                cells += [EMPTY] * (each.left + 1 - len(cells))
                if not cells[each.left].text:
                    cells[each.left] = value._replace(shared=True)
        return any(each.left != each.right for each, _ in self._open)


def rows_of(parts: zipfile.ZipFile, part: str, book: Workbook) -> Iterator[tuple[int, list[Cell]]]:
    """Every row with a cell in it, by its number. Raises PartsError."""
    scan = _Scan(book)
    for _ in parsed(parts, part, scan.start, scan.end, scan.characters):
        yield from scan.rows
        scan.rows.clear()


class _Scan:
    """Puts cells together while a sheet is parsed; whole rows wait in `rows`."""

    def __init__(self, book: Workbook) -> None:
        self.rows: list[tuple[int, list[Cell]]] = []
        self._book = book
        self._row = 0
        self._cells: list[Cell] = []
        self._column = -1
        self._kind = self._style = ""
        self._formula = self._aside = self._struck = False
        self._inside = False  # a value, or a text
        self._pieces: list[str] = []
        self._size = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if name == "c":
            self._begin(attributes)
        elif name in ("v", "t"):
            self._inside = not self._aside
        elif name == "row":
            row = int(attributes.get("r", self._row + 1))
            if row <= self._row:
                raise PartsError("its rows are not in order")
            self._row, self._cells, self._column = row, [], -1
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._aside = True
        elif name in STRUCK and is_on(attributes):
            self._struck = True

    def _begin(self, attributes: Attributes) -> None:
        place = _place(attributes.get("r", ""))
        self._column = place[1] if place else self._column + 1
        if self._column >= _MOST_COLUMNS:
            raise PartsError("its cells lie too far apart: take out what is far beside the list")
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._formula = self._struck = False
        self._pieces.clear()
        self._size = 0

    def characters(self, text: str) -> None:
        """A piece of text."""
        if self._inside:
            self._pieces.append(text)
            self._size += len(text)
            if self._size > _LONGEST:
                raise PartsError("one of its cells is far too long")

    def end(self, name: str) -> None:
        """An element ends."""
        if name in ("v", "t"):
            self._inside = False
        elif name == "rPh":
            self._aside = False
        elif name == "c":
            cell = self._cell("".join(self._pieces))
            if cell is not EMPTY and self._is_struck():
                cell = cell._replace(struck=True)
            if cell is not EMPTY:
                self._cells += [EMPTY] * (self._column - len(self._cells))
                self._cells[self._column :] = [cell]
        elif name == "row" and self._cells:
            self.rows.append((self._row, self._cells))

    def _cell(self, value: str) -> Cell:
        if self._kind == "e":
            return Cell(value, "an error")
        if self._formula:
            return Cell(self._text(value), "a formula")
        if not value:
            return EMPTY
        if self._kind == "s":
            return Cell(self._book.texts[_index(value, self._book.texts)])
        if self._kind in ("str", "inlineStr"):
            return Cell(value)
        if self._kind == "b":
            return Cell("yes" if value == "1" else "no", "yes or no")
        if self._kind == "d":
            return Cell(value.replace("T", " "), "a date")
        if self._style and int(self._style) in self._book.dates:
            return _day_or_time(float(value), self._book.begins_1904)
        return Cell(_number(value), "a number")

    def _is_struck(self) -> bool:
        book = self._book
        return self._struck or bool(
            (book.struck and self._style and int(self._style) in book.struck)
            or (book.struck_texts and self._kind == "s" and int("".join(self._pieces)) in book.struck_texts)
        )

    def _text(self, value: str) -> str:
        """What a formula shows."""
        if self._kind != "n" or not value:
            return value
        return _number(value)


def _index(value: str, texts: list[str]) -> int:
    at = int(value)
    if not 0 <= at < len(texts):
        raise PartsError("it is damaged")
    return at


def _number(value: str) -> str:
    """A number: whole ones without a point, and without an exponent as far as figures are exact."""
    number = float(value)
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else value


def _day_or_time(serial: float, begins_1904: bool) -> Cell:
    """A serial number (18.17.4): days since the end of 1899, in which 1900 is a leap year, or since 1904."""
    if not -1e6 < serial < 2_958_466:  # the last is the end of the year 9999
        return Cell(_number(str(serial)), "a number")
    days, seconds = divmod(round(serial * _DAY), _DAY)
    if days == 0 and seconds:
        time = (datetime.datetime.min + datetime.timedelta(seconds=seconds)).time()
        return Cell(f"{time:%H:%M}", "a time")
    epoch = datetime.datetime(1904, 1, 1) if begins_1904 else datetime.datetime(1899, 12, 31 - (days >= 60))
    day = epoch + datetime.timedelta(days=days, seconds=seconds)
    return Cell(f"{day:%Y-%m-%d %H:%M}" if seconds else f"{day:%Y-%m-%d}", "a date")


def _place(address: str) -> tuple[int, int] | None:
    """Row (from 1) and column (from 0) of a cell such as B7; None for what is no address."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column - 1
