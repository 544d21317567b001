"""handouts batch: a list of people becomes one stack for the printer, and a record of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from handouts.batch.batch import run_batch
from handouts.batch.batch_options import BatchOptions
from handouts.batch.cluster import TIMEOUT
from handouts.batch.options import LIST
from handouts.batch.run_directory import unfinished
from handouts.cli import run_options
from handouts.cli.answers import answers
from handouts.cli.asking import asker
from handouts.cli.executors import executor
from handouts.cli.parameters import parameters
from handouts.cli.passphrase import passphrase
from handouts.cli.progress import progress
from handouts.cli.streams import tell
from handouts.cli.summary import summary
from handouts.run.cache_folder import editions_folder
from handouts.run.options import selection_of

SOME_FAILED = 1

_MOST_JOBS = 256
"""Processes at most; more would only wait for each other."""

_KEPT = "Stopped. What is done is kept: the same command with --resume goes on from there."


@click.command("batch")
@click.argument("roster", type=click.Path(path_type=Path), metavar="ROSTER")
@run_options.out("print-run")
@parameters(LIST)
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
@run_options.verbose
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


def run(order: BatchOptions, options: dict[str, Any]) -> int:
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
        tell(summary(done, order, dry=dry, verbose=options["verbose"]), where)
    return SOME_FAILED if done.totals.counts.failed else 0


def _order(roster: Path, out: Path, options: dict[str, Any]) -> BatchOptions:
    dry = options["dry_run"]
    fields = {option.value: options[option.value] for option in LIST if option.into == "order"}
    fields["passphrase"] = passphrase(fields["passphrase"], fields["passphrase_file"], dry=dry)
    fields["separate"] = fields["separate"] and not dry
    return BatchOptions(
        roster,
        out,
        defaults=selection_of(LIST, (), options),
        cache=editions_folder(),
        answers=answers(options),
        **fields,
    )
