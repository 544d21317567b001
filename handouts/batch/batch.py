"""A run over a list: every row is printed, or the record says why not."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any, NamedTuple, Protocol

from handouts import __version__
from handouts.batch.batch_options import FAILED_ROWS, MANIFEST, BatchOptions
from handouts.batch.cluster import Cluster
from handouts.batch.destination import Destination, DryRun
from handouts.batch.editions import Editions
from handouts.batch.encrypting import Encryption
from handouts.batch.estimate import both_sides_needed, counted, estimated
from handouts.batch.opening import Ask, OpenRoster, opened
from handouts.batch.options import KEPT, SELECTION
from handouts.batch.outcomes import Outcomes
from handouts.batch.plan import Plan, planned
from handouts.batch.printing import (
    COPIES,
    PRINT_JOB,
    Printing,
    Tools,
    Totals,
)
from handouts.batch.run_directory import SHOWN, RunDirectory
from handouts.batch.staff_editions import StaffSheets
from handouts.errors import RosterError, UsageError
from handouts.roster.answers import Answers
from handouts.roster.choosing import Chooser
from handouts.roster.piped import as_file, is_piped
from handouts.roster.records import Roster


class Watch(Protocol):
    """Is told how far a run is. Never told whose row it is."""

    def __call__(self, doing: str, done: int, of: int) -> None:
        """So many of so many are done; `of` is 0 where nobody knows yet."""
        ...


class Done(NamedTuple):
    """A run that is complete."""

    totals: Totals
    warnings: tuple[str, ...]  # of the list as a whole
    answers: Answers = Answers()  # about the list, also those that were asked for


def run_batch(
    order: BatchOptions,
    watch: Watch,
    executor: Executor | Cluster | None = None,
    *,
    resume: bool = False,
    replace: bool = False,
    rehearse: bool = False,
    say: Callable[[str], None] | None = None,
    ask: Ask | None = None,
) -> Done:
    """Print a list. With `rehearse` nothing is written. `say` is told first how much paper it takes.

    `ask` asks a person what the list leaves open. Raises HandoutsError; then there is no output, or the run
    can be taken up again with `resume`.
    """
    watch("Reading the list", 0, 0)
    order = order._replace(defaults=order.defaults._replace(short_id=True, whole_sheets=order.duplex))
    _refuse_layout(order)
    with as_file(order.roster) as path:
        found = opened(order, path, ask)
        order = order._replace(answers=found.answers)
        way = Way(resume=resume, replace=replace, rehearse=rehearse)
        return _run(order, found, executor, watch, say, way)


class Way(NamedTuple):
    """How a run begins and ends."""

    resume: bool
    replace: bool
    rehearse: bool


def _run(
    order: BatchOptions,
    list_: OpenRoster,
    executor: Executor | Cluster | None,
    watch: Watch,
    say: Callable[[str], None] | None,
    way: Way,
) -> Done:
    """Print a list that is open."""
    roster = list_.roster
    chooser = Chooser(order.defaults, order.clinic_folder, order.answers)
    encryption = Encryption(order.passphrase) if order.passphrase is not None else None
    editions = Editions(order.clinic_folder, order.cache, allow_overdue=order.allow_overdue)
    staff = StaffSheets(order.defaults, order.clinic_folder, editions.shipped)
    name = _name(order, roster, editions)
    place: Destination = DryRun() if way.rehearse else RunDirectory(order.out, name)
    plan: Plan | None = None
    try:
        place.open(resume=way.resume, replace=way.replace)
        plan = planned(Outcomes(roster, chooser, order.rows), order.sort)
        _refuse_rows_that_are_not_there(order, roster, plan.rows)
        _prepare(editions, plan, executor, watch)
        estimate = estimated(order, plan, editions)
        printing = Printing(order, Tools(roster, editions, staff, encryption), place, plan, estimate)
        if say is not None:
            say(estimate.in_words(duplex=order.duplex, start=printing.front))
        doing = _doing(order, way)
        totals = printing.run(lambda done: watch(doing, done, plan.rows))
        _refuse_to_replace_by_nothing(order, totals, place, replace=way.replace and not way.rehearse)
        printing.close({"run": name[:SHOWN], **_about(order, roster, editions, totals)})
        if not way.rehearse:
            _tidy(place, order, totals, encryption)
        place.finish()
    finally:
        place.abandon()
        editions.close()
        if plan is not None:
            plan.close()
    return Done(
        totals,
        (*place.told, *roster.warnings, *list_.told, *_phones_told(order), *editions.told),
        order.answers,
    )


def _doing(order: BatchOptions, way: Way) -> str:
    """What is said to be done with the rows."""
    if way.rehearse:
        return "Checking"
    return "Printing again" if order.rows else "Printing"


def _prepare(editions: Editions, plan: Plan, executor: Executor | Cluster | None, watch: Watch) -> None:
    """Typeset what all copies of a selection share, and then what some need for themselves."""
    editions.prepare(plan.selections, executor, watch)
    alone = [each for each in plan.selections if not editions.serves(each)]
    if alone:
        editions.prepare([own for each in alone for own in plan.shapes.own(each)], executor, watch)


def _refuse_to_replace_by_nothing(
    order: BatchOptions, totals: Totals, place: Destination, *, replace: bool
) -> None:
    """Raise RosterError where no row could be printed and an older run, which may be good, would be gone."""
    if not replace or totals.counts.ok or not (order.out / MANIFEST).exists():
        return
    place.forget()  # going on would come to the same
    raise RosterError(
        f"None of the {counted(totals.counts.rows, 'row')} could be printed, so {order.out} stays as it was. "
        "The same command with --dry-run says why, row by row."
    )


def _phones_told(order: BatchOptions) -> tuple[str, ...]:
    """What to tell about the clinic's phones: that a call of one reaches nobody."""
    if order.clinic_folder is None:
        return ()
    from handouts.reading.clinic import phones_told  # a list without a clinic's folder reads none

    return phones_told(order.clinic_folder)


