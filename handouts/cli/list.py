"""handouts list: what there is to choose from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from handouts.cli.parameters import PATH
from handouts.run.listing import cancers, countries, layouts, pictures, resources, sections, tips

_LISTS = {
    "cancers": (cancers, "Cancers, with other names that are understood."),
    "tips": (tips, "Tips; those marked * are printed when none is named."),
    "layouts": (layouts, "Layouts."),
    "pictures": (pictures, "Pictures; pictures/<id>.svg in a clinic's folder takes the place of one."),
    "sections": (sections, "Parts of a handout, which layouts name."),
    "countries": (countries, "Countries that a sheet can be made for."),
}

_clinic = click.option("--clinic", type=PATH, metavar="FOLDER", help="With this clinic's own content.")


@click.group()
def command() -> None:
    """Show what there is to choose from."""


def _show(rows: dict[str, str]) -> None:
    width = max(map(len, rows))
    for name, text in rows.items():
        click.echo(f"{name:<{width}}  {text}")


def _shown(read: Callable[[Path | None], dict[str, str]]) -> Callable[[Path | None], None]:
    return lambda clinic: _show(read(clinic))


for _name, (_read, _help) in _LISTS.items():
    command.command(_name, help=_help)(_clinic(_shown(_read)))


@command.command("resources")
@_clinic
@click.option("--country", metavar="ID", help="Whose helplines. [default: the clinic's, else us]")
def list_resources(clinic: Path | None, country: str | None) -> None:
    """Helplines and organisations."""
    _show(resources(clinic, country))
