"""The library: all content, read from data/ and a clinic's own folder, checked, and joined."""

from collections.abc import Callable, Collection, Mapping
from functools import reduce
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

import msgspec

from handouts.errors import Fault, UsageError
from handouts.model.claims import SourceIds
from handouts.model.content import (
    Cancer,
    Evidence,
    Glossary,
    Resource,
    Resources,
    Review,
    Sources,
    StageFour,
    Tip,
    Urgent,
)
from handouts.model.group import Group
from handouts.model.labels import Labels
from handouts.model.library import HOME, Library, Wanted
from handouts.model.open_points import OpenPoints
from handouts.model.signs import LocalSign, Sign, Tier
from handouts.reading.coverage import read_coverage
from handouts.reading.names import cancer_ids, country_ids, no_such
from handouts.reading.reader import Page, Reader, in_order
from handouts.reading.references import Known, check_page
from handouts.reading.shelf import Shelf, all_names, data_shelves
from handouts.reading.strays import strays

R = TypeVar("R", bound=msgspec.Struct)
Shelves = tuple[Shelf, ...]


class Survey(NamedTuple):
    """All that was read, with the place of every piece, and every fault."""

    library: Library | None  # None where a fault left a part of it missing
    pages: tuple[Page[msgspec.Struct], ...]  # records and where their pieces stand
    faults: tuple[Fault, ...]


def read_library(wanted: Wanted, clinic_folder: Path | None = None) -> Library:
    """Read what is wanted, with a clinic's records over the shipped ones.

    All files of a clinic folder are read and checked, wanted or not. Raises UsageError where something
    wanted does not exist, and ContentError with every fault of every file read.
    """
    library, reader = _read(wanted, clinic_folder)
    reader.finish()
    assert library is not None  # a file that gave no record gave a fault
    return library


def survey(wanted: Wanted, clinic_folder: Path | None = None) -> Survey:
    """Read as `read_library` does, but hand back the faults too: for those who judge content."""
    library, reader = _read(wanted, clinic_folder)
    return Survey(library, tuple(reader.pages), in_order(reader.faults))


def _read(wanted: Wanted, clinic_folder: Path | None) -> tuple[Library | None, Reader]:
    shelves = data_shelves(clinic_folder)
    _refuse_unknown(wanted, shelves)
    reader = Reader()
    cancers = _by_id(reader, shelves, "cancers", Cancer, wanted.cancers)
    tips = _by_id(reader, shelves, "tips", Tip, wanted.tips)
    resources = _resources(reader, shelves, wanted.country)
    words = _layers(reader, shelves, "glossary.yaml", Glossary)
    glossary = _joined(words.records, _join_glossaries)
    signs = _layers(reader, shelves, "urgent.yaml", Urgent)
    urgent = _joined(signs.records, _join_signs)
    read = _layers(reader, shelves, "sources.yaml", Sources)
    sources = _joined(read.records, _join_sources)
    stage4 = reader.read(shelves[-1], "stage4.yaml", StageFour)
    evidence = reader.read(shelves[-1], "evidence.yaml", Evidence)
    group = _joined(_layers(reader, shelves, "group.yaml", Group).records, lambda _shipped, own: own)
    open_points = _open_points(reader, shelves[-1])
    labels = reader.read_named(shelves[-1], "labels", wanted.language, Labels, "language")
    # The shipped ids count too where a clinic has signs of its own: shipped cancers speak of them.
    named = {sign.id: sign.tier for each in signs.records for sign in each.signs}
    shared = _Shared(
        sources=sources.sources if sources and read.all_read else None,
        terms=glossary.terms if glossary and words.all_read else None,
        signs=named if signs.all_read else None,
        stage_facts=_ids_in(stage4) if stage4 else None,
        words=_words(reader, shelves, wanted.country, resources),
    )
    _check(reader, shared, clinic_folder)
    if not (resources and glossary and urgent and sources and stage4 and evidence and group and labels):
        return None, reader
    library = Library(
        cancers=cancers,
        tips=tips,
        resources=resources,
        glossary=glossary,
        urgent=urgent,
        stage4=stage4,
        evidence=evidence,
        group=group,
        sources=sources.sources,
        labels=labels,
        open_points=open_points,
    )
    return library, reader


def _refuse_unknown(wanted: Wanted, shelves: Shelves) -> None:
    """Raise UsageError for a name that no file has: before reading, and before a name becomes a path."""
    for what, folder, names in (("cancer", "cancers", wanted.cancers), ("tip", "tips", wanted.tips)):
        known = all_names(shelves, folder)
        for name in names or ():
            if name not in known:
                raise no_such(what, name, known)
    languages = shelves[-1].names("labels")
    if wanted.language not in languages:
        raise UsageError(f"There is no language '{wanted.language}'; there is {', '.join(languages)}.")
    countries = all_names(shelves, "resources")
    if wanted.country not in countries:
        raise no_such("country", wanted.country, countries, countries)


def _by_id(
    reader: Reader, shelves: Shelves, folder: str, record_type: type[R], wanted: tuple[str, ...] | None
) -> dict[str, R]:
    """The wanted records of a folder. A clinic's own are read all, and go before the shipped ones."""
    *own_shelves, shipped = shelves
    own = {
        name: reader.read_named(shelf, folder, name, record_type, "id")
        for shelf in own_shelves
        for name in shelf.names(folder)
    }
    names = all_names(shelves, folder) if wanted is None else wanted
    records = {
        name: own[name] if name in own else reader.read_named(shipped, folder, name, record_type, "id")
        for name in names
    }
    return {name: record for name, record in records.items() if record}


