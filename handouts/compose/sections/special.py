"""What is special about this cancer."""

from __future__ import annotations

from handouts.compose.blocks import Block, Bullets, Heading
from handouts.compose.section_input import (
    SectionInput,
    facts_listed,
    for_each_cancer,
    item_by_item,
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
    return (Heading(text=literal(_title(given)), level=2), *lists)


def _list(cancer: Cancer, _given: SectionInput) -> tuple[Block, ...]:
    facts = verified(cancer.special)
    return (facts_listed(facts),) if facts else ()


def special_panel(given: SectionInput) -> tuple[Block, ...]:
    """The same, as far as there is room."""
    return optional_list(_title(given), item_by_item(given, _one_by_one), given)


def _one_by_one(cancer: Cancer, _given: SectionInput) -> tuple[Block, ...]:
    facts = verified(cancer.special)
    return tuple(Bullets(items=(words(fact.text),), sources=fact.sources) for fact in facts)


def _title(given: SectionInput) -> str:
    labels = given.library.labels.sections
    return labels.special if len(given.cancers) == 1 else labels.special_several


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
