"""Rosters as spreadsheets (xlsx): text as it stands, dates as ISO writes them, no formulas."""

from __future__ import annotations

import datetime
import hashlib
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from handouts.errors import RosterError, UsageError
from handouts.extras import how_to_install
from handouts.roster.columns import known_heads, no_known_head, stripped
from handouts.roster.records import Mark, Row
from handouts.roster.xlsx_parts import LARGEST_FILE, Marks, PartsError, check_parts, marks_of

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_OLE = b"\xd0\xcf\x11\xe0"
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_NOTES = "Notes"  # a sheet of our own template
_SHOWN = 8  # hidden rows that a warning names
_FAR = 50  # rows above the heads, at most


class _Place(NamedTuple):
    """Where the roster stands in its file."""

    sheet: str
    head_row: int  # as the spreadsheet counts
    heads: tuple[str, ...]
    above: tuple[str, ...] = ()  # lines above the heads


class XlsxTable:
    """A table in a sheet of a spreadsheet."""

    def __init__(self, path: Path, data: bytes, place: _Place, warnings: list[str]) -> None:
        self._path = path
        self._place = place
        self._marks = _marks(path, data, place.sheet)
        self.heads = place.heads
        self.above = place.above
        self.delimiter = ","
        self.warnings = (*warnings, *_hidden(self._marks.hidden, place.head_row))
        self.digest = hashlib.sha256(data).digest()

    def rows(self) -> Iterator[Row]:
        """Every row but blank ones, in order. Raises RosterError where the file has changed."""
        data = _bytes(self._path)
        if hashlib.sha256(data).digest() != self.digest:
            raise RosterError(f"{self._path} has changed since it was read. Start again.")
        sheet = _sheet(self._path, _open(self._path, data), self._place.sheet)
        for number, cells in _lines(sheet):
            if number > self._place.head_row and (any(cells) or number in self._marks.formulas):
                row = self._row(number, cells)
                if row.fault or any(cell.strip() for cell in row.cells):
                    yield row

    def _row(self, number: int, cells: Sequence[Any]) -> Row:
        width = len(self.heads)
        even = [*cells[:width], *[""] * (width - len(cells))]
        if any(_text(cell).strip() for cell in cells[width:]):
            fault = f"It has cells beyond the last of the {width} heads. Take them out, or give them a head."
            return Row(number, _texts([*even, *cells[width:]]), fault)
        return Row(number, _texts(even), marks=_kinds(even, self._marks.formulas.get(number, {})))


def read_xlsx(path: Path) -> XlsxTable:
    """Read a spreadsheet. Raises RosterError, and UsageError where the package for it is missing."""
    data = _bytes(path)
    _refuse_other_forms(path, data)
    try:
        check_parts(data)
    except PartsError as error:
        raise _unreadable(path, str(error)) from None
    book = _open(path, data)
    place, warnings = _roster_sheet(path, data, book)
    table = XlsxTable(path, data, place, warnings)
    if next(table.rows(), None) is None:
        raise RosterError(f"{path} has heads, but no row below them: there is nobody to print for.")
    return table


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise RosterError(f"{path} cannot be read: {error.strerror}.") from None
    if len(data) > LARGEST_FILE:
        raise RosterError(f"{path} is larger than {LARGEST_FILE >> 20} MB: save the list alone, or as CSV.")
    return data


def _refuse_other_forms(path: Path, data: bytes) -> None:
    if not data:
        raise RosterError(f"{path} is empty. A file to start from: handouts roster template --xlsx FILE")
    if data[:4] == _OLE:
        why = "it has a password" if _PASSWORD in data else "it is an old xls"
        raise RosterError(f"{path} cannot be read: {why}. Save it as xlsx without a password.")
    if data[:2] != b"PK":
        raise _unreadable(path, "it is no xlsx")


def _unreadable(path: Path, why: str) -> RosterError:
    return RosterError(f"{path} cannot be read: {why}. Save it as xlsx or 'CSV UTF-8' and try again.")


def _open(path: Path, data: bytes) -> CalamineWorkbook:
    try:
        import python_calamine
    except ImportError:
        raise UsageError(
            "Spreadsheets need a package that is not installed. "
            f"Save the list as 'CSV UTF-8', or run: {how_to_install('xlsx')}"
        ) from None
    try:
        return python_calamine.load_workbook(io.BytesIO(data))
    except (python_calamine.CalamineError, OSError, ValueError):
        raise _unreadable(path, "it is damaged") from None


