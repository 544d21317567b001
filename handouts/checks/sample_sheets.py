"""Sample handouts that show whether content and layouts are ready to print, each typeset and not drawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from handouts.checks.gate import Subject
from handouts.compose.composer import Composer
from handouts.compose.for_country import labels_here
from handouts.compose.handout import Handout
from handouts.compose.passes import walk
from handouts.errors import UsageError
from handouts.model.clinic import Clinic, ClinicFolder, LogoImage
from handouts.model.content import Cancer, Glossary, Resources, Sources, Tip
from handouts.model.layout import Layout
from handouts.model.selection import MOST_LINES, Event, Field, Selection
from handouts.pdf.fonts import MissingGlyphError
from handouts.reading.markup import plain_text
from handouts.reading.reader import Located
from handouts.typeset.faces import Faces
from handouts.typeset.lines import TooWideError
from handouts.typeset.pages import DoesNotFitError
from handouts.typeset.typesetter import Typesetter, Typesetting

Judged = Located[msgspec.Struct]


class BareIdError(ValueError):
    """The id of a glossary word would be printed in place of the word."""

    def __init__(self, term: str) -> None:
        super().__init__(f"the word {{{term}}} of the glossary is printed as '{term}'")


Trouble = MissingGlyphError | BareIdError | TooWideError | DoesNotFitError | UsageError

MEETING = Event(
    what="A group for people with advanced cancer",
    when="Wednesday, September 30, 6:30 to 8:30 p.m.",
    where="Invented Community Center, Room 204, 1250 Invented Street",
    contact="Alexandra, 555-010-0142",
    url="https://example.org/groups/wednesday",
)
"""An invented meeting with many words, for layouts about a meeting; never printed."""


class Job(NamedTuple):
    """A handout to typeset, or a part of one, and the record that it shows."""

    page: Judged
    selection: Selection
    layout: Layout
    part: str = ""  # id of the one section to typeset; empty: the whole handout
    resources: Resources | None = None  # of another country than the library's

    @property
    def place(self) -> str:
        """In words, where it is printed: "large, a4"."""
        return f"{self.layout.id}, {self.selection.paper}"


class SampleSheet(NamedTuple):
    """A job, and its pages or why it has none."""

    job: Job
    result: Typesetting | Trouble


def sheets(subject: Subject, *, parts: bool = True) -> Iterator[SampleSheet]:
    """Every handout that the checked records need; without `parts` only whole ones."""
    folder = next(
        (_folder(record, p.file) for record, p in subject.pages if isinstance(record, Clinic)), None
    )
    labels = labels_here(subject.library)
    typesetters = {layout.id: Typesetter(layout, labels) for layout in subject.layouts}
    for job in jobs(subject, parts=parts):
        layout = msgspec.structs.replace(job.layout, sections=(job.part,)) if job.part else job.layout
        library = subject.library
        if job.resources:
            # A clinic's resources may lack words of the country: those of here take their place
            words = library.resources.words | job.resources.words
            abroad = msgspec.structs.replace(job.resources, words=words)
            library = msgspec.structs.replace(library, resources=abroad)
        typesetter = typesetters[job.layout.id]
        compose = Composer(library, job.selection, layout, folder).handout
        try:
            handout = compose() if job.part else typesetter.tried(compose, job.selection)
            refuse_unprintable(handout, library.glossary, typesetter.faces)
            yield SampleSheet(job, typesetter.typesetting(handout, job.selection))
        except (MissingGlyphError, BareIdError, TooWideError, DoesNotFitError, UsageError) as error:
            yield SampleSheet(job, error)


def jobs(subject: Subject, *, parts: bool = True) -> Iterator[Job]:
    """What is to be typeset for the checked records; without `parts` only whole handouts."""
    return (job for job in _jobs(subject) if parts or not job.part)


def _jobs(subject: Subject) -> Iterator[Job]:
    """Cancers in every layout, tips and numbers alone, layouts with every cancer."""
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
            yield from _cancer(general[-1], next(iter(subject.library.cancers)), layout)


def _everywhere(page: Judged, subject: Subject) -> Iterator[Job]:
    """What a record needs, in every layout."""
    anyone = next(iter(subject.library.cancers))
    for layout in subject.layouts:
        match page.record:
            case Tip(id=tip) if "tips" in layout.sections:
                for paper in layout.papers:
                    selection = Selection(cancers=(anyone,), tips=(tip,), layout=layout.id, paper=paper)
                    yield Job(page, selection, layout, "tips")
            case Cancer(id=cancer) if layout.cancer == "needed":  # else it is the same with all of them
                yield from _cancer(page, cancer, layout)
            case Resources() as abroad:  # one cancer suffices: the words are the same on every sheet
                yield from (job._replace(resources=abroad) for job in _cancer(page, anyone, layout))


def _cancer(page: Judged, cancer: str, layout: Layout) -> Iterator[Job]:
    if layout.cancer == "none":
        return
    for paper in layout.papers:
        plain = Selection(cancers=(cancer,), layout=layout.id, paper=paper)
        yield Job(page, plain, layout)
        if "numbers" in layout.sections:
            yield Job(page, plain._replace(numbers=True), layout, "numbers")


def _layout(page: Judged, layout: Layout, subject: Subject, *, judged: bool) -> Iterator[Job]:
    """A layout with all that it has a place for; with every cancer too, unless these have jobs anyhow."""
    whole = Selection(
        cancers=() if layout.cancer == "none" else (next(iter(subject.library.cancers)),),
        layout=layout.id,
        fields=tuple(Field(name=name, lines=min(2, MOST_LINES[name])) for name in layout.slots),
        event=None if layout.event == "none" else MEETING,
    )
    for paper in layout.papers:
        yield Job(page, whole._replace(paper=paper), layout)
    if not judged and layout.cancer == "needed":
        for cancer in subject.library.cancers:
            yield from _cancer(page, cancer, layout)


def _folder(clinic: Clinic, file: str) -> ClinicFolder:
    """The clinic's letterhead, with a placeholder as wide as a logo can be: no file is opened here."""
    wide = LogoImage(width=1000, height=100, rgb=b"", alt=clinic.logo.alt) if clinic.logo else None
    return ClinicFolder(clinic=clinic, logo=wide, folder=Path(file).parent)


def refuse_unprintable(handout: Handout, glossary: Glossary, faces: Faces) -> None:
    """Raise MissingGlyphError or BareIdError for the first text that must not be printed."""
    for block in walk((*handout.opening, *handout.body, *handout.notes, *handout.back)):
        for span in (span for text in block.texts() for span in text):
            for _ in faces.split(span.text, span.bold or span.head):
                pass
            if span.term and span.text == span.term != plain_text(glossary.terms[span.term].term):
                raise BareIdError(span.term)
