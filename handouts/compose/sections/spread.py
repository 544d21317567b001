"""Where this cancer often spreads."""

from __future__ import annotations

from handouts.compose.blocks import Block, Heading, Paragraph
from handouts.compose.pictures import body_map
from handouts.compose.section_input import (
    SectionInput,
    for_each_cancer,
    item_by_item,
    optional_list,
    verified,
)
from handouts.compose.sections.guide import lines_listed, looks_at
from handouts.compose.sections.section import Section
from handouts.compose.wording import filled, listed, literal, words
from handouts.model.content import Cancer


def spread(given: SectionInput) -> tuple[Block, ...]:
    """A sentence of places, and what else is known."""
    heading = Heading(text=literal(given.library.labels.sections.spread), level=2)
    return (heading, *for_each_cancer(given, _places))


def _places(cancer: Cancer, given: SectionInput) -> tuple[Block, ...]:
    labels, place = given.library.labels.text, cancer.spread
    names = given.library.labels.pictures.places
    sites = listed([names[site] for site in place.sites], labels.joined)
    usual = filled(labels.spread_lead, cancer=cancer.in_text, sites=sites)
    lead = Paragraph(text=words(place.lead) if place.lead else usual, sources=place.sources)
    if place.note is None or not place.note.verified:
        return (lead,)
    return (lead, Paragraph(text=words(place.note.text), sources=place.note.sources))


def spread_panel(given: SectionInput) -> tuple[Block, ...]:
    """The same, where there is room."""
    return optional_list(given.library.labels.sections.spread, item_by_item(given, _places), given)


def spread_picture(given: SectionInput) -> tuple[Block, ...]:
    """A body with the places marked, and beside it their names and what doctors look at."""
    labels = given.library.labels.guide
    blocks: list[Block] = []
    for cancer in given.cancers:
        title = labels.place if cancer.guide and cancer.guide.place else labels.spread
        beside = (*_named_places(cancer, given), *(() if given.limit.short else looks_at(given)))
        drawn = body_map(cancer, given.library.labels, beside)
        blocks += (Heading(text=literal(title), level=2), *((drawn,) if drawn else beside))
    return tuple(blocks)


def _named_places(cancer: Cancer, given: SectionInput) -> tuple[Block, ...]:
    labels = given.library.labels
    if cancer.guide and cancer.guide.place:
        return (lines_listed(verified(cancer.guide.place)),)
    names = [labels.pictures.places[name] for name in cancer.spread.sites]
    usual = filled(labels.guide.spread_sites, sites=listed(names, labels.text.joined))
    lead = words(cancer.spread.lead) if cancer.spread.lead else usual
    return (Paragraph(text=lead, sources=cancer.spread.sources), Paragraph(text=words(labels.guide.mark)))


SECTIONS = (
    Section(
        "spread",
        "Where this cancer often spreads.",
        spread,
        draws_on=("cancers",),
        details={"panel": spread_panel, "picture": spread_picture},
        draws_on_at={"picture": ("cancers", "guide")},
        lacking={"panel": "more about where it can spread"},
    ),
)
