"""The tree of errors. Their messages say what happened, where, and what to do, in sentences for people.

Each class has an exit code. Only the command line prints: all other code raises one of these errors, which
the command line turns into output in one place.
"""

from __future__ import annotations

from typing import NamedTuple


class Diagnostic(NamedTuple):
    """A fault in a file that a person wrote."""

    message: str  # what is wrong and what to do, one or two sentences
    file: str  # path as the person knows it
    line: int = 0  # counted from 1; 0 where the whole file is meant
    column: int = 0  # counted from 1; 0 where the whole line is meant
    path: str = ""  # place inside the file, such as treatments[2].drugs[0].brand

    def __str__(self) -> str:
        inside = f" ({self.path})" if self.path else ""
        return f"{place_of(self.file, self.line, self.column)}: {self.message}{inside}"


def place_of(file: str, *numbers: int) -> str:
    """A file with its line and column, as editors and terminals link it; 0 means unknown."""
    return ":".join(str(part) for part in (file, *numbers) if part)


class HandoutsError(Exception):
    """Root of all errors that a person can fix."""

    exit_code = 70


class UsageError(HandoutsError):
    """What was asked for does not exist or does not fit together."""

    exit_code = 2


class RecipientError(UsageError):
    """A recipient's field cannot be printed as given; the message never quotes the field."""


class ContentError(HandoutsError):
    """Content, a layout or a clinic folder is at fault; holds every fault."""

    exit_code = 3

    def __init__(self, faults: tuple[Diagnostic, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


class RosterError(HandoutsError):
    """A roster cannot be read."""

    exit_code = 4


class OutputError(HandoutsError):
    """A file cannot be written; the old file, if any, is untouched."""

    exit_code = 5


class PrinterError(HandoutsError):
    """A printer refuses or fails."""

    exit_code = 6
