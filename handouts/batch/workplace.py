"""Where a run writes: a hidden folder beside the one that was asked for, renamed to it when all is done.

So there is either a complete run or none, whatever happens meanwhile. What was done until a checkpoint can be
taken up again. A lock that ends with the process keeps two runs apart.
"""

from __future__ import annotations

import errno
import marshal
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from handouts.batch.order import MANIFEST
from handouts.errors import OutputError, UsageError

_CHECKPOINT = ".checkpoint"
_LOCK = ".lock"
_BUFFER = 1024 * 1024
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_END_OF_RECORD = 65_536

SHOWN = 16
"""Characters of a run's name that stand in its record."""


def unfinished(out: Path) -> Path:
    """The folder in which a run works that is to make the folder `out`."""
    return out.absolute().parent / f".{out.name}.unfinished"


class Workplace:
    """The folder of a run in the making."""

    def __init__(self, out: Path, run: str) -> None:
        """`run` names all that decides what the run makes: only the same run is taken up again."""
        self.folder = unfinished(out)
        self._out = out
        self._run = run
        self._replace = False
        self._files: dict[str, BinaryIO] = {}
        self._spare: list[str] = []  # those that are gone in the end
        self._has_many = False  # whether there are files that are not flushed one by one
        self._lock: BinaryIO | None = None
        self.checkpoint: dict[str, Any] | None = None
        self._going = False  # whether there is something to go on with, should this run be stopped

    def open(self, *, resume: bool, replace: bool) -> None:
        """Take the place. Raises OutputError, and UsageError where it is not free for this run."""
        self._replace = replace
        if resume:
            self._refuse_what_is_done()
        self._refuse_what_is_there()
        with _told(self.folder):
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            self.folder.mkdir(mode=0o700, exist_ok=True)
            self._lock = _locked(self.folder / _LOCK)
        if self._lock is None:
            raise UsageError(
                f"Another run is writing {self._out}. Wait until it is done, or choose another --out."
            )
        self.checkpoint = self._read_checkpoint()
        self._going = (self.folder / _CHECKPOINT).exists()  # another run's, or this one's
        if resume and self.checkpoint is None:
            raise UsageError(
                f"There is no unfinished run of this list for {self._out}: there was none, or the list, the "
                "content or the options have changed since. Run it without --resume."
            )
        if not resume:
            self.checkpoint = None
            self._clear()
            self._going = False
            self._write_checkpoint({})  # killed before the first one, the run goes on from its beginning

    def _refuse_what_is_done(self) -> None:
        if not self.folder.exists() and f'"run": "{self._run[:SHOWN]}"'.encode() in _end_of(
            self._out / MANIFEST
        ):
            raise UsageError(f"{self._out} is this run, and it is complete: there is nothing left to do.")

    def _refuse_what_is_there(self) -> None:
        if not self._out.name or self._out.name == "..":
            raise UsageError(f"{self._out} is no name for a new folder. Choose one with --out.")
        if not self._out.exists() or _is_empty(self._out):
            return
        if not self._replace:
            raise UsageError(
                f"{self._out} is there already. Choose another folder with --out, "
                "or --replace it when all of the new run is done."
            )
        if not (self._out / MANIFEST).is_file():
            raise UsageError(
                f"{self._out} is no older run, so it is not replaced. Choose another folder with --out."
            )

    def _clear(self) -> None:
        with _told(self.folder):
            for each in self.folder.iterdir():
                if each.is_dir():
                    shutil.rmtree(each)
                elif each.name != _LOCK:
                    each.unlink()

    def _read_checkpoint(self) -> dict[str, Any] | None:
        try:
            run, kept = marshal.loads((self.folder / _CHECKPOINT).read_bytes())
        except (OSError, ValueError, EOFError, TypeError):
            return None
        return kept if run == self._run else None

    def file(self, name: str) -> BinaryIO:
        """A file to write on: new, or as it was at the checkpoint. One with a dot is gone in the end."""
        done = self.checkpoint["sizes"].get(name, 0) if self.checkpoint else 0
        path = self.folder / name
        with _told(path):
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            os.ftruncate(handle, done)
            file = os.fdopen(handle, "r+b", buffering=_BUFFER)
            file.seek(done)
        self._files[name] = file
        if name.startswith("."):
            self._spare.append(name)
        return file

    def subfolder(self, name: str) -> Path:
        """A folder for many files."""
        path = self.folder / name
        with _told(path):
            path.mkdir(mode=0o700, exist_ok=True)
        self._has_many = True
        return path

    def keep(self, state: dict[str, Any]) -> None:
        """Make a checkpoint: whatever happens from now on, the run can go on from here."""
        with self.telling():
            for file in self._files.values():
                file.flush()
                os.fsync(file.fileno())
            sizes = {name: file.seek(0, os.SEEK_END) for name, file in self._files.items()}
            self._flush_many()
        self._write_checkpoint({**state, "sizes": sizes})
        self._going = True

    def _flush_many(self) -> None:
        """All files of a folder at once, so that they are there after a power cut if the checkpoint is."""
        if self._has_many and sys.platform != "win32":
            os.sync()

    def _write_checkpoint(self, state: dict[str, Any]) -> None:
        with self.telling():
            part = self.folder / f"{_CHECKPOINT}.new"
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(marshal.dumps((self._run, state)))
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.folder / _CHECKPOINT)

    def close_files(self) -> None:
        """All files are written."""
        with self.telling():
            for file in self._files.values():
                file.flush()
                os.fsync(file.fileno())
                file.close()
            self._flush_many()
        self._files = {}

    def forget(self) -> None:
        """Nothing can be taken up again: what is there is about to be changed."""
        with self.telling():
            (self.folder / _CHECKPOINT).unlink(missing_ok=True)

    def finish(self) -> None:
        """All is done: the folder gets its name. Where the system allows it, the lock is held until then."""
        self._refuse_what_is_there()  # somebody may have made it meanwhile
        with self.telling():
            if sys.platform == "win32":  # a folder with an open file cannot be renamed
                self._release()
                (self.folder / _LOCK).unlink(missing_ok=True)
            old = self.folder.with_name(f".{self._out.name}.old")
            if self._out.exists():
                shutil.rmtree(old, ignore_errors=True)
                self._out.rename(old)
            self.folder.rename(self._out)
            for hidden in (_CHECKPOINT, f"{_CHECKPOINT}.new", _LOCK, *self._spare):
                (self._out / hidden).unlink(missing_ok=True)
            self._release()
            shutil.rmtree(old, ignore_errors=True)

    def abandon(self) -> None:
        """Close what is open; what was done until the last checkpoint stays, if there was one."""
        for file in self._files.values():
            with suppress(OSError):
                file.close()
        if self._lock is None:
            return  # done, or never begun: the folder is another run's
        if not (self._going and (self.folder / _CHECKPOINT).exists()):
            shutil.rmtree(self.folder, ignore_errors=True)
        self._release()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Errors of writing, said for people."""
        with _told(self._out):
            yield


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        what = "Make room" if error.errno in _FULL else "See that it can be written there"
        raise OutputError(
            f"{path} could not be written: {error.strerror}. Nothing that was there before has been touched. "
            f"{what}, and run it again; where much was done already, --resume goes on from there."
        ) from None


def _end_of(path: Path) -> bytes:
    """The end of a record, where it says which run it is of."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _END_OF_RECORD))
            return file.read()
    except OSError:
        return b""


def _is_empty(folder: Path) -> bool:
    try:
        return next(folder.iterdir(), None) is None
    except NotADirectoryError:
        return False


def _locked(path: Path) -> BinaryIO | None:
    """The lock file, held; None where another process holds it. The system lets go when a process ends."""
    file = path.open("a+b")
    path.chmod(0o600)
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file
