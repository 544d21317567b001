"""Cells that a spreadsheet would take for formulas (CWE-1236), on the way out and back in."""

from __future__ import annotations

_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\0")


def harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for text: a mark stands before what might be a formula."""
    return f"'{cell}" if cell.startswith(_BEGINNINGS) and len(cell) > 1 else cell


def meant(cell: str) -> str:
    """The cell as it was before the mark."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_BEGINNINGS) else cell
