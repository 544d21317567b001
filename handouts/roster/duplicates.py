"""Rows that stand in a roster twice."""

from __future__ import annotations

from collections.abc import Mapping

from handouts.roster.cells import told
from handouts.roster.records import ColumnName, Refused, Row

_HASH = (1 << 64) - 1
"""Bits of a hash; the number of the row stands above them."""


class Duplicates:
    """Remembers rows by 8-byte hashes, not by what stands in them: one number for each person.

    Give it, in order, the rows for which something can be printed. Rows with neither name nor record number
    are never twins: three of them are three copies.
    """

    def __init__(self) -> None:
        self._first: dict[int, int] = {}  # hash of an id or of a name and cancer: row, hash of all cells
        self._more: dict[int, int] = {}  # hash of all cells of a person's other rows: row

    def judge(self, row: Row, named: Mapping[ColumnName, int]) -> Refused | tuple[str, ...]:
        """Why nothing is to be printed for a row that was there before; else what to know of it."""
        cells = {name: " ".join(row.cells[place].split()) for name, place in named.items()}
        number, patient = told(cells.get("id", "")), cells.get("name", "").casefold()
        if not number and not patient:
            return ()
        who = hash((True, number) if number else (False, patient, cells.get("cancer", "").casefold()))
        this = hash(tuple(cells.values())) & _HASH
        first = self._first.setdefault(who, row.number << 64 | this)
        earlier = first >> 64
        if earlier == row.number:
            return ()
        if first & _HASH == this:
            return _same(row, earlier)
        if number:
            return _failed(
                row,
                f"The id of this row stands in row {earlier} too, with other cells. Mend one of them. "
                "For one person with two cancers, write both into one row, with ; between them.",
            )
        twin = self._more.setdefault(this, row.number)
        if twin != row.number:
            return _same(row, twin)
        return (f"The same name and cancer stand in row {earlier}: be sure that these are two people.",)


def _same(row: Row, earlier: int) -> Refused:
    return _failed(row, f"This row is the same as row {earlier}. Take one of them out.")


def _failed(row: Row, reason: str) -> Refused:
    return Refused(row.number, "failed", reason)
