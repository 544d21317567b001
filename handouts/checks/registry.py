"""Every gate by its id."""

from __future__ import annotations

from typing import Final, NamedTuple

from handouts.checks.gate import Gate
from handouts.checks.gates import (
    contacts,
    dates,
    jargon,
    logo,
    numbers,
    print_ready,
    reading_ease,
    signoffs,
    signs,
    sources,
    structure,
    style,
    tone,
)


class Check(NamedTuple):
    """A gate, and its line in the list of gates."""

    gate: Gate
    help: str
    composes: bool = False  # it makes handouts, so it gets no record with faults, and layouts too


CHECKS: Final[dict[str, Check]] = {
    "contacts": Check(
        contacts.gate, "Phones and addresses can be right, and say so where they are not printed."
    ),
    "dates": Check(dates.gate, "Facts are fresh, and no review is overdue."),
    "jargon": Check(jargon.gate, "Words that many readers do not know are explained."),
    "logo": Check(logo.gate, "The clinic's logo can be seen on white paper."),
    "numbers": Check(numbers.gate, "Figures are whole, count people, and agree with each other."),
    "print-ready": Check(
        print_ready.gate, "Every handout can be set, in every layout and paper.", composes=True
    ),
    "reading-ease": Check(reading_ease.gate, "Records and handouts are easy to read.", composes=True),
    "signoffs": Check(signoffs.gate, "Sign-offs are of the content as it is now."),
    "signs": Check(signs.gate, "Urgent signs concern somebody, and treatments say which signs are theirs."),
    "sources": Check(sources.gate, "Sources are used and can be followed, and bear their figures."),
    "structure": Check(structure.gate, "Files have the form, the ids and the markup that they must have."),
    "style": Check(style.gate, "Sentences, paragraphs and lists are short and active."),
    "tone": Check(tone.gate, "Words do not blame, frighten or promise."),
}
