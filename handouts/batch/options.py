"""The options of a list in one table: Click, record, reprint and the printed command follow it.

A new option is a row of `LIST` and a field of the record that it sets.
"""

from __future__ import annotations

import hashlib
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from handouts.batch.records import FAILED_ROWS
from handouts.model.selection import Selection
from handouts.roster.answers import Answers
from handouts.run.options import MAKE, Into, Option

SortKey = Literal["cancer", "layout", "clinician"]

_ROUNDS = 600_000
"""As OWASP advises for PBKDF2 with SHA-256."""

_NUMBERED = re.compile(r"(.+)-([2-9]|[1-9][0-9])")


class BatchOptions(NamedTuple):
    """A run over a roster."""

    roster: Path
    out: Path  # the folder that the run makes
    defaults: Selection = Selection(cancers=())  # for rows that say nothing
    clinic_folder: Path | None = None
    cache: Path | None = None  # of editions
    separate: bool = False  # a tagged file for each recipient as well
    tagged: bool = False  # the print job is one tagged document
    duplex: bool = True
    start_sheet: bool = False
    separators: bool = False
    sort: SortKey | None = None
    answers: Answers = Answers()  # about the list as a whole
    allow_overdue: bool = False
    rows: tuple[int, ...] = ()  # only these; empty: all
    passphrase: str | None = None  # for encryption
    passphrase_file: Path | None = None  # where it was read from

    def shape(self) -> str:
        """All that decides what the files hold, as text: no path, and not the passphrase itself."""
        plain = self._replace(
            roster=Path(), out=Path(), cache=None, clinic_folder=None, passphrase=None, passphrase_file=None
        )
        return f"{plain!r} {self.clinic_folder is not None} {_mark(self.passphrase)}"


def _mark(passphrase: str | None) -> str:
    """Tells one passphrase from another, and is slow to guess from (PBKDF2, RFC 8018)."""
    if passphrase is None:
        return ""
    return hashlib.pbkdf2_hmac("sha256", passphrase.encode(), b"handouts", _ROUNDS).hex()


LIST: tuple[Option, ...] = (
    Option(
        ("--clinic",), "clinic_folder", "FOLDER", "A clinic's folder: head, phones, content.", "order",
        is_path=True,
    ),
    *(
        option._replace(help=option.in_list, choices=("letter", "a4") if option.value == "paper" else ())
        for option in MAKE
        if option.in_list
    ),
    Option(
        ("--column",), "columns", "NAME=HEAD", "Read a column as this: name='Pt Name' (may be given again).",
        "answers", many=True,
    ),
    Option(
        ("--dates",), "dates", "ORDER", "Which comes first in dates such as 03/04/2026: mdy or dmy.",
        "answers", choices=("mdy", "dmy"),
    ),
    Option(
        ("--vital",), "vital", "VALUE=alive|dead",
        "What a value of the column on deaths means (may be given again).", "answers", many=True,
    ),
    Option(
        ("--stage4-confirmed",), "stage4_confirmed", None, "Everybody on the list has stage 4.", "answers"
    ),
    Option(("--surname-first",), "surname_first", None, "Names are written as 'Lee, Ann'.", "answers"),
    Option(("--names/--no-names",), "names", None, "Print names on the copies.", "answers"),
    Option(("--encoding",), "encoding", "NAME", "The code page of a text file, such as cp1252.", "answers"),
    Option(
        ("--separate",), "separate", None, "A tagged file for each person as well.", "order", reprint="kept"
    ),
    Option(("--tagged",), "tagged", None, "Make the print job one tagged document.", "order", reprint="kept"),
    Option(
        ("--duplex/--no-duplex",), "duplex", None, "Print on both sides: each copy begins a new sheet.",
        "order", reprint="kept",
    ),
    Option(
        ("--cover",), "start_sheet", None, "A sheet on top: the counts, and which rows got no sheet.", "order"
    ),
    Option(
        ("--sort",), "sort", "KEY", "Not in the list's order: cancer, layout or clinician.", "order",
        choices=("cancer", "layout", "clinician"),
    ),
    Option(
        ("--separators",), "separators", None, "A sheet before each copy; with --sort before each group.",
        "order",
    ),
    Option(
        ("--encrypt",), "passphrase", None, "The files open with a passphrase only (AES-256).", "order",
        reprint="typed",
    ),
    Option(
        ("--passphrase-file",), "passphrase_file", "FILE",
        "Where the passphrase stands; else HANDOUTS_PASSPHRASE, else you are asked.", "order", is_path=True,
        reprint="typed",
    ),
    Option(
        ("--allow-overdue",), "allow_overdue", None, "Print content past its review, marked on every page.",
        "order", reprint="kept",
    ),
)  # fmt: skip

