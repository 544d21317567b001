"""How a command ends: every error becomes a sentence and an exit code here, and nowhere else."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from io import TextIOWrapper

from handouts import __version__
from handouts.errors import HandoutsError

INTERRUPTED = 130
BUG = 70
READER_GONE = 1


def ended(command: Callable[[], object]) -> int:
    """Run a command; its exit code."""
    try:
        result = command()
    except HandoutsError as error:
        say(str(error))
        return error.exit_code
    except KeyboardInterrupt as stopped:
        say(str(stopped) or "Stopped. Nothing was half written.")
        return INTERRUPTED
    except BrokenPipeError:
        # whoever read our output went away; nothing more can be said there, not even when Python ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    except Exception as error:
        say(_bug(error))
        return BUG
    return result if isinstance(result, int) else 0


def say_what_can_be_said() -> None:
    """Letters that a terminal or a file of its output does not know come out as \\xd6 and are no fault."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # None where there is no terminal at all
            stream.reconfigure(errors="backslashreplace")


def say(sentence: str) -> None:
    """Tell the person, beside what the command writes."""
    print(sentence, file=sys.stderr)


def _bug(error: Exception) -> str:
    """Where a bug struck. Not what it said: that may hold a name."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_globals.get('__name__')}:{place.tb_lineno}" if place else "unknown"
    return (
        f"This is a fault in handouts {__version__} ({type(error).__name__} at {where}). "
        "Please report this line and the command without any names. Nothing was half written."
    )
