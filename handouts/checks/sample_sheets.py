"""Which handouts show whether content and layouts are ready to print, and how each of them is set."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from handouts.checks.printable import BareIdError, refuse_unprintable
from handouts.checks.subject import Subject
from handouts.compose.for_country import labels_here
from handouts.compose.handout import drafted, finished
from handouts.errors import UsageError
from handouts.model.clinic import Clinic, ClinicFolder, LogoImage
from handouts.model.content import Cancer, Resources, Sources, Tip
from handouts.model.layout import Layout
from handouts.model.library import Library
from handouts.model.selection import MOST_LINES, Event, Field, PaperName, Selection
from handouts.pdf.fonts import MissingGlyphError
from handouts.reading.reader import Located
from handouts.typeset.lines import TooWideError
from handouts.typeset.pages import DoesNotFitError
from handouts.typeset.typesetter import Typesetter, Typesetting

Judged = Located[msgspec.Struct]
Trouble = MissingGlyphError | BareIdError | TooWideError | DoesNotFitError | UsageError

MEETING = Event(
    what="A group for people with advanced cancer",
    when="Wednesday, September 30, 6:30 to 8:30 p.m.",
    where="Invented Community Center, Room 204, 1250 Invented Street",
    contact="Alexandra, 555-010-0142",
    url="https://example.org/groups/wednesday",
)
"""An invented meeting with many words, for layouts that are about one: it is set, and never printed."""


class Job(NamedTuple):
    """A handout to set, or a part of one, and the record that it is set for."""

    page: Judged
    selection: Selection
    layout: Layout
    part: str = ""  # id of the one section that is set; empty: the whole handout
    resources: Resources | None = None  # of another country than the library's

    @property
    def place(self) -> str:
        """In words, where it is printed: "large, a4"."""
        return f"{self.layout.id}, {self.selection.paper}"


class SampleSheet(NamedTuple):
    """A job, and its pages or why there are none."""

    job: Job
    result: Typesetting | Trouble


def sheets(subject: Subject, *, parts: bool = True) -> Iterator[SampleSheet]:
    """Every handout that the judged records need, set and not drawn; or only those that are whole."""
    folder = next(
        (_folder(record, p.file) for record, p in subject.pages if isinstance(record, Clinic)), None
    )
    labels = labels_here(subject.library)
    typesetters = {layout.id: Typesetter(layout, labels) for layout in subject.layouts}
    for job in _jobs(subject):
        if job.part and not parts:
            continue
        layout = msgspec.structs.replace(job.layout, sections=(job.part,)) if job.part else job.layout
        library = subject.library
        if job.resources:
            library = msgspec.structs.replace(library, resources=_with_words(job.resources, library))
        typesetter, draft = typesetters[job.layout.id], drafted(library, job.selection, layout, folder)
        try:
            handout = finished(draft) if job.part else typesetter.tried(draft, job.selection)
            refuse_unprintable(handout, library.glossary, typesetter.faces)
            yield SampleSheet(job, typesetter.typesetting(handout, job.selection))
        except (MissingGlyphError, BareIdError, TooWideError, DoesNotFitError, UsageError) as error:
            yield SampleSheet(job, error)


def _with_words(abroad: Resources, library: Library) -> Resources:
    """Resources of another country; where they only add to the shipped ones, the words are those of here."""
    return msgspec.structs.replace(abroad, words=library.resources.words | abroad.words)


def _jobs(subject: Subject) -> Iterator[Job]:
    """Cancers in every layout, tips and numbers by themselves, layouts with every cancer."""
    cancers = any(isinstance(page.record, Cancer) for page in subject.pages)
    chosen = {layout.id: layout for layout in subject.layouts}
    general: list[Judged] = []
    for page in subject.pages:
        match page.record:
            case Layout() as own if own.id in chosen:
                yield from _layout(page, chosen[own.id], subject, judged=cancers)
            case Tip() | Cancer():
                yield from _everywhere(page, subject)
            case Resources(country=country) if country != subject.library.resources.country:
                yield from _everywhere(page, subject)
            case Layout() | Sources():
                pass
            case _:
                general.append(page)
    if general and not cancers:
        for layout in subject.layouts:
            yield from _cancer(general[-1], _any_cancer(subject), layout)


def _everywhere(page: Judged, subject: Subject) -> Iterator[Job]:
    """What a record needs, in every layout."""
    for layout in subject.layouts:
        match page.record:
            case Tip() as tip:
                yield from _tip(page, tip.id, layout, subject)
            case Cancer() as cancer if layout.cancer == "needed":  # else it is the same with all of them
                yield from _cancer(page, cancer.id, layout)
            case Resources() as resources:
                yield from _abroad(page, resources, layout, subject)


def _cancer(page: Judged, cancer: str, layout: Layout) -> Iterator[Job]:
    if layout.cancer == "none":
        return
    for paper in _papers(layout):
        plain = Selection(cancers=(cancer,), layout=layout.id, paper=paper)
        yield Job(page, plain, layout)
        if "numbers" in layout.sections:
            yield Job(page, plain._replace(numbers=True), layout, "numbers")


def _tip(page: Judged, tip: str, layout: Layout, subject: Subject) -> Iterator[Job]:
    if "tips" in layout.sections:
        for paper in _papers(layout):
            cancers = (_any_cancer(subject),)
            yield Job(
                page, Selection(cancers=cancers, tips=(tip,), layout=layout.id, paper=paper), layout, "tips"
            )


def _abroad(page: Judged, resources: Resources, layout: Layout, subject: Subject) -> Iterator[Job]:
    """One cancer and the numbers for another country: its words stand on every other sheet as here."""
    for job in _cancer(page, _any_cancer(subject), layout):
        yield job._replace(resources=resources)


def _layout(page: Judged, layout: Layout, subject: Subject, *, judged: bool) -> Iterator[Job]:
    """A layout with all that it has a place for; with every cancer too, unless these are set anyhow."""
    whole = Selection(
        cancers=() if layout.cancer == "none" else (_any_cancer(subject),),
        layout=layout.id,
        fields=tuple(Field(name=name, lines=min(2, MOST_LINES[name])) for name in layout.slots),
        event=None if layout.event == "none" else MEETING,
    )
    for paper in _papers(layout):
        yield Job(page, whole._replace(paper=paper), layout)
    if not judged and layout.cancer == "needed":
        for cancer in subject.library.cancers:
            yield from _cancer(page, cancer, layout)


def _papers(layout: Layout) -> tuple[PaperName, ...]:
    return tuple(layout.papers)


def _any_cancer(subject: Subject) -> str:
    return next(iter(subject.library.cancers))


def _folder(clinic: Clinic, file: str) -> ClinicFolder:
    """The clinic's letterhead, with a stand-in as wide as a logo can be: no file is opened here."""
    wide = LogoImage(width=1000, height=100, rgb=b"", alt=clinic.logo.alt) if clinic.logo else None
    return ClinicFolder(clinic=clinic, logo=wide, folder=Path(file).parent)
