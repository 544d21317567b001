"""Runs the gates: all or some of them, over all content or one file."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

import msgspec

from handouts.checks.content import Content, Pages, Target, read_content, target
from handouts.checks.gate import Finding, Subject
from handouts.checks.gates import structure
from handouts.checks.registry import CHECKS
from handouts.model.layout import Layout
from handouts.model.library import Library
from handouts.reading.kinds import KINDS, kind_of
from handouts.reading.names import cancer_ids, country_ids, no_such, tip_ids
from handouts.reading.reader import place
from handouts.reading.references import Targets, check_page, in_place


class Result(NamedTuple):
    """The findings, errors first, then in the order of the files."""

    findings: tuple[Finding, ...]
    files: int  # that were checked
    skipped: tuple[str, ...]  # gates that need content without faults

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(finding.level == "error" for finding in self.findings)


def check(path: Path | None, gates: Collection[str], today: datetime.date) -> Result:
    """Check a clinic's folder, a file in one, or the shipped library where `path` is None.

    `gates` are ids; none means all. Raises UsageError for a gate or a path that does not exist.
    """
    for name in gates:
        if name not in CHECKS:
            raise no_such("gate", name, CHECKS, CHECKS)
    chosen = target(path)
    content = read_content(chosen.clinic)
    found: dict[Finding, None] = {}
    skipped: list[str] = []
    for name, (gate, _help, composes) in CHECKS.items():
        if gates and name not in gates:
            continue
        findings = list(structure.findings(content.faults)) if name == "structure" else []
        if subject := subject_of(content, chosen, today, composes=composes):
            findings += gate(subject)
        elif name != "structure":
            skipped.append(name)
        found |= dict.fromkeys(msgspec.structs.replace(each, gate=name) for each in findings)
    wanted = [each for each in found if chosen.holds(each.file)]
    wanted.sort(key=lambda each: (each.level != "error", place(each.file, each.line, each.column), each.gate))
    files = {page.parsed.file for page in (*content.pages, *content.layouts)} | _faulty(content)
    return Result(tuple(wanted), sum(map(chosen.holds, files)), tuple(skipped))


def subject_of(
    content: Content, chosen: Target, today: datetime.date, *, composes: bool = True
) -> Subject | None:
    """The content for a gate, without what is at fault; None where a fault concerns all handouts."""
    if content.library is None:
        return None
    faulty, words = _faulty(content), content.library.resources.words
    sound_pages = (page for page in content.pages if page.parsed.file not in faulty)
    pages = tuple(in_place(page, words) for page in sound_pages if chosen.holds(page.parsed.file))
    if not composes:
        return Subject(content.library, pages, _records(content.layouts), today)
    unfit = faulty | _stranded(content, chosen.clinic)
    pages = tuple(page for page in pages if page.parsed.file not in unfit)
    sound = _sound(content.library, content.pages, unfit)
    if sound is None:
        return None
    own = tuple(page for page in content.layouts if chosen.holds(page.parsed.file))
    layouts = _records(own if own and not pages else content.layouts)
    return Subject(sound, (*pages, *own), layouts, today)


def _records(pages: Pages) -> tuple[Layout, ...]:
    return tuple(page.record for page in pages if isinstance(page.record, Layout))


def _faulty(content: Content) -> set[str]:
    return {fault.file for fault in content.faults}


def _stranded(content: Content, clinic: Path | None) -> set[str]:
    """Files without faults that name what only a file with faults has: they cannot be printed either."""
    library = content.library
    if library is None or not content.faults:
        return set()
    known = Targets(
        sources=library.sources,
        terms=library.glossary.terms,
        cancers=cancer_ids(clinic),
        countries=country_ids(clinic),
        tips=tip_ids(clinic),
        signs={sign.id: sign.tier for sign in library.urgent.signs},
        stage_facts=None,  # only shipped ones, without which there is no library
        words=library.resources.words,
        coverage=None,
    )
    drawn_on = (page for page in content.pages if _is_in(library, page.record))
    return {page.parsed.file for page in drawn_on if any(True for _ in check_page(page, known))}


def _is_in(library: Library, record: msgspec.Struct) -> bool:
    """Whether handouts draw on a record: not on those of other languages and countries."""
    kind = kind_of(record)
    if kind is None or not kind.reviewed:
        return False
    return (getattr(record, kind.key) if kind.key else kind.name) in kind.records(library)


def _sound(library: Library, pages: Pages, faulty: set[str]) -> Library | None:
    """The library without cancers and tips at fault; None where what all handouts share is at fault."""
    bad = [page.record for page in pages if page.parsed.file in faulty]
    sound: dict[str, dict[str, msgspec.Struct]] = {}
    left_out = 0
    for kind in (kind for kind in KINDS if kind.held == "each"):
        records = kind.records(library)
        sound[kind.field] = {name: record for name, record in records.items() if record not in bad}
        left_out += len(records) - len(sound[kind.field])
    if len(bad) > left_out or not sound["cancers"]:
        return None
    return msgspec.structs.replace(library, **sound)
