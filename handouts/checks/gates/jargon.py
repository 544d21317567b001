"""Words that many readers do not know, where they stand without an explanation.

PEMAT-P items 3 and 4, CDC Clear Communication Index item 7: everyday words; medical terms only where they
are explained.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from handouts.checks.finding import Finding, finding
from handouts.checks.measuring import drug_names
from handouts.checks.sentences import Prose, prose, shortened
from handouts.checks.subject import Subject
from handouts.checks.wordlist import Hit, Phrases, read_words
from handouts.model.content import Glossary
from handouts.model.wordlists import Jargon
from handouts.reading.reader import Page

_GATE: Final = "jargon"

# "gives relief (palliative care)", "palliative care (care to ease ...)", "this is called palliative care"
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_BRACKET_FOLLOWS = re.compile(r"[\w -]{0,30} ?\(")
_NAMED = re.compile(r"\b(?:called|calls? (?:it|this|them)|known as|hear|named|word)\W+(?:\w+\W+){0,3}$")


def jargon(subject: Subject) -> Iterator[Finding]:
    """Unexplained words of medicine and of offices, each where it stands."""
    words = read_words(subject.library.labels.language)
    if words is None:
        return
    glossary = subject.library.glossary
    phrases, drugs = Phrases(words.jargon), drug_names(subject.library)
    for page in subject.pages:
        texts = prose(page, glossary)
        known = explained_words(texts)
        for text in texts:
            for hit in phrases.hits(text.text):
                in_name = any(_within(hit, name.span()) for name in drugs.finditer(text.text))
                if not in_name and hit.shown.lower() not in known and not is_explained(text, hit):
                    yield _finding(page, text, hit, glossary)


def explained_words(texts: list[Prose]) -> frozenset[str]:
    """Words and phrases that a record marks as words of the glossary, in small letters."""
    return frozenset(text.text[start:end].lower() for text in texts for start, end in text.marked)


def is_explained(text: Prose, hit: Hit[Jargon]) -> bool:
    """Whether a word is marked as a word of the glossary, or the sentence itself says what it means."""
    if any(_within(hit, place) for place in text.marked):
        return True
    if any(_within(hit, brackets.span()) for brackets in _IN_BRACKETS.finditer(text.text)):
        return True
    if _BRACKET_FOLLOWS.match(text.text, hit.end):
        return True
    return bool(_NAMED.search(text.text, 0, hit.start))


def _within(hit: Hit[Jargon], place: tuple[int, int]) -> bool:
    start, end = place
    return start <= hit.start and hit.end <= end


def _finding(page: Page[msgspec.Struct], text: Prose, hit: Hit[Jargon], glossary: Glossary) -> Finding:
    message = f'"{hit.shown}" is a word that many readers do not know: "{shortened(text.text)}"'
    mend = f"say: {hit.phrase.say}"
    for name, entry in glossary.terms.items():
        if entry.term.lower() == hit.shown.lower():
            mend += f"; or write {{{name}}}, so that it is explained"
    return finding(_GATE, "advice", page.parsed.fault(message, text.steps), mend)
