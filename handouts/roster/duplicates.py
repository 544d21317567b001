"""Rows that stand in a roster twice."""

from __future__ import annotations

from collections.abc import Mapping

from handouts.roster.records import ColumnName, Refused, Row


class Duplicates:
    """Remembers rows by 8-byte hashes, not by what stands in them.

    Give it, in order, the rows for which something can be printed. Rows with neither name nor record number
    are never twins: three of them are three copies.
    """

    def __init__(self) -> None:
        self._rows: dict[int, int] = {}  # hash: the row's number
        self._ids: dict[int, int] = {}
        self._people: dict[int, int] = {}

    def judge(self, row: Row, named: Mapping[ColumnName, int]) -> Refused | tuple[str, ...]:
        """Why nothing is to be printed for a row that was there before; else what to know of it."""
        cells = {name: " ".join(row.cells[place].split()) for name, place in named.items()}
        number, patient = cells.get("id", ""), cells.get("name", "").casefold()
        if not number and not patient:
            return ()
        earlier = self._rows.setdefault(hash(tuple(cells.values())), row.number)
        if earlier != row.number:
            return _failed(row, f"This row is the same as row {earlier}. Take one of them out.")
        if number:
            earlier = self._ids.setdefault(hash(number), row.number)
            if earlier != row.number:
                return _failed(
                    row,
                    f"The id of this row stands in row {earlier} too, with other cells. Mend one of them.",
                )
            return ()
        earlier = self._people.setdefault(hash((patient, cells.get("cancer", "").casefold())), row.number)
        if earlier != row.number:
            return (f"The same name and cancer stand in row {earlier}: be sure that these are two people.",)
        return ()


def _failed(row: Row, reason: str) -> Refused:
    return Refused(row.number, "failed", reason)
