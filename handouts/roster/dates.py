"""Days and times in cells: written as the country writes them, or refused where the day is in doubt."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from handouts.compose.section_input import date_in_words
from handouts.model.labels import Labels
from handouts.roster.answers import DateOrder
from handouts.roster.cells import CellError, LeftOutError
from handouts.roster.staff_words import has_staff_words, says_canceled
from handouts.roster.statuses import status_before, status_of

_LONGEST: Final = 60  # characters of a date with its time; more is a sentence
_YEARS: Final = range(1990, 2100)  # of visits; programs write 1900 or 9999 where there is no day
_CENTURY: Final = range(2020, 2060)  # years that two figures may mean

_WEEKDAY: Final = re.compile(
    r"(?P<weekday>mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)\b\.?,? *",
    re.IGNORECASE,
)
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK: Final = r"\d{1,2}[:.]\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]\.? ?m?\.?)?|\d{1,2} ?[ap]\.? ?m\.?"
_CLOCK_PARTS: Final = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?::(?P<second>\d\d)(?:\.\d+)?)?"
    r"(?: ?(?P<half>[ap])\.? ?m?\.?)?",
    re.IGNORECASE,
)
_NIGHT: Final = range(1, 7)  # hours that are no time of a visit
_TIME: Final = re.compile(rf"(?P<day>.*\S)(?:T|[ ,]+)(?P<time>{_CLOCK})", re.IGNORECASE)
_BARE_TIME: Final = re.compile(r"(?P<day>\d{8})[ T]?(?P<hour>\d\d)(?P<minute>\d\d)(?:(?P<second>\d\d))?")
_YEAR_FIRST: Final = re.compile(r"(?P<year>\d{4})([-/. ])(?P<month>\d{1,2})\2(?P<day>\d{1,2})")
_BARE: Final = re.compile(  # as record systems write it
    r"(?P<year>(?:19|20|99)\d\d|0000)(?P<month>\d\d)(?P<day>\d\d)"
)
_SERIAL: Final = re.compile(r"[3-6]\d{4}(?:\.\d+)?")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)")
_DAY_MONTH: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ .-]*([a-z]+)\.?,?[ -]*(\d{4}|\d\d)", re.IGNORECASE
)
_MONTH_DAY: Final = re.compile(
    r"([a-z]+)\.?[ -]+(\d{1,2})(?:st|nd|rd|th)?(?:,? +|-)(\d{4}|\d\d)", re.IGNORECASE
)
_ANY_TIME: Final = re.compile(r"\b\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\b)?", re.IGNORECASE)
_ONLY_DIGITS: Final = re.compile(r"[\d\s./:,T+Z-]*\d[\d\s./:,T+Z-]*")
_ZONE: Final = re.compile(r"([T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?:Z|[+-]\d\d:?\d\d)$")
_HOW: Final = "Write it as 2026-11-24 or as 24 Nov 2026."
_NO_TIME: Final = "The {} has a time that is none of the clock. Write it as 14:30 or as 2:30 PM."
_ORDERS: Final[dict[str, DateOrder]] = {"us": "mdy", "au": "dmy", "ie": "dmy", "nz": "dmy", "uk": "dmy"}
_SAID: Final[dict[DateOrder, str]] = {"mdy": "the month first", "dmy": "the day first"}


class _Clock(NamedTuple):
    """A time of day."""

    hour: int
    minute: int
    given: str  # as it was written
    # Whether morning or afternoon is clear: 2:30 without a.m. or p.m. is hardly meant by night.
    clear: bool = True


class _Said(NamedTuple):
    """A date, and the time behind it; a time alone has no date."""

    day: datetime.date | None
    clock: _Clock | None = None


def written(text: str, column: str, labels: Labels, order: DateOrder | None = None) -> str:
    """What is printed for a cell: date and time in the words of the language, anything else as given.

    `order` is that of the list. Raises CellError for a day that is not in the calendar or of no visit, for
    an impossible time, and for a date that can mean two days.
    """
    plain = _ZONE.sub(r"\1", " ".join(text.split()))
    said = _said(plain, column, labels, order) if len(text) <= _LONGEST else None
    if said is None:
        if column == "appointment":
            _check_words(text)
        return text
    words = [date_in_words(said.day, labels)] if said.day else []
    if said.clock and (said.clock.hour, said.clock.minute) != (0, 0):  # midnight: programs knew no time
        words.append(_clock_in_words(said.clock, labels))
    return ", ".join(words)


def _check_words(text: str) -> None:
    """Raise for words of staff in place of a visit, or beside it."""
    status = status_of(text) or status_before(text)
    if status is not None and status.kind == "left out":
        raise LeftOutError(status.reason)
    if has_staff_words(text) or says_canceled(text):
        raise CellError(
            "The appointment column holds words of staff, which are not printed. "
            "Leave only the day and the time."
        )


def order_of(texts: Iterable[str]) -> DateOrder | Literal["mixed"] | None:
    """What dates say of their order: those that can be read in one way; "mixed" where they contradict."""
    found = {order for text in texts if (order := _order_in(text))}
    return "mixed" if len(found) > 1 else next(iter(found), None)


def order_by_weekday(pairs: Iterable[tuple[str, str]]) -> DateOrder | None:
    """The order in which dates fall on the weekdays beside them; None where none does, or they contradict."""
    found = {order for text, weekday in pairs if (order := _order_by_weekday(text, weekday))}
    return found.pop() if len(found) == 1 else None


def order_of_country(country: str) -> DateOrder | None:
    """How people of a country write dates in figures; None where they do it in both ways, as in Canada."""
    return _ORDERS.get(country)


def is_in_two_ways(text: str) -> bool:
    """Whether a date can mean two days."""
    figures = _figures(text)
    return figures is not None and figures[0] != figures[1] and max(figures[:2]) <= 12 and not _order_in(text)


def _figures(text: str) -> tuple[int, int, int] | None:
    """The figures of a date with the year at its end, where that is all the day there is."""
    plain = _WEEKDAY.sub("", " ".join(text.split()), count=1)
    match = _YEAR_LAST.match(plain)
    if match is None or plain[match.end() : match.end() + 1].isdigit():
        return None
    year = int(match[4])
    return int(match[1]), int(match[3]), year if len(match[4]) == 4 else 2000 + year


def _order_in(text: str) -> DateOrder | None:
    figures = _figures(text)
    if figures is None:
        return None
    first, second, _ = figures
    if 12 < first <= 31 and 1 <= second <= 12:
        return "dmy"
    if 12 < second <= 31 and 1 <= first <= 12:
        return "mdy"
    named = _WEEKDAY.match(text.strip())
    return _order_by_weekday(text, named["weekday"]) if named else None


def _order_by_weekday(text: str, weekday: str) -> DateOrder | None:
    figures, named = _figures(text), _WEEKDAY.match(weekday.strip())
    if figures is None or named is None or figures[0] == figures[1]:
        return None
    first, second, year = figures
    month_first = _falls_on(named["weekday"], year, first, second)
    day_first = _falls_on(named["weekday"], year, second, first)
    return None if month_first == day_first else "mdy" if month_first else "dmy"


def _falls_on(weekday: str, year: int, month: int, day: int) -> bool:
    found = _date(year, month, day)
    return found is not None and found.weekday() == _WEEKDAYS.index(weekday[:3].casefold())


def _date(year: int, month: int, day: int) -> datetime.date | None:
    """The day; None where the calendar has none."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _said(text: str, column: str, labels: Labels, order: DateOrder | None) -> _Said | None:
    """The date and time that a whole cell is; None where it is words."""
    named = _WEEKDAY.match(text)
    bare = text[named.end() :] if named else text
    if column != "date" and (clock := _clock_of(bare)) and (":" in bare or not bare[-1].isdigit()):
        return None if named else _Said(None, clock)
    clock, plain = _clock(bare, column)
    day = _day(plain, column, labels, order)
    if day is not None:
        if named and not _falls_on(named["weekday"], day.year, day.month, day.day):
            raise CellError(f"The {column} names a weekday on which that day does not fall. Which is right?")
        return _Said(day, clock)
    if _SERIAL.fullmatch(text):
        raise CellError(
            f"The {column} is the number by which a spreadsheet knows a day. "
            f"Format the cell as a date, or w{_HOW[1:]}"
        )
    if not all(map(_clock_of, _ANY_TIME.findall(text))):
        raise CellError(_NO_TIME.format(column))
    if _ONLY_DIGITS.fullmatch(text):
        raise CellError(f"The {column} is in figures that can be read in more than one way. {_HOW}")
    return None


