"""Columns that set an option of a sheet, and how their cells are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from handouts.model.lists import Column, Reads
from handouts.model.selection import PaperName, Selection
from handouts.reading.hints import did_you_mean
from handouts.reading.names import folded
from handouts.roster.cells import CellError, told
from handouts.roster.heads import all_columns
from handouts.roster.known import KnownNames
from handouts.roster.languages import english_name, language_of
from handouts.roster.records import NO, YES, ColumnName

_PAPERS: Final[Mapping[str, PaperName]] = {
    "letter": "letter",
    "us letter": "letter",
    "us-letter": "letter",
    "a4": "a4",
    "din a4": "a4",
}
_LIST: Final = re.compile(r"[;|\r\n]")


def settings() -> Mapping[ColumnName, Column]:
    """The columns that set an option of a sheet: the field of `Selection` of the same name."""
    return {name: column for name, column in all_columns().items() if column.sets}


def selection_of(cells: tuple[str, ...], known: KnownNames, defaults: Selection) -> Selection:
    """Everything of a selection but its cancers, from the cells of `settings`. Raises CellError."""
    values = {
        name: _READERS[column.sets](told(cell), column.head or name, known, defaults)
        for (name, column), cell in zip(settings().items(), cells, strict=True)
        if column.sets and told(cell)
    }
    return defaults._replace(cancers=(), **values)


def _one(cell: str, column: str, names: Mapping[str, tuple[str, ...]]) -> str:
    """The one id that is called so."""
    ids = names.get(folded(cell), ())
    if len(ids) == 1:
        return ids[0]
    if ids:
        raise CellError(f"The {column} column can mean {' or '.join(ids)}. Say which.")
    hint = did_you_mean(folded(cell), names)
    known = hint or f": there is {', '.join(sorted({each for ids in names.values() for each in ids}))}."
    raise CellError(f"The {column} column names something that is not known here{known}")


def _layout(cell: str, column: str, known: KnownNames, _: Selection) -> str:
    return _one(cell, column, known.layouts)


def _country(cell: str, column: str, known: KnownNames, _: Selection) -> str:
    return _one(cell, column, known.countries)


def _paper(cell: str, column: str, *_: object) -> PaperName:
    paper = _PAPERS.get(folded(cell))
    if paper is None:
        raise CellError(f"The {column} column must say letter or a4, or be empty.")
    return paper


def _language(cell: str, _: str, known: KnownNames, defaults: Selection) -> str:
    """The id of a language for which there are sheets; the usual one where nothing is said."""
    tag = language_of(cell)
    if not tag:
        return defaults.language
    if ids := known.languages.get(tag):
        return ids[0]
    name = english_name(tag)
    raise CellError(
        f"The language is {name}, and there is no handout in {name}. For one in English, empty the language."
    )


def _yes_or_no(cell: str, column: str, *_: object) -> bool:
    said = folded(cell)
    if said not in YES and said not in NO:
        raise CellError(f"The {column} column must say yes or no, or be empty.")
    return said in YES


def _tips(cell: str, column: str, known: KnownNames, _: Selection) -> tuple[str, ...]:
    """Tips by id or title, in the order given."""
    parts = [part.strip() for part in _LIST.split(cell) if part.strip()]
    finer = [each.strip() for part in parts for each in part.split(",") if each.strip()]
    if any(folded(part) not in known.tips for part in parts) and finer:
        parts = finer
    if not parts:
        raise CellError(f"The {column} column names no tip. Write their names, or leave it empty.")
    return tuple(dict.fromkeys(_one(part, column, known.tips) for part in parts))


_READERS: Final[Mapping[Reads, Callable[[str, str, KnownNames, Selection], Any]]] = {
    "a layout": _layout,
    "a paper": _paper,
    "a language": _language,
    "a country": _country,
    "yes or no": _yes_or_no,
    "tips": _tips,
}
"""How a cell that is not empty is read, by what data/lists/columns.yaml says; columns go by their heads."""
