"""Objects as bytes of a file, with their cross-reference rows (ISO 32000-1, 7.5.7 and 7.5.8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handouts.press.pdf.syntax import stream

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
ROW = 7
"""Bytes of a cross-reference row: type 1, offset or object stream 4, generation or place 2."""

FREE = b"\x00\x00\x00\x00\x00\xff\xff"
"""The row of a number without an object."""

_PER_OBJECT_STREAM = 200


def in_file(offset: int) -> bytes:
    """The row of an object that stands at an offset."""
    return b"\x01" + offset.to_bytes(4, "big") + b"\x00\x00"


def in_stream(number: int, place: int) -> bytes:
    """The row of an object inside an object stream."""
    return b"\x02" + number.to_bytes(4, "big") + place.to_bytes(2, "big")


def pack(plain: Mapping[int, bytes], streams: Mapping[int, bytes], last: int) -> tuple[bytes, bytes]:
    """Header and objects, and the rows from object 0 on.

    Objects without streams are packed into object streams, numbered from `last` + 1.
    """
    rows: dict[int, bytes] = {}
    written = dict(streams)
    members = sorted(plain.items())
    for at in range(0, len(members), _PER_OBJECT_STREAM):
        group = members[at : at + _PER_OBJECT_STREAM]
        last += 1
        written[last] = object_stream(len(group), *packed(group))
        rows |= {number: in_stream(last, place) for place, (number, _) in enumerate(group)}
    parts, offset = [HEADER], len(HEADER)
    for number, body in sorted(written.items()):
        rows[number] = in_file(offset)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        offset += len(parts[-1])
    return b"".join(parts), b"".join(rows.get(number, FREE) for number in range(last + 1))


def packed(group: Sequence[tuple[int, bytes]]) -> tuple[bytes, bytes]:
    """Index and bodies of an object stream (7.5.7)."""
    index, bodies, at = [], [], 0
    for number, body in group:
        index.append(b"%d %d" % (number, at))
        bodies.append(body)
        at += len(body) + 1
    return b" ".join(index) + b"\n", b"\n".join(bodies)


def object_stream(count: int, index: bytes, bodies: bytes, level: int = 6) -> bytes:
    """So many objects without streams, packed together."""
    entries = b"/Type/ObjStm/N %d/First %d" % (count, len(index))
    return stream(index + bodies, entries, level=level)
