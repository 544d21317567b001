"""Measures how hard sentences are, with the names of drugs and genes and without.

A patient meets the names of drugs and genes anyway, and no plainer word exists. "Names out" counts each
as one word of one syllable, so that the length of the sentence stays true. Both grades are always given.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from handouts.checks.readability import LONG_WORD, Grades, counted, grades, syllables
from handouts.checks.sentences import words_in
from handouts.checks.wordlist import any_of
from handouts.model.library import Library
from handouts.model.wordlists import WordList

# HER2, PD-L1, p53, FOLFOX, CT, CDK4/6: two capitals, or letters before a digit
_CODE = re.compile(r"\w*[A-Z]\w*[A-Z]\S*|[^\W\d_]+\d\S*")
# What joins drugs that are given together
_JOINED = re.compile(r" (?:\+|with|and) |[,()]+ *| \(")


class Measured(NamedTuple):
    """Grades of the same sentences."""

    names_in: Grades
    names_out: Grades

    def __str__(self) -> str:
        grade_in, grade_out = self.names_in, self.names_out
        return (
            f"Flesch-Kincaid {grade_out.flesch_kincaid:.1f} and SMOG {grade_out.smog:.1f} without the names "
            f"of drugs and genes, {grade_in.flesch_kincaid:.1f} and {grade_in.smog:.1f} with them, "
            f"in {grade_out.sentences} sentences"
        )


class Scale:
    """Knows the names of a library and the syllables of a language."""

    def __init__(self, library: Library, words: WordList) -> None:
        self.drugs = drug_names(library)
        self._exceptions = words.syllables

    def measure(self, sentences: Iterable[str]) -> Measured:
        """Both grades of sentences."""
        each = [self._words(sentence) for sentence in sentences]
        full = counted([spoken for _word, spoken, _eased in sentence] for sentence in each)
        eased = counted([eased for _word, _spoken, eased in sentence] for sentence in each)
        return Measured(grades(full), grades(eased))

    def long_words(self, sentences: Iterable[str], most: int = 5) -> tuple[str, ...]:
        """The words of three syllables or more that stand most often, names left out."""
        found = Counter(
            word.lower()
            for sentence in sentences
            for word, _spoken, eased in self._words(sentence)
            if eased >= LONG_WORD
        )
        return tuple(word for word, _count in found.most_common(most))

    def _words(self, sentence: str) -> list[tuple[str, int, int]]:
        """Each word with its syllables, names in and names out."""
        without = self.drugs.sub(lambda match: " ".join("X0" for _ in words_in(match[0])), sentence)
        pairs = zip(words_in(sentence), words_in(without), strict=True)
        return [(word, syllables(word, self._exceptions), self._eased(eased)) for word, eased in pairs]

    def _eased(self, word: str) -> int:
        """Syllables of a word whose codes count one together: HER2-positive is one and three."""
        parts = [part for part in word.split("-") if part]
        plain = [part for part in parts if not _CODE.fullmatch(part)]
        coded = len(plain) < len(parts)
        return coded + sum(syllables(part, self._exceptions) for part in plain) or 1


def drug_names(library: Library) -> re.Pattern[str]:
    """The drugs of a library, generic and brand, each by itself and by its first word."""
    return any_of(_drugs(library))


def _drugs(library: Library) -> Iterator[str]:
    for cancer in library.cancers.values():
        for treatment in cancer.treatments:
            for drug in treatment.drugs:
                for name in (*_JOINED.split(drug.generic), *_JOINED.split(drug.brand or "")):
                    if name:
                        yield name
                        yield name.split()[0]  # "trastuzumab" of "trastuzumab deruxtecan"
