"""When to call, and how fast: three tiers, in boxes or with reasons. The first tier is never cut."""

from __future__ import annotations

from functools import partial
from typing import Literal

from msgspec.structs import replace

from handouts.compose.blocks import (
    Block,
    Bullets,
    Callout,
    Heading,
    Optional,
    Paragraph,
    Table,
    Together,
    WriteIn,
)
from handouts.compose.section_input import SectionInput, emergency_number, sources_of, verified
from handouts.compose.sections.section import Section, Yields
from handouts.compose.urgent import in_short, in_tier, signs_for
from handouts.compose.wording import filled, literal, strong, words
from handouts.model.labels import TierLabels
from handouts.model.signs import TIERS, Sign, Tier
from handouts.model.text import Span, Text
from handouts.reading.section_names import FULL

SIGNS = "signs"
"""Name of the heading, for the first page says where it stands."""

Detail = Literal["boxes", "reasons", "page", "line"]
"""Boxes of short signs; tables of signs in full, with what they may be; a box on a small page, whose signs
may run on; one line that names the most frequent."""

_COLUMNS = 2
"""Of short signs in a box, where it is wide enough for that."""

_RUNS_ON = -1
"""Priority of a list that can run on: its page loses nothing by that, so it does before anything goes."""

_HAVE_A_LINE = frozenset(("card-medicines", "card-helper"))
"""Sections that have a line for what one takes."""


def signs(
    given: SectionInput, *, detail: Detail = "boxes", tiers: tuple[Tier, ...] = TIERS
) -> tuple[Block, ...]:
    """The signs of some tiers that concern the reader."""
    found = signs_for(given.cancers, given.library.urgent.signs)
    match detail:
        case "boxes":
            return _boxes(found, tiers, given)
        case "reasons":
            return _reasons(found, tiers, given)
        case "page":
            return tuple(block for tier in tiers for block in _page(tier, found, given))
        case "line":
            return (Paragraph(text=words(given.library.labels.little.call_now), role="caption"),)


def signs_as(detail: Detail, *tiers: Tier) -> Yields:
    """The section at one detail, for some tiers or for all."""
    return partial(signs, detail=detail, tiers=tiers or TIERS)


def advice(given: SectionInput) -> tuple[Block, ...]:
    """What holds for a fever, on a small page: each thing only where there is room."""
    return tuple(
        Optional(
            blocks=(Paragraph(text=words(fact.text), role="small"),),
            sources=fact.sources,
            omission=given.omission,
        )
        for fact in verified(given.library.urgent.advice)
    )


def _boxes(found: tuple[Sign, ...], tiers: tuple[Tier, ...], given: SectionInput) -> tuple[Block, ...]:
    """Boxes that the eye takes in at once; what is said of fever stands below the one that has it."""
    labels = given.library.labels
    below = tuple(
        Paragraph(text=words(fact.text), sources=fact.sources)
        for fact in verified(given.library.urgent.advice)
    )
    blocks: list[Block] = [Heading(text=literal(labels.sections.signs), level=2, name=SIGNS)]
    for tier in tiers:
        if of_tier := in_short(found, tier):
            blocks.append(_box(tier, of_tier, given, _labels(tier, given)))
        if tier == "call-now" and below:
            blocks.append(Together(blocks=below))
    return tuple(blocks)


def _reasons(found: tuple[Sign, ...], tiers: tuple[Tier, ...], given: SectionInput) -> tuple[Block, ...]:
    """Every sign in full, and what it may be; a sign that names a number to call needs no reason."""
    labels = given.library.labels
    with_number = {sign.id for sign in given.library.resources.signs if sign.verified}
    tables = []
    for tier in tiers:
        told = tuple(sign for sign in in_tier(found, tier) if sign.why and sign.id not in with_number)
        if told:
            tables.append(_table(tier, told, given))
    return (Heading(text=literal(labels.sections.signs_why), level=2), *tables)


