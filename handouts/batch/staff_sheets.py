"""Sheets for the staff: the one that counts the stack, and those between copies or groups of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from handouts.batch.tally import Kind, Tally, TallyGroup
from handouts.compose.blocks import Block, Heading, NewPage, Paragraph, RecipientFields, Table, WriteIn
from handouts.compose.handout import Handout
from handouts.compose.wording import literal, words
from handouts.model.labels import JobLabels, Labels
from handouts.model.selection import Field
from handouts.model.text import Text

_RANGES = 40
"""Ranges of rows at most beside one reason: a row of a table stays whole."""

_NEVER = datetime.date.max
"""Such sheets say nothing that must be reviewed."""


class StackCounts(NamedTuple):
    """What there is to count."""

    rows: int = 0
    ok: int = 0
    failed: int = 0
    skipped: int = 0
    sheets: int = 0
    first: str = "-"  # short id of the first copy in the stack
    last: str = "-"


class NoSheet(NamedTuple):
    """Rows that got no sheet, as the start sheet lists them. No name: the sheet lies on the stack."""

    groups: tuple[tuple[Kind, TallyGroup], ...]
    more: int = 0  # rows that are not listed
    filling: int = 0  # pages that were planned for them and are not needed


def no_sheet(tally: Tally) -> tuple[tuple[Kind, TallyGroup], ...]:
    """The groups of rows that got no sheet: those that need a person first."""
    kinds: tuple[Kind, ...] = ("failed", "skipped")
    return tuple((kind, group) for kind in kinds for group in tally.groups(kind))


def start_sheet(
    counts: StackCounts, titles: Iterable[tuple[str, int]], listed: NoSheet, labels: Labels
) -> Handout:
    """The sheet on top of the stack: counts to compare with the list, how often each handout is in it, and
    which rows got no sheet."""
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
        *_no_sheet(listed, job),
    )
    return _sheet(job.start, body, labels)


def _no_sheet(listed: NoSheet, job: JobLabels) -> Iterator[Block]:
    """The rows that got no sheet, each reason once with its rows."""
    said = {"failed": job.no_sheet_failed, "skipped": job.no_sheet_skipped}
    rows = [
        (group.rows(_RANGES), said[kind].replace("{reason}", group.text or job.no_sheet_others))
        for kind, group in listed.groups
    ]
    if rows or listed.more:
        yield Heading(text=literal(job.no_sheet), level=2)
        yield Paragraph(text=words(job.no_sheet_lead))
    if rows:
        yield _table(job.no_sheet_rows, job.no_sheet_why, rows, (0.35, 0.65))
    if listed.more:
        yield Paragraph(text=words(job.no_sheet_more.replace("{count}", f"{listed.more:,}")))
    for _ in range(listed.filling):
        yield NewPage()
        yield Paragraph(text=words(job.no_sheet_fewer))


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
    return (RecipientFields(fields=named),) if named else ()


def _sheet(title: str, body: tuple[Block, ...], labels: Labels) -> Handout:
    return Handout(
        title=title,
        short_title=title,
        subject=labels.job.subject,
        language=labels.locale,
        opening=(Heading(text=literal(title), level=1),),
        body=body,
        review_by=_NEVER,
    )


def _table(
    head: str,
    count: str,
    rows: Iterable[tuple[str, int | str]],
    shares: tuple[float, float] = (0.65, 0.35),
) -> Table:
    def cell(text: str) -> tuple[Text, ...]:
        return (literal(text),)

    return Table(
        head=(literal(head), literal(count)),
        rows=tuple(
            (cell(name), cell(f"{value:,}" if isinstance(value, int) else value)) for name, value in rows
        ),
        shares=shares,
    )
