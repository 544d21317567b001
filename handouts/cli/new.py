"""handouts new: a starting file to write one's own words in."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from handouts.cli.parameters import PATH
from handouts.run.clock import today
from handouts.run.new import Kind, new


@click.command()
@click.argument("kind", type=click.Choice(get_args(Kind)), metavar="clinic|cancer|tip|resource|layout")
@click.argument("folder", metavar="DIR", type=PATH)
@click.argument("name", metavar="[ID]", required=False)
def command(kind: Kind, folder: Path, name: str | None) -> None:
    """Write a starting file into the clinic folder DIR: whole, with notes, and with examples to replace.

    A file that is there is never written over.

    \b
    handouts new clinic our-clinic
    handouts new cancer our-clinic bile-duct
    handouts new tip our-clinic parking
    handouts new resource our-clinic
    handouts new layout our-clinic waiting-room
    """
    path = new(kind, folder, name, today())
    until = "" if kind == "layout" else " Until then, no sheet can be made with this folder."
    click.echo(f"{path}: replace what is marked (example) with your own words.{until}")
