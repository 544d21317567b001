"""The diary: how to use it, two weeks of days, medicines, visits, questions. To be written in."""

from __future__ import annotations

from handouts.compose.blocks import (
    Block,
    Bullets,
    Grid,
    GridColumn,
    GridRow,
    Heading,
    Paragraph,
    WriteIn,
)
from handouts.compose.section_input import SectionInput
from handouts.compose.sections.section import Section
from handouts.compose.wording import filled, literal, words
from handouts.model.layout_labels import ColumnLabels
from handouts.model.text import Text, plain

WEEKS, DAYS = 2, 7
MEDICINES, VISITS = 8, 4
DAY_LINES, VISIT_LINES = 3, 2
"""Lines of handwriting in a cell."""


def diary_how(given: SectionInput) -> tuple[Block, ...]:
    """How to use it, and when not to wait."""
    labels = given.library.labels.diary
    steps = Bullets(items=tuple(words(step) for step in labels.how_steps))
    return (Heading(text=literal(labels.how), level=2), steps)


def diary_questions(given: SectionInput) -> tuple[Block, ...]:
    """Lines for questions: as many as the first page has room for."""
    labels = given.library.labels.diary
    return (
        Heading(text=literal(labels.questions), level=2),
        WriteIn(lines=1, label=labels.questions_lines, name="question", fills=True),
    )


def diary_days(given: SectionInput) -> tuple[Block, ...]:
    """A grid for each week."""
    return tuple(block for week in range(WEEKS) for block in _week(week, given))


def _week(week: int, given: SectionInput) -> tuple[Block, ...]:
    labels = given.library.labels.diary
    head = labels.columns
    columns = (
        _column("day", head.day, 0.11),
        _column("date", head.date, 0.11),
        _column("pain", head.pain, 0.11),
        _column("tired", head.tired, 0.11),
        _column("mood", head.mood, 0.12),
        _column("medicines", head.taken, 0.21),
        _column("notes", head.notes, 0.23),
    )
    days = range(week * DAYS + 1, (week + 1) * DAYS + 1)
    rows = tuple(_row("day", filled(labels.day, day=day), day, headed=True) for day in days)
    summary = plain(filled(labels.days_summary, week=week + 1))
    title = Heading(text=filled(labels.week, week=week + 1), level=2)
    return (title, Grid(columns=columns, rows=rows, lines=DAY_LINES, summary=summary))


def diary_medicines(given: SectionInput) -> tuple[Block, ...]:
    """A row for each medicine, and a line for what one cannot take."""
    labels = given.library.labels.diary
    head = labels.columns
    columns = (
        _column("name", head.medicine, 0.32),
        _column("purpose", head.purpose, 0.28),
        _column("dose", head.dose, 0.18),
        _column("times", head.times, 0.22),
    )
    rows = _rows("medicine", labels.medicines_row, MEDICINES)
    return (
        Heading(text=literal(labels.medicines), level=2),
        Paragraph(text=words(labels.medicines_lead), keep_with_next=True),
        Grid(columns=columns, rows=rows, lines=1, summary=labels.medicines_summary),
        Heading(text=literal(labels.allergies), level=3),
        WriteIn(lines=1, label=labels.allergies_line, name="allergies"),
    )


def diary_visits(given: SectionInput) -> tuple[Block, ...]:
    """A row for each visit or call."""
    labels = given.library.labels.diary
    head = labels.columns
    columns = (
        _column("date", head.visit_date, 0.14),
        _column("who", head.who, 0.22),
        _column("told", head.told, 0.38),
        _column("next", head.next, 0.26),
    )
    rows = _rows("visit", labels.visits_row, VISITS)
    return (
        Heading(text=literal(labels.visits), level=2),
        Grid(columns=columns, rows=rows, lines=VISIT_LINES, summary=labels.visits_summary),
    )


def _column(name: str, labels: ColumnLabels, share: float) -> GridColumn:
    return GridColumn(name=name, title=literal(labels.title), said=labels.said, share=share)


def _rows(name: str, label: str, count: int) -> tuple[GridRow, ...]:
    """Numbered rows without heads."""
    return tuple(_row(name, filled(label, row=row), row) for row in range(1, count + 1))


def _row(kind: str, title: Text, number: int, *, headed: bool = False) -> GridRow:
    return GridRow(name=f"{kind}-{number}", head=title if headed else None, said=plain(title))


SECTIONS = (
    Section("diary-appointments", "A table for visits and calls.", diary_visits, draws_on=()),
    Section("diary-days", "A table to fill in for each of fourteen days.", diary_days, draws_on=()),
    Section("diary-how", "How to use the diary, and when not to wait.", diary_how, draws_on=()),
    Section(
        "diary-medicines",
        "A table for medicines, and a line for what one cannot take.",
        diary_medicines,
        draws_on=(),
    ),
    Section("diary-questions", "Lines for questions in the diary.", diary_questions, draws_on=()),
)
