"""Finds counts of people in prose: "34 of 100", "4 to 8 in 100", "one in three", "of 100 people about 34"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_WORDS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBER = rf"(?:[0-9]+(?:\.[0-9]+)?|{'|'.join(_WORDS)})"
_MANY = rf"(?:1,000|[0-9]+|{'|'.join(_WORDS)})"
_DIRECT = re.compile(
    rf"\b(?P<low>{_NUMBER})(?:\ ?(?:to|or|and|-|–)\ ?(?P<high>{_NUMBER}))?"
    rf"\ (?:out\ of|of|in)\ (?:every\ |each\ )?(?P<of>{_MANY})\b",
    re.IGNORECASE | re.VERBOSE,
)
_TURNED = re.compile(
    rf"(?<![0-9]\ )\b(?:out\ of|of|in)\ (?:every\ |each\ )?(?P<of>1,000|[0-9]+)\ [a-z][^.;:]{{0,100}}?"
    rf"\b(?:about|only|nearly|almost|some)\ (?P<low>{_NUMBER})(?:\ ?(?:to|or|-|–)\ ?(?P<high>{_NUMBER}))?\b",
    re.IGNORECASE | re.VERBOSE,
)
_ONE_OF_TWO = re.compile(r"[a-z ]+ of [a-z]+", re.IGNORECASE)  # one of two things, not of all people
_YEARS: Final = range(1900, 2100)
_SENTENCE = re.compile(r"[^.!?]*(?:[.!?](?=\S)[^.!?]*)*[.!?]?")


class Figure(NamedTuple):
    """A count of people in a text."""

    said: str  # as in the text
    low: float
    high: float  # equal to `low` without a range
    of: int
    sentence: str  # around it

    def says(self, count: float) -> bool:
        """Whether it means `count` of 100, within the precision of its own denominator."""
        room = max(0.5, min(5.0, 50 / self.of)) + 1e-9
        return self.low * 100 / self.of - room <= count <= self.high * 100 / self.of + room


def figures(text: str) -> Iterator[Figure]:
    """Every count of people in a text, from left to right."""
    for sentence in _SENTENCE.findall(text):
        matches = (match for match in _DIRECT.finditer(sentence) if not _ONE_OF_TWO.fullmatch(match[0]))
        direct = [_figure(match, sentence) for match in matches]
        turned = [] if direct else [_figure(match, sentence) for match in _TURNED.finditer(sentence)]
        yield from (figure for figure in (*direct, *turned) if _counts_people(figure))


def _figure(match: re.Match[str], sentence: str) -> Figure:
    low = _value(match["low"])
    high = _value(match["high"]) if match["high"] else low
    return Figure(match[0], low, high, int(_value(match["of"])), sentence.strip())


def _counts_people(figure: Figure) -> bool:
    """Whether it counts people: "3 in 2025" names a year, and "12 of 10" is no count."""
    return figure.of > 0 and figure.of not in _YEARS and figure.high <= figure.of


def _value(said: str) -> float:
    plain = said.lower().replace(",", "")
    return float(_WORDS.index(plain) + 1) if plain in _WORDS else float(plain)
