"""What a run will print, known before its first copy: sheets of paper, handouts, rows without a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from itertools import groupby
from typing import NamedTuple

from handouts.batch.editions import Editions
from handouts.batch.options import BatchOptions
from handouts.batch.plan import Plan, Shape, Shapes, group_of, shape_of, with_fields
from handouts.batch.tally import Tally
from handouts.errors import RecipientError
from handouts.model.selection import Selection
from handouts.roster.records import Entry, Refused
from handouts.typeset.edition import Edition


class Estimate(NamedTuple):
    """Counts before the first copy; fields that cannot be set, or take more lines, are found later."""

    copies: int
    sheets: int  # of paper, of all copies
    least: int  # sheets of one copy
    most: int
    between: int  # sheets between copies
    titles: tuple[str, ...]  # of different handouts
    refused: Tally  # why rows get no sheet

    def in_words(self, *, duplex: bool, start: int) -> str:
        """How much paper it takes, with `start` sheets on top; empty where nothing is printed."""
        if not self.copies:
            return ""
        least = f"{self.least} to " if self.least != self.most else ""
        total = counted(self.sheets + self.between + start, "sheet")
        copies = "1 copy" if self.copies == 1 else f"{self.copies:,} copies"
        sides = "both sides" if duplex else "one side"
        each = f"{copies} of {least}{counted(self.most, 'sheet')}"
        between = f", {counted(self.between, 'sheet')} before copies" if self.between else ""
        top = f", {counted(start, 'sheet')} on top" if start else ""
        return f"This prints {total} of paper, on {sides}: {each}{between}{top}."


def estimated(order: BatchOptions, plan: Plan, editions: Editions) -> Estimate:
    """What a run will print, once its editions are ready. The list is read again for a start sheet."""
    sizes: list[tuple[int, int]] = []  # sheets of a copy, and how many copies
    titles: dict[str, None] = {}
    unset: dict[Shape, str] = {}
    for shape, copies in plan.copies.items():
        try:
            selection, edition = serving(editions, plan.shapes, shape)
            refuse_one_side(order, edition, selection.layout)
        except RecipientError as error:
            unset[shape] = str(error)
            continue
        sizes.append((sheets_of(order, on_paper(order, edition).pages), copies))
        titles[title_of(edition, selection)] = None
    each = [sheets for sheets, _ in sizes] or [0]
    copies = sum(copies for _, copies in sizes)
    return Estimate(
        copies=copies,
        sheets=sum(sheets * copies for sheets, copies in sizes),
        least=min(each),
        most=max(each),
        between=_between(order, plan, copies, unset),
        titles=tuple(titles),
        refused=_refused(plan, unset) if order.start_sheet else Tally(),
    )


def serving(editions: Editions, shapes: Shapes, shape: Shape) -> tuple[Selection, Edition]:
    """The edition that copies of a shape are made of: a shared one, else their own. Raises RecipientError."""
    group, names = shape
    shared = shapes.shared(group)
    with suppress(RecipientError):  # what has no place for the fields of others may have one for its own
        edition = editions.get(shared)
        if edition.shared:
            return shared, edition
    own = with_fields(group.selection, names)
    return own, editions.get(own)


def _refused(plan: Plan, unset: Mapping[Shape, str]) -> Tally:
    """Why rows get no sheet, as far as is known by then."""
    tally = Tally()
    for outcome in plan.outcomes():
        asked = outcome.asked
        if isinstance(asked, Refused):
            tally.add(asked.status, asked.reason, asked.row)
        elif reason := unset.get(shape_of(asked)):
            tally.add("failed", reason, asked.row)
    return tally


def _between(order: BatchOptions, plan: Plan, copies: int, unset: Mapping[Shape, str]) -> int:
    """Sheets between copies, each of one page."""
    if not order.separators or order.sort is None:
        return copies if order.separators else 0
    sort = order.sort
    printed = (
        outcome
        for outcome in plan.outcomes()
        if isinstance(outcome.asked, Entry) and shape_of(outcome.asked) not in unset
    )
    return sum(1 for _ in groupby(printed, key=lambda outcome: group_of(outcome, sort)))


def on_paper(order: BatchOptions, edition: Edition) -> Edition:
    """The pages in the stack: sheets to fold or cut where the layout has them.

    A tagged print job has the small pages instead, because sheets cannot be read aloud.
    """
    return edition if order.tagged else edition.printed


def sheets_of(order: BatchOptions, pages: int) -> int:
    """Sheets of paper for so many pages."""
    return (pages + 1) // 2 if order.duplex else pages


def title_of(edition: Edition, selection: Selection) -> str:
    """What a handout is called where handouts are counted."""
    return f"{edition.title}, {selection.layout}"


def refuse_one_side(order: BatchOptions, edition: Edition, layout: str) -> None:
    """Raise RecipientError for sheets to fold or cut that need their backs on the same sheet."""
    if not order.duplex and on_paper(order, edition) is not edition and edition.printed.pages > 1:
        raise RecipientError(both_sides_needed(layout))


def both_sides_needed(layout: str) -> str:
    """Why a layout to fold or cut is not printed on one side."""
    return (
        f"The layout {layout} is folded or cut from sheets that are printed on both sides. "
        "Leave --no-duplex out, or choose another layout."
    )


def counted(count: int, what: str) -> str:
    """A number of things, such as "3 rows"."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"
