"""Cells as people and programs fill them: what means nothing, what is no text, why a cell is refused."""

from __future__ import annotations

import re

_NOTHING = frozenset(("null", "(null)", "n/a", "none", "-", "--"))
_ERRORS = re.compile(r"#(?:(?:N/A|REF|VALUE|NAME|DIV/0|NULL|NUM|SPILL|CALC|GETTING_DATA)[!?]?|#+)")
_LOST = "\ufffd"
_BREAKS = re.compile(r" *[\t\r\n]+ *")
_MARK = "\ufeff"  # the beginning of a file, in the middle of one that was put together from two
# What a spreadsheet takes for a formula (CWE-1236).
_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\0")


class CellError(Exception):
    """Why a row is refused: a sentence that names the column and never quotes the cell."""


class LeftOutError(CellError):
    """Why nothing is printed for a row, beyond doubt: nobody needs to look into it."""


class OnlySpreadError(CellError):
    """Why a row prints nothing that says only where a cancer went: another row of the person may name it."""


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
            f"The {column} column has a sign in place of a letter that got lost on the way. Type it again."
        )


def harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for text: a mark stands before what might be a formula."""
    return f"'{cell}" if cell.startswith(_BEGINNINGS) and len(cell) > 1 else cell


def meant(cell: str) -> str:
    """The cell as it was before the mark."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_BEGINNINGS) else cell
