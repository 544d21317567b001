"""What a section is given, and what sections share."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from handouts.compose.blocks import Block, Bullets, Heading, Level, Optional, Paragraph
from handouts.compose.wording import listed, literal, within, words
from handouts.model.base import Claim, Record
from handouts.model.clinic import Clinic
from handouts.model.content import Cancer, Fact, GeneralFact, OwnFact, Review, Test, Tip, Treatment
from handouts.model.labels import Labels
from handouts.model.library import HOME, Library
from handouts.model.selection import Selection
from handouts.model.text import Text
from handouts.reading.kinds import KINDS, REVIEW, Kind
from handouts.reading.phones import read_phone


class Limit(Record, frozen=True, kw_only=True):
    """What a section keeps to where a sheet must be short; None and False: as it likes."""

    items: int | None = None
    lines: int | None = None  # to write on, at each place
    short: bool = False  # names without what stands beside them


class Overview(Record, frozen=True, kw_only=True):
    """What there is to say of a sheet as a whole; filled for the sections that sum it up."""

    citations: tuple[tuple[str, int], ...] = ()  # ids of sources, each with its number
    omissions: tuple[str, ...] = ()  # what is left out for space, in words
    draws_on: frozenset[str] = frozenset()  # the kinds of records that its sections print from


class SectionInput(Record, frozen=True, kw_only=True):
    """All that a section may draw on."""

    library: Library  # what holds in the country that the sheet is for
    whole: Library  # everything: sign-offs and the content's hash are of whole records
    selection: Selection
    qr: bool = False  # whether there are codes to scan
    clinic: Clinic | None
    cancers: tuple[Cancer, ...]
    tips: tuple[Tip, ...]
    content: str  # hash of all that is printed from; filled for the section "sources" and the foot
    limit: Limit = Limit()  # of the section that is called
    omission: str = ""  # what a page that holds less of that section lacks, in words
    overview: Overview = Overview()  # of all others
    limited: bool = False  # whether the layout has a limit of pages
    sections: tuple[str, ...] = ()  # those of the layout
    kinds: frozenset[str] = frozenset()  # of records that these may print from
    across: tuple[str, ...] = ()  # those of them that stand over all columns
    neutral: bool = False  # whether its outside bears a name and so says nothing of what somebody has
    titled_inside: bool = False  # whether what it is about has to be said where it begins inside


WITHOUT_CONTENT = frozenset(("event", "notice", "sign-in"))
"""Sections that say only what was asked for, in labels: nothing in them can grow old."""

C = TypeVar("C", bound=Claim)
P = TypeVar("P", Treatment, Test)


def verified(claims: Iterable[C]) -> tuple[C, ...]:
    """Only what may be printed."""
    return tuple(claim for claim in claims if claim.verified)


def not_replaced(general: Iterable[GeneralFact], own: Iterable[OwnFact]) -> tuple[GeneralFact, ...]:
    """Verified general facts whose place none of the cancers' own takes."""
    replaced = {name for fact in own for name in fact.instead_of}
    return tuple(fact for fact in verified(general) if fact.id not in replaced)


