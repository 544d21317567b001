"""What is special about this cancer."""

from __future__ import annotations

from handouts.compose.blocks import Block, Heading
from handouts.compose.section_input import SectionInput, facts_listed, for_each_cancer, verified
from handouts.compose.wording import literal
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
