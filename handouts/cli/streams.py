"""The standard streams: what is done where one was closed, or takes no more."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import Final

from handouts.errors import OutputError

_STREAMS: Final = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))


def take_over() -> None:
    """Replace closed standard streams by the null device, and the others by ones that outlive errors.

    Without that, a file that is opened later would get the number of a closed stream.
    """
    for name, mode in _STREAMS:
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout = _Output(sys.stdout)
    if isinstance(sys.stderr, TextIOWrapper):
        sys.stderr = _Messages(sys.stderr)


def is_output_closed() -> bool:
    """Whether standard output was closed before the program began."""
    return sys.__stdout__ is None


def say(sentence: str) -> None:
    """Tell the person, beside what the command writes."""
    print(sentence, file=sys.stderr)


def tell(text: str, done: str) -> None:
    """Print a result; `done` says what is done already, should that fail with OutputError."""
    try:
        print(text, flush=True)
    except OutputError as error:
        raise OutputError(f"{done} {error}") from None


class _Messages(TextIOWrapper):
    """Standard error. Work goes on when it fails, and letters that it cannot write are escaped."""

    def __init__(self, stream: TextIOWrapper) -> None:
        encoding, lines, through = stream.encoding, stream.line_buffering, stream.write_through
        super().__init__(stream.detach(), encoding, "backslashreplace", None, lines, through)

    def write(self, text: str, /) -> int:
        if text == "":
            return 0  # Click tries a stream with it, and would swallow the error
        try:
            return super().write(text)
        except OSError as error:
            self._lost(error)
        return len(text)

    def flush(self) -> None:
        try:
            super().flush()
        except OSError as error:
            self._lost(error)

    def _lost(self, error: OSError) -> None:  # noqa: ARG002
        """What waits to be written is given up, and all that follows: not even Python's end stumbles."""
        os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())


class _Output(_Messages):
    """Standard output. Raises OutputError where it takes no more, BrokenPipeError where nobody reads it."""

    def _lost(self, error: OSError) -> None:
        super()._lost(error)
        if isinstance(error, BrokenPipeError):
            raise error
        raise OutputError(f"Standard output could not be written: {error.strerror}.") from None
