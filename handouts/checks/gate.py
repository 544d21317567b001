"""A gate: what it is given, and what it finds."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

import msgspec

from handouts.errors import Diagnostic
from handouts.model.base import Record
from handouts.model.layout import Layout
from handouts.model.library import Library
from handouts.reading.parsed import Parsed, Steps
from handouts.reading.reader import Located

Level = Literal["error", "advice"]
"""An error must be fixed before anything is printed; advice is for the author to weigh."""


class Finding(Record, frozen=True, kw_only=True):
    """One problem in a file."""

    gate: str = ""  # its id, which `check` adds
    level: Level
    message: str  # what is wrong, and why it matters
    fix: str  # what to do
    file: str
    line: int = 0  # from 1; 0: the whole file
    column: int = 0
    path: str = ""  # place inside the file


class Subject(NamedTuple):
    """The content to check."""

    library: Library  # everything, a clinic's records over the shipped ones
    pages: tuple[Located[msgspec.Struct], ...]  # the records to check, each with the places of its values
    layouts: tuple[Layout, ...]  # in which handouts are checked
    today: datetime.date


Gate = Callable[[Subject], Iterator[Finding]]
"""One check: a pure function that yields its findings in the order of the files."""


def error(parsed: Parsed, steps: Steps, message: str, fix: str) -> Finding:
    """An error at a value."""
    return finding("error", parsed.fault(message, steps), fix)


def advice(parsed: Parsed, steps: Steps, message: str, fix: str, *, at_key: bool = False) -> Finding:
    """Advice about a value or its key."""
    return finding("advice", parsed.fault(message, steps, at_key=at_key), fix)


def finding(level: Level, fault: Diagnostic, fix: str) -> Finding:
    """A finding at the place of a fault."""
    return Finding(level=level, fix=fix, **fault._asdict())
