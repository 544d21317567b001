"""Editions of the sheets for the staff, in the run's own layout."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path

from handouts.batch.staff_sheets import NoSheet, StackCounts, group_sheet, no_sheet, route_sheet, start_sheet
from handouts.batch.tally import Tally
from handouts.compose.handout import Handout
from handouts.model.labels import Labels
from handouts.model.selection import Field, Selection
from handouts.run.typesetting import plain_press
from handouts.typeset.edition import Edition


class StaffSheets:
    """Typesets them. They are few, so they are not kept."""

    def __init__(self, defaults: Selection, clinic_folder: Path | None, shipped: bytes) -> None:
        """Raises UsageError and ContentError, also where the run's own options name what does not exist."""
        typesetter, self.labels, self._selection = plain_press(defaults, clinic_folder, shipped)
        self._press = typesetter

    labels: Labels

    def start(
        self, counts: StackCounts, titles: Sequence[tuple[str, int]], tally: Tally, pages: int | None = None
    ) -> Edition:
        """The sheet on top of the stack, of just so many pages where that is said.

        Its pages were planned before it was known which fields cannot be set. So the list of rows without a
        sheet ends early where it has grown beyond them, and a page says so where it has become shorter.
        """
        groups = no_sheet(tally)

        def made(shown: int, filling: int = 0) -> Edition:
            listed = NoSheet(groups[:shown], sum(group.size for _, group in groups[shown:]), filling)
            return self._edition(start_sheet(counts, titles, listed, self.labels))

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
        """The sheet before a copy."""
        return self._edition(route_sheet(fields, self.labels), fields, short_id=True)

    def group(self, title: str, fields: tuple[Field, ...] = ()) -> Edition:
        """The sheet before copies that belong together."""
        return self._edition(group_sheet(title, fields, self.labels), fields)

    def _edition(self, sheet: Handout, fields: tuple[Field, ...] = (), *, short_id: bool = False) -> Edition:
        return self._press.edition(sheet, self._selection._replace(fields=fields, short_id=short_id))
