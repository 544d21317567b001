"""Dates in cells."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.model.library import Wanted
from handouts.reading.library import read_library
from handouts.roster.cell_error import CellError
from handouts.roster.dates import written

LABELS = read_library(Wanted(cancers=(), tips=())).labels


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-24",
        "2026/11/24",
        "24.11.2026",
        "11/24/2026",
        "24/11/2026",
        "24 Nov 2026",
        "24-Nov-2026",
        "24th November 2026",
        "Nov 24, 2026",
        "NOVEMBER 24 2026",
        "2026-11-24 00:00:00",
        "2026-11-24T00:00:00",
    ],
)
def test_one_day_in_many_forms(text: str) -> None:
    assert written(text, "date", LABELS) == "November 24, 2026"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-12-03 10:30", "December 3, 2026, 10:30"),
        ("2026-12-03T10:30:00", "December 3, 2026, 10:30"),
        ("13/12/2026, 9:05 am", "December 13, 2026, 9:05 am"),
        ("3 Dec, 10:30", "3 Dec, 10:30"),
        ("10:30", "10:30"),
        ("Tuesday after lunch", "Tuesday after lunch"),
        ("", ""),
        ("04/04/2026", "April 4, 2026"),
    ],
)
def test_visits(text: str, said: str) -> None:
    assert written(text, "appointment", LABELS) == said


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("03/04/2026", "can mean two days"),
        ("3.4.2026", "can mean two days"),
        ("03/04/2026 10:30", "can mean two days"),
        ("2026-02-31", "no day of the calendar"),
        ("31 Feb 2026", "no day of the calendar"),
        ("31/13/2026", "no day of the calendar"),
        ("0226-11-24", "no day of the calendar"),
        ("11/24/26", "more than one way"),
        ("24/11", "more than one way"),
        ("46350", "the number by which a spreadsheet knows a day"),
        ("20261345", "no day of the calendar"),
        ("10:30", "more than one way"),
        ("24 Nov 26", "a year of two figures"),
        ("24-Nov-26", "a year of two figures"),
    ],
)
def test_days_in_doubt(text: str, why: str) -> None:
    with pytest.raises(CellError) as caught:
        written(text, "date", LABELS)
    assert why in str(caught.value)
    assert text not in str(caught.value)
    assert str(caught.value).startswith("The date ")


@given(st.dates(datetime.date(1900, 1, 1)))
def test_every_day(day: datetime.date) -> None:
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
