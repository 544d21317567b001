"""Sheets that stand before copies in a stack: whose the next one is, or what the next ones have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handouts.batch.options import BatchOptions
from handouts.batch.outcomes import Outcome
from handouts.batch.plan import group_of
from handouts.batch.staff_sheets import StaffSheets
from handouts.model.selection import Field, Recipient
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
        self, outcome: Outcome, recipient: Recipient, edition: Edition, lines: Mapping[str, int]
    ) -> tuple[tuple[str, Recipient, str], ...]:
        """The sheet before a copy, if there is to be one."""
        if not self._order.separators:
            return ()
        title = self._staff.labels.job.route
        if self._order.sort is None:
            fields = tuple(Field(name, lines.get(name, 1)) for name in recipient.values() if name != "note")
            key = self._sheet("route " + repr(fields), lambda: self._staff.route(fields))
            bare = recipient._replace(note=None)
            return ((key, bare, title),)
        group = group_of(outcome, self._order.sort)
        if group == self.group:
            return ()
        if self._order.sort == "clinician":
            return (self._clinician_sheet(recipient, lines),)
        head = edition.title if self._order.sort == "cancer" else group[-1]
        key = self._sheet(f"group {head}", lambda: self._staff.group(head))
        return ((key, Recipient(), head),)

    def _clinician_sheet(self, recipient: Recipient, lines: Mapping[str, int]) -> tuple[str, Recipient, str]:
        """The sheet before a clinician's copies: the name stands in a slot, and not in the bookmark."""
        job = self._staff.labels.job
        title = job.clinician if recipient.clinician else job.no_clinician
        bare = Recipient(clinician=recipient.clinician)
        fields = tuple(Field(name, lines.get(name, 1)) for name in bare.values())
        key = self._sheet(f"group {title} {fields!r}", lambda: self._staff.group(title, fields))
        return key, bare, title

    def _sheet(self, key: str, make: Callable[[], Edition]) -> str:
        if not self._copies.has(key):
            self._copies.adopt(key, make())
        return key
