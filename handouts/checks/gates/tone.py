"""Words that blame, frighten, promise, or make a war of an illness."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.gate import Finding, Subject, advice
from handouts.checks.sentences import prose, shortened, split
from handouts.checks.wordlist import Phrases, is_excused, is_quoted, read_words
from handouts.model.wordlists import ToneWord


def gate(subject: Subject) -> Iterator[Finding]:
    """Words that can hurt a frightened reader, each at its place."""
    words = read_words(subject.library.labels.language)
    if words is None:
        return
    phrases = Phrases(words.tone)
    for page in subject.pages:
        for text in prose(page, subject.library.glossary):
            for sentence in split(text.text, words.abbreviations):
                for hit in phrases.hits(sentence):
                    if not (_is_fine(hit.phrase, sentence) or is_quoted(sentence, hit.start, hit.end)):
                        message = f'"{hit.shown}" {_effect(hit.phrase)}: "{shortened(sentence)}"'
                        yield advice(page.parsed, text.steps, message, f"say: {hit.phrase.say}")


def _effect(phrase: ToneWord) -> str:
    """What a word does, as the end of a clause: "frightens the reader"."""
    ends = {"promises": " too much", "makes a war of it": ""}
    return phrase.does + ends.get(phrase.does, " the reader")


def _is_fine(phrase: ToneWord, sentence: str) -> bool:
    asked = phrase.fine_in_questions and "?" in sentence
    return asked or is_excused(phrase, sentence)
