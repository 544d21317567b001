"""Writing files: whole or not at all, readable by their owner only."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from handouts.errors import OutputError


def write_file(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Write a file, for its owner only unless `mode` says otherwise, by way of a temporary one beside it.

    A crash or a full disk leaves the old file or none, never half. Raises OutputError.
    """
    if path.is_dir():
        raise OutputError(f"{path} is a folder. Name a file in it, such as {path / 'handout.pdf'}.")
    if not path.parent.is_dir():
        raise OutputError(f"There is no folder {path.parent}. Make it first, or choose another with -o.")
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
