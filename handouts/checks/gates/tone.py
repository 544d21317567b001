"""Words that blame, frighten, promise, or make a war of an illness."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from handouts.checks.finding import Finding, finding
from handouts.checks.sentences import Prose, prose, shortened, split
from handouts.checks.subject import Subject
from handouts.checks.wordlist import Phrases, is_excused, is_quoted, read_words
from handouts.model.wordlists import ToneWord, WordList
from handouts.reading.parsed import Parsed

_GATE: Final = "tone"


def tone(subject: Subject) -> Iterator[Finding]:
    """Words that can hurt a frightened reader, each where it stands."""
    words = read_words(subject.library.labels.language)
    if words is None:
        return
    phrases = Phrases(words.tone)
    for page in subject.pages:
        for text in prose(page, subject.library.glossary):
            yield from _text(text, page.parsed, phrases, words)


def _text(text: Prose, parsed: Parsed, phrases: Phrases[ToneWord], words: WordList) -> Iterator[Finding]:
    for sentence in split(text.text, words.abbreviations):
        for phrase, shown, start, end in phrases.hits(sentence):
            if not (_is_fine(phrase, sentence) or is_quoted(sentence, start, end)):
                does = phrase.does if phrase.does.startswith("makes") else f"{phrase.does} the reader"
                does = f"{phrase.does} too much" if phrase.does == "promises" else does
                message = f'"{shown}" {does}: "{shortened(sentence)}"'
                yield finding(_GATE, "advice", parsed.fault(message, text.steps), f"say: {phrase.say}")


def _is_fine(phrase: ToneWord, sentence: str) -> bool:
    asked = phrase.fine_in_questions and "?" in sentence
    return asked or is_excused(phrase, sentence)
