"""A draft: what a sheet's sections say, before it is known how much of it the pages hold.

The press tries many cuts. No section is asked twice for the same, and the passes over the whole are made
for a section only where something in it, or above it, has changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from handouts.compose.blocks import Block, NewPage
from handouts.compose.fitting import NO_LIMIT, cuts_of, elsewhere, limits_of, lost
from handouts.compose.passes import PassedBlocks, cite, explain, number_publishers, said_by
from handouts.compose.section_input import Limit, SectionInput
from handouts.compose.sections.registry import yields
from handouts.model.base import Record
from handouts.model.clinic import ClinicFolder
from handouts.model.layout import Cut, Layout, section_of

LATE = "sources"
"""The section that tells of all others: what was used, and the hash of it."""

Blocks = tuple[Block, ...]


class _Told(NamedTuple):
    """What is to be told of all other sections; see SectionInput."""

    citations: dict[str, int]
    gone: tuple[str, ...]
    saying: tuple[str, ...]
    explains: bool


class Assembled(NamedTuple):
    """The sections of a sheet, numbered and explained."""

    sections: dict[str, Blocks]
    citations: dict[str, int]
    gone: tuple[str, ...]  # what is left out for space, in words


class Draft(Record, frozen=True, kw_only=True):
    """A handout before it is known how much of it its pages hold."""

    given: SectionInput
    layout: Layout
    folder: ClinicFolder | None
    cuts: tuple[tuple[Cut, ...], ...]  # that may be made, by part
    elsewhere: tuple[str, ...]  # what only the full handout says, in words
    said: dict[tuple[object, ...], PassedBlocks]  # what was said so far, by section and what it depends on
    passed: dict[tuple[object, ...], Blocks]  # the same, numbered and explained


def draft_of(given: SectionInput, layout: Layout, folder: ClinicFolder | None) -> Draft:
    """What is the same however many cuts are made."""
    return Draft(
        given=given,
        layout=layout,
        folder=folder,
        cuts=cuts_of(layout),
        elsewhere=tuple(elsewhere(given, layout)),
        said={},
        passed={},
    )


def assembled(draft: Draft, made: Iterable[Cut] = ()) -> Assembled:
    """The sections with these cuts made, in the order in which they stand."""
    limits = limits_of(made)
    early = [name for name in draft.layout.sections if section_of(name) != LATE]
    said = {name: _said(draft, name, limits.get(section_of(name), NO_LIMIT)) for name in early}
    used = dict.fromkeys(source for each in said.values() for source in each.sources)
    citations = number_publishers(used, draft.given.library.sources)
    kept = {name: each.blocks for name, each in said.items()}
    full = {
        name: _said(draft, name, Limit(lines=limit.lines)).blocks
        for section, limit in limits.items()
        for name in early
        if section_of(name) == section
    }
    gone = tuple(dict.fromkeys((*lost(draft.given, kept, full), *draft.elsewhere)))
    told = _Told(
        citations=citations,
        gone=gone,
        saying=tuple(name for name, each in said.items() if each.blocks),
        explains=any(each.terms for each in said.values()),
    )
    said |= {name: _told(draft, name, told) for name in draft.layout.sections if section_of(name) == LATE}
    return Assembled(_passed(draft, said, citations), citations, gone)


def blocks_of(draft: Draft, names: Iterable[str], found: Assembled) -> Blocks:
    """What other sections say beside these."""
    given = msgspec.structs.replace(draft.given, citations=found.citations, gone=found.gone)
    return tuple(block for name in names for block in yields(name)(given))


def _said(draft: Draft, name: str, limit: Limit) -> PassedBlocks:
    """What a section says within a limit; nothing without items."""
    key = (name, limit)
    if key not in draft.said:
        given = msgspec.structs.replace(draft.given, limit=limit)
        blocks = () if limit.items == 0 else yields(name)(given)
        draft.said[key] = said_by(blocks, given.library.glossary)
    return draft.said[key]


def _told(draft: Draft, name: str, told: _Told) -> PassedBlocks:
    """What a section says of all others."""
    key = (name, told.gone, told.saying, told.explains, *told.citations.items())
    if key not in draft.said:
        given = msgspec.structs.replace(draft.given, **told._asdict())
        draft.said[key] = said_by(yields(name)(given), given.library.glossary)
    return draft.said[key]


def _passed(draft: Draft, said: dict[str, PassedBlocks], citations: dict[str, int]) -> dict[str, Blocks]:
    """The sections in the layout's order, each with numbers for its sources and its first words explained."""
    starts = draft.layout.sheet.starts if draft.layout.sheet else ()
    found: dict[str, Blocks] = {}
    explained: frozenset[str] = frozenset()
    for name in draft.layout.sections:
        each = said[name]
        blocks = _with_words(draft, each, citations, explained)
        found[name] = (NewPage(), *blocks) if name in starts else blocks
        explained |= each.terms
    return found


def _with_words(
    draft: Draft, said: PassedBlocks, citations: dict[str, int], explained: frozenset[str]
) -> Blocks:
    if not said.cited and not said.has_terms:
        return said.blocks
    numbers = tuple(citations[source] for source in said.cited)
    key = (id(said.blocks), said.terms & explained, numbers)
    if key not in draft.passed:
        blocks = (
            explain(said.blocks, draft.given.library.glossary, explained) if said.has_terms else said.blocks
        )
        draft.passed[key] = cite(blocks, citations) if said.cited else blocks
    return draft.passed[key]