def _clock(text: str, column: str) -> tuple[_Clock | None, str]:
    """The time at the end of a text, and what stands before it."""
    if match := _BARE_TIME.fullmatch(text):
        time = f"{match['hour']}:{match['minute']}:{match['second'] or '00'}"
        before = match["day"]
    elif (match := _TIME.fullmatch(text)) and any(letter.isdigit() for letter in match["day"]):
        time, before = match["time"], match["day"].removesuffix(" at").rstrip(" ,-")
    else:
        return None, text
    clock = _clock_of(time)
    if clock is None:
        raise CellError(_NO_TIME.format(column))
    return clock, before


def _day(text: str, column: str, labels: Labels, order: DateOrder | None) -> datetime.date | None:
    """The day that a text names; None where it is none of the forms that are known."""
    if match := _YEAR_FIRST.fullmatch(text) or _BARE.fullmatch(text):
        return _real(column, *map(int, match.group("year", "month", "day")))
    if match := _YEAR_LAST.fullmatch(text):
        if len(match[4]) == 2 and order is None:
            return None
        return _in_figures(column, (int(match[1]), int(match[3])), _year(match[4], column, order), order)
    if match := _DAY_MONTH.fullmatch(text):
        day, word, year = match.groups()
    elif match := _MONTH_DAY.fullmatch(text):
        word, day, year = match.groups()
    else:
        return None
    month = _month(word, labels)
    return _real(column, _year(year, column, order), month, int(day)) if month else None


