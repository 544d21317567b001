"""Survival numbers: only where they were asked for, on a page of their own, last."""

from __future__ import annotations

from typing import NamedTuple

from handouts.compose.blocks import Block, Bullets, Heading, IconArray, NewPage, Paragraph, Together
from handouts.compose.section_input import SectionInput, abroad, for_each_cancer, level_below, verified
from handouts.compose.sections.section import Section
from handouts.compose.wording import cited, filled, literal, strong, words
from handouts.model.content import Cancer, Fact, SurvivalRow
from handouts.model.labels import TextLabels
from handouts.model.studies import Trial
from handouts.model.text import plain


def numbers(given: SectionInput) -> tuple[Block, ...]:
    """Counts of a hundred people, what they cannot say, and what has changed since."""
    if not given.selection.numbers:
        return ()
    labels = given.library.labels
    figures = for_each_cancer(given, _figures)
    return (
        NewPage(begins_part=True, named=False, recto=True),  # so that it can be put away
        Heading(text=literal(labels.sections.numbers), level=2),
        Paragraph(text=words(labels.text.numbers_lead), keep_with_next=True),
        *((Paragraph(text=words(labels.text.numbers_abroad)),) if abroad(given) else ()),
        *(_limits(given) if any(isinstance(block, Together) for block in figures) else ()),
        *figures,
    )


def _limits(given: SectionInput) -> tuple[Block, ...]:
    """What the numbers cannot say: only where there are numbers."""
    labels = given.library.labels.text
    return (
        Heading(text=literal(labels.numbers_cannot), level=3),
        Bullets(items=tuple(words(limit) for limit in labels.numbers_limits)),
    )


def _figures(cancer: Cancer, given: SectionInput) -> tuple[Block, ...]:
    return (*_survival(cancer, given), *_changes(cancer, given), *_trials(cancer, given))


def _survival(cancer: Cancer, given: SectionInput) -> tuple[Block, ...]:
    labels, survival = given.library.labels.text, cancer.survival
    rows = [row for row in verified(survival.rows) if row.preferred]
    if survival.withheld is None and rows:
        rows.sort(key=lambda row: row.group is not None)  # the row of all together first
        if len(rows) == 1:
            return (_survival_figure(rows[0], given, explained=True), *_facts(survival.notes))
        return (*_facts(survival.notes), *_survival_figures(rows, given))
    reason = words(survival.withheld) if survival.withheld else ()
    return (Paragraph(text=filled(labels.numbers_withheld, reason=reason)),)


class _Said(NamedTuple):
    """What is said of a figure, by whether it leaves out deaths from other causes."""

    sentence: str
    figure: str
    caption: str
    meaning: str


def _said(row: SurvivalRow, labels: TextLabels) -> _Said:
    """Overall survival counts people who were alive; relative survival does not, and must not say so."""
    if "overall" in row.measure:
        return _Said(
            labels.numbers_overall_sentence,
            labels.numbers_overall_figure,
            labels.numbers_overall_caption,
            labels.numbers_overall,
        )
    return _Said(
        labels.numbers_sentence, labels.numbers_figure, labels.numbers_caption, labels.numbers_relative
    )


def _survival_figures(rows: list[SurvivalRow], given: SectionInput) -> tuple[Block, ...]:
    """What the kinds of numbers mean, then each row below its group's name, without saying it again."""
    meanings = dict.fromkeys(_said(row, given.library.labels.text).meaning for row in rows)
    blocks: list[Block] = [Paragraph(text=words(meaning)) for meaning in meanings]
    for row in rows:
        if row.group:
            blocks.append(Heading(text=literal(row.group), level=level_below(given)))
        blocks.append(_survival_figure(row, given, explained=False))
    return tuple(blocks)


def _survival_figure(row: SurvivalRow, given: SectionInput, *, explained: bool) -> Block:
    labels = given.library.labels.text
    said = _said(row, labels)
    count = int(row.percent + 0.5)  # halves go up
    counted = {"count": count, "rest": 100 - count}
    where = {"years": row.years, "area": row.area}
    sentence = filled(said.sentence, count=strong(str(count)), population=words(row.population), **where)
    label = labels.numbers_source if row.counted_from == "diagnosis" else labels.numbers_source_treated
    source = filled(label, number=cited(row.sources[0]), measure=row.measure, stage=row.stage, **where)
    return Together(
        blocks=(
            Paragraph(text=sentence),
            IconArray(
                count=count,
                alt=plain(filled(said.figure, **counted)),
                caption=filled(said.caption, **counted),
            ),
            *((Paragraph(text=words(said.meaning)),) if explained else ()),
            Paragraph(text=source, role="small"),
        ),
        sources=row.sources,
    )


def _changes(cancer: Cancer, given: SectionInput) -> tuple[Block, ...]:
    changed = _facts(cancer.survival.changed)
    if not changed:
        return ()
    title = literal(given.library.labels.text.numbers_changed)
    return (Heading(text=title, level=level_below(given)), *changed)


def _facts(facts: tuple[Fact, ...]) -> tuple[Block, ...]:
    return tuple(Paragraph(text=words(fact.text), sources=fact.sources) for fact in verified(facts))


def _trials(cancer: Cancer, given: SectionInput) -> tuple[Block, ...]:
    kept = verified(cancer.trials)
    if not kept:
        return ()
    title = literal(given.library.labels.sections.trials)
    return (Heading(text=title, level=level_below(given)), *(_trial(trial, given) for trial in kept))


def _trial(trial: Trial, given: SectionInput) -> Block:
    labels = given.library.labels.text
    outcome = words(trial.outcome)
    sentence = filled(
        labels.trial_sentence,
        count=strong(str(trial.count)),
        people=words(trial.people),
        treatment=words(trial.treatment),
        outcome=outcome,
        limit=words(trial.limit),
    )
    source = filled(labels.trial_source, name=trial.name, year=trial.year, number=cited(trial.sources[0]))
    return Together(
        blocks=(
            Paragraph(text=sentence),
            IconArray(
                count=trial.count,
                alt=plain(filled(labels.trial_figure, count=trial.count, outcome=outcome)),
                caption=(),
            ),
            Paragraph(text=source, role="small"),
        ),
        sources=trial.sources,
    )


SECTIONS = (
    Section(
        "numbers",
        "Survival numbers on a page of their own, only where they were asked for.",
        numbers,
        draws_on=("cancers",),
    ),
)
