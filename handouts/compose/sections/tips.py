"""Tips: what a person can do. No tip is split."""

from __future__ import annotations

from handouts.compose.blocks import Block, Bullets, Heading, Paragraph, Together
from handouts.compose.picture_blocks import IconRow, IconRows
from handouts.compose.section_input import SectionInput, sources_of, verified
from handouts.compose.sections.section import Section
from handouts.compose.wording import literal, strong, words
from handouts.model.content import Tip

GLANCES = 6
"""Tips of the guide at most, where none are asked for."""

_OTHER = "support"
"""The picture of a tip that names none."""


def tips(given: SectionInput) -> tuple[Block, ...]:
    """The chosen tips, in their order."""
    if not given.tips:
        return ()
    heading = Heading(text=literal(given.library.labels.sections.tips), level=2)
    in_full = given.selection.tips is not None
    return (heading, *(_tip(tip, in_full) for tip in given.tips))


def _glance(tip: Tip) -> IconRow:
    """A tip in a line; one without words of its own for that says the first thing to do."""
    glance = tip.glance
    if glance is None or not glance.verified:
        return IconRow(icon=_OTHER, text=strong(tip.title), more=words(tip.actions[0]))
    return IconRow(icon=glance.picture, text=strong(glance.title), more=words(glance.text))


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


def tips_at_a_glance(given: SectionInput) -> tuple[Block, ...]:
    """Six tips, a picture and a line each: those that were asked for, else those of the guide."""
    chosen = given.tips
    if given.selection.tips is None:
        tips_by_id = given.library.tips
        chosen = tuple(tips_by_id[name] for name in given.library.guide.tips if name in tips_by_id)
    most = None if given.selection.tips is not None else GLANCES
    shown = chosen[: given.limit.items or most]
    if not shown:
        return ()
    rows = tuple(_glance(tip) for tip in shown)
    glances = verified(tip.glance for tip in shown if tip.glance)
    return (
        Heading(text=literal(given.library.labels.guide.tips), level=2),
        IconRows(rows=rows, columns=2, sources=sources_of(glances)),
    )


SECTIONS = (
    Section(
        "tips",
        "What a person can do: the tips that were chosen, or the core ones.",
        tips,
        draws_on=("tips",),
        details={"glance": tips_at_a_glance},
        draws_on_at={"glance": ("tips", "guide")},
    ),
)
