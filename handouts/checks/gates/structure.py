"""Structure: what reading refuses, markup that is glued to a word, open points that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from handouts.checks.gate import Finding, Subject, error, finding
from handouts.checks.places import record_name, steps_to
from handouts.errors import Diagnostic
from handouts.model.labels import Labels
from handouts.model.open_points import OpenPoints
from handouts.model.text import Span, Text
from handouts.reading.hints import did_you_mean
from handouts.reading.markup import spans
from handouts.reading.parsed import Parsed
from handouts.reading.texts import texts

_FIX: Final = "Change it as said. Until then nothing that draws on this file is printed."


def findings(faults: Iterable[Diagnostic]) -> Iterator[Finding]:
    """Faults that reading found, as errors: what cannot be read is in no record, so no gate sees it."""
    return (finding("error", fault, _FIX) for fault in faults)


def gate(subject: Subject) -> Iterator[Finding]:
    """Markup that runs into the word beside it, and open points about what does not exist."""
    records = {record_name(parsed.file): parsed for _, parsed in subject.pages}
    for record, parsed in subject.pages:
        if isinstance(record, Labels):
            continue  # {places} there are filled in by the program
        if isinstance(record, OpenPoints):
            yield from _lost(record, parsed, records)
        for kind, value, steps in texts(record):
            if kind == "words" and (glued := _glued(spans(value))):
                message = f"the markup is glued to a word: '{glued}' would be printed without a space"
                fix = "Put a space between, or take the whole word into the markup: {term|as shown}."
                yield error(parsed, steps, message, fix)


def _lost(open_points: OpenPoints, parsed: Parsed, records: dict[str, Parsed]) -> Iterator[Finding]:
    """Points about what is not in a record. A record may be missing only where one file alone is checked."""
    for at, point in enumerate(open_points.points):
        about = records.get(point.record)
        if about is not None and steps_to(about.data, point.field) is None:
            fix = "Name the part that it is about, or delete what is settled."
            yield error(parsed, ("points", at, "field"), f"{point.record} has no '{point.field}'", fix)
        elif about is None and len(records) > 1:
            message = f"there is no record '{point.record}'{did_you_mean(point.record, records)}"
            fix = "Name a record, such as cancers/liver or urgent."
            yield error(parsed, ("points", at, "record"), message, fix)


def _glued(text: Text) -> str:
    """The first two words that would be printed as one; empty where there are none."""
    for before, after in pairwise(text):
        touching = before.text[-1:].isalnum() and after.text[:1].isalnum()
        if touching and (_is_marked(before) or _is_marked(after)):
            return before.text.split()[-1] + after.text.split()[0]
    return ""


def _is_marked(span: Span) -> bool:
    return span.bold or span.link is not None or span.term is not None
