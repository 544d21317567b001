"""Every gate by its id."""

from __future__ import annotations

from typing import NamedTuple

from handouts.checks.gates import contacts, dates, logo, numbers, print_ready, signs, sources, structure
from handouts.checks.gates.jargon import jargon
from handouts.checks.gates.reading_ease import reading_ease
from handouts.checks.gates.signoffs import signoffs
from handouts.checks.gates.style import style
from handouts.checks.gates.tone import tone
from handouts.checks.subject import Gate


class Check(NamedTuple):
    """A gate, and its line in the list of gates."""

    gate: Gate
    help: str
    composes: bool = False  # makes handouts: is given no record at fault, and layouts as well as content


CHECKS: dict[str, Check] = {
    "contacts": Check(
        contacts.gate, "Phones and addresses can be right, and say so where they are not printed."
    ),
    "dates": Check(dates.gate, "Facts are fresh, and no review is overdue."),
    "jargon": Check(jargon, "Words that many readers do not know are explained."),
    "logo": Check(logo.gate, "The clinic's logo can be seen on white paper."),
    "numbers": Check(numbers.gate, "Figures are whole, count people, and agree with each other."),
    "print-ready": Check(
        print_ready.gate, "Every handout can be set, in every layout and paper.", composes=True
    ),
    "reading-ease": Check(reading_ease, "Records and handouts are easy to read.", composes=True),
    "signoffs": Check(signoffs, "Sign-offs are of the content as it is now."),
    "signs": Check(signs.gate, "Urgent signs concern somebody, and treatments say which signs are theirs."),
    "sources": Check(sources.gate, "Sources are used and can be followed, and bear their figures."),
    "structure": Check(structure.gate, "Files have the form, the ids and the markup that they must have."),
    "style": Check(style, "Sentences, paragraphs and lists are short and active."),
    "tone": Check(tone, "Words do not blame, frighten or promise."),
}
