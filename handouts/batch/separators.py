"""Sheets that stand before copies in a stack: whose the next one is, or what the next ones have in common."""

from __future__ import annotations

from collections.abc import Callable

from handouts.batch.options import BatchOptions
from handouts.batch.outcomes import Outcome
from handouts.batch.plan import Lines, fields_of, group_of
from handouts.batch.staff_sheets import StaffSheets
from handouts.model.selection import Recipient
from handouts.typeset.copies import Copies
from handouts.typeset.edition import Edition


class Separators:
    """Says which sheet stands before a copy, and has its edition ready. `group` is that of the last copy."""

    def __init__(
        self, order: BatchOptions, staff: StaffSheets, copies: Copies, group: tuple[str, ...] | None
    ) -> None:
        self._order, self._staff, self._copies = order, staff, copies
        self.group = group

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
        """The sheet before a clinician's copies: the name stands in a slot, and not in the bookmark."""
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
