"""Options that answer what a list as a whole leaves open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations
from typing import Any, get_args

import click

from handouts.errors import UsageError
from handouts.roster.answers import Answers, Vital
from handouts.roster.heads import MEANINGS, SEVERAL, Meaning, folded

Decorated = Callable[..., Any]

_OPTIONS = (
    click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="NAME=HEAD",
        help="Read a column as this: name='Pt Name' (may be given again).",
    ),
    click.option(
        "--dates", type=click.Choice(["mdy", "dmy"]), help="Which comes first in dates such as 03/04/2026."
    ),
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
    columns = tuple((_column(name), head) for name, head in _pairs(options["columns"], _COLUMN))
    vital = tuple((value, _vital(said)) for value, said in _pairs(options["vital"], _VITAL))
    _refuse_contradictions(columns, vital)
    return Answers(
        columns=columns,
        dates=options["dates"],
        vital=vital,
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


def _column(name: str) -> Meaning:
    found = next((each for each in MEANINGS if each == " ".join(name.casefold().split())), None)
    if found is None:
        raise UsageError(f"There is no column called '{name[:40]}'; there are {', '.join(MEANINGS)}.")
    return found


def _refuse_contradictions(
    columns: tuple[tuple[Meaning, str], ...], vital: tuple[tuple[str, Vital], ...]
) -> None:
    """Raise UsageError where two answers cannot both hold."""
    for (name, head), (other, second) in combinations(columns, 2):
        if folded(head) == folded(second) and name != other:
            raise UsageError(f"--column says {name} and {other} of the same head. Say one of them.")
        if name == other and name not in SEVERAL and folded(head) != folded(second):
            raise UsageError(f"--column names two columns for {name}. Name one.")
    for (value, said), (again, differs) in combinations(vital, 2):
        if value.casefold() == again.casefold() and said != differs:
            raise UsageError(f"--vital says that {value[:12]} means both dead and alive. Say one of them.")


def _vital(said: str) -> Vital:
    if said not in get_args(Vital):
        raise UsageError(f"Say alive or dead of a value, such as {_VITAL}.")
    return said  # type: ignore[return-value]
