"""A cell that cannot be used, and why."""

from __future__ import annotations


class CellError(Exception):
    """Why a row is refused: a sentence that names the column and never quotes the cell."""


class LeftOutError(CellError):
    """Why nothing is printed for a row, beyond doubt: nobody needs to look into it."""
