"""Tests to ask about, and what their answers can change."""

from __future__ import annotations

from handouts.compose.blocks import Block, Heading, Paragraph, Table, WriteIn
from handouts.compose.picture_blocks import Side
from handouts.compose.section_input import (
    SectionInput,
    for_each_cancer,
    for_each_group,
    optional_list,
    sources_of,
    verified,
)
from handouts.compose.sections.section import Section
from handouts.compose.wording import filled, literal, strong, words
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


def _table(kept: tuple[Test, ...], given: SectionInput) -> tuple[Block, ...]:
    labels = given.library.labels.text
    table = Table(
        head=(literal(labels.test_column), literal(labels.test_why_column)),
        rows=tuple(((strong(test.name),), (words(test.why),)) for test in kept),
        shares=(0.42, 0.58),
        sources=sources_of(kept),
    )
    return (table,)


def tests_panel(given: SectionInput) -> tuple[Block, ...]:
    """Tests to ask about and why, as many as there is room for."""
    labels = given.library.labels
    kept = [(cancer, test) for cancer in given.cancers for test in verified(cancer.tests)]
    several = len(given.cancers) > 1
    items = ((_test(test, cancer.name if several else test.group, given),) for cancer, test in kept)
    return optional_list(labels.sections.tests, items, given)


def _test(test: Test, group: str | None, given: SectionInput) -> Block:
    labels = given.library.labels
    name = strong(test.name)
    if group:
        name = filled(labels.ask.of_group, name=name, group=strong(group))
    said = filled(labels.little.named, name=name, said=words(test.why))
    return Paragraph(text=said, sources=test.sources)


def tests_results(given: SectionInput) -> tuple[Block, ...]:
    """Tests by name, each with a line for its result."""
    labels = given.library.labels.guide
    kept = [each for cancer in given.cancers for each in verified(cancer.tests)]
    names = list(dict.fromkeys(each.short or each.name for each in kept))[: given.limit.items]
    if not names:
        return ()
    lines = tuple(_result(name, given) for name in names)
    half = -(-len(lines) // 2)
    return (
        Heading(text=literal(labels.tests), level=2),
        Paragraph(text=words(labels.tests_lead), keep_with_next=True, sources=sources_of(kept)),
        Side(columns=(lines[:half], lines[half:])) if len(lines) > 1 else lines[0],
    )


def _result(name: str, given: SectionInput) -> Block:
    label = given.library.labels.guide.mine_line.replace("{name}", name)
    return WriteIn(lines=1, label=label, name="result", begins=literal(name))


SECTIONS = (
    Section(
        "tests",
        "Tests to ask about, and what their answers can change.",
        tests,
        draws_on=("cancers",),
        details={"panel": tests_panel, "results": tests_results},
        lacking={"panel": "more tests to ask about"},
    ),
)
