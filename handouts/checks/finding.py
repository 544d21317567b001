"""What a gate finds: what, where, why, and how to mend it."""

from __future__ import annotations

from typing import Literal

from handouts.errors import Diagnostic
from handouts.model.base import Record

Level = Literal["error", "advice"]
"""An error is to be mended before anything is printed; advice is for the author to weigh."""


class Finding(Record, frozen=True, kw_only=True):
    """One thing that a gate found."""

    gate: str  # id of the gate
    level: Level
    message: str  # what is wrong, and why it matters
    mend: str  # what to do
    file: str
    line: int = 0  # from 1; 0 where the whole file is meant
    column: int = 0
    path: str = ""  # place inside the file


def finding(gate: str, level: Level, fault: Diagnostic, mend: str) -> Finding:
    """A finding at the place of a fault (`Parsed.fault` makes one from the way to a value)."""
    message, file, line, column, path = fault
    return Finding(
        gate=gate, level=level, message=message, mend=mend, file=file, line=line, column=column, path=path
    )
