"""handouts diff: what changed between two states of content."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click
import msgspec

from handouts.cli.parameters import PATH
from handouts.run.diff import diff
from handouts.run.diff_text import difference_text


@click.command()
@click.argument("old", type=PATH)
@click.argument("new", type=PATH)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For whom.",
)
def command(old: Path, new: Path, form: Literal["text", "json"]) -> int:
    """Say what changed between the folders OLD and NEW: two libraries (data) or two clinic folders.

    Comments, order of keys and folded lines do not count, nor do logos and layouts. Figures, drugs and
    phones are marked with ! and stand first. Last comes which sheets are to be printed again.

    The exit code is 0 where both say the same, 1 where they differ.
    """
    difference = diff(old, new)
    click.echo(msgspec.json.encode(difference).decode() if form == "json" else difference_text(difference))
    return 1 if difference.records else 0
