"""Rosters with quote marks that do not end: line by line, so that one stray mark costs one row alone.

To the csv module everything after an opening mark is one cell, up to the next mark, wherever that stands. So
people vanish into the cell of another. Here a record that breaks, or that seems to hold rows, is given up at
its first line; the lines after it are read again as rows of their own.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

_MOST_LINES = 200
"""Lines of one cell; more are rows after a mark that does not end."""


class RepairedTable(NamedTuple):
    """What a table in text looks like, as far as rows inside a cell are known by it."""

    delimiter: str
    between: int  # delimiters up to the cancer, without which no row is anybody's
    spaced: bool  # whether blanks stand after the delimiters
    width: int


class CsvRecord(NamedTuple):
    """A row, or a line that cannot be read as one."""

    cells: list[str]
    line: int  # of the file, where it begins
    raw: str = ""  # the whole line, where it is broken
    said: str = ""  # by the csv module, of what breaks it


def is_sound(rows: Iterator[list[str]], line_of: Callable[[], int], table: RepairedTable) -> bool:
    """Whether the csv module alone loses nobody: nothing breaks, and no cell seems to hold rows."""
    line = line_of()
    try:
        for cells in rows:
            if line_of() > line + 1 and _holds_rows(cells, table):
                return False
            line = line_of()
    except csv.Error:
        return False
    return True


def records(text: Iterable[str], line: int, table: RepairedTable) -> Iterator[CsvRecord]:
    """The records of lines, of which the first is number `line` of the file."""
    lines, again = iter(text), deque[str]()

    def taking(taken: list[str]) -> Iterator[str]:
        """The lines that one record may have; each is kept in `taken` too."""
        while len(taken) < _MOST_LINES and (each := again.popleft() if again else next(lines, "")):
            taken.append(each)
            yield each

    while True:
        taken: list[str] = []
        reader = csv.reader(taking(taken), delimiter=table.delimiter, strict=True, skipinitialspace=True)
        said = ""
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            cells, said = [], str(error)
        if said or (len(taken) > 1 and _holds_rows(cells, table)):
            yield CsvRecord([], line, taken[0].rstrip("\r\n"), said if len(taken) == 1 else "")
            again.extendleft(reversed(taken[1:]))
            line += 1
        else:
            yield CsvRecord(cells, line)
            line += len(taken)


def _holds_rows(cells: list[str], table: RepairedTable) -> bool:
    """Whether a line inside a cell may be somebody's row: in a sentence, commas have blanks behind them."""
    later = [line for cell in cells for line in cell.splitlines()[1:]]
    if table.width == 1:
        return bool(later)
    mark = re.compile(re.escape(table.delimiter) + ("" if table.spaced else "(?! )"))
    return any(len(mark.findall(line)) >= table.between for line in later)
