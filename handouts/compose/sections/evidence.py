"""What the evidence says: things a person can do, and what studies found about each."""

from __future__ import annotations

from handouts.compose.blocks import Block, Heading, Paragraph, Table
from handouts.compose.section_input import SectionInput, sources_of, verified
from handouts.compose.sections.section import Section
from handouts.compose.wording import cited, filled, literal, strong, words
from handouts.model.content import Strategy
from handouts.model.studies import Study
from handouts.model.text import Text


def evidence(given: SectionInput) -> tuple[Block, ...]:
    """One table, a row for each strategy of which a verified study tells."""
    told = [strategy for strategy in given.library.evidence.strategies if verified(strategy.studies)]
    if not told:
        return ()
    labels = given.library.labels
    claims = [claim for strategy in told for claim in verified((strategy.summary, *strategy.studies))]
    table = Table(
        head=(literal(labels.text.evidence_column), literal(labels.text.evidence_studies_column)),
        rows=tuple(_row(strategy, given) for strategy in told),
        shares=(0.38, 0.62),
        sources=sources_of(claims),
    )
    return (
        Heading(text=literal(labels.sections.evidence), level=2),
        Paragraph(text=words(labels.text.evidence_lead), keep_with_next=True),
        table,
    )


def _row(strategy: Strategy, given: SectionInput) -> tuple[tuple[Text, ...], ...]:
    summary = tuple(words(fact.text) for fact in verified((strategy.summary,)))
    studies = tuple(_study(study, given) for study in verified(strategy.studies))
    return ((strong(strategy.title), *summary), studies)


def _study(study: Study, given: SectionInput) -> Text:
    """What a study found, then what it cannot say, then where it was read."""
    return filled(
        given.library.labels.text.evidence_study,
        name=strong(study.name),
        year=study.year,
        people=words(study.people),
        found=words(study.found),
        limit=words(study.limit),
        number=cited(study.sources[0]),
    )


SECTIONS = (
    Section(
        "evidence", "What studies found about things that a person can do.", evidence, draws_on=("evidence",)
    ),
)
