"""Three things to know: the summary that stands first."""

from __future__ import annotations

from handouts.compose.blocks import Block, Bullets, Callout, Heading
from handouts.compose.given import Given, sources_of, verified
from handouts.compose.wording import literal, words
from handouts.model.content import Cancer


def to_know(given: Given) -> tuple[Block, ...]:
    """One box for each cancer of which three things are known."""
    told = [cancer for cancer in given.cancers if verified(cancer.to_know)]
    if not told:
        return ()
    labels = given.library.labels.sections
    several = len(given.cancers) > 1
    heading = Heading(text=literal(labels.to_know_several if several else labels.to_know), level=2)
    return (heading, *(_box(cancer, several) for cancer in told))


def _box(cancer: Cancer, named: bool) -> Block:
    facts = verified(cancer.to_know)
    return Callout(
        kind="summary",
        title=literal(cancer.name) if named else None,
        blocks=(Bullets(items=tuple(words(fact.text) for fact in facts), marker="number"),),
        sources=sources_of(facts),
    )
