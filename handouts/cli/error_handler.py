"""How a command ends: every error becomes a sentence and an exit code here, and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from handouts import __version__
from handouts.cli.streams import say
from handouts.errors import HandoutsError, OutputError

INTERRUPTED = 130
BUG = 70
READER_GONE = 1

_NOWHERE = "The folder that you are in no longer exists. Go to another one with cd, and try again."


def ended(command: Callable[[], object]) -> int:
    """Run a command; its exit code. Its output is flushed, or given up."""
    code = _ended(command)
    with suppress(OSError, OutputError):
        sys.stdout.flush()
    return code


def _ended(command: Callable[[], object]) -> int:
    try:
        result = command()
        sys.stdout.flush()
    except HandoutsError as error:
        say(str(error))
        return error.exit_code
    except KeyboardInterrupt as stopped:
        say(str(stopped) or "Stopped. Nothing was half written.")
        return INTERRUPTED
    except BrokenPipeError:
        return READER_GONE  # whoever read our output went away
    except Exception as error:
        if isinstance(error, OSError) and _is_nowhere():
            say(_NOWHERE)
            return OutputError.exit_code
        say(_bug(error))
        return BUG
    return result if isinstance(result, int) else 0


def _is_nowhere() -> bool:
    """Whether the folder that the program runs in has been deleted."""
    try:
        Path.cwd()
    except OSError:
        return True
    return False


def _bug(error: Exception) -> str:
    """Where a bug is; not its message, which may hold a name."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_globals.get('__name__')}:{place.tb_lineno}" if place else "unknown"
    return (
        f"This is a fault in handouts {__version__} ({type(error).__name__} at {where}). "
        "Please report this line and the command without any names. Nothing was half written."
    )