def _table(tier: Tier, told: tuple[Sign, ...], given: SectionInput) -> Table:
    labels = given.library.labels.text
    repeated = _title(_labels(tier, given), given)  # each page with signs says what to do about them
    return Table(
        head=(literal(labels.sign_column), literal(labels.sign_why_column)),
        rows=tuple(((strong(sign.sign),), (words(sign.why or ""),)) for sign in told),
        shares=(0.58, 0.42),
        title=repeated,
        sources=_sources(told),
    )


def _page(tier: Tier, found: tuple[Sign, ...], given: SectionInput) -> tuple[Block, ...]:
    """A box that has a small page nearly to itself.

    Where a page cannot hold its list, the signs run on one after the other; the last tier may be left out.
    """
    told = in_short(found, tier)
    if not told:
        return ()
    labels = _labels(tier, given)
    of_page = replace(
        labels, title=labels.little_title or labels.title, lead=labels.little_lead or labels.lead
    )
    box = replace(_box(tier, told, given, of_page), level=2, more=())  # its title is its page's heading
    if tier == "same-day":
        return (Optional(blocks=(box,), omission=given.omission),)
    run_on = Paragraph(text=_run_on(told, given))
    shorter = replace(
        box, blocks=tuple(run_on if isinstance(block, Bullets) else block for block in box.blocks)
    )
    return (Optional(blocks=(box,), fallback=(shorter,), priority=_RUNS_ON),)


def _box(tier: Tier, told: tuple[Sign, ...], given: SectionInput, labels: TierLabels) -> Callout:
    items = Bullets(items=tuple(words(sign.short) for sign in told), role="tight", columns=_COLUMNS)
    lead = (Paragraph(text=words(labels.lead)),) if labels.lead else ()
    return Callout(
        kind=tier,
        title=_title(labels, given),
        blocks=(*lead, items, *_foot(tier, given)),
        more=(Span(text=given.library.labels.text.signs_go_on, head=True),),
        sources=_sources(told),
    )


def _title(labels: TierLabels, given: SectionInput) -> Text:
    """What to do about the signs of a tier."""
    number = emergency_number(given) or given.library.labels.text.emergency_number
    return filled(labels.title, number=number)


def _foot(tier: Tier, given: SectionInput) -> tuple[Block, ...]:
    """What to tell the helpers, with room to write; a card has a line for it among its own."""
    labels = given.library.labels.tiers
    if tier != "call-911" or _HAVE_A_LINE.intersection(given.sections):
        return ()
    return (WriteIn(lines=1, label=labels.tell_line, name="tell", begins=words(labels.tell)),)


def _labels(tier: Tier, given: SectionInput) -> TierLabels:
    tiers = given.library.labels.tiers
    return {"call-911": tiers.call_911, "call-now": tiers.call_now, "same-day": tiers.same_day}[tier]


def _run_on(told: tuple[Sign, ...], given: SectionInput) -> Text:
    """Signs one after the other, parted by a mark that the eye finds."""
    first, *others = told
    mark = given.library.labels.little.between_signs
    between = Span(text=f"\N{NO-BREAK SPACE}{mark} ", head=True)  # no line begins with it
    spans: list[Span] = [*words(first.short)]
    for sign in others:
        spans += [between, *words(sign.short)]
    return tuple(spans)


def _sources(told: tuple[Sign, ...]) -> tuple[str, ...]:
    """The sources of the signs, and of what to do about them."""
    of_actions = (source for sign in told if sign.action_verified for source in sign.action_sources)
    return tuple(dict.fromkeys((*sources_of(told), *of_actions)))


SECTIONS = (
    Section(
        "advice",
        "What to do about a fever, where there is room.",
        advice,
        draws_on=("urgent", "resources"),
        lacking={FULL: "the advice about fever"},
    ),
    Section(
        "signs",
        "When to call and how fast: all boxes, one box, the reasons, or one line.",
        signs,
        draws_on=("cancers", "urgent", "resources"),
        details={
            "call-911": signs_as("page", "call-911"),
            "call-now": signs_as("page", "call-now"),
            "same-day": signs_as("page", "same-day"),
            "reasons": signs_as("reasons"),
            "line": signs_as("line", "call-now"),
        },
        draws_on_at={"line": ("urgent",)},
        lacking={"same-day": "the signs to call about the same day"},
    ),
)
