"""handouts list: what there is to choose from."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.run.listing import Choice, cancers, countries, layouts, pictures, resources, sections, tips


@click.group()
def command() -> None:
    """Show what there is to choose from."""


_clinic = click.option(
    "--clinic", type=click.Path(path_type=Path), metavar="FOLDER", help="With this clinic's own content."
)


@command.command("cancers")
@_clinic
def list_cancers(clinic: Path | None) -> None:
    """Cancers, with other names that are understood."""
    _show(cancers(clinic))


@command.command("tips")
@_clinic
def list_tips(clinic: Path | None) -> None:
    """Tips; those marked * are printed when none is named."""
    _show(tips(clinic))


@command.command("layouts")
@_clinic
def list_layouts(clinic: Path | None) -> None:
    """Layouts."""
    _show(layouts(clinic))


@command.command("pictures")
@_clinic
def list_pictures(clinic: Path | None) -> None:
    """Pictures; pictures/<id>.svg in a clinic's folder takes the place of one."""
    _show(pictures(clinic))


@command.command("sections")
def list_sections() -> None:
    """Parts of a handout, which layouts name."""
    _show(sections())


@command.command("countries")
@_clinic
def list_countries(clinic: Path | None) -> None:
    """Countries that a sheet can be made for."""
    _show(countries(clinic))


@command.command("resources")
@_clinic
@click.option("--country", metavar="ID", help="Whose helplines. [default: the clinic's, else us]")
def list_resources(clinic: Path | None, country: str | None) -> None:
    """Helplines and organisations."""
    _show(resources(clinic, country))


def _show(rows: tuple[Choice, ...]) -> None:
    width = max(len(row.id) for row in rows)
    for row in rows:
        click.echo(f"{row.id:<{width}}  {row.text}")
