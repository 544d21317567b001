"""handouts batch: a list of people becomes one stack for the printer, and a record of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from handouts.batch.batch import run_batch
from handouts.batch.cluster import TIMEOUT
from handouts.batch.order import Order
from handouts.batch.run_directory import unfinished
from handouts.cli import list_options, run_options
from handouts.cli.asking import asker
from handouts.cli.executors import executor
from handouts.cli.passphrase import passphrase
from handouts.cli.progress import progress
from handouts.cli.streams import tell
from handouts.cli.summary import summary
from handouts.model.selection import Selection
from handouts.run.places import editions_folder

SOME_FAILED = 1

_MOST_JOBS = 256
"""Processes at most; more would only wait for each other."""

_KEPT = "Stopped. What is done is kept: the same command with --resume goes on from there."


@click.command("batch")
@click.argument("roster", type=click.Path(path_type=Path), metavar="ROSTER")
@run_options.out("print-run")
@click.option(
    "--clinic",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="A clinic's folder: head, phones, content.",
)
@click.option("--layout", default="clear", metavar="ID", help="Where a row says nothing.  [default: clear]")
@click.option(
    "--paper",
    type=click.Choice(["letter", "a4"]),
    help="Where a row says nothing.  [default: the clinic's, else the country's]",
)
@click.option("--country", metavar="ID", help="Where a row says nothing.  [default: the clinic's, else us]")
@click.option("--tip", "tips", multiple=True, metavar="ID", help="Only these tips (may be given again).")
@click.option("--numbers", is_flag=True, help="Add survival numbers where a row says nothing of them.")
@click.option("--bw", is_flag=True, help="Black and white only, with patterns in place of tints.")
@click.option("--qr", is_flag=True, help="Add codes to scan beside the websites of helplines.")
@list_options.about_the_list
@click.option("--separate", is_flag=True, help="A tagged file for each person as well.")
@click.option("--tagged", is_flag=True, help="Make the print job one tagged document.")
@click.option("--duplex/--no-duplex", default=True, help="Print on both sides: each copy begins a new sheet.")
@click.option("--cover", is_flag=True, help="A sheet on top: the counts, and which rows got no sheet.")
@click.option("--sort", type=click.Choice(["cancer", "layout", "clinician"]), help="Not in the list's order.")
@click.option("--separators", is_flag=True, help="A sheet before each copy; with --sort before each group.")
@run_options.encrypt
@run_options.passphrase_file
@click.option("--allow-overdue", is_flag=True, help="Print content past its review, marked on every page.")
@click.option("--dry-run", is_flag=True, help="Say what would happen to the rows, and write nothing.")
@click.option("--resume", is_flag=True, help="Go on with a run that was stopped.")
@run_options.replace
@click.option(
    "--jobs",
    type=click.IntRange(1, _MOST_JOBS),
    metavar="N",
    help="Processes that typeset.  [default: one a core]",
)
@click.option("--cluster", metavar="ADDRESS", help="A Dask cluster that typesets: tcp://...")
@click.option(
    "--cluster-timeout",
    type=click.FloatRange(0, min_open=True),
    default=TIMEOUT,
    show_default=True,
    metavar="SECONDS",
    help="Without a finished task for so long, this computer typesets the rest.",
)
@run_options.quiet
def command(roster: Path, out: Path, **options: Any) -> int:
    """Print a list: one stack in its order, a record, and the rows that need a person.

    \b
    handouts batch tomorrow.csv --clinic our-clinic --out tomorrow
    handouts batch tomorrow.csv --dry-run
    handouts roster template list.csv
    """
    order = _order(roster, out, options)
    return run(order, options)


def run(order: Order, options: dict[str, Any]) -> int:
    """Run an order and say what came of it; the exit code."""
    quiet, dry = options["quiet"], options["dry_run"]
    told = progress(quiet=quiet)
    try:
        with executor(options["jobs"], options["cluster"], options["cluster_timeout"]) as tasks:
            done = run_batch(
                order,
                told,
                tasks,
                resume=options["resume"],
                replace=options["replace"],
                rehearse=dry,
                say=told.say,
                ask=asker() if not quiet else None,
            )
    except KeyboardInterrupt:
        told.end()
        if unfinished(order.out).exists():
            raise KeyboardInterrupt(_KEPT) from None
        raise
    finally:
        told.end()
    if not quiet:
        where = "The list is checked, and nothing was written." if dry else f"{order.out} is complete."
        tell(summary(done, order, dry=dry), where)
    return SOME_FAILED if done.totals.counts.failed else 0


def _order(roster: Path, out: Path, options: dict[str, Any]) -> Order:
    asked_for = passphrase(options["encrypt"], options["passphrase_file"], dry=options["dry_run"])
    return Order(
        roster=roster,
        out=out,
        defaults=Selection(
            cancers=(),
            tips=options["tips"] or None,
            layout=options["layout"],
            paper=options["paper"],
            country=options["country"],
            numbers=options["numbers"],
            bw=options["bw"],
            qr=options["qr"],
        ),
        clinic_folder=options["clinic"],
        cache=editions_folder(),
        separate=options["separate"] and not options["dry_run"],
        tagged=options["tagged"],
        duplex=options["duplex"],
        start_sheet=options["cover"],
        separators=options["separators"],
        sort=options["sort"],
        answers=list_options.answers(options),
        allow_overdue=options["allow_overdue"],
        passphrase=asked_for,
        passphrase_file=options["passphrase_file"],
    )
