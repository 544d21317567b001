"""Survival numbers: only where they were asked for, on a page of their own, last."""

from __future__ import annotations

from handouts.compose.blocks import Block, Bullets, Heading, IconArray, NewPage, Paragraph, Together
from handouts.compose.given import Given, abroad, for_each_cancer, level_below, verified
from handouts.compose.wording import cited, filled, literal, strong, words
from handouts.model.content import Cancer, Fact, SurvivalRow, Trial
from handouts.model.text import plain


def numbers(given: Given) -> tuple[Block, ...]:
    """Counts of a hundred people, what they cannot say, and what has changed since."""
    if not given.selection.numbers:
        return ()
    labels = given.library.labels
    figures = for_each_cancer(given, _figures)
    return (
        NewPage(named=False, sheet=True),  # so that it can be put away
        Heading(text=literal(labels.sections.numbers), level=2),
        Paragraph(text=words(labels.text.numbers_lead), leads=True),
        *((Paragraph(text=words(labels.text.numbers_abroad)),) if abroad(given) else ()),
        *(_limits(given) if any(isinstance(block, Together) for block in figures) else ()),
        *figures,
    )


def _limits(given: Given) -> tuple[Block, ...]:
    """What the numbers cannot say: only where there are numbers."""
    labels = given.library.labels.text
    return (
        Heading(text=literal(labels.numbers_cannot), level=3),
        Bullets(items=tuple(words(limit) for limit in labels.numbers_limits)),
    )


def _figures(cancer: Cancer, given: Given) -> tuple[Block, ...]:
    return (*_survival(cancer, given), *_changes(cancer, given), *_trials(cancer, given))


def _survival(cancer: Cancer, given: Given) -> tuple[Block, ...]:
    labels, survival = given.library.labels.text, cancer.survival
    rows = [row for row in verified(survival.rows) if row.preferred]
    if survival.withheld is None and rows:
        return (_survival_figure(rows[0], given), *_facts(survival.notes))
    reason = words(survival.withheld) if survival.withheld else ()
    return (Paragraph(text=filled(labels.numbers_withheld, reason=reason)),)


def _survival_figure(row: SurvivalRow, given: Given) -> Block:
    labels = given.library.labels.text
    count = int(row.percent + 0.5)  # halves go up
    counted = {"count": count, "rest": 100 - count}
    where = {"years": row.years, "area": row.area}
    sentence = filled(
        labels.numbers_sentence, count=strong(str(count)), population=words(row.population), **where
    )
    source = filled(
        labels.numbers_source, number=cited(row.sources[0]), measure=row.measure, stage=row.stage, **where
    )
    return Together(
        blocks=(
            Paragraph(text=sentence),
            IconArray(
                count=count,
                alt=plain(filled(labels.numbers_figure, **counted)),
                caption=filled(labels.numbers_caption, **counted),
            ),
            Paragraph(text=words(labels.numbers_relative)),
            Paragraph(text=source, role="small"),
        ),
        sources=row.sources,
    )


def _changes(cancer: Cancer, given: Given) -> tuple[Block, ...]:
    changed = _facts(cancer.survival.changed)
    if not changed:
        return ()
    title = literal(given.library.labels.text.numbers_changed)
    return (Heading(text=title, level=level_below(given)), *changed)


def _facts(facts: tuple[Fact, ...]) -> tuple[Block, ...]:
    return tuple(Paragraph(text=words(fact.text), sources=fact.sources) for fact in verified(facts))


def _trials(cancer: Cancer, given: Given) -> tuple[Block, ...]:
    kept = verified(cancer.trials)
    if not kept:
        return ()
    title = literal(given.library.labels.sections.trials)
    return (Heading(text=title, level=level_below(given)), *(_trial(trial, given) for trial in kept))


def _trial(trial: Trial, given: Given) -> Block:
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