def sources_of(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The sources of claims, each once, in order."""
    return tuple(dict.fromkeys(source for claim in claims for source in claim.sources))


def facts_listed(facts: tuple[Fact, ...]) -> Block:
    """A list of facts; one alone is a paragraph."""
    items, sources = tuple(words(fact.text) for fact in facts), sources_of(facts)
    return (
        Paragraph(text=items[0], sources=sources)
        if len(items) == 1
        else Bullets(items=items, sources=sources)
    )


def optional_list(title: str, items: Iterable[tuple[Block, ...]], given: SectionInput) -> tuple[Block, ...]:
    """Items below a heading; a page of fixed size has as many as it holds, and the heading with the first."""
    heading = Heading(text=literal(title), level=2)
    parts = [item if at else (heading, *item) for at, item in enumerate(items)]
    return tuple(Optional(blocks=part, omission=given.omission) for part in parts)


def item_by_item(
    given: SectionInput, blocks: Callable[[Cancer, SectionInput], tuple[Block, ...]]
) -> Iterator[tuple[Block, ...]]:
    """A section's blocks for each cancer one by one; of several cancers, the first below its name."""
    for cancer in given.cancers:
        for at, block in enumerate(blocks(cancer, given)):
            is_named = len(given.cancers) > 1 and not at
            yield (Heading(text=literal(cancer.name), level=3), block) if is_named else (block,)


def for_each_cancer(
    given: SectionInput, blocks: Callable[[Cancer, SectionInput], tuple[Block, ...]]
) -> tuple[Block, ...]:
    """A section's blocks for one cancer, or for several under the name of each."""
    parts = [(cancer, blocks(cancer, given)) for cancer in given.cancers]
    said = [(cancer, part) for cancer, part in parts if part]
    if len(given.cancers) == 1:
        return said[0][1] if said else ()
    named = [(Heading(text=literal(cancer.name), level=3), *part) for cancer, part in said]
    return tuple(block for part in named for block in part)


def level_below(given: SectionInput) -> Level:
    """The level of headings below a section, or below the names of several cancers in it."""
    return 3 if len(given.cancers) == 1 else 4


def for_each_group(
    given: SectionInput,
    kept: tuple[P, ...],
    blocks_of: Callable[[tuple[P, ...], SectionInput], tuple[Block, ...]],
) -> tuple[Block, ...]:
    """Blocks for each part of a cancer that is treated in its own way, under the name of the part."""
    blocks: list[Block] = []
    for group in dict.fromkeys(each.group for each in kept):
        if group:
            blocks.append(Heading(text=literal(group), level=level_below(given)))
        blocks += blocks_of(tuple(each for each in kept if each.group == group), given)
    return tuple(blocks)


def chosen_tips(library: Library, selection: Selection) -> tuple[Tip, ...]:
    """The tips that were asked for, as asked for, or the core ones in their order."""
    if selection.tips is not None:
        return tuple(library.tips[name] for name in selection.tips)
    return tuple(sorted((tip for tip in library.tips.values() if tip.core), key=lambda tip: tip.order))


def abroad(given: SectionInput) -> bool:
    """Whether the sheet is for another country than the one whose drugs and figures the library has."""
    return given.library.resources.country != HOME


def emergency_number(given: SectionInput) -> str | None:
    """The country's number, None where nobody has verified it: a wrong one costs more than none."""
    resources = given.library.resources
    return resources.emergency if resources.emergency_verified else None


def records_for(given: SectionInput, kind: Kind) -> dict[str, Record]:
    """The records of a kind that a handout draws on, whole, by the names of their files."""
    if kind.for_leaders and kind.name not in given.kinds:
        return {}
    records = kind.records(given.whole)
    if kind.held != "each":
        return records
    chosen = (getattr(each, str(kind.key)) for each in getattr(given, kind.name))
    return {file: records[file] for file in chosen}


def reviews(given: SectionInput) -> tuple[Review, ...]:
    """The reviews of every record that a handout draws on; none where it only says what was asked for."""
    if given.sections and not set(given.sections) - WITHOUT_CONTENT:
        return ()
    records = (record for kind in KINDS if kind.reviewed for record in records_for(given, kind).values())
    return tuple(getattr(record, REVIEW) for record in records)


def review_due(given: SectionInput) -> datetime.date:
    """When the first of these reviews falls due."""
    return min((review.review_by for review in reviews(given)), default=datetime.date.max)


def overdue_mark(given: SectionInput) -> str:
    """What a sheet says that is printed although a review has fallen due; empty on all others."""
    if not given.selection.overdue:
        return ""
    labels = given.library.labels
    return labels.furniture.overdue.replace("{date}", date_in_words(review_due(given), labels))


def date_in_words(date: datetime.date, labels: Labels) -> str:
    """A date as the language writes it."""
    month = labels.months[date.month - 1]
    return (
        labels.date.replace("{month}", month)
        .replace("{day}", str(date.day))
        .replace("{year}", str(date.year))
    )


def phone_in_words(written: str, country: str, given: SectionInput) -> str:
    """A phone number as the people of a country read it; as it was written where it cannot be read."""
    phone = read_phone(written, country)
    if phone is None:
        return written
    if not phone.extension:
        return phone.shown
    words = given.library.labels.contacts.extension
    return words.replace("{number}", phone.shown).replace("{extension}", phone.extension)


def title_of_cancers(given: SectionInput) -> Text:
    """What a handout about cancers is called."""
    return _joined([cancer.title for cancer in given.cancers], given)


def names_of_cancers(given: SectionInput) -> Text:
    """The same in short."""
    return _joined([cancer.name for cancer in given.cancers], given)


def _joined(names: list[str], given: SectionInput) -> Text:
    others = [within(name) for name in names[1:]]
    return literal(listed(names[:1] + others, given.library.labels.text.joined))
