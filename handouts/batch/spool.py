"""The rows of a list in another order, in a nameless file that ends with the process.

Only the offsets are in memory.
"""

from __future__ import annotations

import marshal
import tempfile
from array import array
from collections import Counter
from collections.abc import Iterator
from typing import IO

from handouts.roster.records import Row


class Spool:
    """Rows by group. `add` them in the list's order, which they keep within a group."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (until `close`)
        self._groups: dict[tuple[str, ...], int] = {}
        self._group_of = array("I")
        self._begins = array("Q", [0])

    def add(self, row: Row, group: tuple[str, ...]) -> None:
        """Take in a row."""
        data = marshal.dumps(tuple(row))
        self._file.write(data)
        self._begins.append(self._begins[-1] + len(data))
        self._group_of.append(self._groups.setdefault(group, len(self._groups)))

    def close(self) -> None:
        """Take the file away."""
        self._file.close()

    def rows(self) -> Iterator[Row]:
        """The rows, in the order of their groups."""
        for at in self._order():
            self._file.seek(self._begins[at])
            yield Row(*marshal.loads(self._file.read(self._begins[at + 1] - self._begins[at])))

    def _order(self) -> array[int]:
        """The places of the rows, group by group: a counting sort, for which nothing but figures is held."""
        sizes = Counter(self._group_of)
        following: dict[int, int] = {}
        begin = 0
        for _, group in sorted(self._groups.items()):
            following[group] = begin
            begin += sizes[group]
        order = array("I", bytes(4 * len(self._group_of)))
        for at, group in enumerate(self._group_of):
            order[following[group]] = at
            following[group] += 1
        return order
