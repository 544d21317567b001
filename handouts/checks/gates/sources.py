"""Sources: each is used, each can be followed, and figures rest on more than a news story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from handouts.checks.figures import figures
from handouts.checks.gate import Finding, Level, Subject, advice, error, finding
from handouts.checks.places import claims
from handouts.model.base import Claim
from handouts.model.content import Glossary, Source, Sources, SurvivalRow
from handouts.model.labels import Labels
from handouts.model.studies import Study, Trial
from handouts.reading.kinds import every_record
from handouts.reading.markup import MarkupError, spans
from handouts.reading.parsed import Parsed
from handouts.reading.texts import texts

_ADDRESS: Final = re.compile(r"https://([a-z0-9-]+\.)+[a-z]{2,}(:[0-9]+)?(/\S*)?", re.IGNORECASE)
_WEAK: Final = frozenset(("news", "secondary"))


def gate(subject: Subject) -> Iterator[Finding]:
    """Unused sources and glossary words, addresses that nobody can follow, figures with weak sources."""
    # All that may use a source or a word, whether or not it is checked
    records = [*every_record(subject.library).values(), *(page.record for page in subject.pages)]
    for record, parsed in subject.pages:
        match record:
            case Sources():
                yield from _sources(record, parsed, records)
            case Glossary():
                yield from _unused_terms(record, parsed, records)
            case _:
                yield from _weak(record, parsed, subject.library.sources)


def _sources(sources: Sources, parsed: Parsed, records: Iterable[msgspec.Struct]) -> Iterator[Finding]:
    found = (each.value for record in records for each in texts(record) if each.kind == "sources")
    used = {name for names in found for name in names}
    for name, source in sources.sources.items():
        if name not in used:
            fix = "Delete it, or name it where it was read."
            yield advice(parsed, ("sources", name), "no fact names this source", fix, at_key=True)
        if source.url is not None and not _ADDRESS.fullmatch(source.url):
            fix = "Write it as https://name.example/page."
            yield error(parsed, ("sources", name, "url"), "nobody can follow this address", fix)


def _unused_terms(glossary: Glossary, parsed: Parsed, records: Iterable[msgspec.Struct]) -> Iterator[Finding]:
    used = {term for record in records if not isinstance(record, Labels) for term in _terms(record)}
    for name, entry in glossary.terms.items():
        if entry.verified and name not in used:  # an entry that is not verified must not be used
            fix = f"Mark the word where it stands, as {{{name}}}, or delete it."
            yield advice(parsed, ("terms", name), "no text uses this word of the glossary", fix, at_key=True)


def _terms(record: msgspec.Struct) -> Iterator[str]:
    """Glossary words in the texts of a record."""
    for found in texts(record):
        if found.kind == "words" and "{" in found.value:
            try:
                yield from (span.term for span in spans(found.value) if span.term)
            except MarkupError:
                continue  # reported by the gate `structure`


def _weak(record: msgspec.Struct, parsed: Parsed, sources: dict[str, Source]) -> Iterator[Finding]:
    """Figures that rest on news or second-hand accounts alone."""
    for claim, steps in claims(record):
        kinds = {sources[name].kind for name in claim.sources if name in sources}
        if not kinds or not kinds <= _WEAK or not _has_figure(claim):
            continue
        counted = isinstance(claim, SurvivalRow | Trial | Study)
        level: Level = "error" if counted and kinds == {"news"} else "advice"
        message = f"this figure rests on {' and '.join(sorted(kinds))} sources alone"
        fault = parsed.fault(message, (*steps, "sources"))
        yield finding(level, fault, "Name the study or the registry that the figure comes from.")


def _has_figure(claim: Claim) -> bool:
    if isinstance(claim, SurvivalRow | Trial):
        return True
    words = (found.value for found in texts(claim) if found.kind != "sources")
    return any(True for text in words for _ in figures(text))
