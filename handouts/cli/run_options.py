"""Options that commands which print a list share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

encrypt = click.option("--encrypt", is_flag=True, help="The files open with a passphrase only (AES-256).")
passphrase_file = click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where the passphrase stands; else HANDOUTS_PASSPHRASE, else you are asked.",
)
replace = click.option("--replace", is_flag=True, help="Take the place of an older run when all is done.")
verbose = click.option("-v", "--verbose", is_flag=True, help="List what is left out for space.")
quiet = click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")


def out(default: str) -> Decorator:
    """Where the run goes."""
    return click.option(
        "--out",
        type=click.Path(path_type=Path),
        default=Path(default),
        show_default=True,
        metavar="FOLDER",
        help="The folder to make.",
    )
