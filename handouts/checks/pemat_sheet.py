"""The parts of a composed handout that judges look at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from handouts.checks.gates.style import MOST_ITEMS
from handouts.checks.sentences import sentences, spans_of
from handouts.compose.blocks import Block, Bullets, Callout, Paragraph, Together
from handouts.compose.handout import Handout
from handouts.compose.passes import walk
from handouts.model.library import Library
from handouts.model.signs import TIERS
from handouts.model.text import Text, plain
from handouts.model.wordlists import WordList

B = TypeVar("B", bound=Block)


class JudgedSheet(NamedTuple):
    """A handout as the judges need it."""

    blocks: tuple[Block, ...]  # every block, each before those inside it, in reading order
    texts: tuple[Text, ...]  # the running texts
    sentences: tuple[str, ...]
    library: Library
    words: WordList

    def groups(self) -> list[tuple[Block, ...]]:
        """Blocks that stand together: tips, figures."""
        return [block.blocks for block in self.every(Together)]

    def tips(self) -> list[tuple[Block, ...]]:
        """Groups in which there is something to tick off."""
        return [
            kids
            for kids in self.groups()
            if any(isinstance(kid, Bullets) and kid.marker == "box" for kid in kids)
        ]

    def every(self, kind: type[B]) -> list[B]:
        """All blocks of a kind."""
        return [block for block in self.blocks if isinstance(block, kind)]

    def lists(self) -> list[Bullets]:
        """Lists, but not those of sources."""
        return [block for block in self.every(Bullets) if block.role in ("body", "tight")]

    def long_lists(self, *, signs: bool) -> list[Bullets]:
        """Lists of more than 7 items, with or without the signs to call about."""
        urgent = {id(bullets) for bullets in lists_in(self.urgent())}
        found = [block for block in self.lists() if len(block.items) > MOST_ITEMS]
        return [block for block in found if signs or id(block) not in urgent]

    def summaries(self) -> list[Callout]:
        """Boxes that sum up."""
        return [callout for callout in self.every(Callout) if callout.kind == "summary"]

    def urgent(self) -> list[Callout]:
        """Boxes that say when to call."""
        return [callout for callout in self.every(Callout) if callout.kind in TIERS]

    def action_lists(self) -> list[Bullets]:
        """Lists of what the reader can do, ask, or call about."""
        return [block for block in self.lists() if block.marker == "box"] + lists_in(self.urgent())


def sheet_of(handout: Handout, library: Library, words: WordList) -> JudgedSheet:
    """The handout, taken apart."""
    blocks = (*handout.opening, *handout.body)
    texts = tuple(spans_of(blocks))
    found = sentences(map(plain, texts), words.abbreviations)
    return JudgedSheet(tuple(walk(blocks)), texts, tuple(found), library, words)


def lists_in(holders: Iterable[Callout]) -> list[Bullets]:
    """The lists inside boxes."""
    return [kid for holder in holders for kid in holder.blocks if isinstance(kid, Bullets)]


def says(block: Block) -> bool:
    """Whether a block is a paragraph of the text itself."""
    return isinstance(block, Paragraph) and block.role == "body"
