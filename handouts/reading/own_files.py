"""Whose a file is. What somebody else could have put in its place is not believed.

Nothing here follows a link in the last part of a path, and nothing waits, as opening a pipe would.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

OTHERS = stat.S_IRWXG | stat.S_IRWXO
"""What a private file or folder allows to nobody but its owner."""

_HAS_OWNERS = hasattr(os, "geteuid")
_CAREFUL = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


def is_own(found: os.stat_result) -> bool:
    """Whether it belongs to whoever runs this; always where files have no owners."""
    return not _HAS_OWNERS or found.st_uid == os.geteuid()


def is_private(found: os.stat_result) -> bool:
    """Whether it is our own, and nobody else can look into it."""
    return not _HAS_OWNERS or (is_own(found) and not found.st_mode & OTHERS)


def is_safe_folder(folder: Path) -> bool:
    """Whether it is a folder of our own into which nobody else can put anything."""
    try:
        found = folder.stat()
    except OSError:
        return False
    if not stat.S_ISDIR(found.st_mode):
        return False
    return not _HAS_OWNERS or (is_own(found) and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH))


def open_own(path: Path, flags: int = os.O_RDONLY, owner: int | None = None) -> int:
    """A handle of a regular file of our own, or of `owner`: some shares give all files to one user.

    Raises PermissionError for other files, and OSError.
    """
    handle = os.open(path, flags | _CAREFUL, 0o600)
    found = os.fstat(handle)
    if stat.S_ISREG(found.st_mode) and (is_own(found) or found.st_uid == owner):
        return handle
    os.close(handle)
    raise PermissionError(errno.EPERM, "It is not a file of your own")


def read_private(path: Path, most: int) -> bytes | None:
    """The bytes of a private file of at most `most` bytes; None where it is none. Raises OSError."""
    handle = open_own(path)
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(handle)
        return file.read() if is_private(found) and found.st_size <= most else None
