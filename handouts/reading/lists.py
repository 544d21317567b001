"""The words of data/lists/, compiled where that is up to date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from handouts.errors import Diagnostic
from handouts.model.lists import CellWords, Languages, ListColumns
from handouts.model.selection import Selection
from handouts.reading.compiled import Compiled, load_compiled
from handouts.reading.ids import unknown
from handouts.reading.parsed import Parsed, Steps
from handouts.reading.shelf import data_shelves, digest_of_shipped


class Lists(NamedTuple):
    """What is known of lists of people."""

    columns: ListColumns
    languages: Languages
    cells: CellWords


@cache
def lists() -> Lists:
    """The shipped words, read once. Raises ContentError."""
    shipped = load_compiled(digest_of_shipped())
    return (compiled_lists(shipped) if shipped else None) or read_lists()


def compiled_lists(compiled: Compiled) -> Lists | None:
    """The words in what is compiled, None where they are not all there."""
    columns = compiled.record("lists/columns", ListColumns)
    languages = compiled.record("lists/languages", Languages)
    cells = compiled.record("lists/cells", CellWords)
    return Lists(columns, languages, cells) if columns and languages and cells else None


def read_lists() -> Lists:
    """The words as the YAML has them. Raises ContentError."""
    from handouts.reading.reader import Reader  # YAML is loaded only where it must be read

    (shelf,) = data_shelves(None)
    reader = Reader()
    columns = reader.read(shelf, "lists/columns.yaml", ListColumns)
    if columns:
        reader.faults += _check_columns(reader.pages[-1].parsed, columns)
    languages = reader.read(shelf, "lists/languages.yaml", Languages)
    if languages:
        reader.faults += _check_languages(reader.pages[-1].parsed, languages)
    cells = reader.read(shelf, "lists/cells.yaml", CellWords)
    reader.finish()
    assert columns is not None  # a file that gave no record gave a fault
    assert languages is not None
    assert cells is not None
    return Lists(columns, languages, cells)


def _check_columns(parsed: Parsed, columns: ListColumns) -> Iterator[Diagnostic]:
    """A head must mean one column, and a column that sets an option is called as the option."""
    seen: dict[str, str] = {}
    for name, column in columns.columns.items():
        steps: Steps = ("columns", name)
        if column.part_of:
            yield from unknown(parsed, column.part_of, (*steps, "part_of"), columns.columns, "column")
        if column.sets:
            yield from unknown(parsed, name, steps, Selection._fields, "option")
        yield from _seen_before(parsed, column.heads, (*steps, "heads"), seen, name)
    for at, each in enumerate(columns.by_words):
        place: Steps = ("by_words", at)
        yield from unknown(parsed, each.column, (*place, "column"), columns.columns, "column")
        try:
            re.compile(each.pattern)
        except re.error as error:
            yield parsed.fault(f"this is no regular expression: {error}", (*place, "pattern"))
    for key in ("births", "never", "staff"):
        yield from _seen_before(parsed, getattr(columns, key), (key,), seen, key)


def _seen_before(
    parsed: Parsed, heads: Iterable[str], steps: Steps, seen: dict[str, str], name: str
) -> Iterator[Diagnostic]:
    for at, head in enumerate(heads):
        if head in seen:
            yield parsed.fault(f"'{head}' is a head of {seen[head]} already; keep one of them", (*steps, at))
        seen.setdefault(head, name)


def _check_languages(parsed: Parsed, languages: Languages) -> Iterator[Diagnostic]:
    for tag, language in languages.languages.items():
        if language.wider:
            steps = ("languages", tag, "wider")
            yield from unknown(parsed, language.wider, steps, languages.languages, "language")
