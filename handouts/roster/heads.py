"""Heads of columns: what each may mean, by the table in data/lists/columns.yaml.

A head alone does not decide: the values below it may say otherwise (`columns.py`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from handouts.model.lists import Column
from handouts.reading.lists import lists
from handouts.roster.records import ColumnName

Meaning = str
"""The name of a column in the table, also of one that is read only together with others."""

NAME_PARTS: Final[tuple[Meaning, ...]] = (
    "first name", "middle name", "last name", "second last name", "suffix",
)  # fmt: skip
"""Parts that make a name."""


class ListColumn(NamedTuple):
    """A column of a list, and what it is read as."""

    place: int  # from 0
    head: str
    means: Meaning | None = None
    rank: int = 0  # how well its head says so: 0 is best
    why_not: str = ""  # why it is not read although its head is known


_BY_WORDS: Final = 99
"""How well a head says what it means that is known only by some of its words."""

_BRACKETS: Final = re.compile(r"\(.*?\)|\[.*?\]")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_OTHER: Final = re.compile(r"[\W_]+")
_TABLE: Final = re.compile(r"^[a-z]\.")  # a.PROVIDER, as queries of databases name columns


def folded(head: str) -> str:
    """A head without differences that people do not mean: case, CamelCase, marks, words in brackets."""
    bare = _TABLE.sub("", _BRACKETS.sub(" ", head.strip()))
    return " ".join(_OTHER.sub(" ", _CAMEL.sub(" ", bare)).casefold().split())


def whole(meaning: Meaning) -> ColumnName:
    """The column that is read alone, for one that is read only as a part of it."""
    return all_columns()[meaning].part_of or meaning


class _Known(NamedTuple):
    by_head: Mapping[str, tuple[Meaning, int]]
    staff: frozenset[str]
    never: frozenset[str]
    by_words: tuple[tuple[re.Pattern[str], Meaning], ...]


@cache
def _known() -> _Known:
    """The heads of the table, folded."""
    table = lists().columns
    by_head = {
        head: (meaning, rank)
        for meaning, column in table.columns.items()
        for rank, head in enumerate(column.heads)
    }
    by_words = tuple((re.compile(each.pattern), each.column) for each in table.by_words)
    return _Known(by_head, frozenset(table.staff), frozenset((*table.births, *table.never)), by_words)


def all_columns() -> Mapping[Meaning, Column]:
    """The columns that are read, by name."""
    return lists().columns.columns


def meaning_of(head: str) -> tuple[Meaning, int] | None:
    """What a head may mean, and how well: 0 is best. None where it is not known, or never read."""
    plain = folded(head)
    known = _known()
    found = known.by_head.get(plain) or known.by_head.get(plain.replace(" ", ""))
    if found or plain in known.never or plain in known.staff:
        return found
    return next(((meaning, _BY_WORDS) for pattern, meaning in known.by_words if pattern.search(plain)), None)


def is_known(head: str) -> bool:
    """Whether a head is one of those that are read, or of those that are never read."""
    return meaning_of(head) is not None or is_never_read(head) or is_for_staff(head)


def is_never_read(head: str) -> bool:
    """Whether a column must never reach paper, or only looks like one that is read."""
    return folded(head) in _known().never


def is_for_staff(head: str) -> bool:
    """Whether a column holds words of staff."""
    return folded(head) in _known().staff


def is_of_births(head: str) -> bool:
    """Whether a column holds days of birth."""
    return folded(head) in lists().columns.births


_SAYS_DEAD: Final = re.compile(r"\b(?:deceased|died|dead|death|expired|passed|rip)\b")
_VAGUE: Final = re.compile(r"\b(?:alive|living|status|state|vital|survival|or|cause|place|flag code)\b")


def says_dead(head: str) -> bool:
    """Whether yes below a head means that somebody has died: "Deceased", and not "Alive/Dead"."""
    plain = folded(head)
    return _SAYS_DEAD.search(plain) is not None and _VAGUE.search(plain) is None
