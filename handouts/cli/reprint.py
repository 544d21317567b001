"""handouts reprint: some rows of a run again, after a paper jam."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from handouts.batch.batch import Mode
from handouts.batch.options import LIST, RUN
from handouts.batch.reprint import Again, next_folder, order_again
from handouts.cli.batch import run
from handouts.cli.parameters import PATH, parameters
from handouts.cli.passphrase import passphrase
from handouts.run.kept_editions import editions_folder

_USUAL = Path("reprint")


@click.command("reprint")
@click.argument("manifest", type=PATH, metavar="MANIFEST")
@click.option(
    "--rows", required=True, metavar="ROWS", help="Rows, or codes from the foot of a sheet: 12,17-19,23-K7QM."
)
@click.option(
    "--out",
    type=PATH,
    metavar="FOLDER",
    help="The folder to make.  [default: reprint, else reprint-2 and so on]",
)
@click.option("--roster", type=PATH, metavar="FILE", help="Where the list is, if it has moved.")
@click.option("--changed", is_flag=True, help="Although the list or the content has changed since.")
@parameters(option for option in (*LIST, *RUN) if option.reprint == "typed")
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
        passphrase=passphrase(options["passphrase"], options["passphrase_file"], dry=False),
        changed=options["changed"],
    )
    mode = Mode(replace=options["replace"])
    return run(order_again(again), mode, nullcontext(), quiet=options["quiet"], verbose=options["verbose"])
