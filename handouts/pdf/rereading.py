"""Objects of a finished template, read back so that they can stand in another file under other numbers.

Only what `document.py` has written is read: no repair, no guessing.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Mapping

from handouts.pdf.packing import ROW
from handouts.pdf.template import Template

_STRINGS_OR_REFERENCE = re.compile(rb"\((?:[^()\\]|\\.)*\)|<[0-9A-F]+>|(\d+) 0 R\b", re.DOTALL)
"""Strings are passed over: what they say may look like a reference."""

_IN_FILE, _IN_STREAM = 1, 2


def objects_of(template: Template) -> dict[int, bytes]:
    """All static objects by number, without the cross-reference stream."""
    places = _places(template.rows)
    starts = sorted(first for kind, first, _ in places.values() if kind == _IN_FILE)
    ends = dict(zip(starts, [*starts[1:], len(template.head)], strict=True))
    found: dict[int, bytes] = {}
    for number, (kind, first, _) in places.items():
        if kind == _IN_FILE:
            whole = template.head[first : ends[first]]
            found[number] = whole[whole.index(b"\n") + 1 : -len(b"\nendobj\n")]
    del found[template.size - 1]  # the cross-reference stream
    packed = {first for kind, first, _ in places.values() if kind == _IN_STREAM}
    for holder in packed:
        found |= _unpacked(found.pop(holder))
    return found


def _places(rows: bytes) -> dict[int, tuple[int, int, int]]:
    """Kind, offset or object stream, and place in it, of all objects that are written."""
    places = {}
    for number in range(len(rows) // ROW):
        row = rows[number * ROW : number * ROW + ROW]
        if row[0]:
            places[number] = (row[0], int.from_bytes(row[1:5], "big"), int.from_bytes(row[5:7], "big"))
    return places


def _unpacked(body: bytes) -> dict[int, bytes]:
    """The objects of an object stream."""
    head, data = split(body)
    text = zlib.decompress(data)
    first = int(_entry(rb"/First (\d+)", head))
    index = [int(word) for word in text[:first].split()]
    numbers, starts = index[::2], index[1::2]
    ends = [*(start - 1 for start in starts[1:]), len(text) - first]
    return {
        number: text[first + start : first + end]
        for number, start, end in zip(numbers, starts, ends, strict=True)
    }


def _entry(pattern: bytes, text: bytes) -> bytes:
    found = re.search(pattern, text)
    if found is None:
        raise ValueError(f"no {pattern!r} in an object of our own")
    return found[1]


def entry_reference(key: bytes, body: bytes) -> int:
    """The object that an entry of a dictionary refers to."""
    return int(_entry(key + rb" (\d+) 0 R", body))


def entry_string(key: bytes, body: bytes) -> bytes:
    """The string of an entry of a dictionary, with its brackets."""
    return _entry(key + rb"(\((?:[^()\\]|\\.)*\)|<[0-9A-F]+>)", body)


def entry_references(key: bytes, body: bytes) -> list[int]:
    """The objects that an array in a dictionary refers to."""
    return references_in(_entry(key + rb"\[([^\]]*)\]", body))


def split(body: bytes) -> tuple[bytes, bytes]:
    """A stream object's dictionary, and its data."""
    head, _, rest = body.partition(b">>stream\n")
    return head + b">>", rest[: -len(b"\r\nendstream")]


def is_stream(body: bytes) -> bool:
    """Whether an object is a stream."""
    return body.endswith(b"endstream")


def references_in(body: bytes) -> list[int]:
    """The numbers that an object refers to, in order. Streams of ours refer to nothing."""
    if is_stream(body):
        return []
    return [int(found[1]) for found in _STRINGS_OR_REFERENCE.finditer(body) if found[1]]


def renumbered(body: bytes, reference: Callable[[int], bytes]) -> bytes:
    """The object with each reference written as `reference` says."""
    if is_stream(body):
        return body
    return _STRINGS_OR_REFERENCE.sub(lambda found: reference(int(found[1])) if found[1] else found[0], body)


def reachable(objects: Mapping[int, bytes], first: Iterable[int], but: Iterable[int] = ()) -> list[int]:
    """All objects that are referred to from some, themselves among them, in the order found."""
    passed = set(but)
    found: dict[int, None] = {}
    waiting = list(first)[::-1]
    while waiting:
        number = waiting.pop()
        if number in found or number in passed or number not in objects:
            continue
        found[number] = None
        waiting += references_in(objects[number])[::-1]
    return list(found)
