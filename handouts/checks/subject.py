"""What gates look at, and what a gate is."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple, Protocol

import msgspec

from handouts.checks.finding import Finding
from handouts.model.layout import Layout
from handouts.model.library import Library
from handouts.reading.reader import Located


class Subject(NamedTuple):
    """Content to be judged."""

    library: Library  # everything, a clinic's records over the shipped ones
    pages: tuple[Located[msgspec.Struct], ...]  # the records to judge, each with the places of its pieces
    layouts: tuple[Layout, ...]  # in which handouts are judged
    today: datetime.date


class Gate(Protocol):
    """One check: a pure function from content to what it finds."""

    def __call__(self, subject: Subject) -> Iterator[Finding]:
        """Everything it finds, in the order of the files."""
        ...
