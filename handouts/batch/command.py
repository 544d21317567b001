"""The command that runs the rows that failed again, with all options that shape what is printed."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

from handouts.batch.order import FAILED_ROWS, Order

_VALUES: tuple[tuple[str, Callable[[Order], object]], ...] = (
    ("--clinic", lambda order: order.clinic_folder),
    ("--layout", lambda order: None if order.defaults.layout == "clear" else order.defaults.layout),
    ("--paper", lambda order: order.defaults.paper),
    ("--country", lambda order: order.defaults.country),
    ("--sort", lambda order: order.sort),
    ("--dates", lambda order: order.answers.dates),
    ("--passphrase-file", lambda order: order.passphrase_file),
)
_FLAGS: tuple[tuple[str, Callable[[Order], object]], ...] = (
    ("--numbers", lambda order: order.defaults.numbers),
    ("--bw", lambda order: order.defaults.bw),
    ("--qr", lambda order: order.defaults.qr),
    ("--stage4-confirmed", lambda order: order.answers.stage4_confirmed),
    ("--surname-first", lambda order: order.answers.surname_first),
    ("--no-names", lambda order: not order.answers.names),
    ("--separate", lambda order: order.separate),
    ("--tagged", lambda order: order.tagged),
    ("--no-duplex", lambda order: not order.duplex),
    ("--cover", lambda order: order.start_sheet),
    ("--separators", lambda order: order.separators),
    ("--encrypt", lambda order: order.passphrase is not None),
    ("--allow-overdue", lambda order: order.allow_overdue),
)
_NUMBERED = re.compile(r"(.+)-([2-9]|[1-9][0-9])")


def command_again(order: Order) -> str:
    """The command for failed-rows.csv, quoted for a shell. The passphrase is not in it.

    Nor is the encoding of the list: failed-rows.csv is UTF-8, whatever the list is. Pure.
    """
    failed = order.out / FAILED_ROWS
    return shlex.join(("handouts", "batch", _path(failed), *_options(order), "--out", _path(_next(order))))


def _options(order: Order) -> Iterator[str]:
    for option, value in _VALUES:
        found = value(order)
        if found is not None:
            yield from (option, _path(found) if isinstance(found, Path) else str(found))
    for tip in order.defaults.tips or ():
        yield from ("--tip", tip)
    for name, head in order.answers.columns:
        yield from ("--column", f"{name}={head}")
    for cell, said in order.answers.vital:
        yield from ("--vital", f"{cell}={said}")
    yield from (option for option, is_set in _FLAGS if is_set(order))


def _path(path: Path) -> str:
    text = str(path)
    return f"./{text}" if text.startswith("-") else text  # else it looks like an option


def _next(order: Order) -> Path:
    """Another folder beside the run's: rows that failed again and again are numbered on."""
    again = _NUMBERED.fullmatch(order.out.name) if order.roster.name == FAILED_ROWS else None
    name = f"{again[1]}-{int(again[2]) + 1}" if again else f"{order.out.name}-2"
    return order.out.with_name(name) if order.out.name else Path(name)
