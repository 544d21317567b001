"""From a selection to an edition: read, compose, typeset.

Shipped content is loaded in compiled form where that is up to date. The readers of YAML are imported only for
a clinic's folder, for changed files, and for names that are no ids.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from handouts.compose.composer import Composer
from handouts.compose.for_country import labels_here
from handouts.compose.handout import Handout
from handouts.compose.parts import part_of
from handouts.compose.sections.registry import NAMES
from handouts.errors import ContentError, Diagnostic
from handouts.model.clinic import ClinicFolder
from handouts.model.labels import Labels
from handouts.model.layout import Layout
from handouts.model.library import HOME, Library, Wanted
from handouts.model.selection import PaperName, Selection
from handouts.reading.compiled import load_compiled
from handouts.reading.shelf import all_names, data_shelves, digest_of_shipped
from handouts.run.asking import topics_of
from handouts.run.fitting import check_fit
from handouts.run.renamed import present_name
from handouts.typeset.branding import branded
from handouts.typeset.edition import Edition
from handouts.typeset.typesetter import Typesetter

_LETTER = ("us", "ca")
"""Countries that print on US Letter; all others have A4."""

_PLAIN = "everything"


class Inputs:
    """What editions are made from: a clinic's folder, and the shipped content where that is compiled."""

    def __init__(self, clinic_folder: Path | None, shipped: bytes) -> None:
        """`shipped` is `shelf.digest_of_shipped`: it tells whether compiled content is up to date."""
        self._clinic_folder = clinic_folder
        self._compiled = None if clinic_folder else load_compiled(shipped)
        self.clinic: ClinicFolder | None = None
        if clinic_folder:
            from handouts.reading.clinic import read_clinic

            self.clinic = read_clinic(clinic_folder)

    def resolve(self, selection: Selection) -> Selection:
        """The selection with ids for names, each once, a country and a paper. Raises UsageError."""
        clinic = self.clinic.clinic if self.clinic else None
        cancers = topics_of(selection.cancers, self._clinic_folder).cancers
        tips = None if selection.tips is None else _ids("tips", selection.tips, self._clinic_folder)
        named = selection.country
        if named is None:
            named = (clinic.country if clinic else None) or HOME
        (country,) = _ids("resources", (named,), self._clinic_folder)
        usual: PaperName = "letter" if country in _LETTER else "a4"
        paper = selection.paper or (clinic.paper if clinic else None) or usual
        layout = present_name(selection.layout, self._clinic_folder)
        return selection._replace(cancers=cancers, tips=tips, country=country, layout=layout, paper=paper)

    def layout(self, name: str) -> Layout:
        """A layout, without the clinic's colours. Raises UsageError and ContentError."""
        layout = self._compiled.layout(name) if self._compiled else None
        if layout is not None:
            return layout
        from handouts.reading.layout import check_sections, check_title, read_layout_file

        file = read_layout_file(name, self._clinic_folder)
        check_sections(file, NAMES)
        check_title(file)
        return file.record

    def typesetter(
        self, layout: Layout, resolved: Selection, library: Library, *, with_logo: bool = True
    ) -> Typesetter:
        """The typesetter of a layout in the clinic's colours."""
        folder = self.clinic
        look = part_of(branded(layout, folder.clinic if folder else None, resolved.bw), resolved.part)
        labels = labels_here(library)
        if folder is None or not with_logo:
            return Typesetter(look, labels)
        return Typesetter(look, labels, folder.logo, folder.pictures)

    def library(self, resolved: Selection) -> Library:
        """The content that a selection asks for. Raises ContentError."""
        wanted = wanted_of(resolved)
        library = self._compiled.library(wanted) if self._compiled else None
        if library is not None:
            return library
        from handouts.reading.library import read_library

        return read_library(wanted, self._clinic_folder)


def typeset(
    selection: Selection,
    clinic_folder: Path | None,
    shipped: bytes,
    created: datetime.datetime | None = None,
) -> Edition:
    """The edition of a selection; `shipped` as in `Inputs`. Raises UsageError and ContentError."""
    inputs = Inputs(clinic_folder, shipped)
    typesetter, composer, resolved = _composer(selection, inputs)
    edition = typesetter.edition(typesetter.fitted(composer.handout, resolved), resolved, created)
    return edition._replace(told=phone_notes(clinic_folder))


def plain_typesetter(
    selection: Selection, clinic_folder: Path | None, shipped: bytes
) -> tuple[Typesetter, Labels, Selection]:
    """The typesetter of a layout and the labels of a language, for sheets that are about no cancer.

    Such sheets have no room on cards, panels and small pages; there, they are set in the layout everything.
    """
    inputs = Inputs(clinic_folder, shipped)
    resolved = inputs.resolve(selection._replace(cancers=(), tips=()))
    layout = inputs.layout(resolved.layout)
    if layout.sheet is not None:
        resolved = resolved._replace(layout=_PLAIN)
        layout = inputs.layout(_PLAIN)
    library = inputs.library(resolved)
    typesetter = inputs.typesetter(layout, resolved, library, with_logo=False)
    return typesetter, labels_here(library), resolved


