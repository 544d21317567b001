"""Objects as bytes of a file, with their cross-reference rows (ISO 32000-1, 7.5.7 and 7.5.8)."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from handouts.pdf.syntax import stream

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
ROW = 7
"""Bytes of a cross-reference row: type 1, offset or object stream 4, generation or index 2."""

FREE = b"\x00\x00\x00\x00\x00\xff\xff"
"""The row of a number without an object."""

_PER_OBJECT_STREAM = 200


def in_file(offset: int) -> bytes:
    """The row of an object at an offset."""
    return b"\x01" + offset.to_bytes(4, "big") + b"\x00\x00"


def in_stream(number: int, index: int) -> bytes:
    """The row of an object in an object stream."""
    return b"\x02" + number.to_bytes(4, "big") + index.to_bytes(2, "big")


class Static(NamedTuple):
    """The objects of a template: the beginning of each of its files."""

    head: bytes  # header, objects, their cross-reference stream
    size: int  # number of the next new object
    xref: int  # offset of the cross-reference stream
    streams: dict[int, tuple[int, int]]  # where the given streams begin and end


def pack(plain: Mapping[int, bytes], streams: Mapping[int, bytes], last: int, trailer: bytes) -> Static:
    """Objects as the beginning of a file, with `trailer` in the dictionary of the cross-reference stream.

    `plain` objects are packed into object streams, numbered from `last` + 1.
    """
    rows: dict[int, bytes] = {}
    written = dict(streams)
    members = sorted(plain.items())
    for at in range(0, len(members), _PER_OBJECT_STREAM):
        group = members[at : at + _PER_OBJECT_STREAM]
        last += 1
        written[last] = object_stream(len(group), *packed(group))
        rows |= {number: in_stream(last, index) for index, (number, _) in enumerate(group)}
    parts, offset, places = [HEADER], len(HEADER), dict[int, tuple[int, int]]()
    for number, body in sorted(written.items()):
        rows[number] = in_file(offset)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        offset += len(parts[-1])
        end = offset - len(b"\nendobj\n")
        if number in streams:
            places[number] = end - len(body), end
    rows[last + 1] = in_file(offset)
    numbers = [0, *sorted(rows)]
    entries = b"/Type/XRef/Size %d/Index[%s]/W[1 4 2]%s" % (last + 2, runs(numbers), trailer)
    written_rows = b"".join(rows.get(number, FREE) for number in numbers)
    parts.append(b"%d 0 obj\n%s\nendobj\n" % (last + 1, stream(written_rows, entries)))
    return Static(b"".join(parts), last + 2, offset, places)


def packed(group: Sequence[tuple[int, bytes]]) -> tuple[bytes, bytes]:
    """Index and bodies of an object stream (7.5.7)."""
    bodies = [body for _, body in group]
    return index_of([number for number, _ in group], bodies), b"\n".join(bodies)


def index_of(numbers: Iterable[int], bodies: Iterable[bytes]) -> bytes:
    """The index of an object stream; one byte separates its bodies."""
    starts = itertools.accumulate([len(body) + 1 for body in bodies], initial=0)
    pairs = tuple(itertools.chain.from_iterable(zip(numbers, starts, strict=False)))
    return (b"%d %d " * (len(pairs) // 2))[:-1] % pairs + b"\n"


def object_stream(count: int, index: bytes, bodies: bytes, level: int = 6) -> bytes:
    """An object stream of `count` objects."""
    entries = b"/Type/ObjStm/N %d/First %d" % (count, len(index))
    return stream(index + bodies, entries, level=level)


def runs(numbers: Sequence[int]) -> bytes:
    """The first number and the length of each run of ascending numbers (7.5.8.2)."""
    known = set(numbers)
    firsts = [number for number in numbers if number - 1 not in known]
    lasts = [number for number in numbers if number + 1 not in known]
    return b" ".join(b"%d %d" % (first, last + 1 - first) for first, last in zip(firsts, lasts, strict=True))
