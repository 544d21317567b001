"""What a machine can see of a handout's clarity: one small judge for each item of the instruments.

Where an instrument gives no measure, ours is named in the judge.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

from handouts.checks.gates.jargon import unexplained
from handouts.checks.gates.reading_ease import AIM_FLESCH_KINCAID, AIM_SMOG
from handouts.checks.gates.style import LONG_SENTENCE, MOST_ITEMS, MOST_SENTENCES
from handouts.checks.measuring import Scale
from handouts.checks.passive import Passive
from handouts.checks.sentences import Prose, sentences, shortened, spans_of, split, words_in
from handouts.checks.wordlist import Phrases, any_of
from handouts.compose.blocks import (
    Block,
    Bullets,
    Callout,
    Heading,
    IconArray,
    Paragraph,
    Table,
    Together,
    WriteIn,
)
from handouts.compose.handout import Handout
from handouts.model.text import Text, plain
from handouts.model.wordlists import WordList
from handouts.reading.library import Library

Met = Literal["yes", "no", "not applicable"]
Verdict = tuple[Met, str]
"""Whether an item is met, and what was seen."""

_MOST_PASSIVE = 0.1  # of all sentences
_FEWEST_YOU = 0.25  # of all sentences
_MOST_WORDS_UNDER_HEADING = 200
_MOST_WORDS_IN_HEAD = 5
_PERCENT = re.compile(r"\d ?%|\bper ?cent\b|(?<![\w/])\d+/\d+(?![\w/])", re.IGNORECASE)
_CALCULATE = re.compile(r"\b(?:calculate|multiply|divide|subtract|add up)\b", re.IGNORECASE)
_YOU = re.compile(r"\byou(?:r|rs|rself)?\b", re.IGNORECASE)


class Sheet(NamedTuple):
    """A handout, taken apart once for all judges."""

    blocks: tuple[Block, ...]  # every block, those inside others too, in reading order
    texts: tuple[Text, ...]
    sentences: tuple[str, ...]
    library: Library
    words: WordList

    def all(self, *kinds: type[Block]) -> list[Block]:
        """The blocks of some kinds."""
        return [block for block in self.blocks if isinstance(block, kinds)]


Judge = Callable[[Sheet], Verdict]


def sheet_of(handout: Handout, library: Library, words: WordList) -> Sheet:
    """The handout as the judges need it."""
    blocks = (*handout.opening, *handout.body)
    texts = tuple(spans_of(blocks))
    found = sentences(map(plain, texts), words.abbreviations)
    return Sheet(tuple(_walk(blocks)), texts, tuple(found), library, words)
