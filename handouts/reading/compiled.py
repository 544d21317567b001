"""The shipped content and layouts in compiled form: read, checked and ready to load.

data/compiled.bin is made by tools/build_compiled.py: every record, ready to load without reading
YAML, and a hash of the files that they came from. If the files have changed since, the YAML is read instead.
It saves a fresh process a third of its time; nothing else depends on it.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from handouts.model.content import Cancer
from handouts.model.layout import Layout
from handouts.model.library import Library, Wanted
from handouts.reading.kinds import KINDS, library_of
from handouts.reading.packed import Packed, R, packed
from handouts.reading.shelf import digest_of_shipped, shelf

FILE = "compiled.bin"
_MAGIC = b"handouts compiled 1\n"
_DIGEST = 32


class Compiled:
    """The compiled records, each decoded when it is asked for."""

    def __init__(self, records: Packed) -> None:
        self._records = records

    def layout(self, name: str) -> Layout | None:
        """A layout with its base joined, None where there is none of this name."""
        return self.record(f"layouts/{name}", Layout)

    def record(self, key: str, record_type: type[R]) -> R | None:
        """The record of a file by its path in data/ or layouts/, None where it is not here."""
        return self._records.record(key, record_type)

    def cancers(self) -> dict[str, Cancer]:
        """All cancers by id."""
        found = {name: self.record(f"cancers/{name}", Cancer) for name in self._records.names("cancers")}
        return {name: cancer for name, cancer in found.items() if cancer}

    def library(self, wanted: Wanted) -> Library | None:
        """What is wanted, None where something wanted is not here."""
        found: dict[str, dict[str, msgspec.Struct]] = {}
        for kind in KINDS:
            asked = kind.files(wanted)
            names = self._records.names(kind.name) if asked is None else asked
            read = {name: self.record(kind.path(name), kind.record) for name in names}
            found[kind.name] = {name: record for name, record in read.items() if record is not None}
            if kind.held == "each" and len(found[kind.name]) < len(read):
                return None
        return library_of(found)


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
    return Compiled(Packed(data, start))


def compiled(records: Mapping[str, msgspec.Struct]) -> bytes:
    """Records by their keys (cancers/breast, labels/en, sources, layouts/clear) as a file."""
    return _MAGIC + digest_of_shipped() + packed(records)
