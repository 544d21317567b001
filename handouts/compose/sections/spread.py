"""Where this cancer often spreads."""

from __future__ import annotations

from handouts.compose.blocks import Block, Heading, Paragraph
from handouts.compose.section_input import SectionInput, for_each_cancer, item_by_item, optional_list
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


SECTIONS = (
    Section(
        "spread",
        "Where this cancer often spreads.",
        spread,
        draws_on=("cancers",),
        details={"panel": spread_panel},
        lacking={"panel": "more about where it can spread"},
    ),
)
