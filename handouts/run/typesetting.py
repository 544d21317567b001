"""From a selection to an edition: read, compose, typeset.

The shipped content is taken in compiled where that is up to date. Reading YAML is loaded only where it is
needed: for a clinic's folder, for changed files, and for names that are no ids.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from handouts.compose.draft import Draft
from handouts.compose.for_country import labels_here
from handouts.compose.handout import Handout, drafted
from handouts.compose.parts import part_of
from handouts.compose.sections.registry import NAMES
from handouts.errors import ContentError, Diagnostic
from handouts.model.clinic import ClinicFolder
from handouts.model.labels import Labels
from handouts.model.layout import Layout
from handouts.model.library import HOME, Library, Wanted
from handouts.model.selection import PaperName, Selection
from handouts.reading.compiled import Compiled, load_compiled
from handouts.reading.shelf import all_names, data_shelves, digest_of_shipped
from handouts.run.asking import topics_of
from handouts.run.fitting import check_fit
from handouts.typeset.branding import branded
from handouts.typeset.edition import Edition
from handouts.typeset.typesetter import Typesetter

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
    typesetter, handout, resolved = prepare(selection, clinic_folder, shipped)
    edition = typesetter.edition(handout, resolved, created)
    return edition._replace(told=phones_told(clinic_folder)) if clinic_folder else edition


_CLEAR = "clear"


def plain_press(
    selection: Selection, clinic_folder: Path | None, digest: bytes
) -> tuple[Typesetter, Labels, Selection]:
    """The press of a layout and the labels of a language, for sheets that no library knows.

    They have no room on cards, panels and small pages: where a layout has these, they are set in clear print.
    """
    folder = _clinic(clinic_folder) if clinic_folder else None
    shipped = None if clinic_folder else load_compiled(digest)
    resolved = resolve(selection._replace(cancers=(), tips=()), folder, clinic_folder)
    layout = _layout(resolved.layout, shipped, clinic_folder)
    if layout.sheet is not None:
        resolved = resolved._replace(layout=_CLEAR)
        layout = _layout(_CLEAR, shipped, clinic_folder)
    look = branded(layout, folder.clinic if folder else None, resolved.bw)
    library = _library(resolved, shipped, clinic_folder)
    labels = labels_here(library)
    return Typesetter(look, labels), labels, resolved


def prepare(
    selection: Selection, clinic_folder: Path | None, digest: bytes | None = None
) -> tuple[Typesetter, Handout, Selection]:
    """All that typesetting needs: the press of the layout, the composed handout, the resolved selection."""
    typesetter, draft, resolved = drafted_for(selection, clinic_folder, digest)
    return typesetter, typesetter.fitted(draft, resolved), resolved


def drafted_for(
    selection: Selection, clinic_folder: Path | None, digest: bytes | None = None
) -> tuple[Typesetter, Draft, Selection]:
    """The same with a draft, before it is fitted to the layout's pages."""
    folder = _clinic(clinic_folder) if clinic_folder else None
    shipped = None if clinic_folder else load_compiled(digest or digest_of_shipped())
    resolved = resolve(selection, folder, clinic_folder)
    layout = _layout(resolved.layout, shipped, clinic_folder)
    check_fit(resolved, layout)
    library = _library(resolved, shipped, clinic_folder)
    look = part_of(branded(layout, folder.clinic if folder else None, resolved.bw), resolved.part)
    typesetter = Typesetter(look, labels_here(library), folder.logo if folder else None)
    return typesetter, drafted(library, resolved, look, folder), resolved


