"""From a selection to an edition: read, compose, typeset.

The shipped content is taken in compiled where that is up to date. Reading YAML is loaded only where it is
needed: for a clinic's folder, for changed files, and for names that are no ids.
"""

from __future__ import annotations

import datetime
from pathlib import Path

from handouts.compose.handout import Handout, compose
from handouts.compose.sections.registry import SECTIONS
from handouts.model.clinic import ClinicFolder
from handouts.model.layout import Layout
from handouts.model.library import HOME, Library, Wanted
from handouts.model.selection import PaperName, Selection
from handouts.press.branding import branded
from handouts.press.edition import Edition
from handouts.press.typesetting import Press
from handouts.reading.compiled import Compiled, load_compiled
from handouts.reading.shelf import all_names, data_shelves, digest_of_shipped

_LETTER = ("us", "ca")
"""Countries that print on US Letter; all others have A4."""


def typeset(
    selection: Selection,
    clinic_folder: Path | None,
    shipped: bytes,
    created: datetime.datetime | None = None,
) -> Edition:
    """The edition of a selection. Raises UsageError and ContentError.

    `shipped` is `shelf.digest_of_shipped`: it says whether the compiled content is that of the files.
    """
    press, handout, resolved = prepare(selection, clinic_folder, shipped)
    return press.edition(handout, resolved, created)


def prepare(
    selection: Selection, clinic_folder: Path | None, digest: bytes | None = None
) -> tuple[Press, Handout, Selection]:
    """All that typesetting needs: the press of the layout, the composed handout, the resolved selection."""
    folder = _clinic(clinic_folder) if clinic_folder else None
    shipped = None if clinic_folder else load_compiled(digest or digest_of_shipped())
    resolved = resolve(selection, folder, clinic_folder)
    layout = _layout(resolved.layout, shipped, clinic_folder)
    library = _library(resolved, shipped, clinic_folder)
    look = branded(layout, folder.clinic if folder else None)
    handout = compose(library, resolved, look, folder)
    press = Press(look, library.labels.furniture, folder.logo if folder else None)
    return press, handout, resolved


def resolve(selection: Selection, folder: ClinicFolder | None, clinic_folder: Path | None) -> Selection:
    """The selection with ids for names, each once, a country and a paper. Raises UsageError."""
    clinic = folder.clinic if folder else None
    cancers = _ids("cancers", selection.cancers, clinic_folder)
    tips = selection.tips
    if tips is not None:
        tips = _ids("tips", tips, clinic_folder)
    named = selection.country
    if named is None:
        named = (clinic.country if clinic else None) or HOME
    (country,) = _ids("resources", (named,), clinic_folder)
    paper = selection.paper or (clinic.paper if clinic else None) or _usual_paper(country)
    return selection._replace(cancers=cancers, tips=tips, country=country, paper=paper)


def _usual_paper(country: str) -> PaperName:
    return "letter" if country in _LETTER else "a4"


def _ids(kind: str, names: tuple[str, ...], clinic_folder: Path | None) -> tuple[str, ...]:
    known = all_names(data_shelves(clinic_folder), kind)
    if all(name in known for name in names):
        return tuple(dict.fromkeys(names))
    from handouts.reading.names import find_cancer, find_country, find_tip

    find = {"cancers": find_cancer, "resources": find_country, "tips": find_tip}[kind]
    return tuple(dict.fromkeys(find(name, clinic_folder) for name in names))


def _clinic(folder: Path) -> ClinicFolder:
    from handouts.reading.clinic import read_clinic

    return read_clinic(folder)


def _layout(name: str, shipped: Compiled | None, clinic_folder: Path | None) -> Layout:
    layout = shipped.layout(name) if shipped else None
    if layout is not None:
        return layout
    from handouts.reading.layout import check_sections, read_layout_file

    file = read_layout_file(name, clinic_folder)
    check_sections(file, SECTIONS)
    return file.layout


def _library(selection: Selection, shipped: Compiled | None, clinic_folder: Path | None) -> Library:
    wanted = Wanted(
        cancers=selection.cancers,
        tips=selection.tips,
        language=selection.language,
        country=selection.country or HOME,
    )
    library = shipped.library(wanted) if shipped else None
    if library is not None:
        return library
    from handouts.reading.library import read_library

    return read_library(wanted, clinic_folder)
