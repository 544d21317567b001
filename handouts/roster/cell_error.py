"""A cell that cannot be used, and why."""

from __future__ import annotations


class CellError(Exception):
    """Why a row is refused: a sentence that names the column and never quotes the cell."""


class LeftOutError(CellError):
    """Why nothing is printed for a row, beyond doubt: nobody needs to look into it."""


class OnlySpreadError(CellError):
    """Why a row prints nothing that says only where a cancer went: another row of the person may name it."""
