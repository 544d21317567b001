"""Sheets for the staff: the one that counts the stack, and those between copies or groups of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from handouts.compose.blocks import Block, Heading, Paragraph, Recipient, Table, WriteIn
from handouts.compose.handout import Handout
from handouts.compose.wording import literal, words
from handouts.model.labels import Labels
from handouts.model.selection import Field
from handouts.model.text import Text

_NEVER = datetime.date.max
"""Such sheets say nothing that must be reviewed."""


class Counts(NamedTuple):
    """What there is to count."""

    rows: int = 0
    ok: int = 0
    failed: int = 0
    skipped: int = 0
    sheets: int = 0
    first: str = "-"  # short id of the first copy in the stack
    last: str = "-"


def start_sheet(counts: Counts, titles: Iterable[tuple[str, int]], labels: Labels) -> Handout:
    """The sheet on top of the stack: counts to compare with the list, and how often each handout is in it."""
    job = labels.job
    counted = (
        (job.in_list, counts.rows),
        (job.copies, counts.ok),
        (job.failed, counts.failed),
        (job.skipped, counts.skipped),
        (job.sheets, counts.sheets),
        (job.first, counts.first),
        (job.last, counts.last),
    )
    body = (
        Paragraph(text=words(job.start_lead)),
        _table(job.counted, job.count, counted),
        Paragraph(text=words(job.checked_by)),
        WriteIn(lines=1, label=job.checked),
        Heading(text=literal(job.in_stack), level=2),
        _table(job.handout, job.count, titles),
    )
    return _sheet(job.start, body, labels)


def route_sheet(fields: tuple[Field, ...], labels: Labels) -> Handout:
    """The sheet before a copy: whose it is, and nothing of what it is about."""
    body = (Paragraph(text=words(labels.job.route_lead)), *_panel(fields, labels))
    return _sheet(labels.job.route, body, labels)


def group_sheet(title: str, fields: tuple[Field, ...], labels: Labels) -> Handout:
    """The sheet before copies that belong together."""
    leads = (labels.job.group_lead, labels.job.route_lead)
    body = (*(Paragraph(text=words(lead)) for lead in leads), *_panel(fields, labels))
    return _sheet(title, body, labels)


def _panel(fields: tuple[Field, ...], labels: Labels) -> tuple[Block, ...]:
    named = tuple((field, literal(getattr(labels.fields, field.name))) for field in fields)
    return (Recipient(fields=named),) if named else ()


def _sheet(title: str, body: tuple[Block, ...], labels: Labels) -> Handout:
    return Handout(
        title=title,
        short_title=title,
        subject=labels.job.subject,
        language=labels.locale,
        opening=(Heading(text=literal(title), level=1),),
        body=body,
        left_out=(),
        gone=(),
        review_by=_NEVER,
    )


def _table(head: str, count: str, rows: Iterable[tuple[str, int | str]]) -> Table:
    def cell(text: str) -> tuple[Text, ...]:
        return (literal(text),)

    return Table(
        head=(literal(head), literal(count)),
        rows=tuple(
            (cell(name), cell(f"{value:,}" if isinstance(value, int) else value)) for name, value in rows
        ),
        shares=(0.65, 0.35),
    )
