"""The way in. Plain commands are answered without Click, which takes longer to load than a sheet to stamp.

`handouts --help` is a prepared text, and `handouts make` with plain arguments is read by `fast_path.py`.
Everything else, right or wrong, goes to Click. A test checks that both ways mean the same.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import NoReturn

from handouts.cli.error_handler import ended
from handouts.cli.streams import take_over

_NARROW = 80
"""Columns; in a narrower terminal Click breaks the lines of the help itself."""


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    take_over()
    arguments = tuple(sys.argv[1:])
    if arguments[:1] == ("make",):
        gc.disable()  # one sheet is soon made: looking for cycles costs more than it frees
    code = ended(lambda: answer(arguments))  # Ctrl-C may come while a command is imported
    os._exit(code)  # everything is written, so Python need not tidy up its modules


def answer(arguments: tuple[str, ...]) -> int:
    """Run a command by the shortest way; its exit code."""
    if arguments in (("--help",), ("-h",)) and _is_wide():
        return ended(_help)
    if arguments[:1] == ("make",):
        from handouts.cli.fast_path import read_plain

        asked = read_plain(arguments[1:])
        if asked is not None:
            from handouts.cli.making import make_asked

            return ended(lambda: make_asked(asked))
    from handouts.cli.main import run

    return run(arguments)


def _is_wide() -> bool:
    said = os.environ.get("COLUMNS", "")
    if said.isdigit():
        return int(said) >= _NARROW
    try:
        return os.get_terminal_size(1).columns >= _NARROW
    except OSError:
        return True  # no terminal


def _help() -> None:
    sys.stdout.write(Path(__file__).with_name("help.txt").read_text("utf-8"))
    sys.stdout.flush()
