"""The key of an edition: a hash of everything that shapes it.

Files are hashed as bytes, not parsed, so that a kept edition is found without reading any content.
Names and bytes count; dates and the place on the disk do not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from handouts import __version__
from handouts.model.selection import Selection
from handouts.reading.shelf import shelf

_LARGEST = 8 * 1024 * 1024
"""No file of content is larger; one that is will be refused when it is read."""


def fingerprint(selection: Selection, clinic_folder: Path | None, epoch: str | None) -> str:
    """A name for the edition of this selection from the files as they are now."""
    digest = hashlib.sha256(f"{__version__} {epoch}".encode())
    digest.update(msgspec.json.encode(selection))
    folders: list[Traversable] = [shelf("data"), shelf("layouts")]
    if clinic_folder is not None:
        folders.append(clinic_folder)
    for folder in folders:
        for name, file in _files(folder, ""):
            digest.update(f"\0{name}\0".encode())
            with file.open("rb") as opened:
                digest.update(opened.read(_LARGEST))
    return digest.hexdigest()


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    """All files below a folder, sorted by name; hidden ones and those that do not shape a page left out."""
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.startswith((".", "__")):
            continue
        name = f"{prefix}/{entry.name}"
        if entry.is_dir():
            yield from _files(entry, name)
        elif entry.is_file():
            yield name, entry
