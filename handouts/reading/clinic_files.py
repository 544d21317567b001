"""The files of a clinic's folder: regular ones below it. All else is refused before anything is read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from handouts.errors import ContentError, Diagnostic

LARGEST: Final = 8 * 1024 * 1024
"""Bytes of a file."""

_MOST: Final = 5_000
"""Files of a folder; one with more is hardly a clinic's."""

_ODD: Final = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class ClinicFile(NamedTuple):
    """A file, or a link to a folder that is in the same clinic's folder."""

    name: str  # from the folder on; of a link to a folder also where it leads
    path: str


def clinic_files(folder: Path) -> tuple[ClinicFile, ...]:
    """All files below a folder, sorted by name; hidden ones are left out.

    Raises ContentError for links that lead out of it, for what is no regular file, and for what is too large
    or too much: reading it might never end, or show what is not the clinic's.
    """
    found: list[ClinicFile] = []
    faults: list[Diagnostic] = []
    for each in _below(str(folder), "", os.path.realpath(folder)):
        (faults if isinstance(each, Diagnostic) else found).append(each)  # type: ignore[arg-type]
        if len(found) > _MOST:
            message = f"there are more than {_MOST:,} files here; name a folder that holds the clinic's alone"
            faults.append(Diagnostic(message, str(folder)))
            break
    if faults:
        raise ContentError(tuple(faults))
    return tuple(found)


def _below(folder: str, name: str, root: str) -> Iterator[ClinicFile | Diagnostic]:
    try:
        with os.scandir(folder) as entries:
            inside = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return  # what cannot be read is told by whoever reads it
    for entry in inside:
        if entry.name.startswith((".", "__")):
            continue
        called = f"{name}/{entry.name}"
        if entry.is_symlink():
            yield from _link(entry, called, root)
        elif entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, called, root)
        else:
            yield _judged(entry.path, called, entry.stat(follow_symlinks=False))


def _link(entry: os.DirEntry[str], called: str, root: str) -> Iterator[ClinicFile | Diagnostic]:
    target = os.path.realpath(entry.path)
    if os.path.commonpath((target, root)) != root:
        yield Diagnostic("this link leads out of the clinic's folder; put the file itself here", entry.path)
        return
    inside = Path(target).relative_to(root)
    if any(part.startswith((".", "__")) for part in inside.parts):
        yield Diagnostic("this link leads to what is hidden; put the file itself here", entry.path)
    elif entry.is_dir():
        yield ClinicFile(f"{called} -> {inside}", entry.path)
    elif entry.is_file():
        yield _judged(entry.path, called, entry.stat())


def _judged(path: str, called: str, found: os.stat_result) -> ClinicFile | Diagnostic:
    for is_kind, what in _ODD:
        if is_kind(found.st_mode):
            return Diagnostic(f"this is {what} and no file; take it away", path)
    if found.st_size > LARGEST:
        size, most = found.st_size // 1024**2, LARGEST // 1024**2
        return Diagnostic(f"this file has {size} MiB, and {most} are the most; keep it elsewhere", path)
    return ClinicFile(called, path)
