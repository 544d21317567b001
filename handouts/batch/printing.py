"""The second look at the list: each row becomes a copy in the print job and a line in the record."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from handouts import __version__
from handouts.batch.batch_options import FAILED_ROWS, MANIFEST, MANIFEST_TABLE, BatchOptions
from handouts.batch.command import command_again
from handouts.batch.copy_ids import short_id
from handouts.batch.destination import Destination
from handouts.batch.editions import Editions
from handouts.batch.encrypting import Encryption
from handouts.batch.estimate import (
    Alike,
    Estimate,
    alike,
    on_paper,
    refuse_one_side,
    serving,
    sheets_of,
    title_of,
)
from handouts.batch.outcomes import Outcome
from handouts.batch.plan import Plan, shape_of, with_lines
from handouts.batch.records import FailedRows, Manifest, ManifestRow
from handouts.batch.separate_files import CopiesAlone
from handouts.batch.separators import Separators
from handouts.batch.shapes import Names
from handouts.batch.staff_editions import StaffSheets
from handouts.batch.staff_sheets import StackCounts
from handouts.batch.tally import Tally
from handouts.errors import OutputError, RecipientError
from handouts.model.selection import Recipient, Selection
from handouts.pdf.identity import Identity
from handouts.pdf.job import JobForm
from handouts.roster.records import Entry, Refused, Roster
from handouts.typeset.copies import Copies
from handouts.typeset.edition import Edition, lacking
from handouts.typeset.stamp import NeedsLinesError, Stamp
from handouts.typeset.typesetter import AUTHOR

PRINT_JOB = "print-job.pdf"
COPIES = "copies"

_ROWS = ".rows"
"""Where objects of the print job stand, while it is written."""

_BETWEEN_CHECKPOINTS = 4096
"""Rows at most; with separate files a sixteenth of that."""

_FIRST_CHECKPOINT = 64
"""Rows, as many as a group of the print job holds; the next follows when as much again is done, and so on."""

_BETWEEN_LOOKS = 256


class Totals(NamedTuple):
    """What a run came to."""

    counts: StackCounts
    pages: int  # of the print job
    tally: Tally  # what rows have in common: reasons, warnings, omissions


class Tools(NamedTuple):
    """What a run works with."""

    roster: Roster
    editions: Editions
    staff: StaffSheets
    encryption: Encryption | None  # of files that are for one person


class Printing:
    """Prints the rows of a list. What was done until a checkpoint is not done again."""

    def __init__(
        self, order: BatchOptions, tools: Tools, place: Destination, plan: Plan, estimate: Estimate
    ) -> None:
        kept = place.checkpoint or {}
        self._order, self._place, self._plan, self._estimate = order, place, plan, estimate
        roster, self._editions, self._staff, self._encryption = tools
        self._key = roster.digest
        self._done: int = kept.get("done", 0)
        self._counts = StackCounts(*kept.get("counts", ()))
        self._pages: int = kept.get("pages", 0)
        self._titles: dict[str, int] = kept.get("titles") or (
            dict.fromkeys(estimate.titles, 0) if order.start_sheet else {}
        )
        self._tally = Tally(kept.get("tally", ()))
        self._alike: dict[str, Alike] = {}  # by the key of an edition
        self._keys: dict[tuple[Selection, Names], str] = {}
        self._stamps: dict[str, Stamp] = {}
        self._front = self._planned_front()
        self._copies = Copies(
            place.file(PRINT_JOB),
            self._form(),
            plan.letters,
            tagged=order.tagged,
            rows=place.file(_ROWS),
            state=kept.get("job"),
        )
        self._separators = Separators(order, self._staff, self._copies, kept.get("group"))
        begun = bool(kept)
        self._manifest = Manifest(place.file(MANIFEST_TABLE), place.file(MANIFEST), begun=begun)
        self._failed = FailedRows(
            place.file(FAILED_ROWS),
            roster.own_columns,
            command_again(order),
            delimiter=roster.delimiter,
            begun=begun,
        )
        self._alone: CopiesAlone | None = None
        if order.separate:
            goes_on = place.checkpoint is not None
            self._alone = CopiesAlone(place.subfolder(COPIES), self._encryption, goes_on=goes_on)

    def _form(self) -> JobForm:
        job, language = self._staff.labels.job, self._staff.labels.locale
        producer = f"handouts {__version__}"
        return JobForm(
            identity=Identity(job.title, AUTHOR, job.subject, language, producer, self._editions.created),
            sides="DuplexFlipLongEdge" if self._order.duplex else "Simplex",
            seed=self._key,
            group_title=job.rows,
        )

    # -- all rows

    @property
    def front(self) -> int:
        """Sheets of paper on top of the stack."""
        return sheets_of(self._order, self._front)

    def run(self, watch: Callable[[int], None]) -> Totals:
        """Print every row that is not done yet. Raises OutputError."""
        most = _BETWEEN_CHECKPOINTS // (16 if self._alone else 1)
        last = self._done
        for at, outcome in enumerate(self._plan.outcomes()):
            if at < self._done:
                continue
            with self._place.telling():
                line = self._printed(outcome)
                self._manifest.add(line)
                if line.status == "failed":
                    self._failed.add(outcome.row, line.reason)
            self._count(line)
            done = at + 1
            if done % _BETWEEN_LOOKS == 0:
                watch(done)
            if done - last >= min(most, max(_FIRST_CHECKPOINT, last)) and self._copies.at_rest:
                last = done
                self._place.keep(self._state(done))
        watch(self._counts.rows)
        return self._finished()

    def _count(self, line: ManifestRow) -> None:
        counts = self._counts
        ok, failed = line.status == "ok", line.status == "failed"
        self._counts = StackCounts(
            rows=counts.rows + 1,
            ok=counts.ok + ok,
            failed=counts.failed + failed,
            skipped=counts.skipped + (not ok and not failed),
            sheets=counts.sheets,
            first=line.id if ok and not counts.ok else counts.first,
            last=line.id if ok else counts.last,
        )

    def _state(self, done: int) -> dict[str, Any]:
        return {
            "done": done,
            "counts": tuple(self._counts),
            "pages": self._pages,
            "titles": self._titles,
            "tally": self._tally.state(),
            "group": self._separators.group,
            "job": self._copies.state(),
        }

    # -- one row

    def _printed(self, outcome: Outcome) -> ManifestRow:
        row, asked = outcome.row.number, outcome.asked
        called = short_id(self._key, row)
        if isinstance(asked, Refused):
            self._tally.add(asked.status, asked.reason, row)
            return ManifestRow(row, called, asked.status, asked.reason)
        try:
            edition, before, key = self._add(outcome, asked, asked.recipient._replace(id=called))
        except RecipientError as error:
            self._tally.add("failed", str(error), row)
            return ManifestRow(row, called, "failed", str(error))
        title = title_of(edition, asked.selection)
        self._titles[title] = self._titles.get(title, 0) + 1
        edition = on_paper(self._order, edition)
        first = self._front + self._pages + before + 1
        self._pages += before + edition.pages
        self._count_alike(asked, self._alike[key])
        return self._line(asked, called, edition, first, self._alike[key].left_out)

    def _count_alike(self, asked: Entry, alike: Alike) -> None:
        """Count what the row has in common with others."""
        self._tally.add("printed", alike.about, asked.row)
        if alike.omission:
            self._tally.add("omission", alike.omission, asked.row)
        for warning in asked.warnings:
            self._tally.add("warning", warning, asked.row)

    def _line(self, asked: Entry, called: str, edition: Edition, first: int, left_out: str) -> ManifestRow:
        selection = asked.selection
        return ManifestRow(
            row=asked.row,
            id=called,
            status="ok",
            warnings=" ".join(asked.warnings),
            left_out=left_out,
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
            file=f"{COPIES}/{called}.pdf" if self._alone else "",
        )

    def _sheets(self, pages: int) -> int:
        return sheets_of(self._order, pages)

    def _add(self, outcome: Outcome, asked: Entry, recipient: Recipient) -> tuple[Edition, int, str]:
        """Add the copy of a row; its edition, how many pages of other sheets stand before it, and its key.

        Raises RecipientError.
        """
        lines: dict[str, int] = {}
        while True:
            wanted, edition = self._edition(asked, lines)
            refuse_one_side(self._order, edition, wanted.layout)
            key = self._adopted(wanted, tuple(recipient.values()), edition)
            try:
                before = self._separators.before(outcome, recipient, edition, lines)
                pages = self._copies.add(key, recipient, self._label(asked.row), before)
            except NeedsLinesError as error:
                lines[error.field.name] = error.field.lines
                continue
            if self._alone is not None:
                stamp = self._stamp(key, edition, recipient)
                self._alone.write(recipient.id or "", partial(stamp.file, recipient))
            self._separators.printed(outcome)
            return edition, pages, key

    def _edition(self, asked: Entry, lines: dict[str, int]) -> tuple[Selection, Edition]:
        """What a copy is made of: an edition with room for the fields of others too, or one of its own."""
        if lines:
            wanted = with_lines(asked, lines)
            return wanted, self._editions.get(wanted)
        return serving(self._editions, self._plan.shapes, shape_of(asked))

    def _adopted(self, wanted: Selection, names: Names, edition: Edition) -> str:
        key = self._keys.get((wanted, names))
        if key is None:
            key = self._keys[wanted, names] = f"{self._editions.name(wanted)} {' '.join(names)}"
            stacked = on_paper(self._order, edition)
            self._alike[key] = alike(edition, wanted, stacked.pages)
            self._copies.adopt(key, on_paper(self._order, lacking(edition, {*names, "id"})))
        return key

    def _stamp(self, key: str, edition: Edition, recipient: Recipient) -> Stamp:
        if key not in self._stamps:
            self._stamps[key] = Stamp(lacking(edition, {*recipient.values(), "id"}))
        return self._stamps[key]

    def _label(self, row: int) -> str:
        return self._staff.labels.job.row.replace("{row}", str(row))

    # -- the start sheet

    def _planned_front(self) -> int:
        """Pages of the start sheet, as far as rows without a sheet are known before the first copy."""
        if not self._order.start_sheet:
            return 0
        refused = self._estimate.refused
        counts = StackCounts(
            rows=self._plan.rows,
            ok=self._estimate.copies,
            failed=sum(group.size for group in refused.groups("failed")),
            skipped=sum(group.size for group in refused.groups("skipped")),
            sheets=self._estimate.sheets,
        )
        return self._staff.start(counts, sorted(dict.fromkeys(self._titles, 0).items()), refused).pages

    # -- the end

    def _finished(self) -> Totals:
        counts, pages = self._counts, self._front + self._pages
        if counts.rows != counts.ok + counts.failed + counts.skipped or counts.rows != self._plan.rows:
            raise OutputError("The rows do not add up. Nothing is handed out; please report this.")
        self._counts = counts = counts._replace(sheets=self._sheets(pages))
        with self._place.telling():
            if self._order.start_sheet:
                sheet = self._staff.start(counts, sorted(self._titles.items()), self._tally, self._front)
                if sheet.pages != self._front:
                    raise OutputError("The start sheet has grown. Nothing is handed out; please report this.")
                self._copies.adopt("start", sheet)
                self._copies.add_first("start", Recipient(), self._staff.labels.job.start)
            if counts.ok or self._order.start_sheet:
                self._copies.finish()
        return Totals(counts, pages, self._tally)

    def close(self, about: dict[str, Any]) -> None:
        """Write what holds for the run as a whole, and close the files."""
        with self._place.telling():
            self._manifest.finish(about)
        self._place.close_files()
