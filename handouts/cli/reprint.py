"""handouts reprint: some rows of a run again, after a paper jam."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from handouts.batch.reprint import Again, next_folder, order_again
from handouts.cli import run_options
from handouts.cli.batch import run
from handouts.cli.passphrase import passphrase
from handouts.run.cache_folder import editions_folder

_USUAL = Path("reprint")


@click.command("reprint")
@click.argument("manifest", type=click.Path(path_type=Path), metavar="MANIFEST")
@click.option(
    "--rows", required=True, metavar="ROWS", help="Rows, or codes from the foot of a sheet: 12,17-19,23-K7QM."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="The folder to make.  [default: reprint, else reprint-2 and so on]",
)
@click.option(
    "--roster", type=click.Path(path_type=Path), metavar="FILE", help="Where the list is, if it has moved."
)
@click.option("--changed", is_flag=True, help="Although the list or the content has changed since.")
@run_options.encrypt
@run_options.passphrase_file
@run_options.replace
@run_options.verbose
@run_options.quiet
def command(manifest: Path, rows: str, out: Path | None, **options: Any) -> int:
    """Print some rows of a run again. MANIFEST is its record, or its folder.

    \b
    handouts reprint tomorrow --rows 12,17-19
    handouts reprint tomorrow --rows 23-K7QM
    """
    again = Again(
        manifest=manifest,
        rows=rows,
        out=out or (_USUAL if options["replace"] else next_folder(_USUAL)),
        roster=options["roster"],
        cache=editions_folder(),
        passphrase=passphrase(options["encrypt"], options["passphrase_file"], dry=False),
        changed=options["changed"],
    )
    alone = {"jobs": 1, "cluster": None, "cluster_timeout": 0.0}
    return run(order_again(again), {**options, **alone, "dry_run": False, "resume": False})
