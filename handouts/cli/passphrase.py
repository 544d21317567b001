"""Where a passphrase comes from: a file, the environment, or the person; never the command line."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from handouts.errors import UsageError

VARIABLE = "HANDOUTS_PASSPHRASE"


def passphrase(wanted: bool, file: Path | None, *, dry: bool) -> str | None:
    """The passphrase, where one is wanted. Raises UsageError."""
    if not wanted:
        if file is not None:
            raise UsageError("--passphrase-file needs --encrypt.")
        return None
    if dry:
        return None
    if file is not None:
        try:
            lines = file.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError):
            raise UsageError(f"The passphrase could not be read from {file}.") from None
        return lines[0] if lines else ""
    if VARIABLE in os.environ:
        return os.environ[VARIABLE]
    if not sys.stdin.isatty():
        raise UsageError(
            "There is no terminal to ask for the passphrase. "
            f"Give it in a file with --passphrase-file, or in the variable {VARIABLE}."
        )
    asked: str = click.prompt("Passphrase", hide_input=True, confirmation_prompt=True, err=True)
    return asked
