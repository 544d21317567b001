"""Reads the word list of a language, and finds its phrases in texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from handouts.errors import ContentError
from handouts.model.wordlists import Phrase, WordList
from handouts.reading.convert import convert
from handouts.reading.shelf import data_shelves
from handouts.reading.strict_yaml import read_yaml

P = TypeVar("P", bound=Phrase)


def read_words(language: str) -> WordList | None:
    """The word list of a language; None where there is none. Raises ContentError with every fault."""
    shipped = data_shelves(None)[-1]
    relative = f"words/{language}.yaml"
    if not shipped.has(relative):
        return None
    parsed = read_yaml(shipped.file(relative), shipped.shown(relative))
    words, faults = convert(parsed, WordList)
    if words is None:
        raise ContentError(faults)
    return words


class Hit(NamedTuple, Generic[P]):
    """A phrase in a text."""

    phrase: P
    shown: str  # as it stands in the text
    start: int  # characters from the start of the text
    end: int


class Phrases(Generic[P]):
    """Phrases of a word list, ready to be looked for as whole words in any case."""

    def __init__(self, phrases: Iterable[P]) -> None:
        self._by_form = {form.lower(): phrase for phrase in phrases for form in phrase.all_forms()}
        self._pattern = any_of(self._by_form)

    def hits(self, text: str) -> list[Hit[P]]:
        """Every phrase in a text from left to right; of overlapping ones the longest."""
        plain = text.replace("’", "'")
        return [
            Hit(self._by_form[match[0].lower()], text[match.start() : match.end()], *match.span())
            for match in self._pattern.finditer(plain)
        ]


def is_excused(phrase: Phrase, text: str) -> bool:
    """Whether a text holds one of the phrases with which the word is fine."""
    lower = text.lower().replace("’", "'")
    return any(fine.lower() in lower for fine in phrase.unless)


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether a word stands in quotation marks by itself: then the text speaks about the word."""
    return text[start - 1 : start] in ("“", "‘") and text[end : end + 1] in ("”", "’")


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the phrases as whole words in any case, the longest first."""
    longest_first = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    choices = "|".join(re.escape(phrase) for phrase in longest_first) or r"(?!)"
    return re.compile(rf"(?<![\w-])(?:{choices})(?![\w-])", re.IGNORECASE)