class _Layers(NamedTuple, Generic[R]):
    """The same file from several shelves, the shipped one first."""

    records: list[R]
    all_read: bool  # else one of them is at fault, and what the others refer to may be in it


def _layers(reader: Reader, shelves: Shelves, relative: str, record_type: type[R]) -> _Layers[R]:
    """A file from each shelf that has it; it must be on one of them."""
    having = [shelf for shelf in reversed(shelves) if shelf.has(relative)] or [shelves[-1]]
    records = [reader.read(shelf, relative, record_type) for shelf in having]
    found = [record for record in records if record]
    return _Layers(found, len(found) == len(having))


def _joined(layers: list[R], join: Callable[[R, R], R]) -> R | None:
    """Layers made one, the later over the earlier; None where a fault left none."""
    return reduce(join, layers) if layers else None


def _resources(reader: Reader, shelves: Shelves, country: str) -> Resources | None:
    """Helplines of a country; those that a clinic has for other countries are read for their faults."""
    layers: list[Resources] = []
    for shelf in reversed(shelves):
        own = shelf is not shelves[-1]
        for name in shelf.names("resources"):
            if own or name == country:
                record = reader.read_named(shelf, "resources", name, Resources, "country")
                layers += [record] if record and name == country else []
    return _joined(layers, _join_resources)


def _open_points(reader: Reader, shipped: Shelf) -> OpenPoints:
    """What waits for a clinician; a library in which nothing waits has no such file."""
    relative = "open-points.yaml"
    record = reader.read(shipped, relative, OpenPoints) if shipped.has(relative) else None
    return record or OpenPoints(points=())


def _join_resources(shipped: Resources, own: Resources) -> Resources:
    """A clinic's resource takes the place of the shipped one with its id; others follow at the end."""
    by_id: dict[str, Resource] = {each.id: each for each in (*shipped.resources, *own.resources)}
    signs: dict[str, LocalSign] = {each.id: each for each in (*shipped.signs, *own.signs)}
    # A number that the clinic has not verified does not push out one that is.
    number = shipped if shipped.emergency_verified and not own.emergency_verified else own
    return msgspec.structs.replace(
        own,
        date=own.date or shipped.date,
        emergency=number.emergency,
        emergency_verified=number.emergency_verified,
        emergency_sources=number.emergency_sources,
        words={**shipped.words, **own.words},
        word_sources={**_not_said_by(own, shipped.word_sources), **own.word_sources},
        signs=tuple(signs.values()),
        resources=tuple(by_id.values()),
        review=_sooner(shipped.review, own.review),
    )


def _words(
    reader: Reader, shelves: Shelves, country: str, resources: Resources | None
) -> dict[str, str] | None:
    """What the country says, and what is said at home where it says nothing: that is a fault.

    So texts need not be read to know what a country lacks.
    """
    if resources is None:
        return None
    if country == HOME:
        return resources.words
    apart = Reader()  # what is at fault at home is no fault of this country, nor is it printed here
    home = apart.read_named(shelves[-1], "resources", HOME, Resources, "country")
    words = home.words if home else {}
    (parsed, *_) = (page.parsed for page in reversed(reader.pages) if _is_of(page.record, country))
    for name in words:
        if name not in resources.words:
            message = f"this country says nothing for {{={name}}}, which texts ask for"
            advice = f"add under 'words:' a line such as {name}: {words[name]}"
            reader.faults.append(parsed.fault(f"{message}; {advice}", ("words",)))
    return words | resources.words


def _is_of(record: msgspec.Struct, country: str) -> bool:
    return isinstance(record, Resources) and record.country == country


def _not_said_by(own: Resources, sources: dict[str, SourceIds]) -> dict[str, SourceIds]:
    """Sources of the shipped words that a clinic does not say in its own way."""
    return {word: named for word, named in sources.items() if word not in own.words}


def _join_glossaries(shipped: Glossary, own: Glossary) -> Glossary:
    return Glossary(terms={**shipped.terms, **own.terms}, review=_sooner(shipped.review, own.review))


def _join_sources(shipped: Sources, own: Sources) -> Sources:
    return Sources(sources={**shipped.sources, **own.sources})


def _join_signs(shipped: Urgent, own: Urgent) -> Urgent:
    """A clinic's sign takes the place of the shipped one with its id; none of the others is lost."""
    by_id: dict[str, Sign] = {sign.id: sign for sign in (*shipped.signs, *own.signs)}
    return Urgent(
        signs=tuple(by_id.values()),
        advice=own.advice or shipped.advice,
        review=_sooner(shipped.review, own.review),
    )


def _sooner(a: Review, b: Review) -> Review:
    """The review that falls due first: what is joined is only as fresh as its older part."""
    return min(a, b, key=lambda review: review.review_by)


class _Shared(NamedTuple):
    """What other files refer to. None: not all known, for a file that holds it is at fault itself."""

    sources: Collection[str] | None
    terms: Collection[str] | None
    signs: Mapping[str, Tier] | None
    stage_facts: Collection[str] | None
    words: Mapping[str, str] | None


def _check(reader: Reader, shared: _Shared, clinic_folder: Path | None) -> None:
    """Look across all files that were read."""
    known = Known(
        cancers=frozenset(cancer_ids(clinic_folder)),
        countries=country_ids(clinic_folder),
        coverage=read_coverage(),
        **shared._asdict(),
    )
    for page in reader.pages:
        reader.faults += check_page(page, known)
    if clinic_folder:
        reader.faults += strays(clinic_folder)


def _ids_in(part: StageFour) -> frozenset[str]:
    """Ids of general facts whose place a cancer's own may take."""
    lists = (part.meaning, part.means, part.means_not, part.other_names, part.staging, part.remission)
    return frozenset(fact.id for facts in lists for fact in facts if fact.id)
