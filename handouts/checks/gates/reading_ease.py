"""How hard the texts are to read, for each record and for each cancer's whole handout.

The aim is Flesch-Kincaid 6 and SMOG 8 (NIH and AMA advise 6th grade; UNM's target is SMOG 8). Above SMOG 10
is an error. Both are judged with the names of drugs and genes left out, and shown with them too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from handouts.checks.gate import Finding, Level, Subject, finding
from handouts.checks.readability import Measured, Scale
from handouts.checks.sentences import prose, sentences, shortened, texts_of, words_in
from handouts.checks.wordlist import read_words
from handouts.compose.composer import compose
from handouts.model.content import Cancer
from handouts.model.layout import Layout
from handouts.model.selection import Selection
from handouts.reading.reader import Located

AIM_FLESCH_KINCAID: Final = 6.0  # years of school
AIM_SMOG: Final = 8.0
MOST_SMOG: Final = 10.0
FEWEST_SENTENCES: Final = 10  # for any verdict on a record: fewer say nothing
FEWEST_FOR_ERROR: Final = 30  # the sample that SMOG is made for
_LAYOUT: Final = "everything"  # the handout that most people get


def gate(subject: Subject) -> Iterator[Finding]:
    """Records, and whole handouts of the cancers among them, that are too hard to read."""
    words = read_words(subject.library.labels.language)
    if words is None:
        return
    scale = Scale(subject.library, words)
    layout = next((layout for layout in subject.layouts if layout.id == _LAYOUT), None)
    for page in subject.pages:
        texts = [text.text for text in prose(page, subject.library.glossary)]
        yield from _judged(page, "this record", sentences(texts, words.abbreviations), scale)
        if layout and isinstance(page.record, Cancer):
            texts = _handout(subject, page.record, layout)
            yield from _judged(page, "the whole handout", sentences(texts, words.abbreviations), scale)


def _handout(subject: Subject, cancer: Cancer, layout: Layout) -> list[str]:
    """The running texts of what most people get: the core tips, no numbers."""
    handout = compose(subject.library, Selection(cancers=(cancer.id,)), layout, None)
    return list(texts_of((*handout.opening, *handout.body)))


def _judged(page: Located[msgspec.Struct], what: str, found: list[str], scale: Scale) -> Iterator[Finding]:
    if len(found) < FEWEST_SENTENCES:
        return
    measured = scale.measure(found)
    level = _level(measured)
    if level is None:
        return
    message = f"{what} is hard to read: {measured}; the aim is {AIM_FLESCH_KINCAID:.0f} and {AIM_SMOG:.0f}"
    long_words = ", ".join(scale.long_words(found))
    longest = max(found, key=lambda sentence: len(words_in(sentence)))
    fix = (
        f'say these long words in short ones or less often: {long_words}; cut in two: "{shortened(longest)}"'
    )
    yield finding(level, page.parsed.fault(message), fix)


def _level(measured: Measured) -> Level | None:
    grades = measured.names_out
    if grades.smog > MOST_SMOG and grades.sentences >= FEWEST_FOR_ERROR:
        return "error"
    above = grades.flesch_kincaid > AIM_FLESCH_KINCAID or grades.smog > AIM_SMOG
    return "advice" if above else None
