"""What cells may ask for: names of cancers, tips, layouts, languages, countries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from handouts.compose.for_country import labels_here
from handouts.errors import ContentError
from handouts.model.content import Tip
from handouts.model.labels import Labels
from handouts.model.library import HOME, Library, Wanted
from handouts.model.selection import FIELDS, RENAMED
from handouts.reading.compiled import Compiled, load_compiled
from handouts.reading.lists import lists
from handouts.reading.names import every_name, folded
from handouts.reading.shelf import all_names, data_shelves, digest_of_shipped, layout_shelves
from handouts.roster.book import read_book
from handouts.roster.cancer_names import Names
from handouts.roster.mention import LookUp


class KnownNames(NamedTuple):
    """What cells may ask for, by folded names."""

    names: Names  # of cancers
    tips: Mapping[str, tuple[str, ...]]
    layouts: Mapping[str, tuple[str, ...]]
    languages: Mapping[str, tuple[str, ...]]
    countries: Mapping[str, tuple[str, ...]]
    no_stage4: frozenset[str]  # ids of cancers that have no stage 4
    stage_words: Mapping[str, str]  # id: what stage 4 is called there
    home: str  # the country of a row that names none
    labels_in: Callable[[str], Labels]  # of a country: how dates are written there
    look_up: LookUp
    slots: Callable[[str], frozenset[str]]  # of a layout: the fields of a recipient that it has a place for


def read_known(
    clinic_folder: Path | None = None, language: str = "en", look_up: LookUp | None = None
) -> KnownNames:
    """Read what may be asked for, shipped and the clinic's own. Raises UsageError and ContentError."""
    compiled = None if clinic_folder else load_compiled(digest_of_shipped())
    content = _Content(clinic_folder, compiled)
    library = content.library(Wanted(language=language))
    shelves = data_shelves(clinic_folder)
    countries = _ids(all_names(shelves, "resources"))
    countries |= {name: (to,) for name, to in lists().cells.countries.items() if to in countries}
    layouts = _ids(all_names(layout_shelves(clinic_folder)))
    layouts |= {"large print": ("large",)} if "large" in layouts else {}
    layouts |= {old: (new,) for old, new in RENAMED.items() if old not in layouts}
    languages = _ids(all_names(shelves, "labels")) | {folded(library.labels.name): (language,)}
    cancers = library.cancers.values()
    book = read_book(clinic_folder).checked()
    return KnownNames(
        names=book.names,
        tips=_called(library.tips.values()),
        layouts=layouts,
        languages=languages,
        countries=countries,
        no_stage4=frozenset(cancer.id for cancer in cancers if cancer.stage.fits == "wrong"),
        stage_words={cancer.id: folded(cancer.stage.word) for cancer in cancers},
        home=_home(clinic_folder),
        labels_in=_labels_in(content, library),
        look_up=look_up or book.look_up,
        slots=content.slots,
    )


class _Content(NamedTuple):
    """Where content comes from: compiled, or YAML where a clinic has a folder of its own."""

    clinic_folder: Path | None
    compiled: Compiled | None

    def library(self, wanted: Wanted) -> Library:
        """What is wanted. Raises ContentError."""
        if self.compiled and (library := self.compiled.library(wanted)):
            return library
        from handouts.reading.library import read_library  # YAML is loaded only where it must be read

        return read_library(wanted, self.clinic_folder)

    def slots(self, layout: str) -> frozenset[str]:
        """The fields that a layout has a place for; all where it is at fault, as its sheets will say."""
        found = self.compiled.layout(layout) if self.compiled else None
        if found is None:
            from handouts.reading.layout import read_layout  # YAML

            try:
                found = read_layout(layout, self.clinic_folder)
            except ContentError:
                return frozenset(FIELDS)
        return frozenset(found.slots)


def _home(clinic_folder: Path | None) -> str:
    """The clinic's country."""
    if clinic_folder is None:
        return HOME
    from handouts.reading.clinic import read_clinic  # YAML, too

    return read_clinic(clinic_folder).clinic.country or HOME


def _labels_in(content: _Content, home: Library) -> Callable[[str], Labels]:
    """The labels as a country has them. Where its file is at fault, so are its sheets: they tell of it."""

    @cache
    def labels(country: str) -> Labels:
        if country == home.resources.country:
            return labels_here(home)
        wanted = Wanted(cancers=(), tips=(), language=home.labels.language, country=country)
        try:
            return labels_here(content.library(wanted))
        except ContentError:
            return labels_here(home)

    return labels


def _ids(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {name: (name,) for name in names}


def _called(records: Iterable[Tip]) -> dict[str, tuple[str, ...]]:
    """Every name, and the ids of those that are called so; an id means its own record alone."""
    found: dict[str, list[str]] = {}
    ids = set()
    for record in records:
        ids.add(record.id)
        for name in every_name(record):
            found.setdefault(name, []).append(record.id)
    return {name: (name,) if name in ids else tuple(sorted(each)) for name, each in found.items()}
