"""Short ids of copies, and the rows that a person names by them, by numbers or by ranges.

An id says which row of the list a sheet belongs to, and that it was made from this very list: its letters
follow from the row and the list's bytes by a keyed hash (HMAC, RFC 2104). Without the list they tell nothing
of a person; a sheet of an older list has other letters.
"""

from __future__ import annotations

import hmac
import re
from typing import NamedTuple

from handouts.errors import UsageError

_MOST_ROWS = 1_000_000
_LETTERS = "ACDEFGHJKMNPQRTUVWXY34679"
"""No letters or figures that are read for each other: 0 and O, 1 and I and L, 2 and Z, 5 and S, 8 and B."""

_LENGTH = 4

_ID = re.compile(rf"([0-9]{{1,7}})-([{_LETTERS}]{{{_LENGTH}}})", re.IGNORECASE)


def short_id(key: bytes, row: int) -> str:
    """Such as 12-K7QM. `key` is the digest of the list."""
    number = int.from_bytes(hmac.digest(key, b"%d" % row, "sha256")[:8], "big")
    letters = []
    for _ in range(_LENGTH):
        number, place = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[place])
    return f"{row}-{''.join(letters)}"


class PrintedList(NamedTuple):
    """The list of a run, as far as codes on its sheets need it."""

    key: bytes  # its digest
    last: int  # its last row
    is_same: bool = True  # whether the list is still that one


def rows_in(text: str, printed: PrintedList) -> tuple[int, ...]:
    """The rows that a text such as 12-9RWG,17-19,23 names, in order, each once.

    A part is a row, a range of rows, or an id. Raises UsageError for an id of another list, and where a part
    can mean two things.
    """
    rows: set[int] = set()
    for part in map(str.strip, text.split(",")):
        coded, ranged = _as_id(part), _range(part)
        is_code = coded is not None and short_id(printed.key, coded[0]) == coded[1]
        if coded and is_code and ranged and ranged[1] <= printed.last:
            raise UsageError(
                f"{part} can mean one sheet or the rows {ranged[0]} to {ranged[1]}. For the sheet, write "
                f"{ranged[0]}; for the rows, {ranged[0]}-{ranged[1] - 1},{ranged[1]}."
            )
        if coded and is_code and not printed.is_same:
            raise UsageError(
                f"The list has changed since it was printed, so {coded[1]} may stand for somebody else now. "
                "Look the person up in the list, and name the row by its number."
            )
        if coded and is_code:
            rows.add(coded[0])
        elif ranged:
            rows.update(range(ranged[0], ranged[1] + 1))
        elif coded:
            raise UsageError(
                f"The sheet {coded[1]} is not of this run's list: row {coded[0]} has other letters there. "
                "Look for the run that it is from."
            )
        else:
            raise _not_rows(part)
    return tuple(sorted(rows))


def _range(part: str) -> tuple[int, int] | None:
    """The first and the last row of a part; None where it is neither a row nor a range."""
    first, dash, last = part.partition("-")
    numbers = [first, last if dash else first]
    if not all(number.isascii() and number.isdigit() and len(number) < 8 for number in numbers):
        return None
    low, high = int(numbers[0]), int(numbers[1])
    return (low, high) if low <= high <= low + _MOST_ROWS else None


def _not_rows(part: str) -> UsageError:
    if len(words := part.split()) > 1:
        return UsageError(
            f"'{' '.join(words)[:20]}' has a blank inside, so it is not clear which rows are meant. "
            "Put commas between rows, and no blanks inside a range: 12,17-19."
        )
    first, _, last = part.partition("-")
    if first.isdigit() and last.isdigit():
        return UsageError(f"{part[:20]} is not a range of rows: the smaller number comes first.")
    return UsageError(
        "The rows must be numbers, ranges, or codes from the foot of a sheet, with commas between, "
        "such as 12,17-19,23-K7QM."
    )


def _as_id(text: str) -> tuple[int, str] | None:
    """The row and the id that a text such as 12-k7qm may be, else None; 12-3467 may be a range, too."""
    found = _ID.fullmatch(text)
    return (int(found[1]), f"{int(found[1])}-{found[2].upper()}") if found else None
