"""A PDF file that grows on the disk, object by object."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from typing import BinaryIO

from handouts.pdf.packing import HEADER, object_stream, packed
from handouts.pdf.xref_spool import ROW, XrefSpool, in_file, in_stream

MOST_OBJECTS = 8_388_607
"""In a file (ISO 32000-1, annex C; PDF/A-2 forbids more)."""

_MOST_PACKED = 0xFFFF
"""Objects in an object stream: the index in it takes two bytes of a row."""

_LEVEL = 1
"""Of compression: higher levels take three times as long and save a tenth."""


class FullError(Exception):
    """The file has no room for what is to be added."""


class ObjectWriter:
    """Numbers objects, writes them one after the other, and closes with the cross-reference stream."""

    def __init__(self, out: BinaryIO, rows: XrefSpool) -> None:
        """Start a file, or continue one: then `out` is at its end, and `rows` are its rows so far."""
        self._out = out
        self._rows = rows
        self._at = out.tell()
        if not rows.count:
            rows.new(1)
            self._put(HEADER)

    @property
    def count(self) -> int:
        """How many numbers are in use, 0 among them."""
        return self._rows.count

    def new(self, count: int = 1) -> int:
        """The first of `count` new numbers."""
        return self._rows.new(count)

    def settle(self) -> int:
        """Move all rows into their file, so that this one can be continued; returns their number."""
        return self._rows.settle()

    def write(self, number: int, body: bytes) -> None:
        """Write an object."""
        self._rows.put(number, in_file(self._at))
        self._put(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def add(self, body: bytes) -> int:
        """Write an object under a new number."""
        number = self.new()
        self.write(number, body)
        return number

    def write_streams(self, first: int, streams: Sequence[bytes]) -> None:
        """Write uncompressed streams, numbered from `first`."""
        at, rows, parts = self._at, b"", []
        for number, data in enumerate(streams, first):
            parts.append(
                b"%d 0 obj\n<</Length %d>>stream\n%b\r\nendstream\nendobj\n" % (number, len(data), data)
            )
            rows += in_file(at)
            at += len(parts[-1])
        self._rows.put(first, rows)
        self._put(b"".join(parts))

    def pack(self, objects: Sequence[tuple[int, bytes]]) -> None:
        """Write objects other than streams in object streams (7.5.7)."""
        for at in range(0, len(objects), _MOST_PACKED):
            part = objects[at : at + _MOST_PACKED]
            self.pack_ready([range(number, number + 1) for number, _ in part], *packed(part))

    def pack_ready(self, numbers: Sequence[range], index: bytes, bodies: bytes) -> None:
        """Write an object stream from its index and bodies; `numbers` are runs of object numbers."""
        count = sum(map(len, numbers))
        if count > _MOST_PACKED:
            raise ValueError(f"{count} objects are too many for one object stream")
        holder = self.add(object_stream(count, index, bodies, _LEVEL))
        rows = in_stream(holder, count)
        at = 0
        for run in numbers:
            self._rows.put(run.start, rows[at : at + len(run) * ROW])
            at += len(run) * ROW

    def close(self, root: int, info: int, seed: bytes) -> None:
        """Write the cross-reference stream; the file's identifier is made from `seed` and the rows.

        The stream may be long, so it is compressed in chunks, and its length is filled in afterwards.
        """
        place, number = self._at, self.new()
        self._rows.put(number, in_file(place))
        whole = hashlib.sha256(seed)
        for chunk in self._rows.chunks():
            whole.update(chunk)
        identity = whole.hexdigest()[:32].upper().encode()
        self._put(
            b"%d 0 obj\n<</Type/XRef/Size %d/W[1 5 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]"
            b"/Filter/FlateDecode/Length " % (number, number + 1, root, info, identity, identity)
        )
        length = self._at
        self._put(_LENGTH % 0 + b">>stream\n")
        start = self._at
        compressor = zlib.compressobj(_LEVEL)
        for chunk in self._rows.chunks():
            self._put(compressor.compress(chunk))
        self._put(compressor.flush())
        end = self._at
        self._put(b"\r\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % place)
        self._out.seek(length)
        self._out.write(_LENGTH % (end - start))
        self._out.seek(self._at)

    def _put(self, data: bytes) -> None:
        self._out.write(data)
        self._at += len(data)


_LENGTH = b"%10d"
"""Room for a length that is filled in later."""
