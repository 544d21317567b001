"""Dates in cells: written as the language writes them, or refused where the day is in doubt."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from handouts.compose.given import date_in_words
from handouts.model.labels import Labels
from handouts.roster.cell_error import CellError

_LONGEST = 48  # characters of a date with its time; more is a sentence
_OLDEST = 1900  # a year before it is a slip

_TIME = re.compile(
    r"(?P<day>.*\S)[T ,]+(?P<time>\d{1,2}:\d\d)(?P<seconds>:\d\d(?:\.\d+)?)?(?P<half> ?[ap]\.?m\.?)?",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_BARE = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")  # as record systems write it
_SERIAL = re.compile(r"[3-6]\d{4}(?:\.\d+)?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ .-]+([a-z]+)\.?,?[ -]+(\d{4})", re.IGNORECASE)
_MONTH_DAY = re.compile(r"([a-z]+)\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})", re.IGNORECASE)
_ONLY_TIME = re.compile(r"\d{1,2}[:.]\d\d")
_ONLY_DIGITS = re.compile(r"[\d\s./:,T+Z-]*\d[\d\s./:,T+Z-]*")
_MONTH = re.compile(r"\d{1,2}[ -][a-z]{3,9}[ -]\d{2}|[a-z]{3,9}[ -]\d{1,2}[, -]+\d{2}", re.IGNORECASE)
_HOW = "Write it as 2026-11-24 or as 24 Nov 2026."


class _Said(NamedTuple):
    """A date, and the time behind it."""

    day: datetime.date
    time: str = ""


def written(text: str, column: str, labels: Labels, order=None) -> str:
    """What is printed for a cell: a date in the words of the language, all else as given.

    Raises CellError for a date that is no day of the calendar, and for one that can mean two days.
    """
    said = _said(text, column, labels) if len(text) <= _LONGEST else None
    if said is None:
        return text
    words = date_in_words(said.day, labels)
    return f"{words}, {said.time}" if said.time else words


def _said(text: str, column: str, labels: Labels) -> _Said | None:
    """The date that a whole cell is; None where it is words."""
    match = _TIME.fullmatch(text)
    day = _day(match["day"].rstrip(" ,") if match else text, column, labels)
    if day is None:
        if _SERIAL.fullmatch(text):
            raise CellError(
                f"The {column} is the number by which a spreadsheet knows a day. "
                f"Format the cell as a date, or w{_HOW[1:]}"
            )
        if _ONLY_DIGITS.fullmatch(text) and not (_ONLY_TIME.fullmatch(text) and column != "date"):
            raise CellError(f"The {column} is in figures that can be read in more than one way. {_HOW}")
        return None
    if match is None:
        return _Said(day)
    midnight = match["time"] in ("00:00", "0:00") and not match["half"]
    return _Said(day, "" if midnight else f"{match['time']}{match['half'] or ''}")


def _day(text: str, column: str, labels: Labels) -> datetime.date | None:
    """The day that a text names; None where it is none of the forms that are known."""
    if match := _YEAR_FIRST.fullmatch(text):
        return _real(column, int(match[1]), int(match[3]), int(match[4]))
    if match := _BARE.fullmatch(text):
        return _real(column, int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR_LAST.fullmatch(text):
        return _in_figures(column, int(match[1]), int(match[3]), int(match[4]))
    if match := _DAY_MONTH.fullmatch(text):
        day, word, year = match.groups()
    elif match := _MONTH_DAY.fullmatch(text):
        word, day, year = match.groups()
    else:
        _refuse_short_year(text, column, labels)
        return None
    month = _month(word, labels)
    return _real(column, int(year), month, int(day)) if month else None


def _in_figures(column: str, first: int, second: int, year: int) -> datetime.date:
    """The day of 24.11.2026 or 11/24/2026: which is the month is known only where the other cannot be."""
    if first > 12 or first == second:
        return _real(column, year, second, first)
    if second > 12:
        return _real(column, year, first, second)
    raise CellError(f"The {column} can mean two days: which figure is the month? {_HOW}")


def _refuse_short_year(text: str, column: str, labels: Labels) -> None:
    if _MONTH.fullmatch(text) and any(_month(word, labels) for word in re.findall("[A-Za-z]+", text)):
        raise CellError(f"The {column} has a year of two figures. {_HOW}")


def _month(word: str, labels: Labels) -> int:
    """The number of a month by its name or the beginning of it; 0 for other words."""
    start = word.casefold()
    if len(start) < 3:
        return 0
    for number, name in enumerate(labels.months, 1):
        if name.casefold().startswith(start) or (start == "sept" and name == "September"):
            return number
    return 0


def _real(column: str, year: int, month: int, day: int) -> datetime.date:
    try:
        if year >= _OLDEST:
            return datetime.date(year, month, day)
    except ValueError:
        pass
    raise CellError(f"The {column} is no day of the calendar. {_HOW}")


import re as _re

_D = _re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}).*")


def order_of(texts):
    f = set()
    for t in texts:
        m = _D.match(t)
        if m:
            a, b = int(m[1]), int(m[2])
            if a > 12:
                f.add("dmy")
            elif b > 12:
                f.add("mdy")
    return "mixed" if len(f) > 1 else (f.pop() if f else None)


def order_by_weekday(pairs):
    return None


def order_of_country(c):
    return "mdy" if c == "us" else "dmy"


def is_in_two_ways(t):
    m = _D.match(t)
    return bool(m and int(m[1]) < 13 and int(m[2]) < 13 and m[1] != m[2])
