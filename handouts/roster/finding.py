"""Finds the heads of a table: they are often below titles, the day of a report and blank lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from handouts.roster.columns import known_heads

_ROWS: Final = 20
"""Rows among which heads are looked for; blank ones and comments do not count."""


class HeadRow(NamedTuple):
    """The row of the heads."""

    at: int  # which of the rows that were given, from 0
    known: int  # how many of its heads are known
    above: tuple[str, ...]  # the rows above it, each as one line; without comments


def is_comment(cells: Sequence[str]) -> bool:
    """Whether a row is a comment of whoever made the list; a first head "#" is not."""
    first = next((cell.strip() for cell in cells if cell.strip()), "")
    return first.startswith("#") and len(first) > 1


def find_heads(rows: Iterable[Sequence[str]]) -> HeadRow | None:
    """The row in which most heads are known, the first of them; None where no row has any.

    One known head among several cells is a word in a title, or somebody's name.
    """
    above: list[str] = []
    best: HeadRow | None = None
    seen = 0
    for at, cells in enumerate(rows):
        filled = [cell for cell in cells if cell.strip()]
        if not filled or is_comment(cells):
            continue
        known = known_heads(filled)
        if (known >= 2 or known == len(filled)) and (best is None or known > best.known):
            best = HeadRow(at, known, tuple(above))
        above.append(" ".join(" ".join(filled).split()))
        seen += 1
        if seen == _ROWS:
            break
    return best


def head_row_note(head_row: int, above: tuple[str, ...]) -> tuple[str, ...]:
    """A note on heads that are not in the first row."""
    if not above:
        return ()
    lines = "The line above them is" if len(above) == 1 else f"The {len(above)} lines above them are"
    return (f"The heads are in row {head_row}. {lines} not read.",)
