"""Tables in spreadsheets (xlsx)."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from handouts.errors import RosterError
from handouts.roster.columns import names_a_cancer, no_known_head, stripped
from handouts.roster.files import readable, start_of
from handouts.roster.finding import find_heads, head_row_note
from handouts.roster.records import Mark, Row
from handouts.roster.xlsx_cells import EMPTY, Cell, Merged, marks_of, rows_of
from handouts.roster.xlsx_parts import (
    LARGEST_FILE,
    PartsError,
    Workbook,
    Worksheet,
    check_parts,
    opened,
    read_workbook,
)

_OLE: Final = b"\xd0\xcf\x11\xe0"
_PASSWORD: Final = "EncryptedPackage".encode("utf-16-le")
_NOTES: Final = "Notes"  # a sheet of our own template
_SHOWN: Final = 8  # hidden rows that a warning names
_FAR: Final = 200  # rows in which the heads must be; comments may be many
_ACROSS: Final = (
    "Cells of this row are merged across columns. Undo that, and put each value into its own column."
)


class _Place(NamedTuple):
    """Where the roster is in its file."""

    sheet: Worksheet
    number: int  # of the sheet, from 1
    head_row: int  # as the spreadsheet counts
    heads: tuple[str, ...]
    above: tuple[str, ...]  # lines above the heads


class XlsxTable:
    """A table in a sheet of a spreadsheet, read row by row, and again for each pass."""

    def __init__(self, path: Path, digest: bytes, place: _Place, warnings: list[str]) -> None:
        self._path = path
        self._place = place
        with opened(path) as parts:
            marks = marks_of(parts, place.sheet.part)
        self._merged = marks.merged
        self.heads = place.heads
        self.above = place.above
        self.delimiter = ","
        hidden = _hidden(marks.hidden, place.head_row)
        self.warnings = (*warnings, *head_row_note(place.head_row, place.above), *hidden)
        self.digest = digest

    def rows(self) -> Iterator[Row]:
        """Every row but blank ones, in order. Raises RosterError where the file has changed."""
        if _digest(self._path) != self.digest:
            raise RosterError(f"{self._path} has changed since it was read. Start again.")
        merged = Merged(self._merged, self._place.head_row)
        try:
            with opened(self._path) as parts:
                book = read_workbook(parts)
                for number, cells in rows_of(parts, self._place.sheet.part, book):
                    if number > self._place.head_row and _is_filled(cells):
                        across = merged.fill(number, cells)
                        row = self._row(number, cells)
                        yield row if row.fault or not across else row._replace(fault=_ACROSS)
        except PartsError as error:
            raise _unreadable(self._path, str(error)) from None

    def _row(self, number: int, cells: Sequence[Cell]) -> Row:
        width = len(self.heads)
        even = [*cells[:width], *[EMPTY] * (width - len(cells))]
        if any(cell.text.strip() for cell in cells[width:]):
            fault = f"It has cells beyond the last of the {width} heads. Take them out, or give them a head."
            return Row(number, tuple(cell.text for cell in (*even, *cells[width:])), fault)
        marks = tuple((place, mark) for place, cell in enumerate(even) for mark in _marks(cell))
        return Row(number, tuple(cell.text for cell in even), marks=marks)


def _marks(cell: Cell) -> Iterator[Mark]:
    if cell.mark:
        yield cell.mark
    if cell.struck:
        yield "struck out"
    if cell.shared:
        yield "of a row above"


def _is_filled(cells: Sequence[Cell]) -> bool:
    return any(cell.text.strip() or cell.mark for cell in cells)


def read_xlsx(path: Path) -> XlsxTable:
    """Read a spreadsheet. Raises RosterError."""
    _refuse_other_forms(path)
    digest = _digest(path)
    try:
        with opened(path) as parts:
            check_parts(parts)
            place, warnings = _roster_sheet(path, parts, read_workbook(parts))
        table = XlsxTable(path, digest, place, warnings)
    except PartsError as error:
        raise _unreadable(path, str(error)) from None
    if next(table.rows(), None) is None:
        raise RosterError(f"{path} has heads, but no row below them: there is nobody to print for.")
    return table


def _digest(path: Path) -> bytes:
    with readable(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _refuse_other_forms(path: Path) -> None:
    start = start_of(path, 4)
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise RosterError(f"{path} is larger than {LARGEST_FILE >> 20} MB: save the list alone, or as CSV.")
    if not size:
        raise RosterError(f"{path} is empty. A file to start from: handouts roster template --xlsx FILE")
    if start == _OLE:
        why = "it has a password" if _PASSWORD in path.read_bytes() else "it is an old xls"
        raise RosterError(f"{path} cannot be read: {why}. Save it as xlsx without a password.")
    if start[:2] != b"PK":
        raise _unreadable(path, "it is not an xlsx file")


def _unreadable(path: Path, why: str) -> RosterError:
    return RosterError(f"{path} cannot be read: {why}. Save it as xlsx or 'CSV UTF-8' and try again.")


def _roster_sheet(path: Path, parts: zipfile.ZipFile, book: Workbook) -> tuple[_Place, list[str]]:
    """The one sheet with known heads, and what to say of the others."""
    visible = [(number, sheet) for number, sheet in enumerate(book.sheets, 1) if sheet.visible]
    rows = {number: [*islice(rows_of(parts, sheet.part, book), _FAR)] for number, sheet in visible}
    found = [place for number, sheet in visible if (place := _heads(rows[number], sheet, number))]
    # A sheet of contacts or of totals has names or days too.
    found = [place for place in found if names_a_cancer(place.heads)] or found
    if len(found) > 1:
        places = " and ".join(str(place.number) for place in found)
        raise RosterError(
            f"Sheets {places} of {path} both look like lists of patients. Put all rows on one sheet."
        )
    if not found:
        if any(rows.values()):
            raise no_known_head()
        raise RosterError(f"{path} is empty. A file to start from: handouts roster template --xlsx FILE")
    (place,) = found
    others = [sheet for number, sheet in visible if number != place.number and sheet.name != _NOTES]
    said = f"The list is on sheet {place.number}; the other sheets are not read."
    return place, [said] if others else []


def _heads(rows: Sequence[tuple[int, Sequence[Cell]]], sheet: Worksheet, number: int) -> _Place | None:
    """Where the heads of a sheet are."""
    found = find_heads([[cell.text for cell in cells] for _, cells in rows])
    if found is None:
        return None
    head_row, cells = rows[found.at]
    return _Place(sheet, number, head_row, stripped([cell.text for cell in cells]), found.above)


def _hidden(rows: tuple[int, ...], head_row: int) -> tuple[str, ...]:
    """A note on rows that a filter or a person has hidden: they are read too."""
    below = [row for row in rows if row > head_row]
    if not below:
        return ()
    shown = ", ".join(map(str, below[:_SHOWN])) + (" ..." if len(below) > _SHOWN else "")
    word = "row" if len(below) == 1 else "rows"
    return (f"Hidden in the spreadsheet, and read all the same: {word} {shown}.",)