RUN: tuple[Option, ...] = (
    Option(("--dry-run",), "dry_run", None, "Say what would happen to the rows, and write nothing."),
    Option(("--resume",), "resume", None, "Go on with a run that was stopped."),
    Option(
        ("--replace",), "replace", None, "Take the place of an older run when all is done.", reprint="typed"
    ),
    Option(("-v", "--verbose"), "verbose", None, "List what is left out for space.", reprint="typed"),
    Option(("-q", "--quiet"), "quiet", None, "Print nothing but errors.", reprint="typed"),
)  # fmt: skip
"""The options that say how `handouts batch` goes about it; they shape no sheet."""

SELECTION: tuple[str, ...] = (*(option.value for option in LIST if option.into == "selection"), "language")
"""Fields of a selection that an option or a row sets."""

RECORDED: tuple[str, ...] = tuple(
    option.value
    for option in LIST
    if option.into == "order" and not option.is_path and option.value != "passphrase"
)
"""Fields of the options that a run's record holds as they are: no secret, and no place on the disk."""

KEPT: tuple[str, ...] = tuple(option.value for option in LIST if option.reprint == "kept")
"""Fields of the options that printing some rows again takes from the run's record."""

_USUAL = BatchOptions(Path(), Path())
_OF_A_FILE = "encoding"
"""Holds for the list only: failed-rows.csv is UTF-8, whatever the list is."""


def command_again(order: BatchOptions) -> str:
    """The command that runs failed-rows.csv with the same options but the passphrase, quoted for a shell."""
    failed, out = plain_path(order.out / FAILED_ROWS), plain_path(_next(order))
    return shlex.join(("handouts", "batch", failed, *_words(order), "--out", out))


def _next(order: BatchOptions) -> Path:
    """Another folder beside the run's: rows that failed again and again are numbered on."""
    again = _NUMBERED.fullmatch(order.out.name) if order.roster.name == FAILED_ROWS else None
    name = f"{again[1]}-{int(again[2]) + 1}" if again else f"{order.out.name}-2"
    return order.out.with_name(name) if order.out.name else Path(name)


def _words(order: BatchOptions) -> Iterator[str]:
    """The options that differ from the usual ones, as they are typed."""
    for option in LIST:
        record, usual = _records(order)[option.into], _records(_USUAL)[option.into]
        value = getattr(record, option.value)
        if value != getattr(usual, option.value) and option.value != _OF_A_FILE:
            yield from _typed(option, value)


def _records(order: BatchOptions) -> dict[Into, object]:
    return {"selection": order.defaults, "answers": order.answers, "order": order}


def _typed(option: Option, value: object) -> Iterator[str]:
    on, _, off = option.names[-1].partition("/")
    if option.metavar is None:
        yield on if value else off
    elif option.many:
        for each in value if isinstance(value, tuple) else ():
            yield from (on, "=".join(each) if isinstance(each, tuple) else each)
    else:
        yield from (on, plain_path(value) if isinstance(value, Path) else str(value))


def plain_path(path: Path) -> str:
    """A path that does not look like an option."""
    text = str(path)
    return f"./{text}" if text.startswith("-") else text
