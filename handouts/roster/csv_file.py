"""Rosters as text: CSV with commas, semicolons, tabs or bars, as spreadsheets and record systems write it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from handouts.errors import RosterError
from handouts.roster.columns import Columns, known_heads, understand
from handouts.roster.csv_bytes import Bytes, look_at, open_text
from handouts.roster.records import ColumnName, Row

if TYPE_CHECKING:
    from _csv import Reader

_DELIMITERS = ",;\t|"
_WORDS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_COMMENT = re.compile(r'"?#(?![,;\t|"])')  # a first head "#" is no comment
_SEPARATOR = re.compile(r"sep=(.)\s*", re.IGNORECASE)  # a line of Excel's own
_CODEPAGE = (
    "The file is not UTF-8 and was read as Windows-1252: look at the accents in the names before you print."
)
_FREE_TEXT: tuple[ColumnName, ...] = ("name", "clinician", "appointment", "note")


class _Form(NamedTuple):
    """How the file is written, and where its rows begin."""

    head_row: int  # as a spreadsheet counts
    delimiter: str


class CsvRoster:
    """A roster in a text file; nothing of it is kept but its heads."""

    def __init__(self, path: Path, file: Bytes, form: _Form, columns: Columns) -> None:
        self._path = path
        self._file = file
        self._form = form
        self._columns = columns

    @property
    def columns(self) -> tuple[str, ...]:
        """The heads, as they stand; the last is "name" where first and last name were joined."""
        return self._columns.heads

    @property
    def named(self) -> dict[ColumnName, int]:
        """Which of them are understood."""
        return self._columns.named

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to know of the whole file."""
        codepage = (_CODEPAGE,) if self._file.encoding == "cp1252" else ()
        return (*codepage, *self._columns.warnings)

    @property
    def digest(self) -> bytes:
        """SHA-256 of the bytes."""
        return self._file.digest

    def rows(self) -> Iterator[Row]:
        """Every row but blank ones, in order. Raises RosterError at the end where the file has changed."""
        changed = RosterError(f"{self._path} has changed while it was read. Start again.")
        try:
            raw, text = open_text(self._path, self._file.encoding)
            with text:
                reader = _reader(text, self._form)
                yield from self._read(reader, self._form.head_row)
                digest = raw.hash.digest()
        except UnicodeDecodeError:
            raise changed from None
        except OSError as error:
            raise RosterError(f"{self._path} cannot be read: {error.strerror}.") from None
        if digest != self._file.digest:
            raise changed

    def _read(self, reader: Iterator[list[str]], number: int) -> Iterator[Row]:
        """The rows after row `number`."""
        width, joined, nul = self._columns.width, self._columns.joined, self._file.nul
        while True:
            try:
                for cells in reader:
                    number += 1
                    if not cells or not (cells[0].strip() or "".join(cells).strip()):
                        continue
                    if len(cells) == width and joined is None and not nul:
                        yield Row(number, tuple(cells))
                    else:
                        yield self._checked(number, cells)
                return
            except csv.Error as error:
                number += 1
                yield Row(number, (), _broken(str(error)))

    def _checked(self, number: int, cells: list[str]) -> Row:
        """A row that is not as wide as the heads, or that needs a closer look."""
        fault = ""
        width = self._columns.width
        if len(cells) != width:
            fault = _ragged(cells, self._columns, self._form.delimiter)
        if self._file.nul and any("\0" in cell for cell in cells):
            fault = "A cell holds a NUL character: the file may be damaged. Type the row anew."
        if fault:
            return Row(number, tuple(cells), fault)
        even = [*cells[:width], *[""] * (width - len(cells))]
        return Row(number, self._columns.cells(even))


def read_csv(path: Path) -> CsvRoster:
    """Take in a roster's heads and look through its bytes. Raises RosterError."""
    file = look_at(path)
    _, text = open_text(path, file.encoding)
    with text:
        form, heads = _heads(text, path)
        if file.nul and any("\0" in head for head in heads):
            raise RosterError(f"{path} is not saved as plain text. Save it as 'CSV UTF-8'.")
        roster = CsvRoster(path, file, form, understand(heads))
    if file.quotes:
        _check_quotes(path, file, form, roster._columns.width)
    if next(roster.rows(), None) is None:
        raise RosterError(f"{path} has heads, but no row below them: there is nobody to print for.")
    return roster


