"""What was asked for: a list, and what is to be made of it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal, NamedTuple

from handouts.model.selection import Selection
from handouts.roster.answers import Answers

SortKey = Literal["cancer", "layout", "clinician"]


_ROUNDS = 600_000
"""As OWASP advises for PBKDF2 with SHA-256."""


MANIFEST = "manifest.json"
"""The record of every run; by it a folder is known to be one."""

MANIFEST_TABLE = "manifest.csv"
"""The same as a table."""

FAILED_ROWS = "failed-rows.csv"
"""The rows that need a person."""


class BatchOptions(NamedTuple):
    """A run over a roster."""

    roster: Path
    out: Path  # the folder that the run makes
    defaults: Selection = Selection(cancers=())  # what counts where a row says nothing
    clinic_folder: Path | None = None
    cache: Path | None = None  # kept editions
    separate: bool = False  # one tagged file for each recipient as well
    tagged: bool = False  # the print job is one tagged document
    duplex: bool = True
    start_sheet: bool = False
    separators: bool = False
    sort: SortKey | None = None
    answers: Answers = Answers()  # about the list as a whole
    allow_overdue: bool = False
    rows: tuple[int, ...] = ()  # only these; empty: all
    passphrase: str | None = None  # the files are encrypted with it
    passphrase_file: Path | None = None  # where it was read from

    def shape(self) -> str:
        """All that decides what the files hold, as text: not where they lie, not the passphrase itself."""
        plain = self._replace(roster=Path(), out=Path(), cache=None, clinic_folder=None, passphrase=None)
        plain = plain._replace(passphrase_file=None)
        return f"{plain!r} {self.clinic_folder is not None} {_mark(self.passphrase)}"


def _mark(passphrase: str | None) -> str:
    """Tells one passphrase from another, and is slow to guess from (PBKDF2, RFC 8018)."""
    if passphrase is None:
        return ""
    return hashlib.pbkdf2_hmac("sha256", passphrase.encode(), b"handouts", _ROUNDS).hex()
