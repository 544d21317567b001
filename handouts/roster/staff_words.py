"""Words that staff write to each other in cells meant for something else; they are never printed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

from handouts.reading.lists import lists
from handouts.roster.languages import is_language

_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_CANCELED: Final = re.compile(r"\bcancell?ed\b|\bcx'?d\b|\bCANC\b", re.IGNORECASE)


class _Patterns(NamedTuple):
    anywhere: re.Pattern[str]
    not_clinicians: re.Pattern[str]
    beside_names: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    staff = lists().cells.staff
    return _Patterns(*map(_any_of, (staff.anywhere, staff.not_clinicians, staff.beside_names)))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the words; a star in them stands for any ending."""
    choices = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"\b(?:{choices})\b", re.IGNORECASE)


def has_staff_words(text: str) -> bool:
    """Whether a text on a visit has words of staff."""
    return "??" in text or _patterns().anywhere.search(text) is not None


def is_no_clinician(text: str) -> bool:
    """Whether a text has words of staff, or of rooms and machines, which are in no clinician's name."""
    return has_staff_words(text) or _patterns().not_clinicians.search(text) is not None


def has_staff_words_beside_name(name: str) -> bool:
    """Whether a name has words of staff beside it, such as "Ann Lee (DNR)" or "Ann Lee (Spanish)".

    In brackets only another name may stand.
    """
    aside = [text.strip() for text in _BRACKETS.findall(name)]
    return _patterns().beside_names.search(name) is not None or any(map(_is_no_nickname, aside))


def _is_no_nickname(text: str) -> bool:
    return text[:1].islower() or is_no_clinician(text) or is_language(text)


def says_canceled(text: str) -> bool:
    """Whether a text says anywhere that something is canceled."""
    return _CANCELED.search(text) is not None
