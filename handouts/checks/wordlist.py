"""The word list of a language, and what finds its phrases in texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Generic, NamedTuple, TypeVar

from handouts.model.wordlists import Phrase, WordList
from handouts.reading.reader import Reader
from handouts.reading.shelf import data_shelves

P = TypeVar("P", bound=Phrase)

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_HYPHENS: Final = re.compile(r"[-\u2010\u2011]")
_ENDINGS: Final = ("ions", "ion", "ive", "ies", "ing", "ed", "es", "is", "e", "s", "y")
_SHORTEST: Final = 5  # letters of a stem: shorter ones belong to too many words
_ADVERBS: Final = r"(?:(?:not|also|often|never|still|now|then|first|always|sometimes|\w+ly) ){0,2}"


def read_words(language: str) -> WordList | None:
    """The word list of a language; None where there is none. Raises ContentError with every fault."""
    (shipped,) = data_shelves(None)
    relative = f"words/{language}.yaml"
    if not shipped.has(relative):
        return None
    reader = Reader()
    return reader.finished(reader.read(shipped, relative, WordList))


class Hit(NamedTuple, Generic[P]):
    """A phrase in a text."""

    phrase: P
    shown: str  # as it stands in the text
    start: int  # characters from the start of the text
    end: int


class Phrases(Generic[P]):
    """Finds phrases of a word list as whole words in any case."""

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


class StemmedPhrases(Phrases[P]):
    """Finds single words with other endings, a hyphen more or in a compound too; other phrases as written."""

    def __init__(self, phrases: Iterable[P], alike: Iterable[str] = ()) -> None:
        """`alike` are words that only share a stem with a phrase."""
        phrases, self._alike = tuple(phrases), frozenset(alike)
        super().__init__(phrases)
        single = ((form, phrase) for phrase in phrases for form in phrase.all_forms() if " " not in form)
        self._by_stem = {stem(_HYPHENS.sub("", form)): phrase for form, phrase in single}

    def hits(self, text: str) -> list[Hit[P]]:
        """Every phrase in a text from left to right; of overlapping ones the one that is written out."""
        found = super().hits(text)
        taken = [range(hit.start, hit.end) for hit in found]
        for word in _WORD.finditer(text):
            phrase = self._phrase(word[0])
            if phrase and not any(word.start() < span.stop and span.start < word.end() for span in taken):
                found.append(Hit(phrase, word[0], *word.span()))
        return sorted(found, key=lambda hit: hit.start)

    def _phrase(self, word: str) -> P | None:
        parts = _HYPHENS.split(word)
        candidates = ("".join(parts), *(parts if len(parts) > 1 else ()))
        found = (self._by_stem.get(stem(each)) for each in candidates if each.lower() not in self._alike)
        return next(filter(None, found), None)


class Passive:
    """Finds what looks like the passive voice: a form of "be", adverbs if any, and a participle."""

    def __init__(self, words: WordList) -> None:
        be, irregular = "|".join(words.forms_of_be), "|".join(words.participles)
        # "need" and "bleed" end in "ed" but are no participles
        self._pattern = re.compile(rf"\b(?:{be}) {_ADVERBS}((?:{irregular})|\w+[^\We]ed)\b", re.IGNORECASE)
        self._describing = frozenset(words.describing)

    def found(self, text: str) -> tuple[str, ...]:
        """The passages that look passive, as they stand."""
        matches = self._pattern.finditer(text)
        return tuple(match[0] for match in matches if match[1].lower() not in self._describing)


def stem(word: str) -> str:
    """What a word shares with its other forms: "palliat" of palliation and palliative."""
    found = _without(word.lower(), ("ly",))  # approximate-ly, progressive-ly
    return found if found.endswith("ss") else _without(found, _ENDINGS)


def _without(word: str, endings: tuple[str, ...]) -> str:
    """A word without the first of these endings that it has, if enough of it is left."""
    ending = next((each for each in endings if word.endswith(each)), "")
    return word.removesuffix(ending) if len(word) - len(ending) >= _SHORTEST else word


def is_excused(phrase: Phrase, text: str) -> bool:
    """Whether a text holds one of the phrases in which the word is fine."""
    lower = text.lower().replace("’", "'")
    return any(fine.lower() in lower for fine in phrase.unless)


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether a word stands alone in quotation marks: then the text speaks about the word."""
    return text[start - 1 : start] in ("“", "‘") and text[end : end + 1] in ("”", "’")


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the phrases as whole words in any case, the longest first."""
    longest_first = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    choices = "|".join(re.escape(phrase) for phrase in longest_first) or r"(?!)"
    return re.compile(rf"(?<![\w-])(?:{choices})(?![\w-])", re.IGNORECASE)
