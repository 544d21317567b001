"""A run over a list: every row is printed, or the record says why not."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import ExitStack
from typing import Any, NamedTuple

from handouts import __version__
from handouts.batch.cluster import Cluster
from handouts.batch.destination import Destination
from handouts.batch.editions import Editions, Watch
from handouts.batch.encrypting import Encryption
from handouts.batch.estimate import both_sides_needed, counted, estimated
from handouts.batch.opening import Ask, opened
from handouts.batch.options import RECORDED, SELECTION, BatchOptions
from handouts.batch.outcomes import Outcomes
from handouts.batch.plan import Plan, planned
from handouts.batch.printing import Printing, Totals
from handouts.batch.records import FAILED_ROWS, MANIFEST
from handouts.batch.run_directory import SHOWN, RunDirectory
from handouts.batch.stack import COPIES, PRINT_JOB, Tools
from handouts.batch.staff_sheets import StaffSheets
from handouts.errors import RosterError, UsageError
from handouts.model.selection import GUIDE
from handouts.roster.answers import Answers
from handouts.roster.choosing import Chooser
from handouts.roster.piped import as_file, is_piped
from handouts.roster.records import Roster
from handouts.run.renamed import present_name, renamed_notes
from handouts.run.typesetting import phone_notes

_SHOWN = 10  # rows that a message names


class Mode(NamedTuple):
    """How a run begins and ends."""

    resume: bool = False  # continue from a checkpoint
    replace: bool = False  # take the place of an older run
    dry_run: bool = False  # write nothing


_NEW = Mode()


class Done(NamedTuple):
    """A run that is complete."""

    totals: Totals
    notes: tuple[str, ...]  # about the run as a whole, for whoever started it
    answers: Answers = Answers()  # about the list, also those that were asked for


def run_batch(
    order: BatchOptions,
    watch: Watch,
    executor: Executor | Cluster | None = None,
    mode: Mode = _NEW,
    say: Callable[[str], None] | None = None,
    ask: Ask | None = None,
) -> Done:
    """Print a list; `say` gets a sentence on the paper it takes, `ask` asks what the list leaves open.

    Raises HandoutsError; then there is no output, or the run can be resumed.
    """
    watch("Reading the list", 0, 0)
    order = order._replace(defaults=order.defaults._replace(short_id=True, whole_sheets=order.duplex))
    _refuse_layout(order)
    with as_file(order.roster) as path, ExitStack() as at_end:
        found = opened(order, path, ask)
        order, roster = order._replace(answers=found.answers), found.roster
        tools = _tools(order, roster)
        at_end.callback(tools.editions.close)
        run = _name(order, tools)
        place = Destination() if mode.dry_run else RunDirectory(order.out, run)
        at_end.callback(place.abandon)
        place.open(resume=mode.resume, replace=mode.replace)
        plan = _plan(order, roster)
        at_end.callback(plan.close)
        _refuse_missing_rows(order, roster, plan.rows)
        _typeset(tools.editions, plan, executor, watch)
        estimate = estimated(order, plan, tools.editions)
        printing = Printing(order, tools, place, plan, estimate)
        if say is not None:
            say(estimate.in_words(duplex=order.duplex, start=printing.front))
        totals = printing.run(lambda done: watch(_doing(order, mode), done, plan.rows))
        _refuse_empty_replacement(order, totals, place, mode)
        printing.close({"run": run[:SHOWN], **_about(order, tools, totals)})
        if not mode.dry_run:
            _tidy(place, order, totals, tools.encryption)
        place.finish()
    notes = (*place.notes, *roster.warnings, *found.notes, *_notes(order), *tools.editions.notes)
    return Done(totals, notes, order.answers)


def _notes(order: BatchOptions) -> tuple[str, ...]:
    """About the layout's name and the clinic's phones."""
    folder = order.clinic_folder
    return (*renamed_notes(order.defaults.layout, folder), *phone_notes(folder))


def _tools(order: BatchOptions, roster: Roster) -> Tools:
    encryption = Encryption(order.passphrase) if order.passphrase is not None else None
    editions = Editions(order.clinic_folder, order.cache, allow_overdue=order.allow_overdue)
    staff = StaffSheets(order.defaults, order.clinic_folder, editions.kept.shipped)
    return Tools(roster, editions, staff, encryption)


def _name(order: BatchOptions, tools: Tools) -> str:
    """One name for all that decides what a run makes."""
    parts = (order.shape(), tools.roster.digest.hex(), tools.editions.kept.fingerprint, __version__)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _plan(order: BatchOptions, roster: Roster) -> Plan:
    chooser = Chooser(order.defaults, order.clinic_folder, order.answers)
    return planned(Outcomes(roster, chooser, order.rows), order.sort)


def _doing(order: BatchOptions, mode: Mode) -> str:
    """What progress says is being done with the rows."""
    if mode.dry_run:
        return "Checking"
    return "Printing again" if order.rows else "Printing"


def _typeset(editions: Editions, plan: Plan, executor: Executor | Cluster | None, watch: Watch) -> None:
    """Typeset what all copies of a selection share, and then what some need for themselves."""
    editions.prepare(plan.selections, executor, watch)
    alone = [each for each in plan.selections if not editions.serves(each)]
    if alone:
        editions.prepare([own for each in alone for own in plan.shapes.own(each)], executor, watch)


def _refuse_layout(order: BatchOptions) -> None:
    """Raise UsageError where the run's own layout is not for one person, or cannot be printed on one side."""
    if order.defaults.layout == GUIDE:
        return
    from handouts.reading.layout import read_layout  # most lists are printed in the usual layout

    layout = read_layout(present_name(order.defaults.layout, order.clinic_folder), order.clinic_folder)
    if layout.cancer == "none":
        raise UsageError(
            f"The layout {layout.id} is not made for one person, so not for a list. Make it by itself: "
            f"handouts make --layout {layout.id}."
        )
    if layout.sheet is not None and not (order.duplex or order.tagged):
        raise UsageError(both_sides_needed(layout.id))


