"""The files of a FHIR roster: found, read one at a time, taken apart into resources.

What is wrong with a file is said by line, never by the file's name or its content: programs that export
patients put names of people into both.
"""

from __future__ import annotations

import codecs
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

from handouts.errors import RosterError

MOST_BYTES: Final = 200 * 1024 * 1024
"""No file is larger; an export in lines (NDJSON) may be split."""

_ENDINGS: Final = (".json", ".ndjson", ".jsonl")
_CHUNK: Final = 1024 * 1024
_BUNDLES: Final = ("transaction", "batch", "collection", "searchset", "document")

Resource = dict[str, Any]


class BrokenFileError(Exception):
    """A file cannot be read; `reason` goes on from "the file"."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Listed(NamedTuple):
    """The files of a roster, in order, and how many others lie beside them."""

    files: tuple[Path, ...]
    others: int


class Entry(NamedTuple):
    """A resource, and the address under which others point to it; empty where it has none."""

    address: str
    resource: Resource


class Opened:
    """A file that is being read: what is taken from it also goes into its hash."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._hash = hashlib.sha256()
        self._size = 0
        self._number = 0  # of the line that was read last
        self.in_parts = False  # whether it holds loose resources, to which others in other files belong
        self.more_pages: bool | None = None  # whether a search names a next page; None: no search

    def entries(self) -> Iterator[Entry]:
        """Every resource, in order. Raises BrokenFileError at the first that cannot be read."""
        line = self._line()
        start, head = self._number, _parsed(line)
        following = self._line() if isinstance(head, dict) else b""
        if not following:
            whole = head if isinstance(head, dict) else self._whole(line, start)
            yield from self._document(whole)
            return
        yield from self._document(head, start)
        while following:
            document = _parsed(following)
            if isinstance(document, _Unreadable):
                raise BrokenFileError(f"{document.reason} in line {self._number}")
            yield from self._document(document, self._number)
            following = self._line()

    def digest(self) -> bytes:
        """SHA-256 of all of the file, whether or not it could be read to its end."""
        while chunk := self._stream.read(_CHUNK):
            self._hash.update(chunk)
        return self._hash.digest()

    def _take(self, raw: bytes) -> bytes:
        self._hash.update(raw)
        self._size += len(raw)
        if self._size > MOST_BYTES:
            raise BrokenFileError(f"is larger than {MOST_BYTES // 1024 // 1024} MB; split it")
        return raw

    def _line(self) -> bytes:
        """The next line with something in it; nothing at the end of the file."""
        while raw := self._take(self._stream.readline(MOST_BYTES + 1)):
            self._number += 1
            if raw.strip():
                return raw
        return b""

    def _whole(self, line: bytes, number: int) -> object:
        """All of the file as one piece of JSON; `line` has been read, and is its first."""
        raw = line + self._take(self._stream.read(MOST_BYTES + 1 - self._size))
        start = raw.removeprefix(codecs.BOM_UTF8).lstrip()[:1]
        if not start:
            raise BrokenFileError("is empty")
        if start == b"<":
            raise BrokenFileError("holds XML; export it as JSON")
        data = _parsed(raw)
        if isinstance(data, _Unreadable):
            at = f" in line {number + data.line - 1}" if data.line else ""
            raise BrokenFileError(f"{data.reason}{at}{data.advice}")
        return data

    def _document(self, document: object, line: int = 0) -> Iterator[Entry]:
        """The resources of a Bundle, or the one resource that it is."""
        where = f" in line {line}" if line else ""
        if not isinstance(document, dict) or not isinstance(document.get("resourceType"), str):
            raise BrokenFileError(f"holds JSON, but no FHIR resource{where}")
        if document["resourceType"] != "Bundle":
            self.in_parts = True
            yield Entry("", document)
            return
        if document.get("type") not in _BUNDLES:
            kinds = ", ".join(_BUNDLES)
            raise BrokenFileError(f"holds a Bundle{where} of a type that is not read; these are: {kinds}")
        if document["type"] == "searchset":
            links = document.get("link")
            self.more_pages = any(
                isinstance(each, dict) and each.get("relation") == "next"
                for each in (links if isinstance(links, list) else ())
            )
        yield from _inside(document, where)


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


class _Unreadable(NamedTuple):
    """Why a text is no JSON."""

    reason: str
    line: int = 0  # counted from 1; 0 where it is not known
    advice: str = ""


def _parsed(raw: bytes) -> object:
    """What a text says. The parser's own complaint is dropped: it would carry all of the text along."""
    try:
        return json.loads(raw)
    except json.JSONDecodeError as error:
        cut = error.msg.startswith("Unterminated") or not error.doc[error.pos :].strip()
        return _Unreadable("holds no JSON", error.lineno, "; it ends too early: copy it again" if cut else "")
    except RecursionError:
        return _Unreadable("holds JSON that is nested too deep")
    except ValueError:  # not UTF-8, or a number of thousands of digits
        return _Unreadable("holds letters or numbers that cannot be read")


def _inside(bundle: Resource, where: str) -> Iterator[Entry]:
    """The resources of a Bundle's entries."""
    entries = bundle.get("entry", [])
    if not isinstance(entries, list):
        raise BrokenFileError(f"holds a Bundle{where} whose entries are no list")
    for entry in entries:
        if not isinstance(entry, dict):
            raise BrokenFileError(f"holds a Bundle{where} with an entry that is none")
        resource = entry.get("resource")
        if resource is None:
            continue  # a deletion or a question: there is nothing in it
        if not isinstance(resource, dict) or not isinstance(resource.get("resourceType"), str):
            raise BrokenFileError(f"holds a Bundle{where} with an entry that is no FHIR resource")
        if resource["resourceType"] == "Bundle":
            raise BrokenFileError(f"holds a Bundle inside a Bundle{where}; split them")
        address = entry.get("fullUrl")
        yield Entry(address if isinstance(address, str) else "", resource)
