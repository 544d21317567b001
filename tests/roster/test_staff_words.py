"""Words of staff never reach a patient's paper, whatever column they are in."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.roster.person_name import clinician_of
from handouts.roster.reading import read_roster

from .test_choosing import chosen, left_out, refused


@pytest.mark.parametrize(
    "cell",
    [
        "mood low", "DNR", "Pt refuses chemo", "FU - tox check", "Y", "UNASSIGNED", "INFUSION CHAIR 4",
        "1234567890",
        "see notes", "TBD", "CT scan", "cancelled", "Room", "x",
    ],
)  # fmt: skip
def test_what_is_no_clinician_is_left_out_and_told(cell: str) -> None:
    entry = chosen(name="Ann Lee", cancer="lung", clinician=cell)
    assert entry.recipient.clinician is None
    assert entry.told == ("The clinician column holds no name, so it is left out.",)


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ("Dr. Ida Fenn", "Dr. Ida Fenn"), ("CRANE IDA", "CRANE IDA"), ("Fenn, Ida J, MD [40217]",
        "Ida J Fenn, MD"),
        ("Dr Patel / NP Jones", "Dr Patel / NP Jones"), ("Oncology team", "Oncology team"), ("", ""),
        ("Nurse Ida Fenn, RN", "Nurse Ida Fenn, RN"), ("Palliative Care Team", "Palliative Care Team"),
        ("Ng", "Ng"), ("Dr. Ó Briain", "Dr. Ó Briain"),
    ],
)  # fmt: skip
def test_clinicians_are_printed_with_their_degrees_and_teams(cell: str, printed: str) -> None:
    assert clinician_of(cell) == (printed, ())


@pytest.mark.parametrize(
    "cell",
    [
        "pt wants to stop chemo - discuss hospice", "12/14/2026 - pt anxious", "2026-12-14, told prognosis",
        "cx by pt", "see notes", "14 Dec 2026 (cancelled)", "Tuesday, DNR form", "needs interpreter",
    ],
)  # fmt: skip
def test_words_of_staff_in_place_of_a_visit_stop_the_row(cell: str) -> None:
    assert "words of staff" in refused(name="Ann Lee", cancer="lung", appointment=cell)


@pytest.mark.parametrize("cell", ["CANCELLED", "No show", "Rescheduled", "Canceled by patient"])
def test_a_visit_that_is_canceled_in_its_own_column(cell: str) -> None:
    assert left_out(name="Ann Lee", cancer="lung", appointment=cell)


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ("Tuesday at 2", "Tuesday at 2"), ("3 Dec, 10:30", "3 Dec, 10:30"), ("in two weeks", "in two weeks"),
        ("Call 555-0100 to make one", "Call 555-0100 to make one"), ("Infusion center, Dec 3",
        "Infusion center, Dec 3"),
        ("2026-12-04T14:30:00Z", "December 4, 2026, 2:30 p.m."), ("12:00 AM", None), ("0:00", None),
    ],
)  # fmt: skip
def test_own_words_on_a_visit_are_printed(cell: str, printed: str | None) -> None:
    assert chosen(name="Ann Lee", cancer="lung", appointment=cell).recipient.appointment == printed


@pytest.mark.parametrize(
    "name",
    [
        "Ann Lee (DNR)", "Ann Lee - VIP", "Ann Lee - do not call", "Cy Lee MRN 12345", "Cancelled - Bo Lee",
        "Ann Lee CANCELLED", "Ann Lee (Spanish interpreter)", "Ann Lee1", "0nn Lee", "Jânis Bçrziòð",
        "Kæstutis Þukauskas", "Ðarûnas Jasikevièius", "Ann Lee (aggressive)", "Ann Lee (expired)",
        "Ann Lee MOVED", "Ann Lee Rm 4", "Ann Lee (new pt)", "Ann Lee (Spanish)", "Ann Lee ADD ON",
        "Patient 3", "Ann Lee [Polish]", "Ann Lee (declined)", "Ann Lee - transferred", "Ann Lee (x2)",
    ],
)  # fmt: skip
def test_names_with_words_of_staff_or_figures_stop(name: str) -> None:
    assert "name" in refused(name=name, cancer="lung")


@pytest.mark.parametrize(
    "name",
    [
        "Bob (Robert) Tansley",
        "Ann (Lee) O'Dowd",
        "Ann Lee 3rd",
        "Þórunn Björnsdóttir",
        "François Çelik",
        "Pat Son",
    ],
)
def test_names_that_only_look_so(name: str) -> None:
    assert chosen(name=name, cancer="lung").recipient.name == name


def test_what_stands_in_brackets_does_not_vanish_from_a_turned_name(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('name,cancer\n"Lee, Ann (cancelled)",lung\n"Chan, Bo (DNR)",lung\n"Dale, Cy",lung\n')
    roster = read_roster(path)
    names = [row.cells[roster.named["name"]] for row in roster.rows()]
    assert names == ["Lee, Ann (cancelled)", "Chan, Bo (DNR)", "Cy Dale"]
    assert "words of staff" in refused(name=names[0], cancer="lung")
