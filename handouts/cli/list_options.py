"""Options that answer what a list as a whole leaves open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, get_args

import click

from handouts.errors import UsageError
from handouts.roster.answers import Answers, Vital
from handouts.roster.records import ColumnName

Decorated = Callable[..., Any]

_OPTIONS = (
    click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="NAME=HEAD",
        help="Read a column as this: name='Pt Name' (may be given again).",
    ),
    click.option("--dates", type=click.Choice(["mdy", "dmy"]), help="Which comes first in dates of figures."),
    click.option(
        "--vital",
        multiple=True,
        metavar="VALUE=alive|dead",
        help="What a value of the column on deaths means (may be given again).",
    ),
    click.option("--stage4-confirmed", is_flag=True, help="Everybody on the list has stage 4."),
    click.option("--surname-first", is_flag=True, help="Names are written as 'Lee, Ann'."),
    click.option("--no-names", is_flag=True, help="Copies bear no names."),
    click.option("--encoding", metavar="NAME", help="The code page of a text file, such as cp1252."),
)
_COLUMN = "--column name='Pt Name'"
_VITAL = "--vital 1=dead"


def about_the_list(command: Decorated) -> Decorated:
    """Add the options to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def answers(options: dict[str, Any]) -> Answers:
    """What was answered. Raises UsageError."""
    return Answers(
        columns=tuple((_column(name), head) for name, head in _pairs(options["columns"], _COLUMN)),
        dates=options["dates"],
        vital=tuple((value, _vital(said)) for value, said in _pairs(options["vital"], _VITAL)),
        stage4_confirmed=options["stage4_confirmed"],
        names=not options["no_names"],
        encoding=options["encoding"],
        surname_first=options["surname_first"],
    )


def _pairs(texts: Iterable[str], example: str) -> Iterable[tuple[str, str]]:
    for text in texts:
        name, sign, value = text.partition("=")
        if not (sign and name.strip() and value.strip()):
            raise UsageError(f"'{text[:40]}' is not understood. Write it like this: {example}.")
        yield name.strip(), value.strip()


def _column(name: str) -> ColumnName:
    known = get_args(ColumnName)
    if name not in known:
        raise UsageError(f"There is no column called '{name[:40]}'; there are {', '.join(known)}.")
    return name  # type: ignore[return-value]


def _vital(said: str) -> Vital:
    if said not in get_args(Vital):
        raise UsageError(f"Say alive or dead of a value, such as {_VITAL}.")
    return said  # type: ignore[return-value]
