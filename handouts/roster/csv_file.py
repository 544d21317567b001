"""Rosters as text: CSV with commas, semicolons, tabs or bars, as spreadsheets and record systems write it."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from handouts.errors import RosterError
from handouts.roster.columns import known_heads, meanings, no_known_head, stripped
from handouts.roster.csv_bytes import Bytes, HashedFile, as_windows, is_stray, look_at, open_text
from handouts.roster.csv_quotes import CsvRecord, RepairedTable, is_sound, records
from handouts.roster.files import readable
from handouts.roster.finding import find_heads, head_row_note
from handouts.roster.records import ColumnName, Row

if TYPE_CHECKING:
    from _csv import Reader

_DELIMITERS = ",;\t|"
_WORDS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_COMMENT = re.compile(r'"?#(?![,;\t|"])')  # a first head "#" is no comment
_SEPARATOR = re.compile(r"sep=(.)\s*", re.IGNORECASE)  # a line of Excel's own
_LINES = 400  # in which the heads must begin; comments may be many
_CODEPAGE = (
    "The file is not UTF-8 and was read as Windows-1252: look at the accents in the names before you print. "
    "Where they are wrong, name another --encoding."
)
_MIXED = (
    "Some rows are written in other letters than the rest, as when two lists are put together. They are in "
    "failed-rows.csv."
)
_STRAY_ROW = (
    "The letters of this row are not UTF-8, as those of the other rows are. In failed-rows.csv they stand as "
    "Windows-1252 reads them: look at the accents there, mend them, and run that file."
)
_FREE_TEXT: tuple[ColumnName, ...] = ("name", "clinician", "appointment", "note")


class _Form(NamedTuple):
    """How the file is written, and where its rows begin."""

    head_line: int  # of the file, from 1
    head_row: int  # as a spreadsheet counts
    delimiter: str
    spaced: bool  # whether blanks stand after the delimiters
    above: tuple[str, ...] = ()  # lines above the heads


class CsvTable:
    """A table in a text file; nothing of it is kept but its heads."""

    def __init__(self, path: Path, file: Bytes, form: _Form, heads: tuple[str, ...], *, said: bool) -> None:
        """`said`: whether a person has named the encoding."""
        self._path = path
        self._file = file
        self._form = form
        self._named = meanings(heads)
        self.heads = heads
        self.above = form.above
        self.delimiter = form.delimiter
        self.digest = file.digest
        self._plain = not file.nul and not file.mixed
        self._sound = not file.quotes or self._is_sound()
        codepage = (_CODEPAGE,) if file.encoding == "cp1252" and not said else ()
        mixed = (_MIXED,) if file.mixed else ()
        self.warnings = (*codepage, *mixed, *head_row_note(form.head_row, form.above))

    def rows(self) -> Iterator[Row]:
        """Every row but blank ones, in order. Raises RosterError at the end where the file has changed."""
        changed = RosterError(f"{self._path} has changed while it was read. Start again.")
        try:
            with readable(self._path):
                raw, text = self._open()
                with text:
                    yield from self._read(text) if self._sound else self._read_by_line(text)
                    digest = raw.hash.digest()
        except UnicodeDecodeError:
            raise changed from None
        if digest != self._file.digest:
            raise changed

    def _open(self) -> tuple[HashedFile, io.TextIOWrapper]:
        return open_text(self._path, self._file.encoding, self._file.errors)

    def _read(self, text: io.TextIOWrapper) -> Iterator[Row]:
        """The rows after the heads in a file whose quote marks are sound."""
        width, plain, number = len(self.heads), self._plain, self._form.head_row
        reader = _reader(text, self._form)
        while True:
            try:
                for cells in reader:
                    number += 1
                    if not cells or not (cells[0].strip() or "".join(cells).strip()):
                        continue
                    if len(cells) == width and plain:
                        yield Row(number, tuple(cells))
                    else:
                        yield self._checked(number, cells)
                return
            except csv.Error as error:
                number += 1
                line = self._form.head_line - 1 + reader.line_num
                yield self._broken(number, CsvRecord([], line, self._line(line), str(error)))

    def _read_by_line(self, text: io.TextIOWrapper) -> Iterator[Row]:
        """The rows after the heads in a file with stray quote marks."""
        number = self._form.head_row
        begun = self._form.head_line + _reader(text, self._form).line_num
        for record in records(text, begun, self._table):
            number += 1
            if record.raw:
                yield self._broken(number, record)
            elif "".join(record.cells).strip():
                yield self._checked(number, record.cells)

    def _broken(self, number: int, record: CsvRecord) -> Row:
        """A line that is no row, whole in one cell."""
        return Row(number, (as_windows(record.raw),), _why_broken(record))

    def _line(self, number: int) -> str:
        """A line of the file."""
        _, text = self._open()
        with text:
            return next(itertools.islice(text, number - 1, None), "").rstrip("\r\n")

    @property
    def _table(self) -> RepairedTable:
        width = len(self.heads)
        between = min(width - 1, max(1, self._named.get("cancer", 1)))
        return RepairedTable(self._form.delimiter, between, self._form.spaced, width)

    def _is_sound(self) -> bool:
        _, text = self._open()
        with text:
            reader = _reader(text, self._form)
            return is_sound(reader, lambda: reader.line_num, self._table)

    def _checked(self, number: int, cells: list[str]) -> Row:
        """A row that is not as wide as the heads, or that needs a closer look."""
        fault = ""
        width = len(self.heads)
        if len(cells) != width:
            fault = _ragged(cells, self.heads, self._named, self._form.delimiter)
        if self._file.nul and any("\0" in cell for cell in cells):
            fault = "A cell holds a NUL character: the file may be damaged. Type the row again."
        if self._file.mixed and any(is_stray(cell) for cell in cells):
            return Row(number, tuple(as_windows(cell) for cell in cells), fault or _STRAY_ROW)
        if fault:
            return Row(number, tuple(cells), fault)
        even = [*cells[:width], *[""] * (width - len(cells))]
        return Row(number, tuple(even))


def read_csv(path: Path, encoding: str | None = None) -> CsvTable:
    """Take in a table's heads and look through its bytes. Raises RosterError.

    `encoding`: where a person has named it; UsageError where there is none of that name.
    """
    file = look_at(path, encoding)
    _, text = open_text(path, file.encoding, file.errors)
    with text:
        form, heads = _heads(text, path)
        if file.nul and any("\0" in head for head in heads):
            raise RosterError(f"{path} is not saved as plain text. Save it as 'CSV UTF-8'.")
    heads_there = stripped([as_windows(head) for head in heads])
    table = CsvTable(path, file, form, heads_there, said=encoding is not None)
    if next(table.rows(), None) is None:
        raise RosterError(f"{path} has heads, but no row below them: there is nobody to print for.")
    return table


def _heads(text: io.TextIOWrapper, path: Path) -> tuple[_Form, list[str]]:
    """How the file is written, and its heads: the delimiter that gives most known heads wins."""
    lines = list(itertools.islice(text, _LINES))
    said = _SEPARATOR.fullmatch(lines[0]) if lines else None
    forms = (_form(lines, delimiter, 1 if said else 0) for delimiter in (said[1] if said else _DELIMITERS))
    found = [form for form in forms if form is not None]
    if not found:
        first = next((line for line in lines[1 if said else 0 :] if _is_filled(line)), None)
        if first is None:
            raise RosterError(f"{path} is empty. A file to start from: handouts roster template FILE")
        return _unknown_heads(first)
    form, _ = max(found, key=lambda each: each[1])
    reader = csv.reader(
        lines[form.head_line - 1 :], delimiter=form.delimiter, strict=True, skipinitialspace=True
    )
    try:
        return form, next(reader)
    except csv.Error:
        raise RosterError(
            f'Row {form.head_row} of {path}, the heads, has a quote mark (") that does not end. Take it out.'
        ) from None


def _unknown_heads(line: str) -> tuple[_Form, list[str]]:
    """A first row that is perhaps one of heads, for whoever says what is wrong with it.

    Raises RosterError where fewer than half are known: somebody's row may be the first.
    """
    rows = [next(csv.reader([line], delimiter=each, skipinitialspace=True), []) for each in _DELIMITERS]
    heads = max(rows, key=lambda row: (known_heads(row), len(row)))
    if 2 * known_heads(heads) < len(heads):
        raise no_known_head()
    return _Form(1, 1, ",", spaced=False), heads


def _is_filled(line: str) -> bool:
    return bool(line.strip(' ",;\t|#\r\n')) and not _COMMENT.match(line)


def _form(lines: list[str], delimiter: str, skipped: int) -> tuple[_Form, tuple[int, int]] | None:
    """How a file would be written with a delimiter, and how much speaks for it."""
    begun, rows = [], []
    reader = csv.reader(lines[skipped:], delimiter=delimiter, skipinitialspace=True)
    before = 0
    with suppress(csv.Error):  # what cannot be read is told where it is a row
        for cells in reader:
            begun.append(skipped + before + 1)
            rows.append(cells if _is_filled(lines[skipped + before]) else [])
            before = reader.line_num
    heads = find_heads(rows)
    if heads is None:
        return None
    line = begun[heads.at]
    spaced = f"{delimiter} " in lines[line - 1]
    form = _Form(line, skipped + heads.at + 1, delimiter, spaced, heads.above)
    return form, (heads.known, len(rows[heads.at]))


def _reader(text: io.TextIOWrapper, form: _Form) -> Reader:
    """The records after the heads."""
    for _ in range(form.head_line - 1):
        next(text, None)
    reader = csv.reader(text, delimiter=form.delimiter, strict=True, skipinitialspace=True)
    next(reader, None)
    return reader


def _why_broken(record: CsvRecord) -> str:
    """Why a line cannot be read as a row."""
    whole = "The whole line stands in the first cell of its row in failed-rows.csv"
    if "field larger" in record.said:
        return f"A cell in line {record.line:,} of the file is far too long. {whole}: shorten it there."
    return (
        f'Line {record.line:,} of the file has a quote mark (") where none can be, or one that does not end. '
        f"{whole}: take the mark out, and put what follows into the other cells."
    )


def _ragged(cells: list[str], heads: tuple[str, ...], named: Mapping[ColumnName, int], delimiter: str) -> str:
    """Why a row does not fit its heads; empty where only empty cells are missing or too many."""
    width = len(heads)
    if len(cells) > width:
        if not "".join(cells[width:]).strip():
            return ""
        return (
            f"It has {len(cells)} cells under {width} heads. "
            f'A cell that holds a {_WORDS.get(delimiter, delimiter)} must stand between quote marks (").'
        )
    # A line break inside a cell without quote marks ends the row too early: then words are missing.
    last = len(cells) - 1
    if last in named.values() and all(named.get(name) != last for name in _FREE_TEXT):
        return ""
    return (
        f"It has {len(cells)} cells under {width} heads: a line break inside a cell may have ended it too "
        'early. Such a cell must stand between quote marks (").'
    )
