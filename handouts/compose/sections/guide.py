"""What only the guide has: the first words, what the diagnosis means and does not mean, hope, the family."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from handouts.compose.blocks import Block, Bullets, Callout, Heading, Paragraph
from handouts.compose.picture_blocks import Picture
from handouts.compose.pictures import three_steps
from handouts.compose.section_input import SectionInput, sources_of, verified
from handouts.compose.sections.section import Section
from handouts.compose.sections.signs import SIGNS
from handouts.compose.wording import filled, literal, page_of, words
from handouts.model.content import Cancer
from handouts.model.guide_words import CancerGuide, GuideLine, GuidePassage
from handouts.model.text import Text

WELCOME = "welcome"
"""The section by which a layout is a guide for the first days."""


def cover(given: SectionInput) -> tuple[Block, ...]:
    """Something calm to look at; smaller where there is little room."""
    return (Picture(kind="cover", name="cover-hills", scale=0.5 if given.limit.short else 1.0),)


def welcome(given: SectionInput) -> tuple[Block, ...]:
    """The first words, and a line for whoever is afraid."""
    own = _own(given)
    first = (own and own.welcome) or given.library.guide.welcome
    return (
        Heading(text=literal(first.title), level=2),
        Paragraph(text=words(first.text)),
        *(() if given.limit.short else _passages((given.library.guide.fear,))),
    )


def where_signs_are(given: SectionInput) -> tuple[Block, ...]:
    """On which page it says when to call."""
    return (Paragraph(text=filled(given.library.labels.contacts.where, page=page_of(SIGNS))),)


def meaning(given: SectionInput) -> tuple[Block, ...]:
    """What the diagnosis means, and what else it is called."""
    title = literal(given.library.labels.guide.meaning)
    told = tuple(block for cancer in given.cancers for block in _meaning(cancer))
    if len(given.selection.cancers) == 1:
        return (Heading(text=title, level=2), *told)
    return (*(Heading(text=literal(cancer.title), level=2) for cancer in given.cancers), *told)


def _meaning(cancer: Cancer) -> tuple[Block, ...]:
    if cancer.guide is None:
        return tuple(_paragraph(fact.text, fact.sources) for fact in verified((cancer.stage.meaning,)))
    return _passages((cancer.guide.meaning, cancer.guide.names))


def steps(given: SectionInput) -> tuple[Block, ...]:
    """How the cancer spread, in three pictures; none for one that does not spread so."""
    drawn = (three_steps(cancer, given.library.labels) for cancer in given.cancers)
    return tuple(picture for picture in drawn if picture)


def looks_at(given: SectionInput) -> tuple[Block, ...]:
    """What doctors look at."""
    own = _own(given)
    lines = verified((own and own.looks_at) or given.library.guide.looks_at)
    heading = Heading(text=literal(given.library.labels.guide.looks_at), level=3)
    return (heading, lines_listed(lines)) if lines else ()


def means_not(given: SectionInput) -> tuple[Block, ...]:
    """What the diagnosis does not mean."""
    own = _own(given)
    lines = verified((own and own.means_not) or given.library.guide.means_not)[: given.limit.items]
    title = literal(given.library.labels.guide.means_not)
    return (_box("note", title, (lines_listed(lines),)),) if lines else ()


def hope(given: SectionInput) -> tuple[Block, ...]:
    """True good news, with its limits."""
    own = [passage for cancer in given.cancers if cancer.guide for passage in verified(cancer.guide.hope)]
    told = own[: given.limit.items] or [given.library.guide.hope]
    blocks = _passages(told)
    return (_box("summary", literal(given.library.labels.guide.hope), blocks),) if blocks else ()


def family(given: SectionInput) -> tuple[Block, ...]:
    """A line for those who care for the reader."""
    return _passages((given.library.guide.family,))


def lines_listed(lines: Iterable[GuideLine]) -> Block:
    """A list of short lines with their sources."""
    kept = tuple(lines)
    return Bullets(items=tuple(words(line.text) for line in kept), sources=sources_of(kept))


def _own(given: SectionInput) -> CancerGuide | None:
    """What a cancer says in its own words; several share the general ones."""
    return given.cancers[0].guide if len(given.cancers) == 1 else None


def _passages(told: Sequence[GuidePassage]) -> tuple[Block, ...]:
    return tuple(_paragraph(each.text, each.sources) for each in verified(told))


def _paragraph(text: str, sources: tuple[str, ...]) -> Block:
    return Paragraph(text=words(text), sources=sources)


def _box(kind: Literal["summary", "note"], title: Text, blocks: tuple[Block, ...]) -> Block:
    return Callout(kind=kind, title=title, keep_together=True, blocks=blocks)


_BOTH = ("cancers", "guide")

SECTIONS = (
    Section("cover", "A calm picture.", cover, draws_on=()),
    Section("family", "A line for those who care for the reader.", family, draws_on=("guide",)),
    Section("hope", "What can give hope, with its limits.", hope, draws_on=_BOTH),
    Section("meaning", "What the diagnosis means, in short.", meaning, draws_on=("cancers",)),
    Section("means-not", "What the diagnosis does not mean.", means_not, draws_on=_BOTH),
    Section("steps", "How the cancer spread, in three pictures.", steps, draws_on=("cancers",)),
    Section(WELCOME, "The first words, for somebody frightened.", welcome, draws_on=_BOTH),
    Section("where-signs", "On which page it says when to call.", where_signs_are, draws_on=()),
)
