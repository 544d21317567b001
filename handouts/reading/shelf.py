"""Where content lies: the shipped folders `data` and `layouts`, and a clinic's own folder over them."""

from pathlib import Path
from typing import Literal, NamedTuple

from handouts.errors import UsageError

ShelfName = Literal["data", "layouts"]


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

    def names(self, subfolder: str = "") -> tuple[str, ...]:
        """Names of the *.yaml files in a subfolder, without their ending, sorted; others are ignored."""
        folder = self.file(subfolder) if subfolder else self.folder
        if not folder.is_dir():
            return ()
        return tuple(sorted(entry.name[:-5] for entry in folder.iterdir() if entry.name.endswith(".yaml")))


def clinic_shelf(folder: Path) -> Shelf:
    """A clinic's own folder. Raises UsageError where there is no such folder."""
    if not folder.is_dir():
        raise UsageError(f"There is no clinic folder {folder}.")
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
