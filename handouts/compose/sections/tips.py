"""Tips: what a person can do. No tip is torn apart."""

from __future__ import annotations

from handouts.compose.blocks import Block, Bullets, Heading, Paragraph, Together
from handouts.compose.given import Given, sources_of, verified
from handouts.compose.wording import literal, words
from handouts.model.content import Tip


def tips(given: Given) -> tuple[Block, ...]:
    """The chosen tips, in their order."""
    if not given.tips:
        return ()
    heading = Heading(text=literal(given.library.labels.sections.tips), level=2)
    return (heading, *(_tip(tip) for tip in given.tips))


def _tip(tip: Tip) -> Block:
    facts = verified((tip.why, *tip.facts))
    return Together(
        blocks=(
            Heading(text=literal(tip.title), level=3),
            *(Paragraph(text=words(fact.text)) for fact in facts),
            Bullets(items=tuple(words(action) for action in tip.actions), marker="box"),
        ),
        sources=sources_of(facts),
    )
