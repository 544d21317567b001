"""A cell that cannot be used, and why."""

from __future__ import annotations


class CellError(Exception):
    """Why a row is refused: a sentence that names the column and never quotes the cell."""
