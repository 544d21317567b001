"""What is special about this cancer."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.compose.blocks import Block, Bullets, Heading
from handouts.compose.section_input import (
    SectionInput,
    facts_listed,
    for_each_cancer,
    optional_list,
    verified,
)
from handouts.compose.sections.section import Section
from handouts.compose.wording import literal, words
from handouts.model.content import Cancer


def special(given: SectionInput) -> tuple[Block, ...]:
    """A list for each cancer."""
    lists = for_each_cancer(given, _list)
    if not lists:
        return ()
    labels = given.library.labels.sections
    title = labels.special if len(given.cancers) == 1 else labels.special_several
    return (Heading(text=literal(title), level=2), *lists)


def _list(cancer: Cancer, _given: SectionInput) -> tuple[Block, ...]:
    facts = verified(cancer.special)
    return (facts_listed(facts),) if facts else ()


def special_panel(given: SectionInput) -> tuple[Block, ...]:
    """The same, as far as there is room."""
    labels, several = given.library.labels.sections, len(given.cancers) > 1
    items = (item for cancer in given.cancers for item in _items(cancer, several))
    return optional_list(labels.special_several if several else labels.special, items, given)


def _items(cancer: Cancer, named: bool) -> Iterator[tuple[Block, ...]]:
    """Facts one by one, the first below the name of the cancer where that is wanted."""
    for at, fact in enumerate(verified(cancer.special)):
        name = (Heading(text=literal(cancer.name), level=3),) if named and not at else ()
        yield (*name, Bullets(items=(words(fact.text),), sources=fact.sources))


SECTIONS = (
    Section(
        "special",
        "What is special about this cancer.",
        special,
        draws_on=("cancers",),
        details={"panel": special_panel},
        lacking={"panel": "more of what is special about it"},
    ),
)
