"""Tips: what a person can do. No tip is split."""

from __future__ import annotations

from handouts.compose.blocks import Block, Bullets, Heading, Paragraph, Together
from handouts.compose.section_input import SectionInput, sources_of, verified
from handouts.compose.sections.section import Section
from handouts.compose.wording import literal, words
from handouts.model.content import Tip


def tips(given: SectionInput) -> tuple[Block, ...]:
    """The chosen tips, in their order."""
    if not given.tips:
        return ()
    heading = Heading(text=literal(given.library.labels.sections.tips), level=2)
    in_full = given.selection.tips is not None
    return (heading, *(_tip(tip, in_full) for tip in given.tips))


def _tip(tip: Tip, in_full: bool) -> Block:
    """A tip that was asked for says all it knows; those that come by themselves are brief."""
    facts = verified((tip.why, *(tip.facts if in_full else ())))
    return Together(
        blocks=(
            Heading(text=literal(tip.title), level=3),
            *(Paragraph(text=words(fact.text)) for fact in facts),
            Bullets(items=tuple(words(action) for action in tip.actions), marker="box"),
        ),
        sources=sources_of(facts),
    )


SECTIONS = (
    Section(
        "tips", "What a person can do: the tips that were chosen, or the core ones.", tips, draws_on=("tips",)
    ),
)
