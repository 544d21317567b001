"""Writing files: whole or not at all, readable by their owner only."""

from __future__ import annotations

import errno
import os
import re
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from handouts.errors import OutputError
from handouts.reading.own_files import is_own, open_own

_PART = re.compile(r"\.handouts-[0-9a-f]{12}\.part")
_FRESH = 60.0
"""Seconds in which an empty part may be one that a command has only just made."""

_SPECIAL = ((stat.S_ISSOCK, "a socket"), (stat.S_ISCHR, "a device"), (stat.S_ISBLK, "a device"))
_WAIT = 2.0
"""Seconds for somebody who opens a pipe to read it."""
_FOLDERS_OF_HANDLES = ("/dev/fd", "/proc/self/fd")
_MOST_LINKS = 40


def write_file(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Write a file by way of a temporary one beside it: a crash leaves the old file or none, never half.

    A link stays a link; its target is written. Pipes are written to. Raises OutputError.
    """
    try:
        _check_place(path)
        target = _target(path)
        if target is None:
            _write_on(path, data)
            return
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}.") from None
    with _part(target, data, mode) as part:
        part.replace(target)


@contextmanager
def _part(path: Path, data: bytes, mode: int) -> Iterator[Path]:
    """The data in a temporary file beside `path`, while the context lasts. Turns OSError into OutputError."""
    part = path.parent / f".handouts-{os.urandom(6).hex()}.part"
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise OutputError(f"Nothing can be written in {path.parent}: {error.strerror}.") from None
    try:
        with os.fdopen(handle, "wb") as file:
            _hold(handle)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(mode)
        yield part
    except OSError as error:
        raise OutputError(
            f"{path} could not be written: {error.strerror}. The old file is untouched."
        ) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def is_special(path: Path) -> bool:
    """Whether it is written on as it is, like a pipe or /dev/stdout, and no file takes its place."""
    try:
        return handle_named(path) is not None or stat.S_ISFIFO(path.stat().st_mode)
    except OSError:
        return False


def handle_named(path: Path) -> int | None:
    """The handle of this process that a path such as /dev/stdout or /dev/fd/1 names."""
    folders = {*_FOLDERS_OF_HANDLES, f"/proc/{os.getpid()}/fd"}
    with suppress(OSError):  # whoever writes it reports the error
        for _ in range(_MOST_LINKS):
            if path.name.isdecimal() and {str(path.parent), os.path.realpath(path.parent)} & folders:
                return int(path.name)
            if not path.is_symlink():
                break
            path = path.parent / path.readlink()
    return None


def deleted_parts(folder: Path) -> int:
    """Delete half-written files that killed commands have left in a folder; how many."""
    try:
        names = os.listdir(folder)  # noqa: PTH208  # names alone
    except OSError:
        return 0  # it may still be writable
    return sum(_deleted(folder / name) for name in names if _PART.fullmatch(name))


def told_of_parts(count: int, folder: Path) -> str:
    """What to tell of the files that `deleted_parts` has deleted."""
    many = "a file" if count == 1 else f"{count} files"
    return f"Deleted {many} that an earlier command had half written in {folder.resolve().name or folder}."


def write_into(path: Path, data: bytes) -> None:
    """Write a file in a folder that appears only when all of it is done. Raises OSError.

    A nearly full disk writes less than it was given, so the rest is offered again.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)


def write_new(paths: Iterable[Path], data: bytes) -> Path:
    """Write the first of `paths`, all in one folder, that nobody has. It is whole as soon as it is there."""
    names = iter(paths)
    first = next(names, None)
    if first is not None:
        with _part(first, data, 0o600) as part:
            for path in chain((first,), names):
                if _named(part, path):
                    return path
    raise OutputError("No file name is free here. Choose one with -o.")


def _named(part: Path, path: Path) -> bool:
    """Give a file a name, if nobody has it; whether it was free. Raises OSError."""
    try:
        path.hardlink_to(part)
    except FileExistsError:
        return False
    except OSError:  # some disks know one name a file only: there the name is taken first
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            return False
        part.replace(path)
    return True


def write_out(stream: BinaryIO, data: bytes) -> None:
    """Write to standard output. Raises OutputError."""
    try:
        stream.write(data)
        stream.flush()
    except BrokenPipeError:
        raise  # the reader went away: cli/error_handler.py ends quietly
    except OSError as error:
        raise OutputError(f"Standard output could not be written: {error.strerror}.") from None


def _check_place(path: Path) -> None:
    if path.is_dir():
        raise OutputError(f"{path} is a folder. Name a file in it, such as {path / 'handout.pdf'}.")
    if not path.parent.is_dir():
        raise OutputError(f"There is no folder {path.parent}. Make it first, or choose another with -o.")


def _target(path: Path) -> Path | None:
    """The file to replace; None for a pipe or handle, which is written on. Raises OutputError and OSError."""
    if handle_named(path) is not None:
        return None
    try:
        found = path.stat()
    except FileNotFoundError:
        if path.is_symlink():
            raise OutputError(f"{path} is a link to nowhere. Delete it, or name another file.") from None
        return path
    if stat.S_ISFIFO(found.st_mode):
        return None
    for is_kind, called in _SPECIAL:
        if is_kind(found.st_mode):
            raise OutputError(f"{path} is {called}, so nothing was written to it. Name a file.")
    if not found.st_mode & stat.S_IWUSR or not os.access(path, os.W_OK):
        raise OutputError(f"{path} is read-only, so it was not replaced. Name another file.")
    if not path.is_symlink():
        return path
    if not (is_own(found) and is_own(path.lstat())):
        raise OutputError(f"{path} leads to a file of somebody else. Name a file of your own.")
    return Path(os.path.realpath(path))


def _write_on(path: Path, data: bytes) -> None:
    """Write on a pipe or an open handle. Raises OSError, and OutputError for a pipe that nobody reads."""
    named = handle_named(path)
    handle = _opened_pipe(path) if named is None else os.dup(named)
    with os.fdopen(handle, "wb") as file:
        file.write(data)


def _opened_pipe(path: Path) -> int:
    """A handle of a pipe that somebody reads. Raises OSError, and OutputError where nobody does."""
    until = time.monotonic() + _WAIT
    while True:
        try:
            handle = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
        else:
            os.set_blocking(handle, True)
            return handle
        if time.monotonic() > until:
            raise OutputError(f"{path} is a pipe, and nobody reads it. Start its reader, or name a file.")
        time.sleep(0.05)


def _hold(handle: int) -> None:
    """Lock a part while it is written, so that nobody takes it for one that was left. Best effort."""
    with suppress(ImportError, OSError):  # Windows deletes no file that is open
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)


def _deleted(part: Path) -> bool:
    """Delete a part, if it is ours and nobody is writing it; whether it was deleted."""
    try:
        handle = open_own(part, os.O_RDWR)
    except OSError:
        return False
    try:
        with suppress(ImportError):
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        found = os.fstat(handle)
        if not found.st_size and time.time() - found.st_mtime < _FRESH:
            return False
        part.unlink()
    except OSError:
        return False
    finally:
        os.close(handle)
    return True
