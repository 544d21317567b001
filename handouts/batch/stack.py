"""The print job of a run: each copy, the sheet before it, and its file for one person."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from handouts import __version__
from handouts.batch.destination import Destination
from handouts.batch.editions import Editions
from handouts.batch.encrypting import Encryption
from handouts.batch.estimate import counted, on_paper, refuse_one_side, serving
from handouts.batch.options import BatchOptions
from handouts.batch.outcomes import Outcome
from handouts.batch.plan import Lines, Names, Plan, fields_of, group_of, shape_of, with_fields
from handouts.batch.separate_files import SeparateFiles
from handouts.batch.staff_sheets import StaffSheets
from handouts.model.selection import FieldName, Recipient, Selection
from handouts.pdf.identity import Identity
from handouts.pdf.job import JobForm
from handouts.roster.records import Entry, Roster
from handouts.run.kept_editions import created
from handouts.typeset.copies import Copies
from handouts.typeset.edition import Edition, lacking
from handouts.typeset.stamp import NeedsLinesError, Stamp
from handouts.typeset.typesetter import AUTHOR

PRINT_JOB = "print-job.pdf"
COPIES = "copies"

_ROWS = ".rows"
"""Where objects of the print job stand, while it is written."""


class Tools(NamedTuple):
    """What a run works with."""

    roster: Roster
    editions: Editions
    staff: StaffSheets
    encryption: Encryption | None  # of files that are for one person


class Printed(NamedTuple):
    """A copy in the stack."""

    edition: Edition
    on_paper: Edition  # as it is in the stack
    before: int  # pages of the sheet before it
    left_out: str  # what it has no room for
    about: str  # what it has in common with other copies
    omission: str  # the layout, and what it has no room for, in lines


class _Separators:
    """The sheet before a copy: for whom it is, or what the next copies have in common."""

    def __init__(
        self, order: BatchOptions, staff: StaffSheets, copies: Copies, group: tuple[str, ...] | None
    ) -> None:
        self._order, self._staff, self._copies = order, staff, copies
        self.group = group  # of the last copy

    def printed(self, outcome: Outcome) -> None:
        """Its copy is in the stack."""
        if self._order.sort:
            self.group = group_of(outcome, self._order.sort)

    def before(
        self, outcome: Outcome, recipient: Recipient, edition: Edition, lines: Lines
    ) -> tuple[tuple[str, Recipient, str], ...]:
        """The sheet before a copy, if there is to be one."""
        if not self._order.separators:
            return ()
        title = self._staff.labels.job.route
        if self._order.sort is None:
            bare = recipient._replace(note=None)
            fields = fields_of(bare.values(), lines)
            key = self._sheet("route " + repr(fields), lambda: self._staff.route(fields))
            return ((key, bare, title),)
        group = group_of(outcome, self._order.sort)
        if group == self.group:
            return ()
        if self._order.sort == "clinician":
            return (self._clinician_sheet(recipient, lines),)
        head = edition.title if self._order.sort == "cancer" else group[-1]
        key = self._sheet(f"group {head}", lambda: self._staff.group(head))
        return ((key, Recipient(), head),)

    def _clinician_sheet(self, recipient: Recipient, lines: Lines) -> tuple[str, Recipient, str]:
        """The sheet before a clinician's copies: the name is in a slot, and not in the bookmark."""
        job = self._staff.labels.job
        title = job.clinician if recipient.clinician else job.no_clinician
        bare = Recipient(clinician=recipient.clinician)
        fields = fields_of(bare.values(), lines)
        key = self._sheet(f"group {title} {fields!r}", lambda: self._staff.group(title, fields))
        return key, bare, title

    def _sheet(self, key: str, make: Callable[[], Edition]) -> str:
        if not self._copies.has(key):
            self._copies.adopt(key, make())
        return key


