"""Sources: each is used, each can be followed, and figures rest on more than a news story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from handouts.checks.claims import claims
from handouts.checks.figures import figures
from handouts.checks.finding import Finding, Level, finding
from handouts.checks.subject import Subject
from handouts.model.claims import Claim
from handouts.model.content import Glossary, Source, Sources, SurvivalRow, Trial
from handouts.model.labels import Labels
from handouts.model.studies import Study
from handouts.reading.kinds import every_record
from handouts.reading.markup import MarkupError, spans
from handouts.reading.parsed import Parsed
from handouts.reading.texts import texts

GATE = "sources"

_ADDRESS = re.compile(r"https://([a-z0-9-]+\.)+[a-z]{2,}(:[0-9]+)?(/\S*)?", re.IGNORECASE)
_WEAK = frozenset(("news", "secondary"))


def gate(subject: Subject) -> Iterator[Finding]:
    """Sources and glossary words that nothing uses, addresses nobody can follow, figures without ground."""
    records = _records(subject)
    for record, parsed in subject.pages:
        match record:
            case Sources():
                yield from _unused_sources(record, parsed, records)
                yield from _addresses(record, parsed)
            case Glossary():
                yield from _unused_terms(record, parsed, records)
            case _:
                yield from _weak(record, parsed, subject.library.sources)


def _records(subject: Subject) -> list[msgspec.Struct]:
    """Everything that may use a source or a word, whether or not it is judged."""
    return [*every_record(subject.library).values(), *(page.record for page in subject.pages)]


def _unused_sources(sources: Sources, parsed: Parsed, records: Iterable[msgspec.Struct]) -> Iterator[Finding]:
    used = {
        name
        for record in records
        for found in texts(record)
        if found.kind == "sources"
        for name in found.value
    }
    for name in sources.sources:
        if name not in used:
            fault = parsed.fault("no fact names this source", ("sources", name), at_key=True)
            yield finding(GATE, "advice", fault, "Delete it, or name it where it was read.")


def _addresses(sources: Sources, parsed: Parsed) -> Iterator[Finding]:
    for name, source in sources.sources.items():
        if source.url is not None and not _ADDRESS.fullmatch(source.url):
            fault = parsed.fault("nobody can follow this address", ("sources", name, "url"))
            yield finding(GATE, "error", fault, "Write it as https://name.example/page.")


def _unused_terms(glossary: Glossary, parsed: Parsed, records: Iterable[msgspec.Struct]) -> Iterator[Finding]:
    used = {term for record in records if not isinstance(record, Labels) for term in _terms(record)}
    for name, entry in glossary.terms.items():
        if entry.verified and name not in used:  # one that waits for its sources is not to be used
            fault = parsed.fault("no text uses this word of the glossary", ("terms", name), at_key=True)
            yield finding(
                GATE, "advice", fault, f"Mark the word where it stands, as {{{name}}}, or delete it."
            )


def _terms(record: msgspec.Struct) -> Iterator[str]:
    """Glossary words in the texts of a record."""
    for found in texts(record):
        if found.kind == "words" and "{" in found.value:
            try:
                yield from (span.term for span in spans(found.value) if span.term)
            except MarkupError:
                continue  # the gate structure tells of it


def _weak(record: msgspec.Struct, parsed: Parsed, sources: dict[str, Source]) -> Iterator[Finding]:
    """Figures that rest on news or on second-hand accounts alone."""
    for claim, steps in claims(record):
        kinds = {sources[name].kind for name in claim.sources if name in sources}
        if not kinds or not kinds <= _WEAK or not _has_figure(claim):
            continue
        counted = isinstance(claim, SurvivalRow | Trial | Study)
        level: Level = "error" if counted and kinds == {"news"} else "advice"
        message = f"this figure rests on {' and '.join(sorted(kinds))} sources alone"
        fault = parsed.fault(message, (*steps, "sources"))
        yield finding(GATE, level, fault, "Name the study or the registry that the figure comes from.")


def _has_figure(claim: Claim) -> bool:
    if isinstance(claim, SurvivalRow | Trial):
        return True
    words = (found.value for found in texts(claim) if found.kind != "sources")
    return any(True for text in words for _ in figures(text))
