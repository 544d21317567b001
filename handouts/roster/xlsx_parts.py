"""What a spreadsheet's own XML tells that its reader does not: formulas, errors, hidden rows, sheer size.

An xlsx file is a zip of XML parts. All of them are unpacked once, a piece at a time: what claims to be small
and is not ends here.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple
from xml.parsers import expat

LARGEST_FILE = 64 * 1024 * 1024
_LARGEST_UNPACKED = 512 * 1024 * 1024
_MOST_CELLS = 20_000_000  # of the square that holds all cells; the reader keeps it in memory
_MOST_MERGED = 100_000
_CHUNK = 1 << 18
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

Attributes = dict[str, str]


class PartsError(Exception):
    """The file is no spreadsheet that can be read; the message says why, as the end of a sentence."""


class Range(NamedTuple):
    """Cells that are merged; rows are counted from 1, columns from 0, and both ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int


class Marks(NamedTuple):
    """What is noteworthy in a sheet. Rows are counted from 1, columns from 0."""

    formulas: dict[int, dict[int, str]]  # row: column: "a formula" or "an error"
    hidden: tuple[int, ...]  # rows
    merged: tuple[Range, ...] = ()


def check_parts(data: bytes) -> None:
    """Raise PartsError unless the file is a sound xlsx of a bearable size."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = parts.namelist()
            if len(set(names)) != len(names):
                raise PartsError("it holds two parts of one name")
            if "xl/workbook.xml" not in names:
                raise PartsError("it is no xlsx")
            left = _LARGEST_UNPACKED
            for info in parts.infolist():
                for piece in _pieces(parts, info.filename):
                    left -= len(piece)
                    if left < 0:
                        raise PartsError("it is far too large when unpacked")
    except _BROKEN:
        raise PartsError("it is damaged") from None


def marks_of(data: bytes, sheet: str) -> Marks:
    """The marks of the sheet that is called so. Raises PartsError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            scan = _Scan()
            _parse(parts, _part_of(parts, sheet), scan.start)
            scan.check_size()
            return Marks(scan.marked, tuple(scan.hidden), tuple(scan.merged))
    except _BROKEN:
        raise PartsError("it is damaged") from None


_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    expat.ExpatError,
)


class _Scan:
    """Goes through the cells of a sheet."""

    def __init__(self) -> None:
        self.marked: dict[int, dict[int, str]] = {}
        self.hidden: list[int] = []
        self.merged: list[Range] = []
        self._row = 0
        self._column = -1
        self._last_row = self._last_column = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if name == "c":
            self._place(attributes.get("r", ""))
            if attributes.get("t") == "e":
                self._mark("an error")
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = -1
            if attributes.get("hidden") in ("1", "true"):
                self.hidden.append(self._row)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name in ("v", "is", "f"):
            self._last_row = max(self._last_row, self._row)
            self._last_column = max(self._last_column, self._column)
            if name == "f":
                self._mark("a formula")

    def check_size(self) -> None:
        """Raise PartsError where the cells lie too far apart."""
        if self._last_row * (self._last_column + 1) > _MOST_CELLS:
            raise PartsError("its cells lie too far apart: take out what stands far below or beside the list")

    def _place(self, address: str) -> None:
        place = _place_of(address)
        if place is None:
            self._column += 1
        else:
            self._row, self._column = place

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = _place_of(first), _place_of(last)
        if start is None or end is None:
            return
        self.merged.append(Range(start[0], start[1], end[0], end[1]))
        if len(self.merged) > _MOST_MERGED:
            raise PartsError("too many of its cells are merged")

    def _mark(self, what: str) -> None:
        self.marked.setdefault(self._row, {})[self._column] = what


def _place_of(address: str) -> tuple[int, int] | None:
    """Row and column of a cell such as B7; None for what is no address."""
    match = _CELL.fullmatch(address)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column - 1


def _part_of(parts: zipfile.ZipFile, sheet: str) -> str:
    """The part that holds the sheet of a name."""
    relations: dict[str, str] = {}
    ids: dict[str, str] = {}

    def relation(name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            relations[attributes.get("Id", "")] = attributes.get("Target", "")

    def entry(name: str, attributes: Attributes) -> None:
        if name == "sheet":
            ids[attributes.get("name", "")] = next(
                (value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), ""
            )

    _parse(parts, "xl/_rels/workbook.xml.rels", relation)
    _parse(parts, "xl/workbook.xml", entry)
    target = relations[ids[sheet]]
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def _parse(parts: zipfile.ZipFile, part: str, start: Callable[[str, Attributes], None]) -> None:
    """Go through a part, telling of each element that begins, by its name without prefix."""
    parser = expat.ParserCreate()

    def no_doctype(*_: object) -> None:
        raise PartsError("it holds XML that no spreadsheet writes")

    parser.StartDoctypeDeclHandler = no_doctype
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    for piece in _pieces(parts, part):
        parser.Parse(piece, False)
    parser.Parse(b"", True)


def _pieces(parts: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A part, unpacked a piece at a time; the checksum is looked at in the end."""
    with parts.open(part) as file:
        while piece := file.read(_CHUNK):
            yield piece
