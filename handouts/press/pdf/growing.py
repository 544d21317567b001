"""A file of objects that grows: what is written lies on the disk, only its places are kept.

A cross-reference row takes 8 bytes, so that files may be larger than 4 GiB (ISO 32000-1, 7.5.8).
"""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Sequence
from typing import BinaryIO

from handouts.press.pdf.packing import HEADER, object_stream, packed
from handouts.press.pdf.syntax import stream

ROW = 8
"""Bytes of a cross-reference row: type 1, offset or object stream 5, place 2."""

MOST_OBJECTS = 8_388_607
"""What a file may hold (ISO 32000-1, annex C; PDF/A-2 forbids more)."""

_MOST_PACKED = 0xFFFF
"""In an object stream: the place in it takes two bytes of a row."""

_LEVEL = 1
"""Of compression: what is packed is alike, and higher levels take three times as long for a tenth less."""

_UNUSED = b"\x00\x00\x00\x00\x00\x00\xff\xff"
"""The row of a number without an object."""


class FullError(OSError):
    """The file cannot hold what is to be added."""

    def __init__(self) -> None:
        super().__init__(errno.EFBIG, "the list is too long for one file, so make several lists of it")


class GrowingFile:
    """Numbers objects, writes them one after the other, and closes with the cross-reference stream."""

    def __init__(self, out: BinaryIO, rows: bytes = b"") -> None:
        """A new file, or one that was left half done: `out` stands at its end, `rows` are its rows so far."""
        self._out = out
        self._rows = bytearray(rows or _UNUSED)
        self._at = out.tell()
        if not rows:
            self._put(HEADER)

    @property
    def rows(self) -> bytes:
        """The rows of all numbers that were given out."""
        return bytes(self._rows)

    @property
    def count(self) -> int:
        """How many numbers were given out, 0 among them."""
        return len(self._rows) // ROW

    def new(self, count: int = 1) -> int:
        """The first of so many new numbers."""
        first = len(self._rows) // ROW
        self._rows += _UNUSED * count
        return first

    def write(self, number: int, body: bytes) -> None:
        """Write an object."""
        self._row(number, b"\x01" + self._at.to_bytes(5, "big") + b"\x00\x00")
        self._put(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def add(self, body: bytes) -> int:
        """Write an object under a new number."""
        number = self.new()
        self.write(number, body)
        return number

    def pack(self, objects: Sequence[tuple[int, bytes]]) -> None:
        """Write objects that are no streams, packed together (7.5.7)."""
        for at in range(0, len(objects), _MOST_PACKED):
            part = objects[at : at + _MOST_PACKED]
            self.pack_ready([number for number, _ in part], *packed(part))

    def pack_ready(self, numbers: Sequence[int], index: bytes, bodies: bytes) -> None:
        """Write an object stream whose index and bodies are there already."""
        if len(numbers) > _MOST_PACKED:
            raise ValueError(f"{len(numbers)} objects do not go into one object stream")
        holder = self.add(object_stream(len(numbers), index, bodies, _LEVEL))
        row = b"\x02" + holder.to_bytes(5, "big")
        rows = row + row.join([place.to_bytes(2, "big") for place in range(len(numbers))])
        if numbers and numbers[-1] - numbers[0] == len(numbers) - 1:
            self._rows[numbers[0] * ROW : numbers[0] * ROW + len(rows)] = rows
            return
        for place, number in enumerate(numbers):
            self._row(number, rows[place * ROW : place * ROW + ROW])

    def close(self, root: int, info: int, seed: bytes) -> None:
        """Write the cross-reference stream. The file's identity follows from `seed` and its form."""
        place = self._at
        self._row(self.new(), b"\x01" + place.to_bytes(5, "big") + b"\x00\x00")
        count, whole = self.count, hashlib.sha256(seed)
        whole.update(self._rows)  # not copied: they may be many
        identity = whole.hexdigest()[:32].upper().encode()
        entries = b"/Type/XRef/Size %d/W[1 5 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]" % (
            count,
            root,
            info,
            identity,
            identity,
        )
        self._put(b"%d 0 obj\n%s\nendobj\n" % (count - 1, stream(self._rows, entries, level=_LEVEL)))
        self._put(b"startxref\n%d\n%%%%EOF\n" % place)

    def _row(self, number: int, row: bytes) -> None:
        self._rows[number * ROW : number * ROW + ROW] = row

    def _put(self, data: bytes) -> None:
        self._out.write(data)
        self._at += len(data)
