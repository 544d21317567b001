"""Dates in cells."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.compose.for_country import labels_here
from handouts.model.library import Wanted
from handouts.reading.library import read_library
from handouts.roster.answers import DateOrder
from handouts.roster.cells import CellError
from handouts.roster.dates import is_in_two_ways, order_by_weekday, order_of, order_of_country, written

LABELS = read_library(Wanted(cancers=(), tips=())).labels
BRITISH = labels_here(read_library(Wanted(cancers=(), tips=(), country="uk")))


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-24",
        "2026/11/24",
        "2026 11 24",
        "24.11.2026",
        "11/24/2026",
        "24/11/2026",
        "24 Nov 2026",
        "24-Nov-2026",
        "24NOV2026",
        "24th November 2026",
        "Nov 24, 2026",
        "NOVEMBER 24 2026",
        "Tue 24 Nov 2026",
        "Tuesday, November 24, 2026",
        "Tues. 24/11/2026",
        "2026-11-24 00:00:00",
        "2026-11-24T00:00:00",
        "11/24/2026 12:00 AM",
        "20261124",
        "20261124 000000",
    ],
)
def test_one_day_in_many_forms(text: str) -> None:
    assert written(text, "date", LABELS) == "November 24, 2026"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-12-03 10:30", "December 3, 2026, 10:30 a.m."),
        ("2026-12-03T10:30:00", "December 3, 2026, 10:30 a.m."),
        ("13/12/2026, 9:05 am", "December 13, 2026, 9:05 a.m."),
        ("11/25/2026 8:00 AM", "November 25, 2026, 8:00 a.m."),
        ("25/11/2026 14:30", "November 25, 2026, 2:30 p.m."),
        ("2026-11-25 09:30:00", "November 25, 2026, 9:30 a.m."),
        ("20261125 093000", "November 25, 2026, 9:30 a.m."),
        ("202611251430", "November 25, 2026, 2:30 p.m."),
        ("11/25/2026 08:30:00 AM", "November 25, 2026, 8:30 a.m."),
        ("Wed 25 Nov 2026 at 2pm", "November 25, 2026, 2:00 p.m."),
        ("3 Dec, 10:30", "3 Dec, 10:30"),
        ("10:30", "10:30 a.m."),
        ("2:30 PM", "2:30 p.m."),
        ("09:00", "9:00 a.m."),
        ("12:15", "12:15 p.m."),
        ("2.30pm", "2:30 p.m."),
        ("2:30", "2:30"),  # by night or after lunch: not ours to say
        ("Tuesday after lunch", "Tuesday after lunch"),
        ("", ""),
        ("04/04/2026", "April 4, 2026"),
    ],
)
def test_days_and_times_of_visits_in_many_forms(text: str, said: str) -> None:
    assert written(text, "appointment", LABELS) == said


def test_a_country_writes_the_time_in_its_way() -> None:
    assert written("02/12/2026 14:05", "appointment", BRITISH, "dmy") == "2 December 2026, 2:05 pm"
    by_day = LABELS.__class__(
        **{name: getattr(LABELS, name) for name in LABELS.__struct_fields__} | {"clock": "{hour24}:{minute}"}
    )
    assert written("9:05 AM", "appointment", by_day) == "09:05"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("03/04/2026", "can mean two days"),
        ("3.4.2026", "--dates mdy"),
        ("03/04/2026 10:30", "--dates dmy"),
        ("2026-02-31", "no day of the calendar"),
        ("31 Feb 2026", "no day of the calendar"),
        ("31/13/2026", "no day of the calendar"),
        ("0226-11-24", "no day of the calendar"),
        ("0000-00-00", "no day of the calendar"),
        ("00/00/0000", "no day of the calendar"),
        ("1900-01-01", "no day of a visit"),
        ("12/30/1899", "no day of a visit"),
        ("01/01/1901", "no day of a visit"),
        ("9999-12-31", "no day of a visit"),
        ("99991231", "no day of a visit"),
        ("31 Dec 1899 14:30", "no day of a visit"),
        ("Mon 24 Nov 2026", "weekday"),
        ("Sunday, November 24, 2026", "weekday"),
        ("11/24/26", "more than one way"),
        ("24/11", "more than one way"),
        ("0", "more than one way"),
        ("46350", "the number by which a spreadsheet knows a day"),
        ("20261345", "no day of the calendar"),
        ("10:30", "more than one way"),
        ("25:99", "none of the clock"),
        ("24/11/2026 25:99", "none of the clock"),
        ("24/11/2026 14:30 PM", "none of the clock"),
        ("11/24/2026 13:00 AM", "none of the clock"),
        ("2026-11-24 24:00", "none of the clock"),
        ("20261124 256000", "none of the clock"),
        ("24 Nov 26", "a year of two figures"),
        ("24-Nov-26", "a year of two figures"),
    ],
)
def test_days_in_doubt_are_refused(text: str, why: str) -> None:
    with pytest.raises(CellError) as caught:
        written(text, "date", LABELS)
    assert why in str(caught.value)
    assert text not in str(caught.value) or text == "0"
    assert str(caught.value).startswith("The date ")


@pytest.mark.parametrize(
    "text", ["25:99", "14:30 PM", "13:00 AM", "24:00", "0:30 pm", "Tue 25:99", "9:75 AM"]
)
def test_a_visit_at_no_time_of_the_clock(text: str) -> None:
    with pytest.raises(CellError, match="none of the clock"):
        written(text, "appointment", LABELS)


@pytest.mark.parametrize(
    ("text", "order", "said"),
    [
        ("12/01/2026", "mdy", "December 1, 2026"),
        ("12/01/2026", "dmy", "January 12, 2026"),
        ("12/01/2026 8:00 AM", "mdy", "December 1, 2026, 8:00 a.m."),
        ("12/1/26", "mdy", "December 1, 2026"),
        ("1.12.26", "dmy", "December 1, 2026"),
        ("24-Nov-26", "dmy", "November 24, 2026"),
        ("2026-12-01", "dmy", "December 1, 2026"),
    ],
)
def test_the_order_of_a_list_is_kept(text: str, order: DateOrder, said: str) -> None:
    assert written(text, "appointment", LABELS, order) == said


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("25/11/2026", "mdy"),
        ("11/25/2026", "dmy"),
        ("12/01/85", "mdy"),
        ("31/02/2026", "dmy"),
        ("0/1/2026", "mdy"),
    ],
)
def test_what_cannot_be_in_the_order_of_its_list(text: str, order: DateOrder) -> None:
    with pytest.raises(CellError):
        written(text, "appointment", LABELS, order)


def test_a_whole_list_tells_its_order() -> None:
    assert order_of(["12/03/2026", "", "words", "11/25/2026 8:00 AM"]) == "mdy"
    assert order_of(["03.12.2026", "25.11.2026"]) == "dmy"
    assert order_of(["Wednesday 02/12/2026"]) == "dmy"
    assert order_of(["25/11/2026", "11/25/2026"]) == "mixed"
    assert order_of(["12/03/2026", "2026-11-25", "99/99/2026", "04/04/2026"]) is None


def test_weekdays_beside_dates_tell_the_order() -> None:
    assert order_by_weekday([("02/12/2026", "Wednesday"), ("03/12/2026", "Thu")]) == "dmy"
    assert order_by_weekday([("12/02/2026 9:00 AM", "WED")]) == "mdy"
    assert order_by_weekday([("02/12/2026", "Wednesday"), ("12/02/2026", "Wednesday")]) is None
    assert order_by_weekday([("02/12/2026", "Sunday"), ("04/04/2026", "Saturday"), ("x", "")]) is None


def test_countries_have_an_order_or_two() -> None:
    found = {
        country: order_of_country(country) for country in ("us", "uk", "au", "nz", "ie", "ca", "atlantis")
    }
    assert [name for name, order in found.items() if order == "mdy"] == ["us"]
    assert [name for name, order in found.items() if order is None] == ["ca", "atlantis"]


def test_dates_that_can_be_read_in_two_ways_are_found() -> None:
    assert is_in_two_ways("12/01/2026 8:00 AM")
    assert is_in_two_ways("1.12.26")
    assert not any(
        map(is_in_two_ways, ("04/04/2026", "25/11/2026", "Wed 02/12/2026", "2026-12-01", "", "Dec 1"))
    )


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2099, 12, 31)))
def test_every_day_is_printed_in_a_form_that_can_be_read_again(day: datetime.date) -> None:
    said = written(day.isoformat(), "date", LABELS)
    assert said.endswith(str(day.year))
    assert written(said, "date", LABELS) == said


@given(st.text(max_size=60))
def test_any_text_ends_in_words_or_a_refusal(text: str) -> None:
    try:
        said = written(text, "date", LABELS)
    except CellError:
        return
    assert said or not text
