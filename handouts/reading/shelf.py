"""Where content is: the shipped folders `data` and `layouts`, and a clinic's own folder over them."""

import hashlib
import os
from pathlib import Path
from typing import Final, Literal, NamedTuple

from handouts.errors import UsageError
from handouts.reading.clinic_files import LARGEST, clinic_files

ShelfName = Literal["data", "layouts"]

PICTURES: Final = "pictures.bin"
"""The file of all shipped pictures, in data/."""

PICTURES_HEAD: Final = 52
"""Bytes of its name and its hash, with which it begins."""


def shelf(name: ShelfName) -> Path:
    """The folder layouts/ or data/: inside the installed package, else beside it in the checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / name
    return inside if inside.is_dir() else package.parent / name


class Shelf(NamedTuple):
    """A folder of YAML files, and what a person calls it."""

    folder: Path
    label: str

    def file(self, relative: str) -> Path:
        """The file at `relative`, such as cancers/breast.yaml, whether or not it exists."""
        return self.folder / relative

    def shown(self, relative: str) -> str:
        """The file's name for messages."""
        return f"{self.label}/{relative}"

    def has(self, relative: str) -> bool:
        """Whether there is such a file."""
        return self.file(relative).is_file()

    def folders(self) -> tuple[str, ...]:
        """Names of its subfolders, sorted."""
        with os.scandir(self.folder) as entries:
            return tuple(sorted(entry.name for entry in entries if entry.is_dir()))

    def names(self, subfolder: str = "") -> tuple[str, ...]:
        """Names of the *.yaml files in a subfolder, without their ending, sorted; others are ignored."""
        folder = self.file(subfolder) if subfolder else self.folder
        if not folder.is_dir():
            return ()
        with os.scandir(folder) as entries:
            return tuple(sorted(e.name[:-5] for e in entries if e.name.endswith(".yaml") and e.is_file()))


def clinic_shelf(folder: Path) -> Shelf:
    """A clinic's own folder. Raises UsageError where there is none, ContentError as `clinic_files`."""
    if not folder.is_dir():
        raise UsageError(f"There is no clinic folder {folder}.")
    if os.path.lexists(folder / "clinic.yaml"):  # another folder, such as a home, is not looked through
        clinic_files(folder)
    return Shelf(folder, str(folder))


def data_shelves(clinic_folder: Path | None) -> tuple[Shelf, ...]:
    """Where content is looked for: the clinic's folder first, for its records replace the shipped ones."""
    shipped = Shelf(shelf("data"), "data")
    return (clinic_shelf(clinic_folder), shipped) if clinic_folder else (shipped,)


def layout_shelves(clinic_folder: Path | None) -> tuple[Shelf, ...]:
    """Where layouts are looked for: the clinic's own first."""
    shipped = Shelf(shelf("layouts"), "layouts")
    if not clinic_folder:
        return (shipped,)
    clinic = clinic_shelf(clinic_folder)
    return Shelf(clinic.file("layouts"), clinic.shown("layouts")), shipped


def all_names(shelves: tuple[Shelf, ...], subfolder: str = "") -> tuple[str, ...]:
    """Names of the YAML files on any of the shelves, sorted, each once."""
    return tuple(sorted({name for each in shelves for name in each.names(subfolder)}))


def digest_of_shipped() -> bytes:
    """A hash of every shipped YAML file of content and layouts, by name and bytes."""
    digest = hashlib.sha256()
    (data,) = data_shelves(None)
    (layouts,) = layout_shelves(None)
    for each, folders in ((data, ("", *data.folders())), (layouts, ("",))):
        for folder in folders:
            for name in each.names(folder):
                relative = f"{folder}/{name}.yaml" if folder else f"{name}.yaml"
                digest.update(f"\0{each.label}/{relative}\0".encode())
                digest.update(bytes_of(str(each.file(relative))))
    return digest.digest()


def digest_of_pictures() -> bytes:
    """A hash of all shipped pictures, which stands at the beginning of their file."""
    return bytes_of(str(shelf("data") / PICTURES))[:PICTURES_HEAD]


def bytes_of(path: str) -> bytes:
    """A file's bytes, at most LARGEST. A hundred Path objects would cost a millisecond."""
    handle = os.open(path, os.O_RDONLY)
    try:
        return os.read(handle, LARGEST)
    finally:
        os.close(handle)