def _year(figures: str, column: str, order: DateOrder | None) -> int:
    """A year; of two figures only in a list whose order of dates is known, and where it is near."""
    if len(figures) == 4:
        return int(figures)
    if order is not None and 2000 + int(figures) in _CENTURY:
        return 2000 + int(figures)
    raise CellError(f"The {column} has a year of two figures. {_HOW}")


def _in_figures(column: str, figures: tuple[int, int], year: int, order: DateOrder | None) -> datetime.date:
    """The day of 24.11.2026 or 11/24/2026, by the order of the list, or where one of them can be no month."""
    first, second = figures
    month, day = (first, second) if (order or ("mdy" if second > 12 else "dmy")) == "mdy" else (second, first)
    if order is not None and month > 12 >= day:
        raise CellError(f"The {column} has no such month: in this list dates have {_SAID[order]}. {_HOW}")
    if order is not None or max(figures) > 12 or first == second:
        return _real(column, year, month, day)
    raise CellError(
        f"The {column} can mean two days: which figure is the month? Say it for the whole list with "
        f"--dates mdy (the month first) or --dates dmy, or w{_HOW[1:]}"
    )


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
    """A day on which something can be. Raises CellError."""
    found = _date(year, month, day)
    if found is None or year < 1800:
        raise CellError(f"The {column} is no day of the calendar. {_HOW}")
    if year not in _YEARS:
        raise CellError(
            f"The {column} is no day of a visit: programs write such days where there is none. "
            "Put in the day, or empty the cell."
        )
    return found


def _clock_of(text: str) -> _Clock | None:
    """The time that a whole text is; None where it is none, such as 25:99, 14:30 PM and 24:00."""
    match = _CLOCK_PARTS.fullmatch(text)
    if match is None or not (match["minute"] or match["half"]):
        return None
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), (match["half"] or "").casefold()
    if minute > 59 or int(match["second"] or 0) > 59 or hour > (12 if half else 23) or (half and not hour):
        return None
    clear = bool(half) or hour not in _NIGHT
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return _Clock(hour, minute, f"{match['hour']}:{match['minute'] or '00'}", clear)


def _clock_in_words(clock: _Clock, labels: Labels) -> str:
    """A time as the labels of a country write it; as it was given where it may be by day or by night."""
    if not clock.clear:
        return clock.given
    return (
        labels.clock.replace("{hour24}", f"{clock.hour:02}")
        .replace("{hour}", str(clock.hour % 12 or 12))
        .replace("{minute}", f"{clock.minute:02}")
        .replace("{half}", labels.halves[clock.hour >= 12])
    )
