"""Reading grades of English text, by published formulas.

Flesch-Kincaid grade (Kincaid and others 1975): 0.39 W/S + 11.8 Y/W - 15.59.
SMOG grade (McLaughlin 1969): 3.1291 + 1.0430 sqrt(30 P/S), for three sentences or more.
W words, S sentences, Y syllables, P words of three or more syllables. A grade is a year of school in the US.

Syllables are counted by groups of vowels; a table holds the words that this rule gets wrong.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

LONG_WORD: Final = 3  # syllables from which SMOG counts a word
_SMOG_SENTENCES: Final = 3  # below this SMOG is not defined
_SMOG_SAMPLE: Final = 30  # sentences of the sample that SMOG is made for; others are scaled to it

_VOWELS = re.compile("[aeiouy]+")
_SILENT = re.compile("(?<!l|e)e|(?<!t|d)ed|(?<!s|z|x|g|c)(?<!ch|sh)es")
_LETTERS = re.compile("[^a-z]+")
_ABBREVIATION = re.compile("[A-Z]{2,5}s?|[A-Za-z]*[0-9][A-Za-z0-9./]*")
_FIGURE = re.compile("[0-9.,/:]+")


class TextCounts(NamedTuple):
    """What the formulas need."""

    words: int
    sentences: int
    syllables: int
    long_words: int  # words of three syllables or more


class Grades(NamedTuple):
    """Years of school (US) that a text asks of its reader, and on how many sentences that rests."""

    flesch_kincaid: float
    smog: float
    sentences: int


def flesch_kincaid(counts: TextCounts) -> float:
    """Flesch-Kincaid grade; 0 where there is nothing to count. Easy text can be below 0."""
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
    count = len(_VOWELS.findall(letters))
    if count > 1 and _ends_silently(letters):
        count -= 1
    return max(count, 1)


def _ends_silently(letters: str) -> bool:
    """Whether a word ends with e (not le, ee), ed (not ted, ded) or es (not ses, zes, xes, ges, ces, ...)."""
    return any(
        _SILENT.fullmatch(letters, len(letters) - length) for length in (1, 2) if len(letters) > length
    )
