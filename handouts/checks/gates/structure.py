"""Structure: what reading refuses, markup that is glued to a word, open points that lead nowhere.

What could not be read is in no record: those faults are handed to `findings` by whoever has read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from handouts.checks.finding import Finding, finding
from handouts.checks.paths import record_name, steps_to
from handouts.checks.subject import Subject
from handouts.errors import Diagnostic
from handouts.model.labels import Labels
from handouts.model.open_points import OpenPoints
from handouts.model.text import Span, Text
from handouts.reading.hints import did_you_mean
from handouts.reading.markup import spans
from handouts.reading.parsed import Parsed
from handouts.reading.texts import texts

GATE = "structure"

_MEND = "Change it as said. Until then nothing that draws on this file is printed."


def findings(faults: Iterable[Diagnostic]) -> Iterator[Finding]:
    """Faults of form, ids that lead nowhere, markup, letters: as reading has found them."""
    return (finding(GATE, "error", fault, _MEND) for fault in faults)


def gate(subject: Subject) -> Iterator[Finding]:
    """Bold, links and words of the glossary that run into the word beside them."""
    parts = {record_name(parsed.file): parsed for _, parsed in subject.pages}
    for record, parsed in subject.pages:
        if isinstance(record, Labels):
            continue  # {places} there are filled in by the program
        if isinstance(record, OpenPoints):
            yield from _lost(record, parsed, parts)
        for kind, value, steps in texts(record):
            if kind == "words" and (glued := _glued(spans(value))):
                message = f"the markup is glued to a word: '{glued}' would be printed without a space"
                mend = "Put a space between, or take the whole word into the markup: {term|as shown}."
                yield finding(GATE, "error", parsed.fault(message, steps), mend)


def _lost(open_points: OpenPoints, parsed: Parsed, parts: dict[str, Parsed]) -> Iterator[Finding]:
    """Points about a part of a record that is not there; where only one file is judged, others are not."""
    for at, point in enumerate(open_points.points):
        about = parts.get(point.record)
        if about is not None and steps_to(about.data, point.field) is None:
            message = f"{point.record} has no '{point.field}'"
            fault = parsed.fault(message, ("points", at, "field"))
            yield finding(GATE, "error", fault, "Name the part that it is about, or delete what is settled.")
        elif about is None and len(parts) > 1:
            message = f"there is no record '{point.record}'{did_you_mean(point.record, parts)}"
            fault = parsed.fault(message, ("points", at, "record"))
            yield finding(GATE, "error", fault, "Name a record, such as cancers/liver or urgent.")


def _glued(text: Text) -> str:
    """The first two words that would be printed as one; empty where there are none."""
    for before, after in pairwise(text):
        touching = before.text[-1:].isalnum() and after.text[:1].isalnum()
        if touching and (_is_marked(before) or _is_marked(after)):
            return before.text.split()[-1] + after.text.split()[0]
    return ""


def _is_marked(span: Span) -> bool:
    return span.bold or span.link is not None or span.term is not None