def prepare(
    selection: Selection, clinic_folder: Path | None, digest: bytes | None = None
) -> tuple[Typesetter, Handout, Selection]:
    """All that typesetting needs: the layout's typesetter, the composed handout, the resolved selection."""
    typesetter, composer, resolved = composer_for(selection, clinic_folder, digest)
    return typesetter, typesetter.fitted(composer.handout, resolved), resolved


def composer_for(
    selection: Selection, clinic_folder: Path | None, digest: bytes | None = None
) -> tuple[Typesetter, Composer, Selection]:
    """The same before the handout is fitted to the layout's pages."""
    return _composer(selection, Inputs(clinic_folder, digest or digest_of_shipped()))


def _composer(selection: Selection, inputs: Inputs) -> tuple[Typesetter, Composer, Selection]:
    resolved = inputs.resolve(selection)
    layout = inputs.layout(resolved.layout)
    check_fit(resolved, layout)
    library = inputs.library(resolved)
    typesetter = inputs.typesetter(layout, resolved, library)
    return typesetter, Composer(library, resolved, typesetter.layout, inputs.clinic), resolved


class EditionMaker:
    """Typesets many selections: what they share is read once, and faces are loaded once for each layout."""

    def __init__(
        self,
        selections: Sequence[Selection],
        clinic_folder: Path | None,
        shipped: bytes,
        created: datetime.datetime | None = None,
    ) -> None:
        """Raises UsageError, and ContentError where the content here is not that of `shipped`."""
        if digest_of_shipped() != shipped:
            message = "the content here is not that of the run: install the same version of handouts"
            raise ContentError((Diagnostic(message, "data"),))
        self._inputs = Inputs(clinic_folder, shipped)
        self._notes = phone_notes(clinic_folder)
        self._created = created
        self._resolved = {each: self._inputs.resolve(each) for each in selections}
        self._libraries: dict[tuple[str, str | None], Library] = {}
        self._typesetters: dict[tuple[str, str, bool], Typesetter] = {}

    def edition(self, selection: Selection) -> Edition:
        """The edition of one of the selections. Raises ContentError."""
        resolved = self._resolved[selection]
        key = (resolved.layout, resolved.language, resolved.bw)
        if key not in self._typesetters:
            layout = self._inputs.layout(resolved.layout)
            self._typesetters[key] = self._inputs.typesetter(layout, resolved, self._library(resolved))
        typesetter = self._typesetters[key]
        check_fit(resolved, typesetter.layout)
        handout = self._handout(resolved, typesetter)
        edition = typesetter.edition(handout, resolved, self._created)
        shared = self._serves_all(edition, handout, resolved, typesetter)
        return edition._replace(told=self._notes, shared=shared)

    def _handout(self, resolved: Selection, typesetter: Typesetter) -> Handout:
        composer = Composer(self._library(resolved), resolved, typesetter.layout, self._inputs.clinic)
        return typesetter.fitted(composer.handout, resolved)

    def _serves_all(
        self, edition: Edition, handout: Handout, resolved: Selection, typesetter: Typesetter
    ) -> bool:
        """Whether a copy without the optional fields would have as many pages and no more text on its own."""
        least = tuple(field for field in resolved.fields if not field.optional)
        if len(least) == len(resolved.fields):
            return True
        if typesetter.layout.sheet and typesetter.layout.sheet.has_places:
            return False  # what has room depends on each line
        alone = resolved._replace(fields=least)
        by_itself = self._handout(alone, typesetter)
        if typesetter.layout.pages_at_most is not None and by_itself.body != handout.body:
            return False
        pages = typesetter.typesetting(by_itself, alone).pages
        return (len(pages), by_itself.omissions) == (edition.pages, edition.omissions)

    def _library(self, resolved: Selection) -> Library:
        """One library for all selections of a language and a country."""
        key = (resolved.language, resolved.country)
        if key not in self._libraries:
            alike = [each for each in self._resolved.values() if (each.language, each.country) == key]
            cancers = tuple(dict.fromkeys(name for each in alike for name in each.cancers))
            self._libraries[key] = self._inputs.library(resolved._replace(cancers=cancers, tips=None))
        return self._libraries[key]


def _ids(kind: str, names: tuple[str, ...], clinic_folder: Path | None) -> tuple[str, ...]:
    known = all_names(data_shelves(clinic_folder), kind)
    if all(name in known for name in names):
        return tuple(dict.fromkeys(names))
    from handouts.reading.names import find_country, find_tip

    find = {"resources": find_country, "tips": find_tip}[kind]
    return tuple(dict.fromkeys(find(name, clinic_folder) for name in names))


def wanted_of(resolved: Selection) -> Wanted:
    """What to read for a selection."""
    return Wanted(
        cancers=resolved.cancers,
        tips=resolved.tips,
        language=resolved.language,
        country=resolved.country or HOME,
    )


def phone_notes(clinic_folder: Path | None) -> tuple[str, ...]:
    """A warning for each phone of the clinic that nobody can reach."""
    if clinic_folder is None:
        return ()
    from handouts.reading.clinic import phones_told

    return phones_told(clinic_folder)
