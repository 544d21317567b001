"""A run over a list: every row is printed, or the record says why not."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from typing import Any, NamedTuple, Protocol

from handouts import __version__
from handouts.batch.editions import Editions
from handouts.batch.encrypting import Encryption
from handouts.batch.order import MANIFEST, TAKEN_OVER, Order
from handouts.batch.place import Place, Rehearsal
from handouts.batch.printing import (
    COPIES,
    FAILED_ROWS,
    PRINT_JOB,
    Printing,
    Tools,
    Totals,
    both_sides_needed,
)
from handouts.batch.records import Line
from handouts.batch.run_directory import SHOWN, RunDirectory
from handouts.batch.staff import StaffSheets
from handouts.batch.survey import Outcome, survey
from handouts.errors import RosterError, UsageError
from handouts.roster.choosing import Chooser
from handouts.roster.duplicates import Duplicates
from handouts.roster.reading import printed_columns, read_roster
from handouts.roster.records import Entry, Refused, Roster


class Watch(Protocol):
    """Is told how far a run is. Never told whose row it is."""

    def __call__(self, doing: str, done: int, of: int) -> None:
        """So many of so many are done; `of` is 0 where nobody knows yet."""
        ...


class Done(NamedTuple):
    """A run that is complete."""

    totals: Totals
    warnings: tuple[str, ...]  # of the list as a whole


def run_batch(
    order: Order,
    watch: Watch,
    executor: Executor | None = None,
    *,
    resume: bool = False,
    replace: bool = False,
    rehearse: Callable[[Line], None] | None = None,
) -> Done:
    """Print a list. With `rehearse` nothing is written: it is told what would become of each row.

    Raises HandoutsError; then there is no output, or the run can be taken up again with `resume`.
    """
    watch("Reading the list", 0, 0)
    roster = read_roster(order.roster, order.clinic_folder, order.answers)
    order = order._replace(defaults=order.defaults._replace(short_id=True, whole_sheets=order.duplex))
    _refuse_layout(order)
    chooser = Chooser(order.defaults, order.clinic_folder, order.answers)
    encryption = Encryption(order.passphrase) if order.passphrase is not None else None
    editions = Editions(order.clinic_folder, order.cache, allow_overdue=order.allow_overdue)
    staff = StaffSheets(order.defaults, order.clinic_folder, editions.shipped)
    name = _name(order, roster, editions)
    place: Place = Rehearsal() if rehearse else RunDirectory(order.out, name)
    try:
        place.open(resume=resume, replace=replace)
        found = survey(lambda: _outcomes(roster, chooser, order.rows), order.sort)
        _refuse_rows_that_are_not_there(order, roster, found.rows)
        editions.prepare(found.selections, executor, lambda done, of: watch("Typesetting", done, of))
        printing = Printing(order, Tools(roster, editions, staff, encryption), place, found)
        totals = printing.run(lambda done: watch("Printing", done, found.rows), rehearse)
        _refuse_to_replace_by_nothing(order, totals, place, replace=replace and not rehearse)
        printing.close({"run": name[:SHOWN], **_about(order, roster, editions, totals)})
        if not rehearse:
            _tidy(place, order, totals, encryption)
        place.finish()
    finally:
        place.abandon()
        editions.close()
    told = (f"{_rows(count)}: {line}" for line, count in found.told)
    return Done(totals, (*place.told, *roster.warnings, *_phones_told(order), *told))


def _refuse_to_replace_by_nothing(order: Order, totals: Totals, place: Place, *, replace: bool) -> None:
    """Raise RosterError where no row could be printed and an older run, which may be good, would be gone."""
    if not replace or totals.counts.ok or not (order.out / MANIFEST).exists():
        return
    place.forget()  # going on would come to the same
    raise RosterError(
        f"None of the {_rows(totals.counts.rows)} could be printed, so {order.out} stays as it was. "
        "The same command with --dry-run says why, row by row."
    )


def _phones_told(order: Order) -> tuple[str, ...]:
    """What to tell about the clinic's phones: that a call of one reaches nobody."""
    if order.clinic_folder is None:
        return ()
    from handouts.reading.clinic import phones_told  # a list without a clinic's folder reads none

    return phones_told(order.clinic_folder)


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


