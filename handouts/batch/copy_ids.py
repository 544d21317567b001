"""Short ids of copies: which row of the list a sheet belongs to, and that it was made from this very list.

The letters follow from the row and the list's bytes by a keyed hash (HMAC, RFC 2104). Without the list they
tell nothing of a person; a sheet of an older list has other letters.
"""

from __future__ import annotations

import hmac
import re

_LETTERS = "ACDEFGHJKMNPQRTUVWXY34679"
"""No letters or figures that are read for each other: 0 and O, 1 and I and L, 2 and Z, 5 and S, 8 and B."""

_LENGTH = 4


_CODE = re.compile(rf"([0-9]{{1,7}})-([{_LETTERS}]{{{_LENGTH}}})", re.IGNORECASE)


def as_code(text: str) -> tuple[int, str] | None:
    """The row and the whole code that a text such as 12-k7qm may be; None where it is none.

    Four figures may be the last row of a range as well.
    """
    found = _CODE.fullmatch(text)
    return (int(found[1]), f"{int(found[1])}-{found[2].upper()}") if found else None


def short_id(key: bytes, row: int) -> str:
    """Such as 12-K7QM. `key` is the digest of the list."""
    number = int.from_bytes(hmac.digest(key, b"%d" % row, "sha256")[:8], "big")
    letters = []
    for _ in range(_LENGTH):
        number, place = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[place])
    return f"{row}-{''.join(letters)}"
