"""Reading grades of English text, by published formulas, with the names of drugs and genes and without.

Flesch-Kincaid grade (Kincaid and others 1975): 0.39 W/S + 11.8 Y/W - 15.59.
SMOG grade (McLaughlin 1969): 3.1291 + 1.0430 sqrt(30 P/S), for three sentences or more.
W words, S sentences, Y syllables, P words of three or more syllables. A grade is a year of school in the US.

Syllables are counted by groups of vowels; a table holds the words that this rule gets wrong. A patient meets
the names of drugs and genes anyway, and no plainer word exists: "names out" counts each as one word of one
syllable, so that the length of the sentence stays true.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from handouts.checks.sentences import words_in
from handouts.checks.wordlist import any_of
from handouts.model.library import Library
from handouts.model.wordlists import WordList

LONG_WORD: Final = 3  # syllables from which SMOG counts a word
_SMOG_SENTENCES: Final = 3  # below this SMOG is not defined
_SMOG_SAMPLE: Final = 30  # sentences of the sample that SMOG is made for; others are scaled to it

_VOWELS = re.compile("[aeiouy]+")
# An ending e (not le, ee), ed (not ted, ded) or es (not ses, zes, xes, ges, ces, ches, shes)
_SILENT = re.compile("(?<!l|e)e|(?<!t|d)ed|(?<!s|z|x|g|c)(?<!ch|sh)es")
_LETTERS = re.compile("[^a-z]+")
_ABBREVIATION = re.compile("[A-Z]{2,5}s?|[A-Za-z]*[0-9][A-Za-z0-9./]*")
_FIGURE = re.compile("[0-9.,/:]+")
# HER2, PD-L1, p53, FOLFOX, CT, CDK4/6: two capitals, or letters before a digit
_CODE = re.compile(r"\w*[A-Z]\w*[A-Z]\S*|[^\W\d_]+\d\S*")
# What joins drugs that are given together
_JOINED = re.compile(r" (?:\+|with|and) |[,()]+ *| \(")


class TextCounts(NamedTuple):
    """Counts for the formulas."""

    words: int
    sentences: int
    syllables: int
    long_words: int  # words of three syllables or more


class Grades(NamedTuple):
    """Years of school (US) that a text needs, and the number of sentences graded."""

    flesch_kincaid: float
    smog: float
    sentences: int


def flesch_kincaid(counts: TextCounts) -> float:
    """Flesch-Kincaid grade; 0 without words. Easy text can be below 0."""
    words, sentences, syllables, _ = counts
    if not words or not sentences:
        return 0.0
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def smog(counts: TextCounts) -> float:
    """SMOG grade; 0 below three sentences, for which it is not defined."""
    if counts.sentences < _SMOG_SENTENCES:
        return 0.0
    return 3.1291 + 1.0430 * math.sqrt(counts.long_words * _SMOG_SAMPLE / counts.sentences)


def grades(counts: TextCounts) -> Grades:
    """Both grades."""
    return Grades(flesch_kincaid(counts), smog(counts), counts.sentences)


def counted(sentences: Iterable[Iterable[int]]) -> TextCounts:
    """Counts of sentences that are given as the syllables of each of their words."""
    each = [tuple(sentence) for sentence in sentences]
    words = [syllables for sentence in each for syllables in sentence]
    return TextCounts(len(words), len(each), sum(words), sum(count >= LONG_WORD for count in words))


def syllables(word: str, exceptions: Mapping[str, int]) -> int:
    """Syllables of a word as it is read aloud.

    Parts joined by a hyphen are one word (as Kincaid and McLaughlin count), and its parts add up. A figure
    counts one. An abbreviation (HER2, PD-L1) is spelt: one for each letter or digit. `exceptions` is by
    word in small letters without apostrophes.
    """
    return sum(_of_part(part, exceptions) for part in word.split("-") if part) or 1


def _of_part(part: str, exceptions: Mapping[str, int]) -> int:
    if _FIGURE.fullmatch(part):
        return 1
    if _ABBREVIATION.fullmatch(part):
        return sum(character.isalnum() for character in part.rstrip("s"))
    plain = part.lower().replace("’", "'")
    owner = plain.removesuffix("'s")
    for known in (plain.replace("'", ""), owner):
        if known in exceptions:
            return exceptions[known]
    return by_vowels(owner)


def by_vowels(word: str) -> int:
    """Syllables by groups of vowels, less one for a final e, ed or es that is not spoken; at least one."""
    letters = _LETTERS.sub("", unicodedata.normalize("NFKD", word.lower()))
    ends_silently = any(_SILENT.fullmatch(letters, len(letters) - size) for size in (1, 2))
    return max(len(_VOWELS.findall(letters)) - ends_silently, 1)


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
    """Grades sentences with the drug names of a library and the syllables of a language."""

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
    """A pattern for the drugs of a library, generic and brand, in full or by their first word."""
    return any_of(_drugs(library))


def _drugs(library: Library) -> Iterator[str]:
    treatments = (each for cancer in library.cancers.values() for each in cancer.treatments)
    for drug in (drug for treatment in treatments for drug in treatment.drugs):
        for name in filter(None, (*_JOINED.split(drug.generic), *_JOINED.split(drug.brand or ""))):
            yield name
            yield name.split()[0]  # "trastuzumab" of "trastuzumab deruxtecan"
