"""handouts roster: lists of patients."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.cli.parameters import PATH
from handouts.errors import OutputError
from handouts.roster.reading import codes_to_explain
from handouts.roster.template import template_csv, template_xlsx
from handouts.run.files import write_file


@click.group()
def command() -> None:
    """Lists of patients: a file to start from, codes to explain.

    \b
    handouts roster template patients.csv
    handouts roster template --xlsx patients.xlsx
    handouts roster codes export.json --clinic our-clinic
    """


@command.command()
@click.argument("file", metavar="FILE", type=PATH)
@click.option("--xlsx", is_flag=True, help="A spreadsheet in place of a text file.")
def template(file: Path, xlsx: bool) -> None:
    """Write a list to fill in: all columns, what they may say, and two invented rows.

    A file that is there is never written over. A spreadsheet needs packages that the extra "xlsx" names.
    """
    xlsx = xlsx or file.suffix.lower() == ".xlsx"
    if file.exists() or file.is_symlink():
        raise OutputError(f"{file} already exists and stays as it is. Choose another name.")
    write_file(file, template_xlsx() if xlsx else template_csv())
    click.echo(f"{file}: replace the two invented rows with your own.")


@command.command()
@click.argument("file", metavar="FILE", type=PATH)
@click.option("--clinic", type=PATH, metavar="FOLDER", help="Without the codes that it explains.")
def codes(file: Path, clinic: Path | None) -> None:
    """Show the codes of a FHIR list that nobody has explained, as lines for a clinic's clinic.yaml.

    Each line says how many patients have the code. What it means is left for you to fill in.
    """
    for line in codes_to_explain(file, clinic):
        click.echo(line)
