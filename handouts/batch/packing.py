"""A clinic's folder as data, for computers that have another disk or another folder of that name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from handouts.errors import UsageError
from handouts.reading.clinic_files import LARGEST
from handouts.reading.pictures import FOLDER

MOST_BYTES = 32 * 1024 * 1024
"""All files together."""

_READ = ".yaml"
"""How the names of files end that content is read from; the logo is named in clinic.yaml."""

_ALONE = "Take it out, or leave --cluster out: then this computer typesets."


class PackedClinic(NamedTuple):
    """The files of a clinic's folder that sheets are made from: path below the folder, and bytes."""

    files: tuple[tuple[str, bytes], ...]

    def unpack(self, folder: Path) -> None:
        """Write the files below a folder that is there. Raises ValueError for a path that leads out of it."""
        for name, data in self.files:
            path = PurePosixPath(name)
            if path.is_absolute() or ".." in path.parts:
                raise ValueError("a file of a clinic's folder must lie in it")
            file = folder / path
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                out.write(data)


def packed(folder: Path) -> PackedClinic:
    """The YAML files, pictures and logo of a clinic's folder. Nothing else: lists of patients may lie there.

    Raises ContentError where clinic.yaml cannot be read, UsageError for a folder that cannot be sent.
    """
    from handouts.reading.clinic import read_clinic  # a run without a cluster packs nothing

    logo = read_clinic(folder).clinic.logo
    own = folder.resolve()
    files, room = [], MOST_BYTES
    for name in _names(folder, "", frozenset((str(PurePosixPath(logo.file)),) if logo else ())):
        data = _bytes(folder / name, name, own)
        files.append((name, data))
        room -= len(data)
        if room < 0:
            raise UsageError(
                f"The clinic's folder {folder} holds more than {MOST_BYTES // 1024 // 1024} MB of content. "
                "That is too much for a cluster. Take out what does not belong there, or leave --cluster out."
            )
    return PackedClinic(tuple(files))


def _names(folder: Path, below: str, wanted: frozenset[str]) -> Iterator[str]:
    """Paths of the files that sheets are made from, sorted; hidden ones are nobody's content."""
    with os.scandir(folder / below) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith((".", "__")):
            continue
        name = f"{below}/{entry.name}" if below else entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _names(folder, name, wanted)
        elif entry.is_dir():
            raise UsageError(f"The folder {name} in the clinic's folder is a link. {_ALONE}")
        elif entry.is_file() and (name.endswith(_READ) or _is_picture(name) or name in wanted):
            yield name


def _is_picture(name: str) -> bool:
    return name.startswith(f"{FOLDER}/") and name.endswith(".svg")


def _bytes(file: Path, name: str, own: Path) -> bytes:
    """A file's bytes. Raises UsageError for one that lies elsewhere, is too large or cannot be read."""
    if not file.resolve().is_relative_to(own):
        raise UsageError(f"The file {name} in the clinic's folder is a link to a place outside it. {_ALONE}")
    try:
        with file.open("rb") as found:
            data = found.read(LARGEST + 1)
    except OSError as error:
        raise UsageError(
            f"The file {name} in the clinic's folder cannot be read: {error.strerror}."
        ) from None
    if len(data) > LARGEST:
        raise UsageError(
            f"The file {name} in the clinic's folder is larger than {LARGEST // 1024 // 1024} MB. {_ALONE}"
        )
    return data
