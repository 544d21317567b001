"""The key of an edition: a hash of everything that shapes it.

Files are hashed as bytes, not parsed, so that a kept edition is found without reading any content.
Names and bytes count; dates and the place on the disk do not.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from handouts import __version__
from handouts.model.selection import Selection
from handouts.reading.shelf import bytes_of, shelf

_SHAPES_NOTHING = "italic.ttf"
"""Faces that no layout sets."""


class Fingerprints:
    """Names for editions from the files as they are now.

    `shipped` is `shelf.digest_of_shipped`.
    """

    def __init__(self, clinic_folder: Path | None, epoch: str | None, shipped: bytes) -> None:
        self._digest = hashlib.sha256(f"{__version__} {epoch}".encode())
        self._digest.update(b"with a clinic" if clinic_folder else b"without")
        self._digest.update(shipped)
        clinic = {"/clinic": clinic_folder} if clinic_folder else {}
        for called, folder in {"/fonts": shelf("layouts") / "fonts", **clinic}.items():
            for name, path in _files(str(folder), called):
                self._digest.update(os.fsencode(f"\0{name}\0"))
                with suppress(OSError):  # a file that cannot be read is told by whoever reads it
                    self._digest.update(bytes_of(path))

    def of(self, selection: Selection) -> str:
        """The name of the edition of a selection."""
        digest = self._digest.copy()
        digest.update(repr(selection).encode())
        return digest.hexdigest()

    @property
    def all(self) -> str:
        """One name for all that can be made from these files."""
        return self._digest.hexdigest()


def _files(folder: str, prefix: str) -> Iterator[tuple[str, str]]:
    """All files below a folder with their paths, sorted by name; hidden ones are left out."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return  # what cannot be read is told by whoever reads it
    for entry in entries:
        if entry.name.startswith((".", "__")):
            continue
        name = f"{prefix}/{entry.name}"
        if name.endswith(_SHAPES_NOTHING):
            continue
        if entry.is_dir():
            if entry.is_symlink() and _leads_back(entry.path):
                continue
            yield from _files(entry.path, name)
        elif entry.is_file():
            yield name, entry.path


def _leads_back(link: str) -> bool:
    """Whether a link leads to a folder that it lies in."""
    there = Path(link).resolve()
    return Path(link).parent.resolve().is_relative_to(there)
