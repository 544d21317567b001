"""Cells as people and programs fill them: what stands in for nothing, and what was never meant for print."""

from __future__ import annotations

import re

from handouts.roster.cell_error import CellError
from handouts.roster.formulas import meant

_NOTHING = frozenset(("null", "(null)", "n/a", "none", "-", "--"))
_ERRORS = re.compile(r"#(?:(?:N/A|REF|VALUE|NAME|DIV/0|NULL|NUM|SPILL|CALC|GETTING_DATA)[!?]?|#+)")
_LOST = "\ufffd"
_BREAKS = re.compile(r" *[\t\r\n]+ *")
_MARK = "\ufeff"  # the beginning of a file, in the middle of one that was put together from two


def plain(cell: str) -> str:
    """A cell without what does not count: blanks around it, marks that a file begins with, and our own."""
    cell = cell.strip()
    return meant(cell.removeprefix(_MARK).strip()) if cell[:1] in ("'", _MARK) else cell


def is_nothing(cell: str) -> bool:
    """Whether it is how programs write that there is nothing: NULL, N/A, a hyphen."""
    return cell.casefold() in _NOTHING


def told(cell: str) -> str:
    """A cell; empty where it says only that there is nothing."""
    return "" if is_nothing(cell) else cell


def words_of(cell: str, column: str) -> str:
    """Words for the person to read, on one line. Raises CellError where they are none."""
    if not cell or _is_usual(cell):
        return cell
    text = _BREAKS.sub(" ", told(cell))
    check(text, column)
    return text


def _is_usual(cell: str) -> bool:
    """Whether nothing below can apply, as with nearly all; ten thousand are looked at in no time."""
    return cell[:1].isalpha() and cell.isprintable() and not is_nothing(cell) and _LOST not in cell


def check(text: str, column: str) -> None:
    """Raise CellError for what a spreadsheet shows where it knows nothing, and for letters that got lost."""
    if _ERRORS.fullmatch(text):
        raise CellError(
            f"The {column} column holds an error of a spreadsheet. Put in what should stand there."
        )
    if _LOST in text:
        raise CellError(
            f"The {column} column has a sign in place of a letter that got lost on the way. Type it anew."
        )
