"""Answers to what a list leaves open: from options, or from the person at the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import combinations
from typing import Any, get_args

import click

from handouts.batch.opening import Ask
from handouts.errors import UsageError
from handouts.roster.answers import Answers, Vital
from handouts.roster.heads import Meaning, all_columns, folded
from handouts.roster.questions import Question

_COLUMN = "--column name='Pt Name'"
_VITAL = "--vital 1=dead"


def answers(options: dict[str, Any]) -> Answers:
    """What was answered. Raises UsageError."""
    columns = tuple((_column(name), head) for name, head in _pairs(options["columns"], _COLUMN))
    vital = tuple((value, _vital(said)) for value, said in _pairs(options["vital"], _VITAL))
    _refuse_contradictions(columns, vital)
    given = {name: options[name] for name in Answers._fields}
    return Answers(**{**given, "columns": columns, "vital": vital})


def _pairs(texts: Iterable[str], example: str) -> Iterable[tuple[str, str]]:
    for text in texts:
        name, sign, value = text.partition("=")
        if not (sign and name.strip() and value.strip()):
            raise UsageError(f"'{text[:40]}' is not understood. Write it like this: {example}.")
        yield name.strip(), value.strip()


def _column(name: str) -> Meaning:
    found = " ".join(name.casefold().split())
    if found not in all_columns():
        raise UsageError(f"There is no column called '{name[:40]}'; there are {', '.join(all_columns())}.")
    return found


def _refuse_contradictions(
    columns: tuple[tuple[Meaning, str], ...], vital: tuple[tuple[str, Vital], ...]
) -> None:
    """Raise UsageError where two answers cannot both hold."""
    for (name, head), (other, second) in combinations(columns, 2):
        if folded(head) == folded(second) and name != other:
            raise UsageError(f"--column reads the same head as {name} and as {other}. Give one of them.")
        if name == other and not all_columns()[name].several and folded(head) != folded(second):
            raise UsageError(f"--column names two columns for {name}. Name one.")
    for (value, said), (again, differs) in combinations(vital, 2):
        if value.casefold() == again.casefold() and said != differs:
            raise UsageError(f"--vital says that {value[:12]} means both dead and alive. Give one of them.")


def _vital(said: str) -> Vital:
    if said not in get_args(Vital):
        raise UsageError(f"A value means alive or dead, such as {_VITAL}.")
    return said  # type: ignore[return-value]


def asker() -> Ask | None:
    """How to ask; None where there is no terminal with a person at it."""
    return _ask if sys.stdin.isatty() and sys.stderr.isatty() else None


def _ask(question: Question) -> int | None:
    if len(question.choices) < 2:
        if not click.confirm(question.text, err=True):
            return None
        choice = 0
    else:
        click.echo(question.text, err=True)
        for number, text in enumerate(question.choices, 1):
            click.echo(f"  {number}  {text}", err=True)
        numbers = click.Choice([str(number) for number in range(1, len(question.choices) + 1)])
        choice = int(click.prompt("Number", type=numbers, show_choices=False, err=True)) - 1
    click.echo(f"Next time, {question.options[choice]} answers this.", err=True)
    return choice
