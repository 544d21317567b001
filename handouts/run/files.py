"""Writing files: whole or not at all, readable by their owner only."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from handouts.errors import OutputError


def write_file(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Write a file, for its owner only unless `mode` says otherwise, by way of a temporary one beside it.

    A crash or a full disk leaves the old file or none, never half. Raises OutputError.
    """
    try:
        _check_place(path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}.") from None
    part = path.parent / f".handouts-{os.urandom(6).hex()}.part"
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise OutputError(f"Nothing can be written in {path.parent}: {error.strerror}.") from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(mode)
        part.replace(path)
    except OSError as error:
        raise OutputError(
            f"{path} could not be written: {error.strerror}. The old file is untouched."
        ) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def write_into(path: Path, data: bytes) -> None:
    """Write a file in a folder that appears only when all of it is done. Raises OSError.

    A disk that is nearly full takes a part of the data and says how much, so the rest is offered again.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)


def write_new(paths: Iterable[Path], data: bytes) -> Path:
    """Write the first of `paths` that nobody has; its name is taken before it is filled."""
    for path in paths:
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            continue
        except OSError as error:
            raise OutputError(f"Nothing can be written in {path.parent}: {error.strerror}.") from None
        try:
            write_file(path, data)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return path
    raise OutputError("No file name is free here. Choose one with -o.")


def write_out(stream: BinaryIO, data: bytes) -> None:
    """Write to standard output. Raises OutputError."""
    try:
        stream.write(data)
        stream.flush()
    except BrokenPipeError:
        raise  # the reader went away: cli/ending.py ends quietly
    except OSError as error:
        raise OutputError(f"Standard output could not be written: {error.strerror}.") from None


def _check_place(path: Path) -> None:
    if path.is_dir():
        raise OutputError(f"{path} is a folder. Name a file in it, such as {path / 'handout.pdf'}.")
    if not path.parent.is_dir():
        raise OutputError(f"There is no folder {path.parent}. Make it first, or choose another with -o.")
