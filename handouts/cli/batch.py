"""handouts batch: a list of people becomes one stack for the printer, and a record of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import click

from handouts.batch.batch import Mode, run_batch
from handouts.batch.cluster import TIMEOUT, Cluster
from handouts.batch.options import LIST, RUN, BatchOptions
from handouts.batch.run_directory import unfinished
from handouts.cli.answers import answers, asker
from handouts.cli.parameters import PATH, parameters
from handouts.cli.passphrase import passphrase
from handouts.cli.progress import progress
from handouts.cli.streams import tell
from handouts.cli.summary import summary
from handouts.run.kept_editions import editions_folder
from handouts.run.options import selection_of

SOME_FAILED = 1

_MOST_JOBS = 256
"""Processes at most; more would only wait for each other."""

_KEPT = "Stopped. What is done is kept: the same command with --resume goes on from there."


@click.command("batch")
@click.argument("roster", type=PATH, metavar="ROSTER")
@click.option(
    "--out",
    type=PATH,
    default=Path("print-run"),
    show_default=True,
    metavar="FOLDER",
    help="The folder to make.",
)
@parameters((*LIST, *RUN))
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
def command(roster: Path, out: Path, **options: Any) -> int:
    """Print a list: one stack in its order, a record, and the rows that need a person.

    \b
    handouts batch tomorrow.csv --clinic our-clinic --out tomorrow
    handouts batch tomorrow.csv --dry-run
    handouts roster template list.csv
    """
    executor = _executor(options["jobs"], options["cluster"], options["cluster_timeout"])
    mode = Mode(options["resume"], options["replace"], options["dry_run"])
    order = _order(roster, out, options)
    return run(order, mode, executor, quiet=options["quiet"], verbose=options["verbose"])


def run(
    order: BatchOptions,
    mode: Mode,
    executor: AbstractContextManager[Executor | Cluster | None],
    *,
    quiet: bool,
    verbose: bool,
) -> int:
    """Run an order and print what came of it; the exit code."""
    shown = progress(quiet=quiet)
    try:
        with executor as tasks:
            done = run_batch(order, shown, tasks, mode, shown.say, None if quiet else asker())
    except KeyboardInterrupt:
        shown.end()
        if unfinished(order.out).exists():
            raise KeyboardInterrupt(_KEPT) from None
        raise
    finally:
        shown.end()
    if not quiet:
        dry = mode.dry_run
        where = "The list is checked, and nothing was written." if dry else f"{order.out} is complete."
        tell(summary(done, order, dry=dry, verbose=verbose), where)
    return SOME_FAILED if done.totals.counts.failed else 0


@contextmanager
def _executor(jobs: int | None, cluster: str | None, timeout: float) -> Iterator[Executor | Cluster | None]:
    """Processes or a cluster to typeset; None where this process does it all. Raises UsageError."""
    if cluster is not None:
        from handouts.cli.dask import dask_cluster

        with dask_cluster(cluster, timeout) as found:
            yield found
        return
    count = jobs or os.cpu_count() or 1
    if count == 1:
        yield None
        return
    from handouts.cli.workers import Workers  # slow to import; one process alone needs none of it

    with Workers(count) as pool:
        yield pool


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