class EditionMaker:
    """Typesets many selections: what they share is read once, and faces are loaded once for each layout."""

    def __init__(
        self,
        selections: Sequence[Selection],
        clinic_folder: Path | None,
        shipped: bytes,
        created: datetime.datetime | None = None,
    ) -> None:
        """`selections` are those that will be asked for. Raises UsageError and ContentError.

        Raises ContentError where the shipped content here is not that of `shipped`.
        """
        if digest_of_shipped() != shipped:
            message = "the content here is not that of the run: install the same version of handouts"
            raise ContentError((Diagnostic(message, "data"),))
        self._clinic_folder = clinic_folder
        self._folder = _clinic(clinic_folder) if clinic_folder else None
        self._told = phones_told(clinic_folder) if clinic_folder else ()
        self._compiled = None if clinic_folder else load_compiled(shipped)
        self._created = created
        self._resolved = {each: resolve(each, self._folder, clinic_folder) for each in selections}
        self._libraries: dict[tuple[str, str | None], Library] = {}
        self._presses: dict[tuple[str, str, bool], Typesetter] = {}

    def edition(self, selection: Selection) -> Edition:
        """The edition of one of the selections. Raises ContentError."""
        resolved = self._resolved[selection]
        library = self._library(resolved)
        called = (resolved.layout, resolved.language, resolved.bw)
        if called not in self._presses:
            layout = _layout(resolved.layout, self._compiled, self._clinic_folder)
            look = branded(layout, self._folder.clinic if self._folder else None, resolved.bw)
            logo = self._folder.logo if self._folder else None
            self._presses[called] = Typesetter(look, labels_here(library), logo)
        typesetter = self._presses[called]
        check_fit(resolved, typesetter.layout)
        handout = typesetter.fitted(drafted(library, resolved, typesetter.layout, self._folder), resolved)
        edition = typesetter.edition(handout, resolved, self._created)
        shared = self._serves_all(edition, handout, resolved, typesetter)
        return edition._replace(told=self._told, shared=shared)

    def _serves_all(
        self, edition: Edition, handout: Handout, resolved: Selection, typesetter: Typesetter
    ) -> bool:
        """Whether a copy without the optional fields would have as many pages by itself, and say no more."""
        least = tuple(field for field in resolved.fields if not field.optional)
        if len(least) == len(resolved.fields):
            return True
        if typesetter.layout.sheet and typesetter.layout.sheet.has_places:
            return False  # what has room depends on each line
        alone = resolved._replace(fields=least)
        by_itself = typesetter.fitted(
            drafted(self._library(resolved), alone, typesetter.layout, self._folder), alone
        )
        if typesetter.layout.pages_at_most is not None and by_itself.body != handout.body:
            return False
        pages = typesetter.typesetting(by_itself, alone).pages
        return (len(pages), by_itself.gone) == (edition.pages, edition.gone)

    def _library(self, resolved: Selection) -> Library:
        """One library for all selections of a language and a country."""
        called = (resolved.language, resolved.country)
        if called not in self._libraries:
            alike = [each for each in self._resolved.values() if (each.language, each.country) == called]
            cancers = tuple(dict.fromkeys(name for each in alike for name in each.cancers))
            joint = resolved._replace(cancers=cancers, tips=None)
            self._libraries[called] = _library(joint, self._compiled, self._clinic_folder)
        return self._libraries[called]


def resolve(selection: Selection, folder: ClinicFolder | None, clinic_folder: Path | None) -> Selection:
    """The selection with ids for names, each once, a country and a paper. Raises UsageError."""
    clinic = folder.clinic if folder else None
    cancers = topics_of(selection.cancers, clinic_folder).cancers
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
    from handouts.reading.names import find_country, find_tip

    find = {"resources": find_country, "tips": find_tip}[kind]
    return tuple(dict.fromkeys(find(name, clinic_folder) for name in names))


def _clinic(folder: Path) -> ClinicFolder:
    from handouts.reading.clinic import read_clinic

    return read_clinic(folder)


def phones_told(folder: Path) -> tuple[str, ...]:
    """What to tell whoever prints a clinic's numbers: that a call of one reaches nobody."""
    from handouts.reading import clinic

    return clinic.phones_told(folder)


def _layout(name: str, shipped: Compiled | None, clinic_folder: Path | None) -> Layout:
    layout = shipped.layout(name) if shipped else None
    if layout is not None:
        return layout
    from handouts.reading.layout import check_sections, check_title, read_layout_file

    file = read_layout_file(name, clinic_folder)
    check_sections(file, NAMES)
    check_title(file)
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
