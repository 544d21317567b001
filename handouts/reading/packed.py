"""Records in one block of bytes, each taken in when it is asked for.

An index of keys, each with the place and the length of its record, stands before the records.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import msgspec

R = TypeVar("R", bound=msgspec.Struct)

_LENGTH = 8  # bytes of the number that tells how long the index is


class Packed:
    """Packed records, from a place in some bytes on."""

    def __init__(self, data: bytes, start: int) -> None:
        end = start + _LENGTH + int.from_bytes(data[start : start + _LENGTH], "big")
        self._index = msgspec.msgpack.decode(data[start + _LENGTH : end], type=dict[str, tuple[int, int]])
        self._data = data[end:]

    def names(self, folder: str) -> tuple[str, ...]:
        """What follows the name of a folder and a slash in the keys, sorted."""
        start = f"{folder}/"
        return tuple(sorted(key.removeprefix(start) for key in self._index if key.startswith(start)))

    def record(self, key: str, record_type: type[R]) -> R | None:
        """The record of a key, None where there is none."""
        place = self._index.get(key)
        if place is None:
            return None
        at, length = place
        return msgspec.msgpack.decode(self._data[at : at + length], type=record_type)


def packed(records: Mapping[str, msgspec.Struct]) -> bytes:
    """Records by their keys as bytes that `Packed` reads."""
    index: dict[str, tuple[int, int]] = {}
    parts: list[bytes] = []
    at = 0
    for key in sorted(records):
        parts.append(msgspec.msgpack.encode(records[key]))
        index[key] = (at, len(parts[-1]))
        at += len(parts[-1])
    head = msgspec.msgpack.encode(index)
    return b"".join([len(head).to_bytes(_LENGTH, "big"), head, *parts])
