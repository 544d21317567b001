"""Tests to ask about, and what their answers can change."""

from __future__ import annotations

from handouts.compose.blocks import Block, Heading, Paragraph, Table
from handouts.compose.given import Given, for_each_cancer, for_each_group, sources_of, verified
from handouts.compose.wording import literal, strong, words
from handouts.model.content import Cancer, Test


def tests(given: Given) -> tuple[Block, ...]:
    """A table for each cancer."""
    labels = given.library.labels
    tables = for_each_cancer(given, _tables)
    if not tables:
        return ()
    return (
        Heading(text=literal(labels.sections.tests), level=2),
        Paragraph(text=words(labels.text.tests_lead), leads=True),
        *tables,
    )


def _tables(cancer: Cancer, given: Given) -> tuple[Block, ...]:
    return for_each_group(given, verified(cancer.tests), _table)


def _table(kept: tuple[Test, ...], given: Given) -> Table:
    labels = given.library.labels.text
    return Table(
        head=(literal(labels.test_column), literal(labels.test_why_column)),
        rows=tuple(((strong(test.name),), (words(test.why),)) for test in kept),
        shares=(0.42, 0.58),
        sources=sources_of(kept),
    )
