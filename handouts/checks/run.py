"""Asks the gates: all or some of them, about everything or about one file."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from handouts.checks.content import Content, Pages, Target, read_content, target
from handouts.checks.finding import Finding
from handouts.checks.gates import structure
from handouts.checks.registry import CHECKS
from handouts.checks.subject import Subject
from handouts.errors import UsageError
from handouts.reading.hints import did_you_mean
from handouts.reading.library import Library


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
    asked = [name for name in CHECKS if not gates or name in gates]
    found: dict[Finding, None] = {}
    not_asked: list[str] = []
    for name in asked:
        subject = _subject(name, content, chosen, today)
        if subject is not None:
            found |= dict.fromkeys(CHECKS[name].gate(subject))
        elif name != structure.GATE:
            not_asked.append(name)
        if name == structure.GATE:
            found |= dict.fromkeys(structure.findings(content.faults))
    wanted = [each for each in found if chosen.holds(each.file)]
    files = {page.parsed.file for page in (*content.pages, *content.layouts)} | _faulty(content)
    judged = sum(chosen.holds(file) for file in files)
    return Checked(tuple(sorted(wanted, key=_order)), judged, tuple(not_asked))


def _order(finding: Finding) -> tuple[bool, str, int, int, str]:
    return finding.level != "error", finding.file, finding.line, finding.column, finding.gate


def _refuse_unknown(gates: Collection[str]) -> None:
    for name in gates:
        if name not in CHECKS:
            hint = did_you_mean(name, CHECKS) or f"; there is {', '.join(CHECKS)}."
            raise UsageError(f"There is no gate called '{name}'{hint}")


def _faulty(content: Content) -> set[str]:
    return {fault.file for fault in content.faults}


def _subject(name: str, content: Content, chosen: Target, today: datetime.date) -> Subject | None:
    """What a gate is shown; None where content that it needs is at fault."""
    if content.library is None:
        return None
    faulty = _faulty(content)
    pages = tuple(
        page
        for page in content.pages
        if chosen.holds(page.parsed.file) and (name == structure.GATE or page.parsed.file not in faulty)
    )
    layouts = tuple(page.record for page in content.layouts)
    if not CHECKS[name].composes:
        return Subject(content.library, pages, layouts, today)
    sound = _sound(content.library, content.pages, faulty)
    if sound is None:
        return None
    own = tuple(_page(page) for page in content.layouts if chosen.holds(page.parsed.file))
    if own and not pages:
        layouts = tuple(page.record for page in own)
    return Subject(sound, (*pages, *own), layouts, today)


def _page(page: Any) -> Any:
    """A layout's page as a page of any record: Page is not declared covariant."""
    return page


def _sound(library: Library, pages: Pages, faulty: set[str]) -> Library | None:
    """The library without cancers and tips at fault; None where what all handouts share is at fault."""
    bad = [page for page in pages if page.parsed.file in faulty]
    cancers = _without(library.cancers, bad)
    tips = _without(library.tips, bad)
    shared = (library.resources, library.glossary, library.urgent, library.stage4, library.labels)
    own = len(library.cancers) - len(cancers) + len(library.tips) - len(tips)
    if len(bad) > own or not cancers or not all(shared):
        return None
    return msgspec.structs.replace(library, cancers=cancers, tips=tips)


def _without(records: dict[str, Any], bad: list[Any]) -> dict[str, Any]:
    wrong = [page.record for page in bad]
    return {name: record for name, record in records.items() if not any(record is each for each in wrong)}


def _unused() -> Iterator[None]:
    yield None
