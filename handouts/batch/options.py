"""The options that shape what a list prints, once: Click, record, reprint and the printed command follow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handouts.batch.batch_options import BatchOptions
from handouts.run.options import MAKE, Into, Option

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
    Option(("--separate",), "separate", None, "A tagged file for each person as well.", "order"),
    Option(("--tagged",), "tagged", None, "Make the print job one tagged document.", "order"),
    Option(
        ("--duplex/--no-duplex",), "duplex", None, "Print on both sides: each copy begins a new sheet.",
        "order",
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
    Option(("--encrypt",), "passphrase", None, "The files open with a passphrase only (AES-256).", "order"),
    Option(
        ("--passphrase-file",), "passphrase_file", "FILE",
        "Where the passphrase stands; else HANDOUTS_PASSPHRASE, else you are asked.", "order", is_path=True,
    ),
    Option(
        ("--allow-overdue",), "allow_overdue", None, "Print content past its review, marked on every page.",
        "order",
    ),
)  # fmt: skip

SELECTION: tuple[str, ...] = (*(option.value for option in LIST if option.into == "selection"), "language")
"""Fields of a selection that an option or a row sets."""

KEPT: tuple[str, ...] = ("separate", "tagged", "duplex", "allow_overdue")
"""Fields of an order that printing some of its rows again takes over."""

_USUAL = BatchOptions(Path(), Path())
_OF_A_FILE = "encoding"
"""Holds for the list only: failed-rows.csv is UTF-8, whatever the list is."""


def words_of(order: BatchOptions) -> Iterator[str]:
    """The options that were given, as they are typed. A passphrase is not among them."""
    for option in LIST:
        record, usual = _records(order)[option.into], _records(_USUAL)[option.into]
        value = getattr(record, option.value)
        if value != getattr(usual, option.value) and option.value != _OF_A_FILE:
            yield from _words(option, value)


def _records(order: BatchOptions) -> dict[Into, object]:
    return {"selection": order.defaults, "answers": order.answers, "order": order}


def _words(option: Option, value: object) -> Iterator[str]:
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