def _sheet(path: Path, book: CalamineWorkbook, name: str) -> CalamineSheet:
    from python_calamine import CalamineError

    try:
        return book.get_sheet_by_name(name)
    except (CalamineError, ValueError):
        raise _unreadable(path, "it is damaged") from None


def _marks(path: Path, data: bytes, sheet: str) -> Marks:
    try:
        return marks_of(data, sheet)
    except PartsError as error:
        raise _unreadable(path, str(error)) from None


def _roster_sheet(path: Path, data: bytes, book: CalamineWorkbook) -> tuple[_Place, list[str]]:
    """The one sheet with known heads, and what to say of the others."""
    visible = [each.name for each in book.sheets_metadata if str(each.visible).endswith(".Visible")]
    found = []
    for name in visible:
        _marks(path, data, name)  # refuses one that would not fit into memory, before it is read
        head = _heads(_sheet(path, book, name))
        if head is not None:
            found.append(_Place(name, head[0], stripped(head[1])))
    if len(found) > 1:
        places = " and ".join(str(book.sheet_names.index(place.sheet) + 1) for place in found)
        raise RosterError(
            f"The sheets {places} of {path} both look like rosters. Put all rows into one sheet."
        )
    if not found:
        raise _no_heads(path, book, visible)
    place, *_ = found
    others = [name for name in visible if name not in (place.sheet, _NOTES)]
    said = f"The roster is the sheet {book.sheet_names.index(place.sheet) + 1}; the others are not read."
    return place, [said] if others else []


def _no_heads(path: Path, book: CalamineWorkbook, visible: list[str]) -> RosterError:
    """What to say of a file in which no sheet has known heads."""
    for name in visible:
        for _, cells in _lines(_sheet(path, book, name)):
            if any(cells):
                return no_known_head()
    return RosterError(f"{path} is empty. A file to start from: handouts roster template --xlsx FILE")


def _heads(sheet: CalamineSheet) -> tuple[int, tuple[str, ...]] | None:
    """The row of the heads, and these; notes that begin with # may stand above them."""
    for number, cells in _lines(sheet):
        texts = _texts(cells)
        first = next((text for text in texts if text.strip()), "")
        if not first or (first.startswith("#") and len(first.strip()) > 1):
            if number > _FAR:
                return None
            continue
        return (number, texts) if known_heads(texts) else None
    return None


def _lines(sheet: CalamineSheet) -> Iterator[tuple[int, list[Any]]]:
    """Rows with their numbers; the reader leaves empty columns on the left away."""
    left = [""] * (sheet.start[1] if sheet.start else 0)
    for number, cells in enumerate(sheet.iter_rows(), 1):
        yield number, [*left, *cells]


def _texts(cells: Sequence[Any]) -> tuple[str, ...]:
    return tuple(_text(cell) for cell in cells)


def _text(cell: Any) -> str:
    """A cell as text: dates as 2026-11-24, whole numbers without a point, yes and no."""
    match cell:
        case str():
            return cell
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime.datetime() if cell.time() != datetime.time():
            return cell.strftime("%Y-%m-%d %H:%M")
        case datetime.datetime():
            return cell.date().isoformat()
        case datetime.time():
            return cell.strftime("%H:%M")
        case _:
            return str(cell)


def _kinds(cells: Sequence[Any], formulas: dict[int, str]) -> tuple[tuple[int, Mark], ...]:
    """Which cells are no text."""
    found: dict[int, Mark] = {}
    for place, cell in enumerate(cells):
        if place in formulas:
            found[place] = "an error" if formulas[place] == "an error" else "a formula"
        elif not isinstance(cell, str):
            found[place] = _kind(cell)
    return tuple(found.items())


def _kind(cell: Any) -> Mark:
    if isinstance(cell, bool):
        return "yes or no"
    if isinstance(cell, datetime.time | datetime.timedelta):
        return "a time"
    return "a date" if isinstance(cell, datetime.date) else "a number"


def _hidden(rows: tuple[int, ...], head_row: int) -> tuple[str, ...]:
    """What to say of rows that a filter or a person has hidden: they count."""
    below = [row for row in rows if row > head_row]
    if not below:
        return ()
    shown = ", ".join(map(str, below[:_SHOWN])) + (" ..." if len(below) > _SHOWN else "")
    word = "row" if len(below) == 1 else "rows"
    return (f"Hidden in the spreadsheet, and read nevertheless: {word} {shown}.",)
