"""A lock on a file, held by one process. It ends with the process, however that ends."""

from __future__ import annotations

import os
import sys
import weakref
from contextlib import suppress
from pathlib import Path

from handouts.reading.own_files import open_own

_TRIES = 3
_BEYOND = 1 << 30  # on Windows a locked byte cannot be read: one behind the end is locked


class Lock:
    """A lock that is held. A process that is forked off lets go, or the lock would outlive its holder."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle
        if hasattr(os, "register_at_fork"):
            held = weakref.WeakMethod(self.release)
            os.register_at_fork(after_in_child=lambda: (held() or _nothing)())

    def release(self) -> None:
        """Let go; once is enough."""
        handle, self._handle = self._handle, None
        if handle is not None:
            with suppress(OSError):
                os.close(handle)


def locked(path: Path, mark: bytes) -> Lock | None:
    """The lock of a file, which is created with `mark` in it; None while another process holds it.

    Raises OSError, also for a file that does not belong to the owner of its folder.
    """
    for _ in range(_TRIES):
        handle = open_own(path, os.O_RDWR | os.O_CREAT, path.parent.lstat().st_uid)
        if not _taken(handle):
            os.close(handle)
            return None
        if _is_still(path, handle):
            if not os.fstat(handle).st_size:
                os.write(handle, mark)
            return Lock(handle)
        os.close(handle)  # its holder ended and took the file along between our two steps
    return None


def _nothing() -> None:
    """For a lock that is gone."""


def _is_still(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.lstat(), os.fstat(handle))
    except OSError:
        return False


def _taken(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, _BEYOND, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