def _heads(text: io.TextIOWrapper, path: Path) -> tuple[_Form, list[str]]:
    """How the file is written, from what stands before its rows."""
    number, separator = 0, ""
    for line in text:
        number += 1
        said = _SEPARATOR.fullmatch(line) if number == 1 else None
        if said:
            separator = said[1]
            continue
        if not line.strip(' ",;\t|#\r\n') or _COMMENT.match(line):
            continue
        delimiter = separator or _delimiter(line)
        reader = csv.reader(_back(line, text), delimiter=delimiter, strict=True, skipinitialspace=True)
        try:
            return _Form(number, delimiter), next(reader)
        except csv.Error:
            raise RosterError(
                f'Row {number} of {path}, the heads, has a quote mark (") that does not end. Take it out.'
            ) from None
    raise RosterError(f"{path} is empty. A file to start from: handouts roster template FILE")


def _back(line: str, text: io.TextIOWrapper) -> Iterator[str]:
    """A line that was read, and those after it."""
    yield line
    yield from text


def _delimiter(line: str) -> str:
    """What stands between the heads: that by which most of them are known."""

    def known(delimiter: str) -> tuple[int, int]:
        heads = next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
        return known_heads(heads), len(heads)

    return max(_DELIMITERS, key=known)


def _reader(text: io.TextIOWrapper, form: _Form) -> Reader:
    """The records after the heads."""
    for _ in range(form.head_row - 1):
        next(text, None)
    reader = csv.reader(text, delimiter=form.delimiter, strict=True, skipinitialspace=True)
    next(reader, None)
    return reader


def _check_quotes(path: Path, file: Bytes, form: _Form, width: int) -> None:
    """Raise RosterError where a quote mark that does not end has made one cell of several rows.

    Those rows would be lost, and with them the people in them.
    """
    _, text = open_text(path, file.encoding)
    with text:
        reader = _reader(text, form)
        number, line = form.head_row, reader.line_num
        while True:
            try:
                for cells in reader:
                    number += 1
                    if reader.line_num > line + 1 and _holds_rows(cells, form.delimiter, width - 1):
                        raise _unclosed(number, path)
                    line = reader.line_num
                return
            except csv.Error:
                number += 1
                if reader.line_num > line + 1:
                    raise _unclosed(number, path) from None
                line = reader.line_num


def _holds_rows(cells: list[str], delimiter: str, between: int) -> bool:
    """Whether a line inside a cell looks like a row: in a sentence, commas have blanks behind them."""
    mark = re.compile(re.escape(delimiter) + "(?! )")
    later = (line for cell in cells for line in cell.splitlines()[1:])
    return between > 0 and any(len(mark.findall(line)) >= between for line in later)


def _unclosed(number: int, path: Path) -> RosterError:
    return RosterError(
        f'Row {number} of {path} has a quote mark (") that does not end in its row, so the rows after it '
        "would be lost. Take it out, or write it twice."
    )


def _broken(said: str) -> str:
    """Why the csv module gave a row up."""
    if "field larger" in said:
        return "A cell is far too long. Shorten it."
    return (
        'A quote mark (") stands where none can be. '
        "Put the whole cell between quote marks, and write each inside it twice."
    )


def _ragged(cells: list[str], columns: Columns, delimiter: str) -> str:
    """Why a row does not fit its heads; empty where only empty cells are missing or too many."""
    width = columns.width
    if len(cells) > width:
        if not "".join(cells[width:]).strip():
            return ""
        return (
            f"It has {len(cells)} cells under {width} heads. "
            f'A cell that holds a {_WORDS.get(delimiter, delimiter)} must stand between quote marks (").'
        )
    # A line break inside a cell without quote marks ends the row too early: then words are missing.
    last = len(cells) - 1
    if last in columns.named.values() and all(columns.named.get(name) != last for name in _FREE_TEXT):
        return ""
    return (
        f"It has {len(cells)} cells under {width} heads: a line break inside a cell may have ended it too "
        'early. Such a cell must stand between quote marks (").'
    )
