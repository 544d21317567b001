"""Small libraries and subjects of our own for tests of the gates."""

from __future__ import annotations

import datetime

import msgspec
from reading import samples
from reading.conftest import labels_text

from handouts.checks.gate import Subject
from handouts.model.content import Cancer, Evidence, Glossary, Resources, Sources, StageFour, Tip, Urgent
from handouts.model.group import Group
from handouts.model.guide import Guide
from handouts.model.labels import Labels
from handouts.model.layout import Layout
from handouts.model.library import Library
from handouts.reading.reader import Located, convert
from handouts.reading.strict_yaml import parse_yaml


def page(record_type: type[msgspec.Struct], text: str, file: str = "test.yaml") -> Located[msgspec.Struct]:
    """A page from YAML text."""
    parsed = parse_yaml(text, file)
    record, faults = convert(parsed, record_type)
    assert record is not None, faults
    return Located(record, parsed)


def library() -> Library:
    """As little as there can be: one cancer, one tip."""

    def read(record_type: type[msgspec.Struct], text: str) -> object:
        return page(record_type, text).record

    return Library(
        cancers={"breast": read(Cancer, samples.CANCER + samples.REVIEW)},
        tips={"navigator": read(Tip, samples.TIP + samples.REVIEW)},
        resources=read(Resources, samples.RESOURCES + samples.REVIEW),
        glossary=read(Glossary, samples.GLOSSARY + samples.REVIEW),
        urgent=read(Urgent, samples.URGENT + samples.REVIEW),
        stage4=read(StageFour, samples.STAGE4 + samples.REVIEW),
        evidence=read(Evidence, samples.EVIDENCE + samples.REVIEW),
        guide=read(Guide, samples.GUIDE + samples.REVIEW),
        group=read(Group, samples.GROUP + samples.REVIEW),
        sources=read(Sources, samples.SOURCES).sources,
        labels=read(Labels, labels_text()),
    )


def layout(*sections: str) -> Layout:
    """The layout "everything" with the given sections."""
    found = page(Layout, samples.LAYOUT).record
    assert isinstance(found, Layout)
    return msgspec.structs.replace(found, sections=sections) if sections else found


def subject(*pages: Located[msgspec.Struct]) -> Subject:
    """These pages against the small library."""
    return Subject(library(), pages, (layout("to-know", "tips"),), datetime.date(2026, 1, 1))


def tip(*actions: str, why: str = "It helps.") -> Located[msgspec.Struct]:
    """A tip; the first action stands on line 4."""
    listed = "".join(f"  - {msgspec.json.encode(action).decode()}\n" for action in (*actions, "Ask.", "Go."))
    head = f"id: navigator\ntitle: Ask\nactions:\n{listed}"
    tail = f"why: {{text: {msgspec.json.encode(why).decode()}, sources: [nci]}}\norder: 1\n"
    return page(Tip, head + tail + samples.REVIEW, "tip.yaml")
