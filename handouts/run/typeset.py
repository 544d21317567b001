"""From a selection to an edition: read, compose, typeset."""

from __future__ import annotations

import datetime
from pathlib import Path

from handouts.compose.handout import Handout, compose
from handouts.compose.sections.registry import SECTIONS
from handouts.model.layout import Layout
from handouts.model.selection import Selection
from handouts.press.branding import branded
from handouts.press.edition import Edition
from handouts.press.typesetting import Press
from handouts.reading.clinic import ClinicFolder, read_clinic
from handouts.reading.layout import check_sections, read_layout_file
from handouts.reading.library import Library, Wanted, read_library
from handouts.reading.names import find_cancer, find_tip


def typeset(
    selection: Selection, clinic_folder: Path | None, created: datetime.datetime | None = None
) -> Edition:
    """The edition of a selection. Raises UsageError and ContentError."""
    press, handout, resolved = prepare(selection, clinic_folder)
    return press.edition(handout, resolved, created)


def prepare(selection: Selection, clinic_folder: Path | None) -> tuple[Press, Handout, Selection]:
    """All that typesetting needs: the press of the layout, the composed handout, the resolved selection."""
    folder = read_clinic(clinic_folder) if clinic_folder else None
    resolved = resolve(selection, folder, clinic_folder)
    layout = _layout(resolved, folder, clinic_folder)
    library = _library(resolved, clinic_folder)
    handout = compose(library, resolved, layout, folder)
    press = Press(layout, library.labels.furniture, folder.logo if folder else None)
    return press, handout, resolved


def resolve(selection: Selection, folder: ClinicFolder | None, clinic_folder: Path | None) -> Selection:
    """The selection with ids for names, each once, and a paper. Raises UsageError."""
    cancers = tuple(dict.fromkeys(find_cancer(name, clinic_folder) for name in selection.cancers))
    tips = selection.tips
    if tips is not None:
        tips = tuple(dict.fromkeys(find_tip(name, clinic_folder) for name in tips))
    paper = selection.paper or (folder.clinic.paper if folder else None) or "letter"
    return selection._replace(cancers=cancers, tips=tips, paper=paper)


def _layout(selection: Selection, folder: ClinicFolder | None, clinic_folder: Path | None) -> Layout:
    file = read_layout_file(selection.layout, clinic_folder)
    check_sections(file, SECTIONS)
    return branded(file.layout, folder.clinic if folder else None)


def _library(selection: Selection, clinic_folder: Path | None) -> Library:
    wanted = Wanted(
        cancers=selection.cancers,
        tips=selection.tips,
        language=selection.language,
        country=selection.country,
    )
    return read_library(wanted, clinic_folder)
