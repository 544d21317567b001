"""Tests to ask about, and what their answers can change."""

from __future__ import annotations

from handouts.compose.blocks import Block, Heading, Paragraph, Table
from handouts.compose.section_input import SectionInput, for_each_cancer, for_each_group, sources_of, verified
from handouts.compose.wording import literal, strong, words
from handouts.model.content import Cancer, Test


def tests(given: SectionInput) -> tuple[Block, ...]:
    """A table for each cancer."""
    labels = given.library.labels
    tables = for_each_cancer(given, _tables)
    count = sum(len(verified(cancer.tests)) for cancer in given.cancers)
    if not count:
        return ()
    lead = labels.text.tests_lead if count > 1 else labels.text.tests_lead_one
    return (
        Heading(text=literal(labels.sections.tests), level=2),
        Paragraph(text=words(lead), keep_with_next=True),
        *tables,
    )


def _tables(cancer: Cancer, given: SectionInput) -> tuple[Block, ...]:
    return for_each_group(given, verified(cancer.tests), _table)


def _table(kept: tuple[Test, ...], given: SectionInput) -> Table:
    labels = given.library.labels.text
    return Table(
        head=(literal(labels.test_column), literal(labels.test_why_column)),
        rows=tuple(((strong(test.name),), (words(test.why),)) for test in kept),
        shares=(0.42, 0.58),
        sources=sources_of(kept),
    )
