"""The second look at the list: each row becomes a copy in the print job and a line in the record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from handouts.batch.copy_ids import short_id
from handouts.batch.destination import Destination
from handouts.batch.estimate import Estimate, sheets_of, title_of
from handouts.batch.options import BatchOptions, command_again
from handouts.batch.outcomes import Outcome
from handouts.batch.plan import Plan
from handouts.batch.records import FAILED_ROWS, MANIFEST, MANIFEST_TABLE, FailedRows, Manifest, ManifestRow
from handouts.batch.stack import COPIES, Printed, Stack, Tools
from handouts.batch.staff_sheets import StackCounts
from handouts.batch.tally import Tally
from handouts.errors import OutputError, RecipientError
from handouts.roster.records import Entry, Refused

_BETWEEN_CHECKPOINTS = 4096
"""Rows at most; with separate files a sixteenth of that."""

_FIRST_CHECKPOINT = 64
"""Rows, as many as a group of the print job holds; the next follows when as much again is done, and so on."""

_BETWEEN_LOOKS = 256
"""Rows from one report of progress to the next."""


class Totals(NamedTuple):
    """What a run came to."""

    counts: StackCounts
    pages: int  # of the print job
    tally: Tally  # what rows have in common: reasons, warnings, omissions


class Printing:
    """Prints the rows of a list. What was done until a checkpoint is not done again."""

    def __init__(
        self, order: BatchOptions, tools: Tools, place: Destination, plan: Plan, estimate: Estimate
    ) -> None:
        kept = place.checkpoint or {}
        self._order, self._place, self._plan, self._staff = order, place, plan, tools.staff
        self._key = tools.roster.digest
        self._done: int = kept.get("done", 0)
        self._counts = StackCounts(*kept.get("counts", ()))
        self._pages: int = kept.get("pages", 0)
        self._titles: dict[str, int] = kept.get("titles") or (
            dict.fromkeys(estimate.titles, 0) if order.start_sheet else {}
        )
        self._tally = Tally(kept.get("tally", ()))
        self._front = self._planned_front(estimate)
        self._stack = Stack(order, tools, place, plan)
        begun = bool(kept)
        self._manifest = Manifest(place.file(MANIFEST_TABLE), place.file(MANIFEST), begun=begun)
        self._failed = FailedRows(
            place.file(FAILED_ROWS),
            tools.roster.own_columns,
            command_again(order),
            delimiter=tools.roster.delimiter,
            begun=begun,
        )

    # -- all rows

    @property
    def front(self) -> int:
        """Sheets of paper on top of the stack."""
        return self._sheets(self._front)

    def run(self, watch: Callable[[int], None]) -> Totals:
        """Print every row that is not done yet. Raises OutputError."""
        most = _BETWEEN_CHECKPOINTS // (16 if self._order.separate else 1)
        last = self._done
        for at, outcome in enumerate(self._plan.outcomes()):
            if at < self._done:
                continue
            with self._place.writing():
                line = self._printed(outcome)
                self._manifest.add(line)
                if line.status == "failed":
                    self._failed.add(outcome.row, line.reason)
            self._counts = self._counts.plus(line)
            done = at + 1
            if done % _BETWEEN_LOOKS == 0:
                watch(done)
            if done - last >= min(most, max(_FIRST_CHECKPOINT, last)) and self._stack.at_rest:
                last = done
                self._place.keep(self._state(done))
        watch(self._counts.rows)
        return self._finished()

    def _state(self, done: int) -> dict[str, Any]:
        return {
            "done": done,
            "counts": tuple(self._counts),
            "pages": self._pages,
            "titles": self._titles,
            "tally": self._tally.state(),
            **self._stack.state(),
        }

    # -- one row

    def _printed(self, outcome: Outcome) -> ManifestRow:
        row, asked = outcome.row.number, outcome.asked
        called = short_id(self._key, row)
        if isinstance(asked, Refused):
            self._tally.add(asked.status, asked.reason, row)
            return ManifestRow(row, called, asked.status, asked.reason)
        try:
            printed = self._stack.add(outcome, asked, asked.recipient._replace(id=called))
        except RecipientError as error:
            self._tally.add("failed", str(error), row)
            return ManifestRow(row, called, "failed", str(error))
        title = title_of(printed.edition, asked.selection)
        self._titles[title] = self._titles.get(title, 0) + 1
        first = self._front + self._pages + printed.before + 1
        self._pages += printed.before + printed.on_paper.pages
        self._tally.add("printed", printed.about, row)
        if printed.omission:
            self._tally.add("omission", printed.omission, row)
        for warning in asked.warnings:
            self._tally.add("warning", warning, row)
        return self._line(asked, called, printed, first)

    def _line(self, asked: Entry, called: str, printed: Printed, first: int) -> ManifestRow:
        selection, edition = asked.selection, printed.on_paper
        return ManifestRow(
            row=asked.row,
            id=called,
            status="ok",
            warnings=" ".join(asked.warnings),
            left_out=printed.left_out,
            cancers=" ".join(selection.cancers),
            layout=selection.layout,
            paper=edition.paper,
            language=selection.language,
            numbers="yes" if selection.numbers else "no",
            content=edition.content,
            review_by=edition.review_by,
            pages=edition.pages,
            sheets=self._sheets(edition.pages),
            first_page=first,
            first_sheet=self._sheets(first - 1) + 1,
            file=f"{COPIES}/{called}.pdf" if self._order.separate else "",
        )

    def _sheets(self, pages: int) -> int:
        return sheets_of(self._order, pages)

    # -- the start sheet

    def _planned_front(self, estimate: Estimate) -> int:
        """Pages of the start sheet, as far as rows without a sheet are known before the first copy."""
        if not self._order.start_sheet:
            return 0
        refused = estimate.refused
        counts = StackCounts(
            rows=self._plan.rows,
            ok=estimate.copies,
            failed=sum(group.size for group in refused.groups("failed")),
            skipped=sum(group.size for group in refused.groups("skipped")),
            sheets=estimate.sheets,
        )
        return self._staff.start(counts, sorted(dict.fromkeys(self._titles, 0).items()), refused).pages

    # -- the end

    def _finished(self) -> Totals:
        counts, pages = self._counts, self._front + self._pages
        if counts.rows != counts.ok + counts.failed + counts.skipped or counts.rows != self._plan.rows:
            raise OutputError("The rows do not add up. Nothing is handed out; please report this.")
        self._counts = counts = counts._replace(sheets=self._sheets(pages))
        with self._place.writing():
            if self._order.start_sheet:
                sheet = self._staff.start(counts, sorted(self._titles.items()), self._tally, self._front)
                if sheet.pages != self._front:
                    raise OutputError("The start sheet has grown. Nothing is handed out; please report this.")
                self._stack.add_first(sheet, self._staff.labels.job.start)
            if counts.ok or self._order.start_sheet:
                self._stack.finish()
        return Totals(counts, pages, self._tally)

    def close(self, about: dict[str, Any]) -> None:
        """Write what holds for the run as a whole, and close the files."""
        with self._place.writing():
            self._manifest.finish(about)
        self._place.close_files()
