"""Three things to know: the summary that stands first."""

from __future__ import annotations

from typing import Literal

from handouts.compose.blocks import Block, Bullets, Callout, Heading
from handouts.compose.section_input import SectionInput, sources_of, title_of_cancers, verified
from handouts.compose.sections.section import Section
from handouts.compose.wording import filled, literal, strong, words
from handouts.model.content import Cancer, FirstFact
from handouts.model.text import Text


def to_know(given: SectionInput) -> tuple[Block, ...]:
    """One box for each cancer of which three things are known; the first of them where it must be short.

    Where a cover is neutral, it says first what the sheet is about.
    """
    told = [cancer for cancer in given.cancers if verified(cancer.to_know)]
    if not told:
        return ()
    labels, most = given.library.labels.sections, given.limit.items
    several = len(given.cancers) > 1
    title = labels.to_know if not several and most is None else labels.to_know_several
    titled = given.titled_inside and not several  # the boxes of several cancers bear their names
    about = (Heading(text=title_of_cancers(given), level=2),) if titled else ()
    heading = Heading(text=literal(title), level=3 if about else 2)
    return (*about, heading, *(_box(cancer, several, given) for cancer in told))


def _box(cancer: Cancer, named: bool, given: SectionInput) -> Block:
    facts = verified(cancer.to_know)[: given.limit.items]
    return Callout(
        kind="summary",
        title=literal(cancer.name) if named else None,
        keep_together=given.limited,
        blocks=(Bullets(items=tuple(words(fact.text) for fact in facts), marker="number"),),
        sources=sources_of(facts),
    )


def to_know_in_short(given: SectionInput) -> tuple[Block, ...]:
    """Three things in two lines each; of several cancers the first, under its name."""
    several = len(given.cancers) > 1
    most = 1 if several else given.limit.items
    label = given.library.labels.brief.treatment
    items: list[Text] = []
    told: list[FirstFact] = []
    for cancer in given.cancers:
        for fact in verified(cancer.to_know)[:most]:
            said = words(fact.short or fact.text)
            items.append(filled(label, name=strong(cancer.name), why=said) if several else said)
            told.append(fact)
    heading = Heading(text=literal(given.library.labels.guide.to_know), level=2)
    marker: Literal["disc", "number"] = "disc" if several else "number"
    return (heading, Bullets(items=tuple(items), marker=marker, sources=sources_of(told))) if items else ()


SECTIONS = (
    Section(
        "to-know",
        "Three things to know, in a box; in short, a list.",
        to_know,
        draws_on=("cancers",),
        details={"short": to_know_in_short},
    ),
)
