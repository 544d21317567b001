"""The key of an edition: a hash of everything that shapes it.

Files are hashed as bytes, so a kept edition is found without parsing. Dates and places on the disk do not
count.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from handouts import __version__
from handouts.model.selection import Selection
from handouts.reading.clinic_files import clinic_files
from handouts.reading.shelf import bytes_of, digest_of_pictures, shelf

_SHAPES_NOTHING = "italic.ttf"
"""Faces that no layout sets."""


class Fingerprints:
    """Names for editions; `shipped` is `shelf.digest_of_shipped`. Raises ContentError as `clinic_files`."""

    def __init__(self, clinic_folder: Path | None, epoch: str | None, shipped: bytes) -> None:
        self._digest = hashlib.sha256(f"{__version__} {epoch}".encode())
        self._digest.update(b"with a clinic" if clinic_folder else b"without")
        self._digest.update(shipped)
        self._digest.update(digest_of_pictures())
        clinic = clinic_files(clinic_folder) if clinic_folder else ()
        ours = ((f"/clinic{each.name}", each.path) for each in clinic)
        for name, path in (*_faces(shelf("layouts") / "fonts"), *ours):
            self._digest.update(os.fsencode(f"\0{name}\0"))
            with suppress(OSError):  # whoever reads it reports the error
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


def _faces(folder: Path) -> Iterator[tuple[str, str]]:
    """The files of the shipped faces that are set, sorted by name."""
    for place, inside, names in os.walk(folder):
        inside.sort()
        for name in sorted(names):
            if not name.endswith(_SHAPES_NOTHING):
                path = f"{place}/{name}"
                yield path[len(str(folder)) :], path
