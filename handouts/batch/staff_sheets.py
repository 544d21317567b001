"""Sheets for the staff: the one that counts the stack, and those between copies or groups of them."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from handouts.batch.records import ManifestRow
from handouts.batch.tally import Kind, Tally, TallyGroup
from handouts.compose.blocks import Block, Heading, NewPage, Paragraph, RecipientFields, Table, WriteIn
from handouts.compose.handout import Handout
from handouts.compose.wording import literal, words
from handouts.model.labels import JobLabels
from handouts.model.selection import Field, Selection
from handouts.model.text import Text
from handouts.run.typesetting import plain_typesetter
from handouts.typeset.edition import Edition

_RANGES = 40
"""Ranges of rows at most beside one reason: a row of a table stays whole."""

_NEVER = datetime.date.max
"""Such sheets say nothing that must be reviewed."""


class StackCounts(NamedTuple):
    """How many rows a list has, what became of them, and how much paper that takes."""

    rows: int = 0
    ok: int = 0
    failed: int = 0
    skipped: int = 0
    sheets: int = 0
    first: str = "-"  # short id of the first copy in the stack
    last: str = "-"

    def plus(self, line: ManifestRow) -> StackCounts:
        """The counts with one more row; the sheets are counted in the end."""
        is_ok, is_failed = line.status == "ok", line.status == "failed"
        return self._replace(
            rows=self.rows + 1,
            ok=self.ok + is_ok,
            failed=self.failed + is_failed,
            skipped=self.skipped + (not is_ok and not is_failed),
            first=line.id if is_ok and not self.ok else self.first,
            last=line.id if is_ok else self.last,
        )


class NoSheet(NamedTuple):
    """Rows that got no sheet, as the start sheet lists them. No name: the sheet lies on the stack."""

    groups: tuple[tuple[Kind, TallyGroup], ...]
    more: int = 0  # rows that are not listed
    filling: int = 0  # pages that were planned for them and are not needed


class StaffSheets:
    """Editions of sheets for the staff, in the run's own layout. They are few, so they are not kept."""

    def __init__(self, defaults: Selection, clinic_folder: Path | None, shipped: bytes) -> None:
        """Raises UsageError and ContentError, also where the run's own options name what does not exist."""
        self._typesetter, self.labels, self._selection = plain_typesetter(defaults, clinic_folder, shipped)

    def start(
        self, counts: StackCounts, titles: Sequence[tuple[str, int]], tally: Tally, pages: int | None = None
    ) -> Edition:
        """The sheet on top of the stack, with exactly `pages` pages where that is given.

        They were planned before it was known which fields cannot be set. If the rows without a sheet need
        more room, their list ends early; if they need less, a page says so.
        """
        job, groups = self.labels.job, _groups_without(tally)

        def made(shown: int, filling: int = 0) -> Edition:
            listed = NoSheet(groups[:shown], sum(group.size for _, group in groups[shown:]), filling)
            return self._edition(job.start, _counted(counts, titles, listed, job))

        sheet = made(len(groups))
        if pages is None or sheet.pages == pages:
            return sheet
        shown = len(groups)
        if sheet.pages > pages:
            shown = max(0, bisect_right(range(shown + 1), pages, key=lambda few: made(few).pages) - 1)
            sheet = made(shown)
        for filling in range(1, pages - sheet.pages + 1):
            if sheet.pages < pages:
                sheet = made(shown, filling)
        return sheet

    def route(self, fields: tuple[Field, ...]) -> Edition:
        """The sheet before a copy: for whom it is, and nothing about its content."""
        job = self.labels.job
        return self._edition(job.route, [_lead(job.route_lead)], fields, short_id=True)

    def group(self, title: str, fields: tuple[Field, ...] = ()) -> Edition:
        """The sheet before copies that belong together."""
        job = self.labels.job
        return self._edition(title, [_lead(job.group_lead), _lead(job.route_lead)], fields)

    def _edition(
        self, title: str, body: Iterable[Block], fields: tuple[Field, ...] = (), *, short_id: bool = False
    ) -> Edition:
        named = tuple((field, literal(getattr(self.labels.fields, field.name))) for field in fields)
        sheet = Handout(
            title=title,
            short_title=title,
            subject=self.labels.job.subject,
            language=self.labels.locale,
            opening=(Heading(text=literal(title), level=1),),
            body=(*body, *([RecipientFields(fields=named)] if named else [])),
            review_by=_NEVER,
        )
        return self._typesetter.edition(sheet, self._selection._replace(fields=fields, short_id=short_id))


def _groups_without(tally: Tally) -> tuple[tuple[Kind, TallyGroup], ...]:
    """The groups of rows that got no sheet: those that need a person first."""
    kinds: tuple[Kind, ...] = ("failed", "skipped")
    return tuple((kind, group) for kind in kinds for group in tally.groups(kind))


def _counted(
    counts: StackCounts, titles: Iterable[tuple[str, int]], listed: NoSheet, job: JobLabels
) -> Iterator[Block]:
    """Counts to compare with the list, how often each handout is there, and the rows without a sheet."""
    counted = (
        (job.in_list, counts.rows),
        (job.copies, counts.ok),
        (job.failed, counts.failed),
        (job.skipped, counts.skipped),
        (job.sheets, counts.sheets),
        (job.first, counts.first),
        (job.last, counts.last),
    )
    yield _lead(job.start_lead)
    yield _table(job.counted, job.count, counted)
    yield _lead(job.checked_by)
    yield WriteIn(lines=1, label=job.checked)
    yield Heading(text=literal(job.in_stack), level=2)
    yield _table(job.handout, job.count, titles)
    yield from _no_sheet(listed, job)


def _no_sheet(listed: NoSheet, job: JobLabels) -> Iterator[Block]:
    """The rows that got no sheet, each reason once with its rows."""
    said = {"failed": job.no_sheet_failed, "skipped": job.no_sheet_skipped}
    rows = [
        (group.rows(_RANGES), said[kind].replace("{reason}", group.text or job.no_sheet_others))
        for kind, group in listed.groups
    ]
    if rows or listed.more:
        yield Heading(text=literal(job.no_sheet), level=2)
        yield _lead(job.no_sheet_lead)
    if rows:
        yield _table(job.no_sheet_rows, job.no_sheet_why, rows, (0.35, 0.65))
    if listed.more:
        yield _lead(job.no_sheet_more.replace("{count}", f"{listed.more:,}"))
    for _ in range(listed.filling):
        yield NewPage()
        yield _lead(job.no_sheet_fewer)


def _lead(text: str) -> Paragraph:
    return Paragraph(text=words(text))


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
