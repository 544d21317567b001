"""Answers to what a list leaves open, from options."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any, get_args

from handouts.errors import UsageError
from handouts.roster.answers import Answers, Vital
from handouts.roster.heads import Meaning, all_columns, folded

_COLUMN = "--column name='Pt Name'"
_VITAL = "--vital 1=dead"


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
        names=options["names"],
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
            raise UsageError(f"--column says {name} and {other} of the same head. Say one of them.")
        if name == other and not all_columns()[name].several and folded(head) != folded(second):
            raise UsageError(f"--column names two columns for {name}. Name one.")
    for (value, said), (again, differs) in combinations(vital, 2):
        if value.casefold() == again.casefold() and said != differs:
            raise UsageError(f"--vital says that {value[:12]} means both dead and alive. Say one of them.")


def _vital(said: str) -> Vital:
    if said not in get_args(Vital):
        raise UsageError(f"Say alive or dead of a value, such as {_VITAL}.")
    return said  # type: ignore[return-value]
