"""Where a run writes: a hidden folder beside the target, renamed to it when all is done.

So there is either a complete run or none. A run can be resumed from its last checkpoint. A lock that ends
with the process keeps two runs apart. What a killed run leaves may hold names, so the next run there deletes
it.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from handouts.batch import own_folder
from handouts.batch.checkpoint import Checkpoint, packed, unpacked
from handouts.batch.destination import Destination
from handouts.batch.lock import Lock, locked
from handouts.batch.own_folder import end_of_record, is_empty, is_run
from handouts.errors import OutputError, UsageError
from handouts.reading.own_files import read_private
from handouts.run.files import deleted_parts, told_of_parts

_CHECKPOINT = ".checkpoint"
_BUFFER = 1024 * 1024
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_LARGEST_CHECKPOINT = 256 * 1024 * 1024
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
SHOWN = 16
"""Characters of a run's name in its record."""


def unfinished(out: Path) -> Path:
    """The folder in which a run works that is to make the folder `out`."""
    return out.absolute().parent / f".{out.name}.unfinished"


class RunDirectory(Destination):
    """The folder of a run in the making."""

    def __init__(self, out: Path, run: str) -> None:
        """`run` names all that decides what the run makes: only the same run is resumed."""
        super().__init__(unfinished(out))
        self._out = out
        self._old = self.folder.with_name(f".{out.name}.old")
        self._run = run
        self._replace = False
        self._files: dict[str, BinaryIO] = {}
        self._spare: list[str] = []  # those that are deleted in the end
        self._has_many = False  # whether there are files that are not flushed one by one
        self._lock: Lock | None = None
        self._going = False  # whether a stopped run could be resumed

    def open(self, *, resume: bool, replace: bool) -> None:
        """Take the place. Raises OutputError, and UsageError where it is not free for this run."""
        self._replace = replace
        if not self._out.name or self._out.name == "..":
            raise UsageError(f"{self._out} cannot be the name of a new folder. Choose another with --out.")
        with _writing(self.folder):
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            own_folder.take(self.folder)
            self._lock = locked(self.folder / own_folder.MARKED, own_folder.MARK)
        if self._lock is None:
            raise UsageError(
                f"Another run is writing {self._out}. Wait until it is done, or choose another --out."
            )
        kept = self._kept()
        self._going = kept is not None  # another run's, or this one's
        self._tidy()
        try:
            self._refuse(kept if resume else None, resume=resume)
        except UsageError as error:
            raise UsageError(" ".join((*self.notes, str(error)))) from None
        if resume and kept is not None:
            self.checkpoint = kept.state
            return
        with _writing(self.folder):
            if own_folder.clear(self.folder):
                self._note(f"Deleted what an unfinished run had left in {self.folder.name}.")
        if resume:
            self._note("There was no unfinished run to resume, so this one began with the first row.")
        self._going = False
        self._write_checkpoint({})  # a run that is killed early resumes from its first row

    def _note(self, line: str) -> None:
        self.notes = (*self.notes, line)

    # -- what is there already

    def _refuse(self, kept: Checkpoint | None, *, resume: bool) -> None:
        """Raise UsageError where this run cannot be made here, or not resume from what is kept."""
        name = f'"run": "{self._run[:SHOWN]}"'.encode()
        if resume and kept is None and name in end_of_record(self._out):
            raise UsageError(f"{self._out} is this run, and it is complete. There is nothing left to do.")
        self._refuse_what_is_there()
        if kept is not None and kept.run != self._run:
            raise UsageError(
                f"The unfinished run of {self._out} cannot be resumed: the list, the content or the options "
                "have changed since. Use the same as then, or leave out --resume to begin again."
            )

    def _refuse_what_is_there(self) -> None:
        if self._out.is_symlink():
            raise UsageError(f"{self._out} is a link, so it stays as it is. Choose a folder with --out.")
        if not self._out.exists() or is_empty(self._out):
            return
        if not self._replace:
            raise UsageError(
                f"{self._out} already exists. Choose another folder with --out, or use --replace: the old "
                "run stays until the new one is complete."
            )
        if not is_run(self._out):
            raise UsageError(
                f"{self._out} is not an older run of yours, so it is not replaced. "
                "Choose another folder with --out."
            )
        if os.path.lexists(self._old) and not own_folder.is_marked(self._old):
            raise UsageError(f"{self._old} is in the way. Move it away, or choose another folder with --out.")

    def _tidy(self) -> None:
        """Put in order what runs and commands that were killed have left here. The lock is held."""
        with _writing(self._out):
            if count := deleted_parts(self.folder.parent):
                self._note(told_of_parts(count, self.folder.parent))
            if own_folder.is_marked(self._old):
                if os.path.lexists(self._out) or own_folder.is_empty(self._old):
                    own_folder.delete(self._old)
                    self._note(f"Deleted what was left of the run that {self._out} had replaced.")
                else:
                    self._old.rename(self._out)
                    own_folder.unmark(self._out)
                    self._note(f"Restored {self._out}: a run was stopped while it replaced it.")
            if is_run(self._out) and own_folder.unmark(self._out):
                self._note(f"Deleted a hidden file that was left in {self._out}.")

    def _kept(self) -> Checkpoint | None:
        """The checkpoint here, if it can be believed and all that it counts is there."""
        try:
            kept = unpacked(read_private(self.folder / _CHECKPOINT, _LARGEST_CHECKPOINT) or b"")
            if kept is None or not all(
                (self.folder / name).lstat().st_size >= size
                for name, size in kept.state.get("sizes", {}).items()
            ):
                return None
        except OSError:
            return None
        return kept

    # -- files

    def file(self, name: str) -> BinaryIO:
        """A file to write on: new, or as it was at the checkpoint."""
        done = self.checkpoint["sizes"].get(name, 0) if self.checkpoint else 0
        path = self.folder / name
        with _writing(path):
            handle = os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINKS, 0o600)
            os.ftruncate(handle, done)
            file = os.fdopen(handle, "r+b", buffering=_BUFFER)
            file.seek(done)
        self._files[name] = file
        if name.startswith("."):
            self._spare.append(name)
        return file

    def subfolder(self, name: str) -> Path:
        path = self.folder / name
        with _writing(path):
            path.mkdir(mode=0o700, exist_ok=True)
        self._has_many = True
        return path

    def keep(self, state: dict[str, Any]) -> None:
        with self.writing():
            self._flush()
            sizes = {name: file.seek(0, os.SEEK_END) for name, file in self._files.items()}
        self._write_checkpoint({**state, "sizes": sizes})
        self._going = True

    def _flush(self) -> None:
        """Bring all files to the disk, so that they are there after a power cut if the checkpoint is."""
        for file in self._files.values():
            file.flush()
            os.fsync(file.fileno())
        if self._has_many and sys.platform != "win32":
            os.sync()

    def _write_checkpoint(self, state: dict[str, Any]) -> None:
        with self.writing():
            part = self.folder / f"{_CHECKPOINT}.new"
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(packed(Checkpoint(self._run, state)))
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.folder / _CHECKPOINT)

    def close_files(self) -> None:
        with self.writing():
            self._flush()
            for file in self._files.values():
                file.close()
        self._files = {}

    def forget(self) -> None:
        with self.writing():
            for hidden in (_CHECKPOINT, f"{_CHECKPOINT}.new", *self._spare):
                (self.folder / hidden).unlink(missing_ok=True)

    def finish(self) -> None:
        """Give the run its name; where the system allows it, the lock is held until then.

        Killed at any moment, the older run has its name or gets it from the next `open`, or the new one has
        it.
        """
        self._refuse_what_is_there()  # somebody may have made it meanwhile
        with self.writing():
            if sys.platform == "win32":  # a folder with an open file cannot be renamed
                self._release()
            has_older = self._out.exists() and not is_empty(self._out)
            if has_older:
                if os.path.lexists(self._old):
                    own_folder.delete(self._old)
                own_folder.mark(self._out)
                self._out.rename(self._old)
            try:
                self.forget()
                if self._out.exists():
                    self._out.rmdir()  # empty
                self.folder.rename(self._out)
            except OSError:
                if has_older:
                    self._old.rename(self._out)
                    own_folder.unmark(self._out)
                raise
            (self._out / own_folder.MARKED).unlink(missing_ok=True)
            self._release()
            if has_older:
                with suppress(OSError):  # the next run tidies what could not be deleted
                    own_folder.delete(self._old)

    def abandon(self) -> None:
        for file in self._files.values():
            with suppress(OSError):
                file.close()
        if self._lock is None:
            return  # done, or never begun: the folder is another run's
        if not (self._going and (self.folder / _CHECKPOINT).exists()):
            with suppress(OSError):
                own_folder.delete(self.folder)
        self._release()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def writing(self) -> AbstractContextManager[None]:
        return _writing(self._out)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Turns errors of writing into OutputError."""
    try:
        yield
    except OSError as error:
        what = "Make room" if error.errno in _FULL else "Check that you may write there"
        raise OutputError(
            f"{path} could not be written: {error.strerror}. Older files are untouched. "
            f"{what}, then run the same command again; --resume continues a run that was well under way."
        ) from None