def _refuse_missing_rows(order: BatchOptions, roster: Roster, found: int) -> None:
    """Raise RosterError where rows that were asked for are not in the list."""
    if not order.rows or found == len(order.rows):
        return
    there = [row.number for row in roster.rows()]
    missing = sorted(set(order.rows).difference(there))
    shown = ", ".join(map(str, missing[:_SHOWN])) + (" ..." if len(missing) > _SHOWN else "")
    raise RosterError(
        f"These rows are not in the list: {shown}. "
        f"Its rows are {there[0]} to {there[-1]}; blank rows do not count."
    )


def _refuse_empty_replacement(order: BatchOptions, totals: Totals, place: Destination, mode: Mode) -> None:
    """Raise RosterError where no row could be printed: the older run may be good, and stays."""
    has_older = mode.replace and not mode.dry_run and (order.out / MANIFEST).exists()
    if totals.counts.ok or not has_older:
        return
    place.forget()  # going on would come to the same
    raise RosterError(
        f"None of the {counted(totals.counts.rows, 'row')} could be printed, so {order.out} stays as it was. "
        "The same command with --dry-run says why, row by row."
    )


def _about(order: BatchOptions, tools: Tools, totals: Totals) -> dict[str, Any]:
    """What the record says of the run as a whole; enough to print some of its rows again."""
    counts, roster = totals.counts, tools.roster
    return {
        "program": __version__,
        "list": {
            "path": None if is_piped(order.roster) else os.path.relpath(order.roster, order.out.absolute()),
            "digest": roster.digest.hex(),
            "rows": counts.rows,
        },
        "content": tools.editions.kept.fingerprint,
        "clinic": os.path.relpath(order.clinic_folder, order.out.absolute()) if order.clinic_folder else None,
        "options": {
            **{name: getattr(order.defaults, name) for name in SELECTION},
            **{name: getattr(order, name) for name in RECORDED},
            "answers": order.answers._asdict(),
        },
        "printed": counts.ok,
        "failed": counts.failed,
        "skipped": counts.skipped,
        "pages": totals.pages,
        "sheets": counts.sheets,
    }


def _tidy(place: Destination, order: BatchOptions, totals: Totals, encryption: Encryption | None) -> None:
    """Delete what would be empty, and encrypt what is for the printer."""
    job = place.folder / PRINT_JOB
    with place.writing():
        if not totals.counts.ok and not order.start_sheet:
            job.unlink()
        elif encryption is not None:
            encryption.rewrite(job, place.forget)  # a resumed run needs the plain file
        if not totals.counts.failed:
            (place.folder / FAILED_ROWS).unlink()
        if order.separate and not totals.counts.ok:
            (place.folder / COPIES).rmdir()
