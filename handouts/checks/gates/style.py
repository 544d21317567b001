"""Style that makes reading hard: long sentences, passive voice, long lists and paragraphs, shouting, and
phrases that no native speaker says.

Sources: PEMAT-P items 5 and 8 (active voice, short pieces), CDC Clear Communication Index items 6 and 8
(active voice, at most 7 items in a list), RNIB Clear Print (no blocks of capitals). The passive voice is
guessed: a form of "be" and a participle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from handouts.checks.gate import Finding, Level, Subject, advice, finding
from handouts.checks.sentences import Prose, is_sentence, prose, shortened, split, words_in
from handouts.checks.wordlist import Passive, Phrases, is_excused, is_quoted, read_words
from handouts.model.library import Library
from handouts.model.wordlists import Stilted
from handouts.reading.parsed import Parsed, Steps

LONG_SENTENCE: Final = 20  # words; above is advice
ENDLESS_SENTENCE: Final = 30  # words; above is an error
MOST_ITEMS: Final = 7  # of a list
MOST_SENTENCES: Final = 4  # of a paragraph
_EXEMPT: Final = frozenset(("signs", "treatments", "tests", "resources", "rows"))
"""Lists that may be longer: no sign may be left out, table rows have heads, one of `rows` is printed."""

# Three words of capitals in a row, or two of which one is long: gene names and CT scans are none of these.
_SHOUTED = re.compile(r"\b[A-Z]{2,}(?: [A-Z]{2,}){2,}\b|\b[A-Z]{2,} [A-Z]{4,}\b|\b[A-Z]{4,} [A-Z]{2,}\b")


def gate(subject: Subject) -> Iterator[Finding]:
    """What makes the texts of a record harder to read than they need to be."""
    words = read_words(subject.library.labels.language)
    if words is None:
        return
    passive, names = Passive(words), _names_in_capitals(subject.library)
    stilted = Phrases(words.stilted)
    for page in subject.pages:
        texts = prose(page, subject.library.glossary)
        yield from _lists(texts, page.parsed)
        for text in texts:
            pieces = split(text.text, words.abbreviations)
            for piece in pieces:
                yield from _length(piece, text.steps, page.parsed)
            yield from _passive(text, page.parsed, passive)
            yield from _paragraph(pieces, text.steps, page.parsed)
            yield from _shouting(text, page.parsed, names)
            yield from _stilted(text, page.parsed, stilted)


def _stilted(text: Prose, parsed: Parsed, phrases: Phrases[Stilted]) -> Iterator[Finding]:
    """Refused phrases. In a sign they are advice: a warning is printed even if it is badly worded."""
    level: Level = "advice" if "signs" in text.steps else "error"
    for phrase, shown, start, end in phrases.hits(text.text):
        if not (is_excused(phrase, text.text) or is_quoted(text.text, start, end)):
            message = f'"{shown}" is not how people say it, or not how we say it: "{shortened(text.text)}"'
            yield finding(level, parsed.fault(message, text.steps), f"say: {phrase.say}")


def _length(piece: str, steps: Steps, parsed: Parsed) -> Iterator[Finding]:
    count = len(words_in(piece))
    if count <= LONG_SENTENCE:
        return
    what = "sentence" if is_sentence(piece) else "piece without a full stop"
    message = (
        f'a {what} of {count} words is hard to hold in mind (more than {LONG_SENTENCE}): "{shortened(piece)}"'
    )
    level: Level = "error" if count > ENDLESS_SENTENCE and is_sentence(piece) else "advice"
    fix = "make two sentences of it, or leave words out"
    yield finding(level, parsed.fault(message, steps), fix)


def _passive(text: Prose, parsed: Parsed, passive: Passive) -> Iterator[Finding]:
    found = passive.found(text.text)
    if found:
        quoted = " and ".join(f'"{each}"' for each in found)
        message = f'{quoted} may be passive voice, which hides who does it: "{shortened(text.text)}"'
        fix = 'say who does it: "your team gives you the drug", not "the drug is given"'
        yield advice(parsed, text.steps, message, fix)


def _paragraph(pieces: list[str], steps: Steps, parsed: Parsed) -> Iterator[Finding]:
    if len(pieces) > MOST_SENTENCES:
        message = f"a paragraph of {len(pieces)} sentences looks like work (more than {MOST_SENTENCES})"
        yield advice(parsed, steps, message, "make two of it, or a list")


def _shouting(text: Prose, parsed: Parsed, names: frozenset[str]) -> Iterator[Finding]:
    if "!" in text.text:
        message = f'an exclamation mark sounds like shouting or selling: "{shortened(text.text)}"'
        yield advice(parsed, text.steps, message, "end with a full stop")
    block = _SHOUTED.search(text.text)
    if block and not names.issuperset(block[0].split(" ")):
        message = f'a block of capitals ("{block[0]}") has no word shapes and is hard to read'
        fix = "write small letters; **bold** for what must be seen"
        yield advice(parsed, text.steps, message, fix)


def _names_in_capitals(library: Library) -> frozenset[str]:
    """Words of capitals in the names of tests: PET, PSMA."""
    names = (test.name for cancer in library.cancers.values() for test in cancer.tests)
    return frozenset(word for name in names for word in words_in(name) if word.isupper())


def _lists(texts: list[Prose], parsed: Parsed) -> Iterator[Finding]:
    lengths: dict[Steps, set[int]] = {}
    for text in texts:
        for at, step in enumerate(text.steps):
            if isinstance(step, int):
                lengths.setdefault(text.steps[:at], set()).add(step)
    for steps, items in lengths.items():
        if len(items) > MOST_ITEMS and steps[-1] not in _EXEMPT:
            message = f"a list of {len(items)} items is too long to keep in mind (more than {MOST_ITEMS})"
            fix = "leave out what matters least, or make two lists with a heading each"
            yield advice(parsed, steps, message, fix)
