"""Words that many readers do not know, where they stand without an explanation.

PEMAT-P items 3 and 4, CDC Clear Communication Index item 7: everyday words; medical terms only where they
are explained.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from handouts.checks.gate import Finding, Subject, advice
from handouts.checks.readability import drug_names
from handouts.checks.sentences import Prose, prose, shortened
from handouts.checks.wordlist import Hit, Phrases, StemmedPhrases, is_excused, is_quoted, read_words
from handouts.model.content import Glossary
from handouts.model.wordlists import Jargon
from handouts.reading.reader import Located

# "gives relief (palliative care)"; "respite care (a break)", "respite care, which"; "is called respite care";
# "Ablation is": each says what the word means
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_SAYS_MORE = re.compile(r"[\w -]{0,30}(?: \(|, (?:which|meaning|that is)\b)")
_DEFINES = re.compile(r" (?:is|are|means|destroys)\b")
_NAMED = re.compile(r"\b(?:called|calls? (?:it|this|them)|known as|hear|named|word)\W+(?:\w+\W+){0,3}$")


def gate(subject: Subject) -> Iterator[Finding]:
    """Unexplained words of medicine and of offices, each at its place."""
    words = read_words(subject.library.labels.language)
    if words is None:
        return
    glossary = subject.library.glossary
    phrases, drugs = StemmedPhrases(words.jargon, words.alike), drug_names(subject.library)
    for page in subject.pages:
        for text, hit in unexplained(prose(page, glossary), phrases, drugs):
            yield _finding(page, text, hit, glossary)


def unexplained(
    texts: list[Prose], phrases: Phrases[Jargon], drugs: re.Pattern[str]
) -> list[tuple[Prose, Hit[Jargon]]]:
    """Jargon that is explained nowhere in a record, and the texts in which it stands."""
    hits = [
        (text, hit)
        for text in texts
        for hit in phrases.hits(text.text)
        if not is_excused(hit.phrase, text.text)
        and not any(_within(hit, name.span()) for name in drugs.finditer(text.text))
    ]
    known = {hit.phrase.word for text, hit in hits if _is_explained(text, hit)}
    return [(text, hit) for text, hit in hits if hit.phrase.word not in known]


def _is_explained(text: Prose, hit: Hit[Jargon]) -> bool:
    """Whether a word is marked as a word of the glossary, or the sentence itself says what it means."""
    brackets = (found.span() for found in _IN_BRACKETS.finditer(text.text))
    return (
        any(_within(hit, place) for place in (*text.marked, *brackets))
        or bool(_SAYS_MORE.match(text.text, hit.end))
        or bool(_NAMED.search(text.text, 0, hit.start))
        or is_quoted(text.text, hit.start, hit.end)
        or bool(_DEFINES.match(text.text, hit.end) and hit.shown[0].isupper())
    )


def _within(hit: Hit[Jargon], place: tuple[int, int]) -> bool:
    start, end = place
    return start <= hit.start and hit.end <= end


def _finding(page: Located[msgspec.Struct], text: Prose, hit: Hit[Jargon], glossary: Glossary) -> Finding:
    message = f'"{hit.shown}" is a word that many readers do not know: "{shortened(text.text)}"'
    fix = f"say: {hit.phrase.say}"
    for name, entry in glossary.terms.items():
        if entry.verified and entry.term.lower() == hit.shown.lower():
            fix += f"; or write {{{name}}}, so that it is explained"
    return advice(page.parsed, text.steps, message, fix)