def _outcomes(roster: Roster, chooser: Chooser, only: tuple[int, ...]) -> Iterator[Outcome]:
    """What becomes of each row; a row that stands in the list twice is printed once."""
    named, duplicates = printed_columns(roster), Duplicates()
    wanted = frozenset(only)
    for row in roster.rows():
        asked = chooser.choose(row, named)
        if isinstance(asked, Entry):
            judged = duplicates.judge(row, named)
            asked = (
                judged if isinstance(judged, Refused) else asked._replace(warnings=asked.warnings + judged)
            )
        if not wanted or row.number in wanted:
            yield Outcome(row, asked)


def _refuse_rows_that_are_not_there(order: Order, roster: Roster, found: int) -> None:
    if not order.rows or found == len(order.rows):
        return
    there = [row.number for row in roster.rows()]
    missing = sorted(set(order.rows).difference(there))
    shown = ", ".join(map(str, missing[:_SHOWN])) + (" ..." if len(missing) > _SHOWN else "")
    raise RosterError(
        f"These rows are not in the list: {shown}. Its rows are {there[0]} to {there[-1]}, blank ones apart."
    )


def _refuse_layout(order: Order) -> None:
    """Raise UsageError where the run's own layout is for nobody's hand, or cannot be printed on one side."""
    if order.defaults.layout == "clear":
        return
    from handouts.reading.layout import read_layout  # most lists are printed in the usual layout

    layout = read_layout(order.defaults.layout, order.clinic_folder)
    if layout.cancer == "none":
        raise UsageError(
            f"The layout {layout.id} is not made for one person, so not for a list. Make it by itself: "
            f"handouts make --layout {layout.id}."
        )
    if layout.sheet is not None and not (order.duplex or order.tagged):
        raise UsageError(both_sides_needed(layout.id))


def _name(order: Order, roster: Roster, editions: Editions) -> str:
    """One name for all that decides what a run makes."""
    parts = (order.shape(), roster.digest.hex(), editions.fingerprint, __version__)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _about(order: Order, roster: Roster, editions: Editions, totals: Totals) -> dict[str, Any]:
    """What the record says of the run as a whole; enough to print some of its rows again."""
    counts = totals.counts
    return {
        "program": __version__,
        "list": {
            "path": os.path.relpath(order.roster, order.out.absolute()),
            "digest": roster.digest.hex(),
            "rows": counts.rows,
        },
        "content": editions.fingerprint,
        "clinic": os.path.relpath(order.clinic_folder, order.out.absolute()) if order.clinic_folder else None,
        "options": {
            **{name: value for name, value in order.defaults._asdict().items() if name not in _OURS},
            **{name: getattr(order, name) for name in (*TAKEN_OVER, "sort", "separators")},
            "answers": order.answers._asdict(),
        },
        "printed": counts.ok,
        "failed": counts.failed,
        "skipped": counts.skipped,
        "pages": totals.pages,
        "sheets": counts.sheets,
    }


_SHOWN = 10  # rows that a message names

_OURS = ("cancers", "fields", "overdue", "short_id", "whole_sheets")
"""Parts of a selection that a run decides itself."""


def _tidy(place: Place, order: Order, totals: Totals, encryption: Encryption | None) -> None:
    """Take away what would be empty, and encrypt what is for the printer."""
    job = place.folder / PRINT_JOB
    with place.telling():
        if not totals.counts.ok and not order.start_sheet:
            job.unlink()
        elif encryption is not None:
            encryption.rewrite(job, place.forget)  # a run that goes on needs the plain file
        if not totals.counts.failed:
            (place.folder / FAILED_ROWS).unlink()
        if order.separate and not totals.counts.ok:
            (place.folder / COPIES).rmdir()
