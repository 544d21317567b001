"""A list in a table: its columns understood, its rows with what is read of them."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.roster.answers import Answers
from handouts.roster.columns import Columns, understand
from handouts.roster.records import ColumnName, Mark, Row, Table


class TableRoster:
    """A roster in a table of a file."""

    def __init__(self, table: Table, answers: Answers) -> None:
        """Raises RosterError where the heads are not those of a roster."""
        self._table = table
        self._answers = answers
        self._columns = understand(table.heads)
        self._plain = self._columns.joined is None

    @property
    def columns(self) -> tuple[str, ...]:
        """The heads, as they stand; the last is "name" where first and last name were joined."""
        return self._columns.heads

    @property
    def delimiter(self) -> str:
        """What stands between the cells in the file."""
        return self._table.delimiter

    @property
    def own_columns(self) -> tuple[str, ...]:
        """The heads that stand in the file."""
        return self._columns.heads[: self._columns.width]

    @property
    def named(self) -> dict[ColumnName, int]:
        """Which of them are understood."""
        return self._columns.named

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to know of the whole file."""
        return (*self._table.warnings, *self._columns.warnings)

    @property
    def digest(self) -> bytes:
        """SHA-256 of the bytes."""
        return self._table.digest

    def rows(self) -> Iterator[Row]:
        """Every row but blank ones, in order. Raises RosterError where the file has changed."""
        for row in self._table.rows():
            if row.fault:
                yield row
            elif fault := _marked(self._columns, row.marks) if row.marks else "":
                yield row._replace(fault=fault)
            elif self._plain:
                yield row
            else:
                yield row._replace(cells=self._columns.cells(row.cells))


def _marked(columns: Columns, marks: tuple[tuple[int, Mark], ...]) -> str:
    """Why a row cannot be believed in which a cell that is read is no text; empty where none is."""
    read = {place: name for name, place in columns.named.items()}
    for place in columns.joined or ():
        read[place] = "name"
    for place, mark in sorted(marks):
        if place in read and mark in ("a formula", "an error"):
            return (
                f"The {read[place]} is {mark} (column {place + 1}). "
                "Put in what it shows: copy the cell, then paste values only."
            )
        if read.get(place) == "id" and mark not in ("a formula", "an error"):
            return (
                f"The id (column {place + 1}) is a number, not text, and numbers lose their leading zeros. "
                "Format the column as text and type it again."
            )
    return ""
