"""How a handout gets shorter where its pages do not suffice: the layout's cuts, made one after the other.

Knows no measures: the press says whether a handout fits, and asks for one with more cuts made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from handouts.compose.blocks import Block
from handouts.compose.section_input import Limit, SectionInput
from handouts.compose.sections.registry import section_named, yields
from handouts.model.layout import Cut, Layout, section_of

NO_LIMIT = Limit()


def cuts_of(layout: Layout) -> tuple[tuple[Cut, ...], ...]:
    """The cuts of each part, the least important first."""
    parts = (frozenset(map(section_of, part)) for part in layout.parts)
    return tuple(tuple(cut for cut in layout.cuts if cut.section in part) for part in parts)


def limits_of(cuts: Iterable[Cut]) -> dict[str, Limit]:
    """What sections are limited to once cuts are made: of several of one section the last ones count."""
    found: dict[str, Limit] = {}
    for cut in cuts:
        old = found.get(cut.section, NO_LIMIT)
        found[cut.section] = Limit(
            items=old.items if cut.items is None else cut.items,
            lines=old.lines if cut.lines is None else cut.lines,
            short=old.short or cut.short,
        )
    return found


def lost(
    given: SectionInput, kept: Mapping[str, tuple[Block, ...]], full: Mapping[str, tuple[Block, ...]]
) -> Iterator[str]:
    """What cuts have taken from a sheet, in words; room to write on has none.

    `full` is what the sections that were cut say without the cut.
    """
    labels = given.library.labels.brief
    for name, said in full.items():
        key = section_named(name).omitted(name)
        if key in labels.whole and said != kept[name]:
            yield labels.part.get(key, labels.whole[key]) if kept[name] else labels.whole[key]


def elsewhere(given: SectionInput, layout: Layout) -> Iterator[str]:
    """What only the full handout says, in words; of numbers only where they were asked for."""
    labels = given.library.labels.brief
    asked = ("numbers",) if given.selection.numbers else ()
    for name in dict.fromkeys((*layout.elsewhere, *asked)):
        key = section_named(name).omitted(name)
        if key in labels.whole and name not in layout.sections and yields(name)(given):
            yield labels.whole[key]
