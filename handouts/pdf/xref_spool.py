"""Cross-reference rows of a file that may have millions: the latest in memory, the others on the disk.

A row takes 8 bytes, so that the file may be larger than 4 GiB (ISO 32000-1, 7.5.8).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

ROW = 8
"""Bytes of a row: type 1, offset or object stream 5, index 2."""

UNUSED = b"\x00\x00\x00\x00\x00\x00\xff\xff"
"""The row of a number without an object."""

_INDEXES = tuple(index.to_bytes(2, "big") for index in range(1024))
"""The usual indexes in an object stream."""

_IN_MEMORY = 8192
"""Rows; of twice as many the older half is moved out. A copy writes its rows while they are in memory."""

_CHUNK = 1 << 16


def in_file(offset: int) -> bytes:
    """The row of an object at an offset."""
    return b"\x01%b\x00\x00" % offset.to_bytes(5, "big")


def in_stream(holder: int, count: int) -> bytes:
    """The rows of the first `count` objects in an object stream."""
    row = b"\x02" + holder.to_bytes(5, "big")
    more = (index.to_bytes(2, "big") for index in range(len(_INDEXES), count))
    return row + row.join((*_INDEXES[:count], *more))


class XrefSpool:
    """Rows by number. `file` is for the spool alone; it holds `count` rows of a job that is continued."""

    def __init__(self, file: BinaryIO, count: int = 0) -> None:
        self._file = file
        self._before = count  # rows in the file
        self._latest = bytearray()

    @property
    def count(self) -> int:
        """How many rows there are: the next number."""
        return self._before + len(self._latest) // ROW

    def new(self, count: int) -> int:
        """The first of `count` new numbers."""
        if len(self._latest) >= 2 * _IN_MEMORY * ROW:
            self._move_out(_IN_MEMORY)
        first = self._before + len(self._latest) // ROW
        self._latest += UNUSED * count
        return first

    def put(self, first: int, rows: bytes) -> None:
        """Set the rows of consecutive numbers."""
        at = (first - self._before) * ROW
        if at < 0:
            moved = min(-at, len(rows))  # bytes of rows that are in the file
            self._file.seek(first * ROW)
            self._file.write(rows[:moved])
            at, rows = at + moved, rows[moved:]
            if not rows:
                return
        self._latest[at : at + len(rows)] = rows

    def settle(self) -> int:
        """Move all rows into the file, from which a job can be continued; returns their number."""
        self._move_out(len(self._latest) // ROW)
        return self._before

    def chunks(self) -> Iterator[bytes]:
        """All rows, in order."""
        self._file.seek(0)
        waiting = self._before * ROW
        while waiting:
            chunk = self._file.read(min(_CHUNK, waiting))
            waiting -= len(chunk)
            yield chunk
        yield bytes(self._latest)

    def _move_out(self, count: int) -> None:
        self._file.seek(self._before * ROW)
        self._file.write(self._latest[: count * ROW])
        del self._latest[: count * ROW]
        self._before += count
