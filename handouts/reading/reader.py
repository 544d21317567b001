"""Reads records one after the other and keeps every fault until the end."""

from collections.abc import Iterable
from typing import Final, Generic, NamedTuple, TypeVar

import msgspec

from handouts.errors import ContentError, Diagnostic
from handouts.reading.parsed import Parsed, unquoted
from handouts.reading.shelf import Shelf
from handouts.reading.strict_yaml import read_yaml

R = TypeVar("R", bound=msgspec.Struct)
T = TypeVar("T")

_REFERRED_TO: Final = frozenset(
    ("clinic.yaml", "glossary.yaml", "sources.yaml", "stage4.yaml", "urgent.yaml")
)
"""Files to which those of cancers, tips and helplines refer."""


class Located(NamedTuple, Generic[R]):
    """A record, and where each piece of it stands."""

    record: R
    parsed: Parsed


class Reader:
    """Remembers what it has read, for checks that look across files, and what was wrong."""

    def __init__(self) -> None:
        self.pages: list[Located[msgspec.Struct]] = []
        self.faults: list[Diagnostic] = []

    def read(self, shelf: Shelf, relative: str, record_type: type[R]) -> R | None:
        """The record in a file; None where the file is at fault."""
        try:
            parsed = read_yaml(shelf.file(relative), shelf.shown(relative))
        except ContentError as error:
            self.faults += error.faults
            return None
        record, faults = convert(parsed, record_type)
        self.faults += faults
        if record is not None:
            self.pages.append(Located(record, parsed))
        return record

    def read_named(self, shelf: Shelf, folder: str, name: str, record_type: type[R], key: str) -> R | None:
        """The record in folder/name.yaml, whose `key` must repeat the file's name."""
        record = self.read(shelf, f"{folder}/{name}.yaml", record_type)
        said = getattr(record, key, name)
        if said != name:
            message = f"'{said}' and the file's name '{name}' must be the same"
            self.faults.append(self.pages[-1].parsed.fault(message, (key,)))
        return record

    def finish(self) -> None:
        """Raise ContentError with every fault, as `in_order` has them."""
        if self.faults:
            raise ContentError(in_order(self.faults))

    def finished(self, found: T | None) -> T:
        """What was found, which is None only where there was a fault. Raises ContentError as `finish`."""
        self.finish()
        assert found is not None
        return found


def in_order(faults: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Faults, each once, in the order of files and lines: files that others refer to come first."""
    return tuple(sorted(set(faults), key=lambda fault: place(fault.file, fault.line, fault.column)))


def place(file: str, line: int, column: int) -> tuple[bool, str, int, int]:
    """What to sort by, so that a cause stands before what may follow from it."""
    return file.rpartition("/")[2] not in _REFERRED_TO, file, line, column


def convert(parsed: Parsed, record_type: type[R]) -> tuple[R | None, tuple[Diagnostic, ...]]:
    """The record that the data describe, or None and every fault in them.

    msgspec is fast, but stops at the first fault and writes for programmers. Only data that it refuses are
    walked slowly, for all faults in words for people.
    """
    try:
        record = msgspec.convert(parsed.data, record_type, strict=True)
    except msgspec.ValidationError as error:
        from handouts.reading.explain import explain  # only here: it would slow down every start

        # The walk knows less than msgspec; what it cannot explain is still a fault.
        faults = explain(parsed, record_type) or (parsed.fault(f"this does not fit: {error}"),)
        return None, _with_empty(parsed, faults)
    return (None, _empty(parsed)) if parsed.empty else (record, ())


def _with_empty(parsed: Parsed, faults: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Missing values and the other faults in the file's order; of two at one place only the missing value."""
    empty = _empty(parsed)
    places = {fault[1:4] for fault in empty}  # file, line, column
    others = (fault for fault in faults if fault[1:4] not in places)
    return tuple(sorted((*empty, *others), key=lambda fault: fault[1:4]))


def _empty(parsed: Parsed) -> tuple[Diagnostic, ...]:
    return parsed.empty if parsed.quoted else tuple(map(unquoted, parsed.empty))
