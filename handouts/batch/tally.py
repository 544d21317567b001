"""What many rows have in common, once each with its rows; a long list keeps a limited number of both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Kind = Literal["printed", "omission", "warning", "failed", "skipped"]

_MOST_KINDS = 200
_MOST_RANGES = 100
_REST = ""
"""The text of all that is beyond the limit."""

_PLACES = (
    (re.compile(r"\b[Rr]ow \d+(?:,\d{3})*"), "another row"),
    (re.compile(r"\bLine \d+(?:,\d{3})*"), "A line"),
    (re.compile(r"\bline \d+(?:,\d{3})*"), "a line"),
)
"""Numbers of rows and lines in a sentence: without them, sentences of many rows are one."""


class TallyGroup(NamedTuple):
    """What some rows have in common."""

    text: str  # empty: many different things
    size: int  # how many rows
    ranges: tuple[tuple[int, int], ...]  # first and last row of each, as far as they are kept

    def rows(self, most: int) -> str:
        """Its rows, such as "Rows 4, 9, 17-22 and 3 more", in no more than so many ranges."""
        shown = _joined(self.ranges)[:most]
        more = self.size - sum(last - first + 1 for first, last in shown)
        said = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in shown)
        return f"Row{'s' if self.size > 1 else ''} {said}{f' and {more:,} more' if more else ''}"


def _joined(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges in order, those that follow each other as one: a sorted run has them in its own order."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if joined and joined[-1][1] == first - 1:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


@dataclass(slots=True)
class _Rows:
    """The rows of a group."""

    text: str
    count: int = 0
    ranges: list[int] = field(default_factory=list)  # first, last, first, last ...

    def add(self, row: int) -> None:
        ranges = self.ranges
        if ranges and ranges[-1] == row - 1 and self.count:
            ranges[-1] = row
        elif len(ranges) < 2 * _MOST_RANGES:
            ranges += (row, row)
        self.count += 1


class Tally:
    """Groups rows by reason, warning, handout or omission."""

    def __init__(self, kept: Iterable[Iterable[Any]] = ()) -> None:
        """`kept` is an earlier tally's state."""
        self._groups: dict[tuple[str, str], _Rows] = {}
        self._kinds: dict[str, int] = {}
        for kind, key, text, count, ranges in kept:
            self._groups[kind, key] = _Rows(text, count, [*ranges])
            self._kinds[kind] = self._kinds.get(kind, 0) + 1

    def add(self, kind: Kind, text: str, row: int) -> None:
        """Count a row under a text."""
        (self._groups.get((kind, text)) or self._group(kind, text)).add(row)

    def _group(self, kind: Kind, text: str) -> _Rows:
        key = text
        for pattern, word in _PLACES:
            key = pattern.sub(word, key)
        if (kind, key) not in self._groups and self._kinds.get(kind, 0) >= _MOST_KINDS:
            key = text = _REST
        if (kind, key) not in self._groups:
            self._groups[kind, key] = _Rows(text)
            self._kinds[kind] = self._kinds.get(kind, 0) + 1
        return self._groups[kind, key]

    def groups(self, kind: Kind) -> tuple[TallyGroup, ...]:
        """The groups of a kind, the largest first; the rest is last."""
        found = [
            TallyGroup(
                rows.text if rows.count == 1 else key,
                rows.count,
                tuple(zip(rows.ranges[::2], rows.ranges[1::2], strict=True)),
            )
            for (of, key), rows in self._groups.items()
            if of == kind
        ]
        return tuple(sorted(found, key=lambda group: (group.text == _REST, -group.size, group.ranges)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tally) and self.state() == other.state()

    __hash__ = None  # type: ignore[assignment]

    def state(self) -> list[list[Any]]:
        """All of it as plain data."""
        return [
            [kind, key, rows.text, rows.count, [*rows.ranges]] for (kind, key), rows in self._groups.items()
        ]
