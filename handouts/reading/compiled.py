"""The shipped content and layouts in compiled form: read, checked and ready to load.

data/compiled.bin is made by tools/build_compiled.py: every record, ready to load without reading
YAML, and a hash of the files that they came from. If the files have changed since, the YAML is read instead.
It saves a fresh process a third of its time; nothing else depends on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import msgspec

from handouts.model.codes import Codes, Diseases
from handouts.model.content import Cancer
from handouts.model.layout import Layout
from handouts.model.library import Library, Wanted
from handouts.reading.kinds import KINDS, library_of
from handouts.reading.shelf import digest_of_shipped, shelf

FILE = "compiled.bin"
_MAGIC = b"handouts compiled 1\n"
_DIGEST = 32
_LENGTH = 8  # bytes of the number that tells how long the index is

R = TypeVar("R", bound=msgspec.Struct)


class Compiled:
    """The compiled records, each decoded when it is asked for."""

    def __init__(self, index: Mapping[str, tuple[int, int]], data: bytes) -> None:
        self._index = index
        self._data = data

    def layout(self, name: str) -> Layout | None:
        """A layout with its base joined, None where there is none of this name."""
        return self._record(f"layouts/{name}", Layout)

    def cancers(self) -> dict[str, Cancer]:
        """All cancers by id."""
        found = {name: self._record(f"cancers/{name}", Cancer) for name in self._names("cancers")}
        return {name: cancer for name, cancer in found.items() if cancer}

    def policy(self) -> tuple[Codes | None, Diseases | None]:
        """What codes mean and what has no file of its own, None where they are not here."""
        return self._record("codes", Codes), self._record("diseases", Diseases)

    def library(self, wanted: Wanted) -> Library | None:
        """What is wanted, None where something wanted is not here."""
        found: dict[str, dict[str, msgspec.Struct]] = {}
        for kind in KINDS:
            asked = kind.files(wanted)
            names = self._names(kind.name) if asked is None else asked
            read = {name: self._record(kind.path(name), kind.record) for name in names}
            found[kind.name] = {name: record for name, record in read.items() if record is not None}
            if kind.held == "each" and len(found[kind.name]) < len(read):
                return None
        return library_of(found)

    def _names(self, folder: str) -> tuple[str, ...]:
        start = f"{folder}/"
        return tuple(sorted(key.removeprefix(start) for key in self._index if key.startswith(start)))

    def _record(self, key: str, record_type: type[R]) -> R | None:
        place = self._index.get(key)
        if place is None:
            return None
        at, length = place
        return msgspec.msgpack.decode(self._data[at : at + length], type=record_type)


def load_compiled(shipped: bytes) -> Compiled | None:
    """The compiled content, None where it is not there or was made from other files.

    `shipped` is `shelf.digest_of_shipped` of the files as they are now.
    """
    try:
        data = (shelf("data") / FILE).read_bytes()
    except OSError:
        return None
    start = len(_MAGIC) + _DIGEST
    if data[:start] != _MAGIC + shipped:
        return None
    end = start + _LENGTH + int.from_bytes(data[start : start + _LENGTH], "big")
    index = msgspec.msgpack.decode(data[start + _LENGTH : end], type=dict[str, tuple[int, int]])
    return Compiled(index, data[end:])


def compiled(records: Mapping[str, msgspec.Struct]) -> bytes:
    """Records by their keys (cancers/breast, labels/en, sources, layouts/clear) as a file."""
    index: dict[str, tuple[int, int]] = {}
    parts: list[bytes] = []
    at = 0
    for key in sorted(records):
        parts.append(msgspec.msgpack.encode(records[key]))
        index[key] = (at, len(parts[-1]))
        at += len(parts[-1])
    head = msgspec.msgpack.encode(index)
    return b"".join([_MAGIC, digest_of_shipped(), len(head).to_bytes(_LENGTH, "big"), head, *parts])
