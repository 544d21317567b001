"""Characters that programs leave behind in texts, cannot be seen, and say nothing on paper."""

from __future__ import annotations

import re
from typing import Final

JOINERS: Final = frozenset("\u200c\u200d")
"""They change the form of letters beside them in some scripts, as in Persian and Sinhala."""

# Soft hyphen, zero-width space, joiners, marks of direction that turn nothing around, byte order mark.
_UNSEEN: Final = re.compile("[\u00ad\u061c\u200b-\u200f\u2060-\u2064\ufeff]")
_JOINED: Final = re.compile("[\u0600-\u0dff\u1000-\u109f\u1780-\u18af]{2}")


def without_unseen(text: str) -> str:
    """A text without them; joiners stay where the letters beside them need one."""
    if text.isascii() or not _UNSEEN.search(text):
        return text
    return _UNSEEN.sub(lambda match: match[0] if _is_needed(text, match.start()) else "", text)


def _is_needed(text: str, at: int) -> bool:
    return (
        text[at] in JOINERS
        and _JOINED.fullmatch(text[max(at - 1, 0) : at] + text[at + 1 : at + 2]) is not None
    )
