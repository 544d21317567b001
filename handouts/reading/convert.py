"""From plain data to records."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from handouts.errors import Diagnostic
from handouts.reading.parsed import Parsed, unquoted

R = TypeVar("R", bound=msgspec.Struct)


def convert(parsed: Parsed, record_type: type[R]) -> tuple[R | None, tuple[Diagnostic, ...]]:
    """The record that the data describe, or None and every fault in them.

    msgspec is fast but stops at the first fault and speaks to programmers. So it is asked first, and only
    when it refuses are the data walked slowly for all faults in words for people.
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
    """Values that are not there, and the other faults, in the file's order: of two at one place the first."""
    empty = _empty(parsed)
    places = {_place(fault) for fault in empty}
    others = (fault for fault in faults if _place(fault) not in places)
    return tuple(sorted((*empty, *others), key=_place))


def _empty(parsed: Parsed) -> tuple[Diagnostic, ...]:
    return parsed.empty if parsed.quoted else tuple(map(unquoted, parsed.empty))


def _place(fault: Diagnostic) -> tuple[str, int, int]:
    return fault.file, fault.line, fault.column
