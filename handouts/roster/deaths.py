"""Whether a cell says that a person has died.

The meaning of a figure or a code is never guessed: 1 means dead in some systems and alive in others.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Final

from handouts.roster.answers import Vital
from handouts.roster.cells import CellError, told

_ALIVE: Final = re.compile(
    r"(?:is )?alive(?: (?:and well|with disease))?|liv(?:ing|es)|(?:is )?not (?:dead|deceased)|no|n|false|f"
    r"|active|current|well|off|(?:deceased|dead|died) ?[:=-] ?(?:no|n|false|f)"
)
_DEAD: Final = re.compile(
    r"(?:(?:patient|pt|person) )?(?:is |has )?(?:dead|deceased|died|dec'?d|expired|r\.?i\.?p\.?"
    r"|passed away|passed"
    r"|death|date of death)\b(?P<rest>.*)|y|yes|true|t|x|on"
)
_DOUBT: Final = re.compile(r"\?|\b(?:no|not|never|none|unknown|possibl\w*|presumed|maybe|if|when|wishes)\b")
_NO_DAY: Final = re.compile(r"(?=.*0.*0)[0/.:\- t]+")
_CODE: Final = re.compile(r"[0-9]{1,3}(?:\.0)?|[a-z]{1,2}")
_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})(?!\d)")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?!\d)")
_MONTH: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[ -]?[a-z]{3,9}\.?,?[ -]?(\d{4})|[a-z]{3,9}\.? (\d{1,2}),? (\d{4})"
)
_ONLY_YEAR: Final = re.compile(r"(?:\d{1,2}[-/])?(\d{4})(?:-\d\d)?")
_YEARS: Final = range(1990, 2100)  # programs write 1900 or 9999 where there is no day
_TIME: Final = re.compile(r"(?:[t ]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]m)?(?:z|[+-]\d\d:?\d\d)?)?$")


FLAG: Final = "\x1e"
"""Before a yes or no below a head that does not say which of them is death: the record separator."""


YES_OR_NO: Final = frozenset(("yes", "y", "true", "t", "x", "no", "n", "false", "f"))
"""How a yes or a no is written, folded."""


class DigitsError(CellError):
    """A figure or a code that only the clinic can explain: one answer holds for the whole list."""


def death_of(cell: str, vital: Mapping[str, Vital], today: datetime.date) -> Vital:
    """Whether a cell says dead or alive; empty cells and zeros in place of a day say alive.

    `vital` says what figures and codes mean. Raises DigitsError for others, CellError for no clear day; a day
    after `today` is none.
    """
    said = told(cell.strip()).removeprefix(FLAG)
    for value, meaning in vital.items():
        if value.casefold() == said.casefold():
            return meaning
    text = " ".join(said.casefold().split())
    if cell.startswith(FLAG):
        raise DigitsError(_CODED)
    if not text or _NO_DAY.fullmatch(text) or _ALIVE.fullmatch(text):
        return "alive"
    if match := _DEAD.fullmatch(text):
        if _DOUBT.search(match["rest"] or ""):
            raise CellError(_UNCLEAR)
        return "dead"
    if is_figure(said) or _CODE.fullmatch(text):
        raise DigitsError(_CODED)
    return _by_day(text, today)


def is_code(cell: str) -> bool:
    """Whether a cell holds a figure, a code, or a yes or no that only the clinic can explain."""
    try:
        death_of(f"{FLAG}{cell}" if cell.casefold() in YES_OR_NO else cell, {}, datetime.date.max)
    except DigitsError:
        return True
    except CellError:
        return False
    return False


def is_figure(cell: str) -> bool:
    """Whether a cell holds a bare figure, such as 0 or 1."""
    return re.fullmatch(r"\d{1,3}(?:\.0)?", cell.strip()) is not None


_CODED: Final = (
    "The column on deaths holds a figure or a code, which means dead in some systems and alive in "
    "others. Say what it means here, such as --vital 1=dead."
)
_UNCLEAR: Final = (
    "What the column on deaths says is not understood. If the person is alive, empty the cell; if not, "
    "write dead."
)


def _by_day(text: str, today: datetime.date) -> Vital:
    """Dead where a text is a day on which somebody can have died. Raises CellError for all else."""
    day = _TIME.sub("", text)
    if match := _YEAR_FIRST.fullmatch(day):
        real = _is_day(today, int(match[1]), int(match[2]), int(match[3]))
    elif match := _YEAR_LAST.fullmatch(day):
        year, first, second = int(match[3]), int(match[1]), int(match[2])
        real = _is_day(today, year, first, second) or _is_day(today, year, second, first)
    elif match := _MONTH.fullmatch(day):
        real = _is_day(today, int(match[2] or match[4]), 1, 1)
    elif match := _ONLY_YEAR.fullmatch(day):
        real = int(match[1]) in _YEARS and int(match[1]) <= today.year
    else:
        raise CellError(_UNCLEAR)
    if not real:
        raise CellError(
            "The column on deaths holds a day on which nobody can have died. Is the person alive? "
            "Then empty the cell; if not, write dead."
        )
    return "dead"


def _is_day(today: datetime.date, year: int, month: int, day: int) -> bool:
    try:
        found = datetime.date(year, month, day)
        return found.year in _YEARS and (found - today).days <= 1  # east of here it may be tomorrow
    except ValueError:
        return False