def _refuse_rows_that_are_not_there(order: BatchOptions, roster: Roster, found: int) -> None:
    if not order.rows or found == len(order.rows):
        return
    there = [row.number for row in roster.rows()]
    missing = sorted(set(order.rows).difference(there))
    shown = ", ".join(map(str, missing[:_SHOWN])) + (" ..." if len(missing) > _SHOWN else "")
    raise RosterError(
        f"These rows are not in the list: {shown}. Its rows are {there[0]} to {there[-1]}, blank ones apart."
    )


def _refuse_layout(order: BatchOptions) -> None:
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


def _name(order: BatchOptions, roster: Roster, editions: Editions) -> str:
    """One name for all that decides what a run makes."""
    parts = (order.shape(), roster.digest.hex(), editions.fingerprint, __version__)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _about(order: BatchOptions, roster: Roster, editions: Editions, totals: Totals) -> dict[str, Any]:
    """What the record says of the run as a whole; enough to print some of its rows again."""
    counts = totals.counts
    return {
        "program": __version__,
        "list": {
            "path": None if is_piped(order.roster) else os.path.relpath(order.roster, order.out.absolute()),
            "digest": roster.digest.hex(),
            "rows": counts.rows,
        },
        "content": editions.fingerprint,
        "clinic": os.path.relpath(order.clinic_folder, order.out.absolute()) if order.clinic_folder else None,
        "options": {
            **{name: getattr(order.defaults, name) for name in SELECTION},
            **{name: getattr(order, name) for name in (*KEPT, "sort", "separators")},
            "answers": order.answers._asdict(),
        },
        "printed": counts.ok,
        "failed": counts.failed,
        "skipped": counts.skipped,
        "pages": totals.pages,
        "sheets": counts.sheets,
    }


_SHOWN = 10  # rows that a message names


def _tidy(place: Destination, order: BatchOptions, totals: Totals, encryption: Encryption | None) -> None:
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
