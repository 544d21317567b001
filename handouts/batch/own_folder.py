"""Folders that a run may write in, rename and delete: our own, with our mark or a run's record."""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from handouts.batch.records import MANIFEST
from handouts.errors import OutputError
from handouts.reading.own_files import is_own, is_private, open_own

MARKED = ".lock"
"""The file that bears the mark. A run that writes in the folder holds a lock on it."""

MARK = b"handouts writes in this folder, gives it another name when all is done, or deletes it.\n"

_END = 65_536
_OF_A_RUN = (b'"run": "', b'"program": "', b'"list": {')
"""What the end of each run's record says."""


def take(folder: Path) -> None:
    """Make a folder, or take one that an earlier run left. Raises OutputError for any other, and OSError."""
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        why = why_not_ours(folder)
        if why:
            raise OutputError(
                f"{folder} is in the way: it is {why}. Nothing was written there, and nothing in it "
                "was touched. Look what it is, move it away or delete it, or choose another --out."
            ) from None


def why_not_ours(folder: Path) -> str:
    """Why a folder is none that this program made for itself; empty where it is. Raises OSError."""
    found = folder.lstat()
    if stat.S_ISLNK(found.st_mode):
        return "a link"
    if not stat.S_ISDIR(found.st_mode):
        return "no folder"
    if not is_own(found):
        return "a folder of somebody else"
    if not is_private(found):
        return f"open to others (its mode is {found.st_mode & 0o777:04o}, not 0700)"
    return "" if _is_marked(folder) or _is_hardly_begun(folder) else "a folder that handouts did not make"


def is_marked(folder: Path) -> bool:
    """Whether it is a real folder of our own that bears our mark or is empty, whoever may look into it."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and is_own(found) and (_is_marked(folder) or is_empty(folder))


def is_empty(folder: Path) -> bool:
    """Whether it is a folder with nothing in it. Raises OSError."""
    try:
        with os.scandir(folder) as entries:
            return next(entries, None) is None
    except NotADirectoryError:
        return False


def is_run(folder: Path) -> bool:
    """Whether a folder is a complete run of ours: by its record, for other programs have manifests too."""
    try:
        found, record = folder.lstat(), (folder / MANIFEST).lstat()
    except OSError:
        return False
    end = end_of_record(folder) if stat.S_ISREG(record.st_mode) else b""
    return is_own(found) and is_own(record) and all(words in end for words in _OF_A_RUN)


def end_of_record(folder: Path) -> bytes:
    """The end of the record in a folder, which names the run; empty where there is none."""
    path = folder / MANIFEST
    try:
        with path.open("rb") as file:  # a record of many rows is long, and its end says enough
            file.seek(max(0, path.stat().st_size - _END))
            return file.read()
    except OSError:
        return b""


def mark(folder: Path) -> None:
    """Put our mark into a folder that is about to be renamed or deleted. Raises OSError."""
    path = folder / MARKED
    if not _is_marked(folder):
        with suppress(FileNotFoundError):
            path.unlink()
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(handle, MARK)
        finally:
            os.close(handle)


def unmark(folder: Path) -> bool:
    """Take our mark out of a run's folder, even one that is only begun; whether there was one."""
    marked = MARK.startswith(_mark_in(folder, b"no mark"))
    if marked:
        with suppress(OSError):
            (folder / MARKED).unlink()
    return marked


def clear(folder: Path) -> bool:
    """Delete all but the mark; whether there was anything. Links are never followed. Raises OSError."""
    found = False
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name == MARKED:
                continue
            found = True
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path)
            else:
                Path(entry.path).unlink()
    return found


def delete(folder: Path) -> None:
    """Delete a folder of ours, its mark last: what a kill leaves is still known as ours. Raises OSError."""
    clear(folder)
    with suppress(FileNotFoundError):
        (folder / MARKED).unlink()
    folder.rmdir()


def _is_marked(folder: Path) -> bool:
    return _mark_in(folder) == MARK


def _mark_in(folder: Path, none: bytes = b"") -> bytes:
    """What stands where our mark would; `none` where there is no such file of our own."""
    try:
        with os.fdopen(open_own(folder / MARKED), "rb") as file:
            return file.read(len(MARK) + 1)
    except OSError:
        return none


def _is_hardly_begun(folder: Path) -> bool:
    """Whether it is empty: a run was killed before it could put its mark there."""
    names = os.listdir(folder)  # noqa: PTH208  # names alone
    if names != [MARKED]:
        return not names
    found = (folder / MARKED).lstat()
    return stat.S_ISREG(found.st_mode) and not found.st_size
