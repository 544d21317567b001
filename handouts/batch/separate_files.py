"""Files for one person each, beside the print job."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from handouts.batch.encrypting import Encryption
from handouts.run.files import write_into

_END = b"%%EOF"


class SeparateFiles:
    """Writes them into a folder. A resumed run skips those that are complete."""

    def __init__(self, folder: Path, encryption: Encryption | None, *, goes_on: bool) -> None:
        self._folder = folder
        self._encryption = encryption
        self._there = whole_files(folder) if goes_on else frozenset()

    def write(self, called: str, make: Callable[[], bytes]) -> None:
        """The file of the copy that is called so. Raises OSError."""
        name = f"{called}.pdf"
        if name in self._there:
            return
        data = make()
        if self._encryption is not None:
            data = self._encryption.bytes_of(data)
        write_into(self._folder / name, data)


def whole_files(folder: Path) -> frozenset[str]:
    """The names of files that a stopped run had written to their end.

    Files of the last instant of the disk's clock do not count: one may be half written, and look whole by
    chance.
    """
    written = [(entry.stat().st_mtime_ns, entry.name) for entry in os.scandir(folder)]
    last = max((time for time, _ in written), default=0)
    return frozenset(name for time, name in written if time < last and _has_end(folder / name))


def _has_end(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 16))
        return file.read().rstrip().endswith(_END)