class Stack:
    """Adds copies to the print job. It continues from the checkpoint of `place`, if there is one."""

    def __init__(self, order: BatchOptions, tools: Tools, place: Destination, plan: Plan) -> None:
        kept = place.checkpoint or {}
        self._order, self._tools, self._shapes = order, tools, plan.shapes
        self._printed: dict[str, Printed] = {}  # by the key of an edition; `before` is that of each copy
        self._keys: dict[tuple[Selection, Names], str] = {}
        self._stamps: dict[str, Stamp] = {}
        self._copies = Copies(
            place.file(PRINT_JOB),
            _form(order, tools),
            plan.letters,
            tagged=order.tagged,
            rows=place.file(_ROWS),
            state=kept.get("job"),
        )
        self._separators = _Separators(order, tools.staff, self._copies, kept.get("group"))
        self._files: SeparateFiles | None = None
        if order.separate:
            goes_on = place.checkpoint is not None
            self._files = SeparateFiles(place.subfolder(COPIES), tools.encryption, goes_on=goes_on)

    @property
    def at_rest(self) -> bool:
        """Whether a checkpoint can be made here."""
        return self._copies.at_rest

    def state(self) -> dict[str, Any]:
        """What a checkpoint holds of the stack."""
        return {"group": self._separators.group, "job": self._copies.state()}

    def add(self, outcome: Outcome, asked: Entry, recipient: Recipient) -> Printed:
        """Add the copy of a row, with the sheet before it. Raises RecipientError."""
        lines: dict[FieldName, int] = {}
        while True:
            wanted, edition = self._edition(asked, lines)
            refuse_one_side(self._order, edition, wanted.layout)
            key = self._adopted(wanted, tuple(recipient.values()), edition)
            try:
                before = self._separators.before(outcome, recipient, edition, lines)
                label = self._tools.staff.labels.job.row.replace("{row}", str(asked.row))
                pages = self._copies.add(key, recipient, label, before)
            except NeedsLinesError as error:
                lines[error.field.name] = error.field.lines
                continue
            if self._files is not None:
                stamp = self._stamp(key, edition, recipient)
                self._files.write(recipient.id or "", partial(stamp.file, recipient))
            self._separators.printed(outcome)
            return self._printed[key]._replace(before=pages)

    def add_first(self, sheet: Edition, title: str) -> None:
        """Put a sheet on top."""
        self._copies.adopt("start", sheet)
        self._copies.add_first("start", Recipient(), title)

    def finish(self) -> None:
        """End the print job."""
        self._copies.finish()

    def _edition(self, asked: Entry, lines: dict[FieldName, int]) -> tuple[Selection, Edition]:
        """What a copy is made of: an edition with room for the fields of others too, or one of its own."""
        if lines:
            wanted = with_fields(asked.selection, asked.recipient.values(), lines)
            return wanted, self._tools.editions.get(wanted)
        return serving(self._tools.editions, self._shapes, shape_of(asked))

    def _adopted(self, wanted: Selection, names: Names, edition: Edition) -> str:
        """The key of an edition for copies that have these fields; the print job has it from now on."""
        key = self._keys.get((wanted, names))
        if key is None:
            key = self._keys[wanted, names] = f"{self._tools.editions.kept.name(wanted)} {' '.join(names)}"
            self._printed[key] = _printed(self._order, edition, wanted)
            self._copies.adopt(key, on_paper(self._order, lacking(edition, {*names, "id"})))
        return key

    def _stamp(self, key: str, edition: Edition, recipient: Recipient) -> Stamp:
        if key not in self._stamps:
            self._stamps[key] = Stamp(lacking(edition, {*recipient.values(), "id"}))
        return self._stamps[key]


def _printed(order: BatchOptions, edition: Edition, selection: Selection) -> Printed:
    """What holds for all copies of an edition."""
    stacked = on_paper(order, edition)
    left_out = edition.omissions
    cancers, numbers = " and ".join(selection.cancers), ", survival numbers" if selection.numbers else ""
    return Printed(
        edition=edition,
        on_paper=stacked,
        before=0,
        left_out="; ".join(left_out),
        about=f"{cancers}, {selection.layout}, {counted(stacked.pages, 'page')}{numbers}",
        omission="\n".join((selection.layout, *left_out)) if left_out else "",
    )


def _form(order: BatchOptions, tools: Tools) -> JobForm:
    job, language = tools.staff.labels.job, tools.staff.labels.locale
    producer, date = f"handouts {__version__}", created(tools.editions.kept.epoch)
    return JobForm(
        identity=Identity(job.title, AUTHOR, job.subject, language, producer, date),
        sides="DuplexFlipLongEdge" if order.duplex else "Simplex",
        seed=tools.roster.digest,
        group_title=job.rows,
    )
