"""Editions of the sheets for the staff, in the run's own layout."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from handouts.batch.sheets import Counts, group_sheet, route_sheet, start_sheet
from handouts.compose.handout import Handout
from handouts.model.labels import Labels
from handouts.model.selection import Field, Selection
from handouts.press.edition import Edition
from handouts.run.typeset import plain_press


class StaffSheets:
    """Typesets them. They are few, so they are not kept."""

    def __init__(self, defaults: Selection, clinic_folder: Path | None, shipped: bytes) -> None:
        """Raises UsageError and ContentError, also where the run's own options name what does not exist."""
        press, self.labels, self._selection = plain_press(defaults, clinic_folder, shipped)
        self._press = press

    labels: Labels

    def start(self, counts: Counts, titles: Iterable[tuple[str, int]]) -> Edition:
        """The sheet on top of the stack."""
        return self._edition(start_sheet(counts, titles, self.labels))

    def route(self, fields: tuple[Field, ...]) -> Edition:
        """The sheet before a copy."""
        return self._edition(route_sheet(fields, self.labels), fields, short_id=True)

    def group(self, title: str, fields: tuple[Field, ...] = ()) -> Edition:
        """The sheet before copies that belong together."""
        return self._edition(group_sheet(title, fields, self.labels), fields)

    def _edition(self, sheet: Handout, fields: tuple[Field, ...] = (), *, short_id: bool = False) -> Edition:
        return self._press.edition(sheet, self._selection._replace(fields=fields, short_id=short_id))
