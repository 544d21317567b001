"""The files of a FHIR roster: listed, and read one at a time, resource by resource.

Faults name a line, never the file or its content: exports have names of people in both.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

from handouts.errors import RosterError
from handouts.roster.fhir.datatypes import records_of, text_of
from handouts.roster.fhir.json_stream import BrokenFileError, JsonStream

MOST_BYTES: Final = 200 * 1024 * 1024
"""No file is larger; an export in lines (NDJSON) may be split."""

_ENDINGS: Final = (".json", ".ndjson", ".jsonl")
_CHUNK: Final = 1024 * 1024
_BUNDLES: Final = ("transaction", "batch", "collection", "searchset", "document")

_STREAMED: Final = ()  # in place of the entries, of which only one at a time is in memory

# A document that begins by saying that it is no Bundle, as in lines of a bulk export.
_OTHER: Final = re.compile(r'\{\s*"resourceType"\s*:\s*"(?!Bundle")[A-Za-z]+"')

Resource = dict[str, Any]


class Listed(NamedTuple):
    """The files of a roster, in order, and how many others lie beside them."""

    files: tuple[Path, ...]
    others: int


class BundleEntry(NamedTuple):
    """A resource, and the address by which others refer to it; empty where it has none."""

    address: str
    resource: Resource


class OpenFile:
    """A file that is being read and hashed."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._hash = hashlib.sha256()
        self._size = 0
        self.in_parts = False  # whether it holds single resources, to which others in other files belong
        self.more_pages: bool | None = None  # whether a search names a next page; None: no search

    def entries(self) -> Iterator[BundleEntry]:
        """Every resource, in order, read when it is asked for; after those of a Bundle, the Bundle itself.

        Raises BrokenFileError at the first fault: then nothing that was given counts.
        """
        stream = JsonStream(self._take)
        first = stream.peek()
        if not first:
            raise BrokenFileError("is empty")
        if first == "<":
            raise BrokenFileError("holds XML; export it as JSON")
        where = ""
        while stream.peek():
            yield from self._document(stream, where)
            # Of a file that goes on, the line is named: it holds one of many.
            where = f" in line {stream.line}" if stream.peek() else ""

    def digest(self) -> bytes:
        """SHA-256 of all of the file, whether or not it could be read to its end."""
        while chunk := self._stream.read(_CHUNK):
            self._hash.update(chunk)
        return self._hash.digest()

    def _take(self, size: int) -> bytes:
        raw = self._stream.read(size)
        self._hash.update(raw)
        self._size += len(raw)
        if self._size > MOST_BYTES:
            raise BrokenFileError(
                f"is larger than {MOST_BYTES // 1024 // 1024} MB; split it, or export only Patient, "
                "Condition and Observation"
            )
        return raw

    def _document(self, stream: JsonStream, where: str) -> Iterator[BundleEntry]:
        """The resources of a Bundle and then the Bundle itself, or the one resource that a document is."""
        if stream.begins(_OTHER) or stream.peek() != "{":
            document = stream.value()
        else:
            document = {}
            for key in stream.members():
                is_bundle = document.get("resourceType", "Bundle") == "Bundle"
                if key == "entry" and is_bundle and stream.peek() == "[":
                    document[key] = _STREAMED
                    if "type" in document:
                        _check_bundle(document, where)
                    yield from _inside(stream.elements(), where)
                else:
                    document[key] = stream.value()
        if not _is_resource(document):
            raise BrokenFileError(f"holds JSON, but no FHIR resource{where}")
        if document["resourceType"] == "Bundle":
            _check_bundle(document, where)
            if document["type"] == "searchset":
                self.more_pages = any(
                    text_of(each, "relation") == "next" for each in records_of(document, "link")
                )
        else:
            self.in_parts = True
        yield BundleEntry("", document)


def listed(path: Path) -> Listed:
    """The files of a roster. Raises RosterError where there are none."""
    try:
        if not path.is_dir():
            if not path.exists():
                raise RosterError("There is no such file or folder for the roster.")
            return Listed((path,), 0)
        inside = sorted(each for each in path.iterdir() if each.is_file() and not each.name.startswith("."))
    except OSError as error:
        raise RosterError(f"The roster cannot be read: {error.strerror}.") from None
    files = tuple(each for each in inside if each.suffix.lower() in _ENDINGS)
    if not files:
        raise RosterError("The folder holds no FHIR files: their names must end in .json or .ndjson.")
    return Listed(files, len(inside) - len(files))


def digest_of(files: tuple[Path, ...]) -> bytes:
    """The hash of a roster's files as they are now. Raises OSError."""
    digests = []
    for each in files:
        with each.open("rb") as stream:
            digests.append(hashlib.file_digest(stream, "sha256").digest())
    return joined_digest(digests)


def joined_digest(digests: list[bytes]) -> bytes:
    """One hash for all files: of one file its own, of several that of their hashes in order."""
    return digests[0] if len(digests) == 1 else hashlib.sha256(b"".join(digests)).digest()


def _check_bundle(bundle: Resource, where: str) -> None:
    """Raise BrokenFileError for a Bundle that is not read."""
    if bundle.get("type") not in _BUNDLES:
        kinds = ", ".join(_BUNDLES)
        raise BrokenFileError(f"holds a Bundle{where} of a type that is not read; these are: {kinds}")
    if bundle.get("entry", _STREAMED) is not _STREAMED:
        raise BrokenFileError(f"holds a Bundle{where} whose entries are no list")


def _inside(entries: Iterable[object], where: str) -> Iterator[BundleEntry]:
    """The resources of a Bundle's entries."""
    for entry in entries:
        if not isinstance(entry, dict):
            raise BrokenFileError(f"holds a Bundle{where} with an entry that is none")
        resource = entry.get("resource")
        if resource is None:
            continue  # a deletion or a query has no resource
        if not _is_resource(resource):
            raise BrokenFileError(f"holds a Bundle{where} with an entry that is no FHIR resource")
        if resource["resourceType"] == "Bundle":
            raise BrokenFileError(f"holds a Bundle inside a Bundle{where}; split them")
        address = entry.get("fullUrl")
        yield BundleEntry(address if isinstance(address, str) else "", resource)


def _is_resource(document: Any) -> bool:
    return isinstance(document, dict) and isinstance(document.get("resourceType"), str)
