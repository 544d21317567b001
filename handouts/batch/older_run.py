"""What is known of a run that is complete, without reading all of its record."""

from __future__ import annotations

import stat
from pathlib import Path

from handouts.batch.batch_options import MANIFEST
from handouts.reading.own_files import is_own

_END = 65_536
_OF_A_RUN = (b'"run": "', b'"program": "', b'"list": {')
"""What the end of each record of a run says."""


def end_of_record(folder: Path) -> bytes:
    """The end of the record in a folder, where it says which run it is of; empty where there is none."""
    path = folder / MANIFEST
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _END))
            return file.read()
    except OSError:
        return b""


def is_run(folder: Path) -> bool:
    """Whether a folder is a complete run of ours: by its record, for other programs have manifests too."""
    try:
        found, record = folder.lstat(), (folder / MANIFEST).lstat()
    except OSError:
        return False
    said = end_of_record(folder) if stat.S_ISREG(record.st_mode) else b""
    return is_own(found) and is_own(record) and all(words in said for words in _OF_A_RUN)


def is_empty(folder: Path) -> bool:
    """Whether it is a folder with nothing in it. Raises OSError."""
    try:
        return next(folder.iterdir(), None) is None
    except NotADirectoryError:
        return False
