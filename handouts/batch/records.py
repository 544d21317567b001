"""The record of a run: a line for each row of the list, as a table and as JSON, and no cell of the list."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from typing import Any, BinaryIO, Literal, NamedTuple

from handouts import __version__
from handouts.roster.cells import harmless
from handouts.roster.columns import REASON
from handouts.roster.records import Row

MANIFEST = "manifest.json"
"""The record of every run; by it a folder is known to be one."""

MANIFEST_TABLE = "manifest.csv"
"""The same as a table."""

FAILED_ROWS = "failed-rows.csv"
"""The rows that need a person."""

_NUMBERED = re.compile(r"Row (\d{1,9}): ")
"""How a reason begins."""

Status = Literal["ok", "failed", "skipped"]


class ManifestRow(NamedTuple):
    """What became of a row."""

    row: int
    id: str  # on the sheet
    status: Status
    reason: str = ""
    warnings: str = ""
    left_out: str = ""  # what the sheet has no room for
    cancers: str = ""
    layout: str = ""
    paper: str = ""
    language: str = ""
    numbers: str = ""
    content: str = ""
    review_by: str = ""
    pages: int = 0
    sheets: int = 0
    first_page: int = 0  # in the print job, from 1
    first_sheet: int = 0
    file: str = ""  # of the copy alone
    program: str = __version__


class Manifest:
    """Writes manifest.csv and manifest.json, line by line."""

    def __init__(self, table: BinaryIO, lines: BinaryIO, *, begun: bool) -> None:
        self._table, self._lines, self._empty = table, lines, not begun
        if not begun:
            table.write(b"\xef\xbb\xbf")
            table.write(table_line(ManifestRow._fields))
            lines.write(b'{"rows":[\n')

    def add(self, line: ManifestRow) -> None:
        """Write a line."""
        self._table.write(table_line(line))
        between = b"" if self._empty else b",\n"
        self._lines.write(between + json.dumps(line._asdict(), ensure_ascii=False).encode())
        self._empty = False

    def finish(self, run: dict[str, Any]) -> None:
        """Write what holds for all rows."""
        text = json.dumps(run, ensure_ascii=False, indent=1)
        self._lines.write(b"\n],\n" + text[1:].encode().lstrip() + b"\n")


class FailedRows:
    """Writes the rows that need a person, in the list's own columns and with the reason, to be run again."""

    def __init__(
        self, out: BinaryIO, columns: Sequence[str], command: str, *, delimiter: str = ",", begun: bool
    ) -> None:
        """`command` runs this file; it stands above the heads as a comment, which readers skip."""
        self._delimiter = delimiter
        self._again = bool(columns) and columns[-1] == REASON  # the list is the failed rows of a run before
        if self._again:
            columns = columns[:-1]
        self._out, self._columns = out, len(columns)
        if not begun:
            out.write(b"\xef\xbb\xbf")
            if command.isprintable():  # a path may hold the end of a line
                out.write(table_line([f"# {command}"], delimiter))
            out.write(table_line([*columns, REASON], delimiter))

    def add(self, row: Row, reason: str) -> None:
        """Write a row; it keeps its first number, and surplus cells follow the reason."""
        own = [*row.cells, *[""] * self._columns][: self._columns]
        beyond = row.cells[self._columns + self._again :] if row.fault else ()
        told = f"Row {self._number(row)}: {reason}"
        self._out.write(table_line([*own, told, *beyond], self._delimiter))

    def _number(self, row: Row) -> str:
        before = _NUMBERED.match("".join(row.cells[self._columns :][:1])) if self._again else None
        return before[1] if before else str(row.number)


def table_line(cells: Sequence[object], delimiter: str = ",") -> bytes:
    """A line of a table in which no cell is a formula to a spreadsheet."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerow(
        [harmless(str(cell)) for cell in cells]
    )
    return out.getvalue().encode()
