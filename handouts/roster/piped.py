"""Lists that come through a pipe: copied to a private file first, for a list is read more than once."""

from __future__ import annotations

import os
import select
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, Final

from handouts.errors import RosterError

STANDARD_INPUT: Final = Path("-")
_WAIT: Final = 2.0  # seconds for somebody who opens a pipe to write; what is written may come later
_LOOK: Final = 50  # milliseconds between looks
_OPEN_FILES: Final = Path("/proc/self/fd")
_CHUNK: Final = 1 << 18
_LARGEST: Final = 2 << 30


@contextmanager
def as_file(roster: Path) -> Iterator[Path]:
    """The list as a file or a folder that can be read twice; `-` is standard input.

    Only its owner can read the copy, and it is deleted in the end. Raises RosterError for a device, and for a
    pipe into which nobody writes.
    """
    if roster == STANDARD_INPUT:
        if sys.stdin is None or sys.stdin.isatty():
            raise RosterError("- means a list that another program writes: program | handouts batch -")
        with _copied(sys.stdin.buffer) as path, _called(path, "The list from standard input"):
            yield path
        return
    mode = _mode(roster)
    if stat.S_ISFIFO(mode):
        with _pipe(roster) as (first, stream), _copied(stream, first) as path, _called(path, str(roster)):
            yield path
    elif mode and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise RosterError(
            f"{roster} is not a file. A list is a file, a folder of FHIR files, or - for a pipe."
        )
    else:
        yield roster


def is_piped(roster: Path) -> bool:
    """Whether a list comes through a pipe, so that it can be read only once."""
    return roster == STANDARD_INPUT or stat.S_ISFIFO(_mode(roster))


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except OSError:
        return 0  # told by whoever reads it


@contextmanager
def _pipe(path: Path) -> Iterator[tuple[bytes, BinaryIO]]:
    """A pipe with a name, and what was read of it, without waiting for ever for somebody who writes."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as stream:
        first = _begun(handle)
        if first is None:
            raise RosterError(f"{path} is a pipe, and nobody writes into it.")
        os.set_blocking(handle, True)
        yield first, stream


def _begun(handle: int) -> bytes | None:
    """The first byte of a pipe, if it is there already; None where nobody opens the pipe to write."""
    waiting = select.poll()
    waiting.register(handle, select.POLLIN | select.POLLHUP)
    until = time.monotonic() + _WAIT
    while True:
        came = waiting.poll(_LOOK)
        try:
            first = os.read(handle, 1)
        except BlockingIOError:
            return b""  # somebody has opened it, and writes later
        if first or came:
            return first
        if time.monotonic() > until:
            return None


@contextmanager
def _called(path: Path, name: str) -> Iterator[None]:
    """Complaints about the copy name the list by what people know of it."""
    try:
        yield
    except RosterError as error:
        text = str(error)
        if str(path) not in text:
            raise
        raise RosterError(text.replace(str(path), name)) from None


@contextmanager
def _copied(stream: IO[bytes], first: bytes = b"") -> Iterator[Path]:
    with _private() as copy:
        copy.write(first)
        size = len(first)
        while chunk := stream.read(_CHUNK):
            copy.write(chunk)
            size += len(chunk)
            if size > _LARGEST:
                raise RosterError(f"The list is larger than {_LARGEST >> 30} GB.")
        copy.flush()
        yield _OPEN_FILES / str(copy.fileno()) if _OPEN_FILES.is_dir() else Path(copy.name)


def _private() -> IO[bytes]:
    """A file for its owner only. Where an open file can be opened again by number, it has no name at all."""
    if _OPEN_FILES.is_dir():
        return tempfile.TemporaryFile()
    return tempfile.NamedTemporaryFile(prefix="handouts-list-")
