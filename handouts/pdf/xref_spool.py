"""Cross-reference rows of a file that may have millions: the latest in memory, the others in a file.

A row takes 8 bytes, so that the file may be larger than 4 GiB (ISO 32000-1, 7.5.8).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

ROW = 8
"""Bytes of a row: type 1, offset or object stream 5, place 2."""

UNUSED = b"\x00\x00\x00\x00\x00\x00\xff\xff"
"""The row of a number without an object."""

_PLACES = tuple(place.to_bytes(2, "big") for place in range(1024))
"""The usual places in an object stream."""

_IN_MEMORY = 8192
"""Rows; with twice as many the older half moves out. A copy writes its own while they are here."""

_CHUNK = 1 << 16


def in_file(offset: int) -> bytes:
    """The row of an object that stands at an offset."""
    return b"\x01%b\x00\x00" % offset.to_bytes(5, "big")


def in_stream(holder: int, count: int) -> bytes:
    """The rows of so many objects inside an object stream, from its first place on."""
    row = b"\x02" + holder.to_bytes(5, "big")
    more = (place.to_bytes(2, "big") for place in range(len(_PLACES), count))
    return row + row.join((*_PLACES[:count], *more))


class XrefSpool:
    """Rows by number. `file` holds those of a job that goes on; it is read and written by nobody else."""

    def __init__(self, file: BinaryIO, count: int = 0) -> None:
        self._file = file
        self._before = count  # rows that are in the file
        self._latest = bytearray()

    @property
    def count(self) -> int:
        """How many there are: the next number."""
        return self._before + len(self._latest) // ROW

    def new(self, count: int) -> int:
        """The first of so many new numbers."""
        if len(self._latest) >= 2 * _IN_MEMORY * ROW:
            self._move_out(_IN_MEMORY)
        first = self._before + len(self._latest) // ROW
        self._latest += UNUSED * count
        return first

    def put(self, first: int, rows: bytes) -> None:
        """Set the rows of numbers in a row."""
        at = (first - self._before) * ROW
        if at < 0:
            moved = min(-at, len(rows))  # bytes of them that are in the file
            self._file.seek(first * ROW)
            self._file.write(rows[:moved])
            at, rows = at + moved, rows[moved:]
            if not rows:
                return
        self._latest[at : at + len(rows)] = rows

    def settle(self) -> int:
        """Move all rows into the file, and say how many they are: a job goes on from there."""
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
