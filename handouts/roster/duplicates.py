"""Rows that stand in a roster twice."""

from __future__ import annotations

from array import array
from collections.abc import Mapping

from handouts.roster.cells import told
from handouts.roster.records import ColumnName, Refused, Row

_HASH = (1 << 64) - 1
"""Bits of a hash."""

_FEW = 1024
_FULL = 0.8
"""Share of places that are taken when the table grows."""


class _Table:
    """What was found first, by hash: 20 bytes a place; a dictionary takes six times that.

    Places follow from the hash; where one is taken by another hash, the next that is free is used.
    """

    def __init__(self, places: int = _FEW) -> None:
        self._hashes = array("Q", bytes(8 * places))
        self._others = array("Q", bytes(8 * places))
        self._rows = array("I", bytes(4 * places))
        self._taken = 0

    def first(self, key: int, row: int, other: int) -> tuple[int, int]:
        """The row and the other hash with which a hash came first: these, if it comes now."""
        at = self._place(key)
        if self._rows[at]:
            return self._rows[at], self._others[at]
        self._hashes[at], self._others[at], self._rows[at] = key, other, row
        self._taken += 1
        if self._taken > _FULL * len(self._rows):
            self._grow()
        return row, other

    def _place(self, key: int) -> int:
        """Where a hash stands, or will."""
        hashes, rows, last = self._hashes, self._rows, len(self._rows) - 1
        at = key & last
        while rows[at] and hashes[at] != key:
            at = at + 1 & last
        return at

    def _grow(self) -> None:
        larger = _Table(2 * len(self._rows))
        for key, other, row in zip(self._hashes, self._others, self._rows, strict=True):
            if row:
                at = larger._place(key)
                larger._hashes[at], larger._others[at], larger._rows[at] = key, other, row
        self._hashes, self._others, self._rows = larger._hashes, larger._others, larger._rows


class Duplicates:
    """Remembers rows by 8-byte hashes, not by what stands in them: one number for each person.

    Give it, in order, the rows for which something can be printed. Rows with neither name nor record number
    are never twins: three of them are three copies.
    """

    def __init__(self) -> None:
        self._first = _Table()  # hash of an id or of a name and cancer: row, hash of all cells
        self._more: dict[int, int] = {}  # hash of all cells of a person's other rows: row

    def judge(self, row: Row, named: Mapping[ColumnName, int]) -> Refused | tuple[str, ...]:
        """Why nothing is to be printed for a row that was there before; else what to know of it."""
        cells = {name: " ".join(row.cells[place].split()) for name, place in named.items()}
        number, patient = told(cells.get("id", "")), cells.get("name", "").casefold()
        if not number and not patient:
            return ()
        who = hash((True, number) if number else (False, patient, cells.get("cancer", "").casefold()))
        this = hash(tuple(cells.values())) & _HASH
        earlier, all_cells = self._first.first(who & _HASH, row.number, this)
        if earlier == row.number:
            return ()
        if all_cells == this:
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
    return Refused(row.number, "skipped", f"This row is the same as row {earlier}. It is printed once.")


def _failed(row: Row, reason: str) -> Refused:
    return Refused(row.number, "failed", reason)
