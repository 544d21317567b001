"""Structure: what reading refuses, and markup that is glued to a word.

What could not be read is in no record: those faults are handed to `findings` by whoever has read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from handouts.checks.finding import Finding, finding
from handouts.checks.subject import Subject
from handouts.errors import Fault
from handouts.model.labels import Labels
from handouts.model.text import Span, Text
from handouts.reading.markup import spans
from handouts.reading.texts import texts

GATE = "structure"

_MEND = "Change it as said. Until then nothing that draws on this file is printed."


def findings(faults: Iterable[Fault]) -> Iterator[Finding]:
    """Faults of form, ids that lead nowhere, markup, letters: as reading has found them."""
    return (finding(GATE, "error", fault, _MEND) for fault in faults)


def gate(subject: Subject) -> Iterator[Finding]:
    """Bold, links and words of the glossary that run into the word beside them."""
    for record, parsed in subject.pages:
        if isinstance(record, Labels):
            continue  # {places} there are filled in by the program
        for kind, value, steps in texts(record):
            if kind == "words" and (glued := _glued(spans(value))):
                message = f"the markup is glued to a word: '{glued}' would be printed without a space"
                mend = "Put a space between, or take the whole word into the markup: {term|as shown}."
                yield finding(GATE, "error", parsed.fault(message, steps), mend)


def _glued(text: Text) -> str:
    """The first two words that would be printed as one; empty where there are none."""
    for before, after in pairwise(text):
        touching = before.text[-1:].isalnum() and after.text[:1].isalnum()
        if touching and (_is_marked(before) or _is_marked(after)):
            return before.text.split()[-1] + after.text.split()[0]
    return ""


def _is_marked(span: Span) -> bool:
    return span.bold or span.link is not None or span.term is not None
