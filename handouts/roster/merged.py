"""Cells of a spreadsheet that are merged over rows: each row of them has the value of the first."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.roster.xlsx_cells import EMPTY, Cell, Range


class Merged:
    """Fills merged cells below the heads. Give it the rows in order."""

    def __init__(self, ranges: Iterable[Range], head_row: int) -> None:
        self._waiting = sorted((each for each in ranges if each.top > head_row), reverse=True)
        self._open: list[tuple[Range, Cell]] = []

    def fill(self, row: int, cells: list[Cell]) -> bool:
        """Put in the values that a row shares with one above it; whether cells are merged over columns."""
        while self._waiting and self._waiting[-1].top <= row:
            each = self._waiting.pop()
            first = each.top == row and each.left < len(cells)
            self._open.append((each, cells[each.left] if first else EMPTY))
        self._open = [(each, value) for each, value in self._open if each.bottom >= row]
        for each, value in self._open:
            if each.left == each.right and value is not EMPTY:
                cells += [EMPTY] * (each.left + 1 - len(cells))
                if not cells[each.left].text:
                    cells[each.left] = value._replace(shared=True)
        return any(each.left != each.right for each, _ in self._open)
