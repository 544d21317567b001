"""The command that runs the rows that failed again, with all options that shape what is printed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from handouts.batch.batch_options import FAILED_ROWS, BatchOptions
from handouts.batch.options import plain_path, words_of

_NUMBERED = re.compile(r"(.+)-([2-9]|[1-9][0-9])")


def command_again(order: BatchOptions) -> str:
    """The command for failed-rows.csv, quoted for a shell. The passphrase is not in it."""
    failed, out = plain_path(order.out / FAILED_ROWS), plain_path(_next(order))
    return shlex.join(("handouts", "batch", failed, *words_of(order), "--out", out))


def _next(order: BatchOptions) -> Path:
    """Another folder beside the run's: rows that failed again and again are numbered on."""
    again = _NUMBERED.fullmatch(order.out.name) if order.roster.name == FAILED_ROWS else None
    name = f"{again[1]}-{int(again[2]) + 1}" if again else f"{order.out.name}-2"
    return order.out.with_name(name) if order.out.name else Path(name)
