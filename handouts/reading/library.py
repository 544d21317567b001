"""The library: all content, read from data/ and a clinic's own folder, checked, and joined."""

from collections.abc import Mapping
from functools import reduce
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from handouts.errors import Diagnostic
from handouts.model.content import Glossary, Resources, Sources, StageFour, Urgent
from handouts.model.library import HOME, Library, Wanted
from handouts.reading.characters import read_coverage
from handouts.reading.joins import replaced
from handouts.reading.kinds import KINDS, Kind, library_of
from handouts.reading.names import cancer_ids, country_ids, no_such, tip_ids
from handouts.reading.pictures import Drawings
from handouts.reading.reader import Located, Reader, in_order
from handouts.reading.references import Targets, check_page
from handouts.reading.shelf import Shelf, all_names, data_shelves
from handouts.reading.unread_files import strays

Shelves = tuple[Shelf, ...]


class ReadLibrary(NamedTuple):
    """The library, the records with their places, and every fault."""

    library: Library | None  # None where a fault left a part of it missing
    pages: tuple[Located[msgspec.Struct], ...]  # records and where their pieces stand
    faults: tuple[Diagnostic, ...]


def read_library(wanted: Wanted, clinic_folder: Path | None = None) -> Library:
    """Read what is wanted, with a clinic's records over the shipped ones.

    All files of a clinic folder are read and checked, wanted or not. Raises UsageError for unknown names, and
    ContentError with every fault of every file.
    """
    library, reader = _read(wanted, clinic_folder)
    return reader.finished(library)


def read_everything(wanted: Wanted, clinic_folder: Path | None = None) -> ReadLibrary:
    """Read as `read_library` does, but hand back the faults too: for those who judge content."""
    library, reader = _read(wanted, clinic_folder)
    return ReadLibrary(library, tuple(reader.pages), in_order(reader.faults))


def _read(wanted: Wanted, clinic_folder: Path | None) -> tuple[Library | None, Reader]:
    shelves = data_shelves(clinic_folder)
    _refuse_unknown(wanted, shelves)
    reader = Reader()
    read = {kind.name: _files(reader, _shelves_of(kind, shelves), kind, wanted) for kind in KINDS}
    resources: Resources | None = read["resources"].record
    known = _targets(read, _words(reader, shelves, wanted.country, resources), clinic_folder)
    for page in reader.pages:
        reader.faults += check_page(page, known)
    if clinic_folder:
        reader.faults += strays(clinic_folder)
    return library_of({name: each.records for name, each in read.items()}), reader


def _refuse_unknown(wanted: Wanted, shelves: Shelves) -> None:
    """Raise UsageError for a name that no file has: before reading, and before a name becomes a path."""
    for kind in KINDS:
        known = all_names(_shelves_of(kind, shelves), kind.name) if kind.key else (kind.name,)
        for name in kind.files(wanted) or ():
            if name not in known:
                raise no_such(kind.called, name, known, () if kind.held == "each" else known)


def _shelves_of(kind: Kind, shelves: Shelves) -> Shelves:
    """Where a kind is looked for: in a clinic's folder only where it may have its own."""
    return shelves if kind.own else shelves[-1:]


class _Files(NamedTuple):
    """What was read of a kind."""

    records: dict[str, Any]  # those wanted, by the names of their files
    layers: tuple[Any, ...]  # the same before a clinic's joined the shipped ones
    all_read: bool  # else one of them is at fault, and what others refer to may be in it

    @property
    def record(self) -> Any:
        """The record of which there is one; None where it could not be read."""
        return next(iter(self.records.values()), None)


def _files(reader: Reader, shelves: Shelves, kind: Kind, wanted: Wanted) -> _Files:
    """The wanted records of a kind. A clinic's own are read all, and before the shipped ones."""
    own = [name for shelf in shelves[:-1] for name in shelf.names(kind.name)] if kind.key else []
    asked = kind.files(wanted)
    names = all_names(shelves, kind.name) if asked is None else asked
    read = {name: _layers(reader, shelves, kind, name) for name in dict.fromkeys((*own, *names))}
    layers = {name: [record for record in read[name] if record] for name in names}
    return _Files(
        records={name: reduce(kind.own or replaced, found) for name, found in layers.items() if found},
        layers=tuple(record for found in layers.values() for record in found),
        all_read=all(None not in read[name] for name in names),
    )


def _layers(reader: Reader, shelves: Shelves, kind: Kind, name: str) -> list[Any]:
    """A record from each shelf that has it, the shipped one first; None for a file with faults."""
    relative = f"{kind.path(name)}.yaml"
    having = [shelf for shelf in reversed(shelves) if shelf.has(relative)]
    if not having and not kind.optional:
        having = [shelves[-1]]  # the reader says that it is missing
    if kind.held == "each":
        having = having[-1:]  # a clinic's record replaces the shipped one, which is not even read
    if kind.key is None:
        return [reader.read(shelf, relative, kind.record) for shelf in having]
    return [reader.read_named(shelf, kind.name, name, kind.record, kind.key) for shelf in having]


def _words(
    reader: Reader, shelves: Shelves, country: str, resources: Resources | None
) -> dict[str, str] | None:
    """The country's words; where one is missing, a fault and the word of the home country."""
    if resources is None:
        return None
    if country == HOME:
        return resources.words
    apart = Reader()  # what is at fault at home is no fault of this country, nor is it printed here
    home = apart.read_named(shelves[-1], "resources", HOME, Resources, "country")
    words = home.words if home else {}
    parsed = next(
        page.parsed
        for page in reversed(reader.pages)
        if isinstance(page.record, Resources) and page.record.country == country
    )
    for name in words:
        if name not in resources.words:
            message = f"this country says nothing for {{={name}}}, which texts ask for"
            advice = f"add under 'words:' a line such as {name}: {words[name]}"
            reader.faults.append(parsed.fault(f"{message}; {advice}", ("words",)))
    return words | resources.words


def _targets(
    read: Mapping[str, _Files], words: Mapping[str, str] | None, clinic_folder: Path | None
) -> Targets:
    """What files may refer to."""
    sources: Sources | None = read["sources"].record
    glossary: Glossary | None = read["glossary"].record
    stage4: StageFour | None = read["stage4"].record
    # The shipped ids count too where a clinic has signs of its own: shipped cancers speak of them.
    signs: tuple[Urgent, ...] = read["urgent"].layers
    named = {sign.id: sign.tier for each in signs for sign in each.signs}
    return Targets(
        cancers=frozenset(cancer_ids(clinic_folder)),
        countries=country_ids(clinic_folder),
        tips=tip_ids(clinic_folder),
        coverage=read_coverage(),
        places=Drawings().places(),
        sources=sources.sources if sources and read["sources"].all_read else None,
        terms=glossary.terms if glossary and read["glossary"].all_read else None,
        signs=named if read["urgent"].all_read else None,
        stage_facts=_ids_in(stage4) if stage4 else None,
        words=words,
    )


def _ids_in(part: StageFour) -> frozenset[str]:
    """Ids of general facts whose place a cancer's own may take."""
    lists = (part.meaning, part.means, part.means_not, part.other_names, part.staging, part.remission)
    return frozenset(fact.id for facts in lists for fact in facts if fact.id)
