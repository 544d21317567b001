"""Reads what is checked: content, layouts and a clinic's folder, with every fault."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import msgspec

from handouts.compose.sections.registry import NAMES
from handouts.errors import ContentError, Diagnostic, UsageError
from handouts.model.clinic import Clinic
from handouts.model.library import HOME, Library, Wanted
from handouts.reading.clinic import read_clinic
from handouts.reading.kinds import every_wanted
from handouts.reading.layout import check_sections, check_title, layout_names, read_layout_file
from handouts.reading.library import read_everything
from handouts.reading.reader import Located, Reader
from handouts.reading.shelf import all_names, clinic_shelf, data_shelves, shelf
from handouts.typeset.branding import branded

Pages = tuple[Located[msgspec.Struct], ...]


class Target(NamedTuple):
    """What to check."""

    clinic: Path | None  # the clinic's folder; none: the shipped library
    only: str = ""  # a file, or with / at its end a folder: as findings name it; empty: everything

    def holds(self, file: str) -> bool:
        """Whether a file is part of it."""
        if self.only:
            return file == self.only or (self.only.endswith("/") and file.startswith(self.only))
        return self.clinic is None or file.startswith(f"{self.clinic}/")


class Content(NamedTuple):
    """The content that was read."""

    library: Library | None  # none where a fault left a part of it missing
    pages: Pages  # content and the clinic's own words
    layouts: Pages  # in the clinic's colour
    faults: tuple[Diagnostic, ...]


def target(path: Path | None) -> Target:
    """What a path means: a clinic's folder, a file in one, or a shipped file. Raises UsageError."""
    if path is None:
        return Target(None)
    if not path.exists():
        raise UsageError(f"There is no file or folder {path}.")
    if shipped := _shipped(path):
        return Target(None, shipped)
    if path.is_dir():
        return Target(path)
    folder = next((up for up in (path.parent, path.parent.parent) if (up / "clinic.yaml").is_file()), None)
    if folder is None or path.suffix not in (".yaml", ".yml"):
        raise UsageError(f"{path} is no YAML file of a clinic's folder: a folder with a clinic.yaml.")
    return Target(folder, f"{folder}/{path.relative_to(folder).as_posix()}")


def _shipped(path: Path) -> str:
    """How findings name a shipped file or folder; empty for any other."""
    for folder in (shelf("data").resolve(), shelf("layouts").resolve()):
        if path.resolve().is_relative_to(folder):
            inside = path.resolve().relative_to(folder.parent).as_posix()
            return inside + ("/" if path.is_dir() else "")
    return ""


def read_content(clinic: Path | None) -> Content:
    """All content, in every language and for every country. Raises UsageError where there is no folder."""
    faults: dict[Diagnostic, None] = {}
    pages: dict[str, Located[msgspec.Struct]] = {}
    library: Library | None = None
    own = _clinic(clinic, faults) if clinic else None
    record = own.record if own and isinstance(own.record, Clinic) else None
    home = (record.country if record else None) or HOME
    shelves = data_shelves(clinic)
    everything = every_wanted(Wanted(country=home), lambda folder: all_names(shelves, folder))
    for number, wanted in enumerate(everything):
        found = read_everything(wanted, clinic)
        library = found.library if number == 0 else library
        faults |= dict.fromkeys(found.faults)
        pages |= {page.parsed.file: page for page in found.pages}
    if own is not None:
        pages[own.parsed.file] = own
    layouts = _layouts(clinic, record, faults)
    return Content(library, tuple(pages.values()), layouts, tuple(faults))


def _clinic(folder: Path, faults: dict[Diagnostic, None]) -> Located[msgspec.Struct] | None:
    """The clinic's own words, with their places; adds its faults, those of its logo too."""
    try:
        read_clinic(folder)
    except ContentError as error:
        faults |= dict.fromkeys(error.faults)
        return None
    reader = Reader()
    reader.read(clinic_shelf(folder), "clinic.yaml", Clinic)
    return reader.pages[0]


def _layouts(clinic_folder: Path | None, clinic: Clinic | None, faults: dict[Diagnostic, None]) -> Pages:
    found: list[Located[msgspec.Struct]] = []
    for name in layout_names(clinic_folder):
        try:
            file = read_layout_file(name, clinic_folder)
            check_sections(file, NAMES)
            check_title(file)
        except ContentError as error:
            faults |= dict.fromkeys(error.faults)
            continue
        found.append(Located(branded(file.record, clinic), file.parsed))
    return tuple(found)
