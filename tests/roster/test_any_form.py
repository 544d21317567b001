"""Lists in any form that people give them: everybody in, everybody told, and no name changed or lost."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.roster.answers import Answers
from handouts.roster.choosing import Chooser
from handouts.roster.heads import all_columns
from handouts.roster.reading import read_roster
from handouts.roster.records import Entry

ANSWERS = Answers(stage4_confirmed=True)
CHOOSER = Chooser(answers=ANSWERS)
FIRST = ("Ann", "Bo", "Céline", "José", "Siobhan", "Mary-Jane", "Zoë", "Ngozi", "D'Arcy", "Łucja")
LAST = ("Lee", "Núñez", "O'Dowd", "van Dyk", "Smith-Jones", "Þórsson", "MacLeod", "St. John", "Müller")
CANCERS = {"lung": "lung", "C50.911": "breast", "Prostate cancer": "prostate", "C34.90 - Lung": "lung"}
TITLES = ("My patients", "Report run: 11/24/2026 6:15 AM", "", "Report Name : NEXT DAY", "Dept: MED ONC, 4 W")
FEET = ("Total: 12", "Printed on 11/24/2026 by MARGOTT, T   Page 1 of 2", "END OF LIST", "CONFIDENTIAL")


class Person(NamedTuple):
    first: str
    middle: str
    last: str
    suffix: str
    cancer: str

    @property
    def printed(self) -> str:
        return " ".join(part for part in (self.first, self.middle, self.last, self.suffix) if part)

    def cells(self, form: str) -> list[str]:
        """The name as a form writes it."""
        if form == "parts":
            return [self.first, self.middle, self.last, self.suffix]
        if form == "surname first":
            given = " ".join(part for part in (self.first, self.middle) if part)
            return [f"{self.last}, {given}{f' {self.suffix}' if self.suffix else ''}"]
        return [self.printed]


people = st.builds(
    Person,
    st.sampled_from(FIRST),
    st.sampled_from(("", "", "Q", "Marie")),
    st.sampled_from(LAST),
    st.sampled_from(("", "", "", "Jr.", "III")),
    st.sampled_from(sorted(CANCERS)),
)


class Form(NamedTuple):
    """How a list is written."""

    name: str
    heads: dict[str, str]
    titles: tuple[str, ...]
    feet: tuple[str, ...]
    month_first: bool
    delimiter: str
    encoding: str
    ending: str
    blank_rows: bool
    heads_again: bool
    as_book: bool


def head_of(meaning: str) -> st.SearchStrategy[str]:
    """A head that means this by itself, in some case."""
    unclear = {"date", "visit", "appt", "attending", "primary site", "cancer site", "tumor site", "time"}
    unclear |= {"last first", "name last first"}  # which say how names are written
    alone = [head for head in all_columns()[meaning].heads if head not in unclear]
    return st.sampled_from(alone).flatmap(lambda head: st.sampled_from((head, head.title(), head.upper())))


MEANINGS = ("name", "first name", "middle name", "last name", "suffix", "cancer", "appointment", "id")
forms = st.builds(
    Form,
    st.sampled_from(("whole", "surname first", "parts")),
    st.fixed_dictionaries({meaning: head_of(meaning) for meaning in MEANINGS}),
    st.lists(st.sampled_from(TITLES), max_size=3).map(tuple),
    st.lists(st.sampled_from(FEET), max_size=2).map(tuple),
    st.booleans(),
    st.sampled_from((",", ";", "\t")),
    st.sampled_from(("utf-8", "utf-8-sig", "utf-16")),
    st.sampled_from(("\n", "\r\n")),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)


def table_of(form: Form, drawn: list[Person]) -> tuple[list[list[str]], list[int]]:
    """The rows of a list, and which of them are people, counted from 1."""
    names = ("first name", "middle name", "last name", "suffix") if form.name == "parts" else ("name",)
    heads = [form.heads[each] for each in (*names, "cancer", "appointment", "id")]
    rows = [[title] for title in form.titles] + [heads]
    at = []
    for number, each in enumerate(drawn, 13):
        day, month = number % 12 + 13, 1 + number % 12  # days after the 12th show which figure is the month
        date = f"{month:02}/{day:02}/2026" if form.month_first else f"{day:02}/{month:02}/2026"
        if form.blank_rows:
            rows.append([""] * len(heads))
        if form.heads_again and number == 15:
            rows.append(heads)
        rows.append([*each.cells(form.name), each.cancer, f"{date} 9:00 AM", f"00{number}7"])
        at.append(len(rows))
    return rows + [[foot] for foot in form.feet], at


def write(path: Path, form: Form, rows: list[list[str]]) -> Path:
    if form.as_book:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append([cell or None for cell in row])
        book.save(path.with_suffix(".xlsx"))
        return path.with_suffix(".xlsx")
    out = io.StringIO()
    csv.writer(out, delimiter=form.delimiter, lineterminator=form.ending).writerows(rows)
    path.write_bytes(out.getvalue().encode(form.encoding))
    return path


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="any-form-"))
    yield path
    shutil.rmtree(path)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(form=forms, drawn=st.lists(people, min_size=2, max_size=5))
def test_everybody_is_told_and_no_name_is_lost(folder: Path, form: Form, drawn: list[Person]) -> None:
    rows, at = table_of(form, drawn)
    roster = read_roster(write(folder / "list.csv", form, rows), answers=ANSWERS)
    assert roster.questions == ()
    assert roster.dates == ("mdy" if form.month_first else "dmy")
    found = {row.number: CHOOSER.choose(row, roster.named) for row in roster.rows()}
    for number, person in zip(at, drawn, strict=True):
        asked = found.pop(number)
        assert isinstance(asked, Entry), asked
        assert asked.recipient.name == person.printed
        assert asked.selection.cancers == (CANCERS[person.cancer],)
    assert all(not isinstance(asked, Entry) and asked.status == "skipped" for asked in found.values())
