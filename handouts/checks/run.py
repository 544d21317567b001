"""Asks the gates: all or some of them, about everything or about one file."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

import msgspec

from handouts.checks.content import Content, Pages, Target, read_content, target
from handouts.checks.finding import Finding
from handouts.checks.gates import structure
from handouts.checks.registry import CHECKS
from handouts.checks.subject import Subject
from handouts.errors import UsageError
from handouts.model.layout import Layout
from handouts.model.library import Library
from handouts.reading.hints import did_you_mean
from handouts.reading.kinds import KINDS, kind_of
from handouts.reading.names import cancer_ids, country_ids, tip_ids
from handouts.reading.reader import place
from handouts.reading.references import Targets, check_page, in_place


class Checked(NamedTuple):
    """What the gates found, errors first, then in the order of the files."""

    findings: tuple[Finding, ...]
    files: int  # that were judged
    not_asked: tuple[str, ...]  # gates that could not be, because content they need is at fault

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(finding.level == "error" for finding in self.findings)


def check(path: Path | None, gates: Collection[str], today: datetime.date) -> Checked:
    """Judge a clinic's folder, a file in one, or the shipped library where `path` is None.

    `gates` are ids; none asks all. Raises UsageError for a gate or a path that does not exist.
    """
    _refuse_unknown(gates)
    chosen = target(path)
    content = read_content(chosen.clinic)
    found: dict[Finding, None] = {}
    not_asked: list[str] = []
    for name, (gate, _help, composes) in CHECKS.items():
        if gates and name not in gates:
            continue
        if name == structure.GATE:
            found |= dict.fromkeys(structure.findings(content.faults))
        if subject := subject_of(content, chosen, today, composes=composes):
            found |= dict.fromkeys(gate(subject))
        elif name != structure.GATE:
            not_asked.append(name)
    wanted = sorted((each for each in found if chosen.holds(each.file)), key=_order)
    files = {page.parsed.file for page in (*content.pages, *content.layouts)} | _faulty(content)
    return Checked(tuple(wanted), sum(map(chosen.holds, files)), tuple(not_asked))


def subject_of(
    content: Content, chosen: Target, today: datetime.date, *, composes: bool = True
) -> Subject | None:
    """What a gate is shown: nothing that is at fault. None where all handouts are at fault together."""
    faulty = _faulty(content)
    pages = tuple(
        page for page in content.pages if chosen.holds(page.parsed.file) and page.parsed.file not in faulty
    )
    if content.library is None:
        return None
    pages = tuple(in_place(page, content.library.resources.words) for page in pages)
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


def _order(finding: Finding) -> tuple[bool, tuple[bool, str, int, int], str]:
    return finding.level != "error", place(finding.file, finding.line, finding.column), finding.gate


def _refuse_unknown(gates: Collection[str]) -> None:
    for name in gates:
        if name not in CHECKS:
            hint = did_you_mean(name, CHECKS) or f"; there is {', '.join(CHECKS)}."
            raise UsageError(f"There is no gate called '{name}'{hint}")


def _faulty(content: Content) -> set[str]:
    return {fault.file for fault in content.faults}


def _stranded(content: Content, clinic: Path | None) -> set[str]:
    """Files that are right but name what only a file at fault has: a source, a word, a sign.

    Reading keeps silent about these, for the fault is told where it is; they cannot be printed all the same.
    """
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
