"""Rosters as spreadsheets."""

from __future__ import annotations

import datetime
import io
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.errors import RosterError, UsageError
from handouts.roster import xlsx_parts
from handouts.roster.reading import read_roster

from .tables import put

HEADS = ("id", "name", "cancer", "stage")
CELLS = st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Cn", "Cc")), max_size=12)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "patients.xlsx"


def _book(file: Path, *rows: Sequence[Any], title: str = "One") -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(file)
    return book


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), min_size=1, max_size=5))
def test_text_is_read_as_it_stands(file: Path, table: list[tuple[str, ...]]) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADS)
    for number, row in enumerate(table, 2):
        for place, text in enumerate(row, 1):
            cell = book.active.cell(number, place)
            cell.data_type, cell._value = "s", text  # a text, even where it begins with =
    book.save(file)
    rows = [(number, row) for number, row in enumerate(table, 2) if "".join(row).strip()]
    if rows:
        assert [(row.number, row.cells) for row in read_roster(file).rows()] == rows


def test_what_cells_may_be(file: Path) -> None:
    day, time = datetime.date(2026, 11, 24), datetime.datetime(2026, 12, 3, 10, 30)
    heads = ("name", "cancer", "stage", "date", "appointment", "numbers", "note")
    _book(
        file,
        heads,
        ("Ann", "lung", 4, day, time, True, 4.5),
        ("Bo", "lung", "4", "", datetime.time(9), False),
    )
    roster = read_roster(file)
    assert [row.cells for row in roster.rows()] == [
        ("Ann", "lung", "4", "2026-11-24", "2026-12-03 10:30", "yes", "4.5"),
        ("Bo", "lung", "4", "", "09:00", "no", ""),
    ]
    assert roster.warnings == ()
    assert len(roster.digest) == 32


def test_a_number_as_id_stops_its_row(file: Path) -> None:
    _book(file, HEADS, (123, "Ann", "lung", 4), ("0123", "Bo", "lung", 4), ("", "Cy", "lung", 4))
    first, second, third = read_roster(file).rows()
    assert first.fault.startswith("The id (column 1) is a number")
    assert second.fault == third.fault == ""
    assert second.cells[0] == "0123"


def test_formulas_and_errors_stop_their_rows(file: Path) -> None:
    rows = (
        HEADS,
        ("1a", "Ann", "=B1", 4, "=1+1"),
        ("1b", "Bo", "lung", 4, "=1+1"),
        ("1c", "#N/A", "lung", 4),
    )
    _book(file, *rows)
    first, second, third = read_roster(file).rows()
    assert first.fault.startswith("The cancer is a formula (column 3).")
    assert second.fault == ""
    assert third.fault.startswith("The name is an error (column 2).")


def test_a_formula_in_a_joined_name(file: Path) -> None:
    _book(file, ("first name", "last name", "cancer"), ("=A9", "Lee", "lung"), ("Ann", "Lee", "lung"))
    first, second = read_roster(file).rows()
    assert "formula" in first.fault
    assert second.cells[-1] == "Ann Lee"


def test_rows_are_numbered_as_the_spreadsheet_shows(file: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["B2"] = "# a note"
    for place, text in {
        "B4": "name",
        "C4": "cancer",
        "B6": "Ann",
        "C6": "lung",
        "B9": "Bo",
        "C9": "lung",
    }.items():
        sheet[place] = text
    book.save(file)
    assert [(row.number, row.cells) for row in read_roster(file).rows()] == [
        (6, ("", "Ann", "lung")),
        (9, ("", "Bo", "lung")),
    ]


def test_hidden_rows_are_read_and_said(file: Path) -> None:
    book = _book(file, HEADS, ("1", "Ann", "lung", "4"), ("2", "Bo", "lung", "4"))
    book.active.row_dimensions[3].hidden = True
    book.save(file)
    roster = read_roster(file)
    assert len(list(roster.rows())) == 2
    assert roster.warnings == ("Hidden in the spreadsheet, and read nevertheless: row 3.",)


def test_cells_beyond_the_heads(file: Path) -> None:
    _book(file, HEADS, ("1", "Ann", "lung", "4", "large"), ("2", "Bo", "lung", "4", " "))
    first, second = read_roster(file).rows()
    assert "beyond the last of the 4 heads" in first.fault
    assert second.fault == ""


def test_the_sheet_with_known_heads(file: Path) -> None:
    book = _book(file, ("Ann", "pneumonia"), title="Other")
    book.create_sheet("Third").append(("name", "cancer"))
    book["Third"].append(("Bo", "lung"))
    hidden = book.create_sheet("Fourth")
    hidden.append(("name", "cancer"))
    hidden.sheet_state = "hidden"
    book.save(file)
    roster = read_roster(file)
    assert [row.cells for row in roster.rows()] == [("Bo", "lung")]
    assert roster.warnings == ("The roster is the sheet 2; the others are not read.",)
    book["Other"].insert_rows(1)
    book["Other"]["A1"], book["Other"]["B1"] = "name", "cancer"
    book.save(file)
    with pytest.raises(RosterError, match=r"The sheets 1 and 2 .*both look like rosters"):
        read_roster(file)


def test_nothing_to_read(file: Path) -> None:
    _book(file)
    with pytest.raises(RosterError, match="is empty"):
        read_roster(file)
    _book(file, HEADS)
    with pytest.raises(RosterError, match="no row below"):
        read_roster(file)
    _book(file, ("Ann Lee", "pneumonia"))
    with pytest.raises(RosterError, match="has a head that is known") as caught:
        read_roster(file)
    assert "Ann" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b"name,cancer\n", "it is no xlsx"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "it is an old xls"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "it has a password"),
        (b"PK\x03\x04 torn", "it is damaged"),
    ],
)
def test_what_is_no_spreadsheet(file: Path, data: bytes, why: str) -> None:
    with pytest.raises(RosterError, match=why):
        read_roster(put(file, data))


def _changed(file: Path, part: str, text: bytes | None) -> Path:
    """The same spreadsheet with another part."""
    old = io.BytesIO(file.read_bytes())
    with zipfile.ZipFile(old) as parts, zipfile.ZipFile(file, "w") as copy:
        for name in parts.namelist():
            if name != part:
                copy.writestr(name, parts.read(name))
        if text is not None:
            copy.writestr(part, text)
    return file


def test_other_parts(file: Path) -> None:
    sheet = "xl/worksheets/sheet1.xml"
    _book(file, HEADS, ("1", "Ann", "lung", "4"))
    with pytest.raises(RosterError, match="it is damaged"):
        read_roster(_changed(file, sheet, b"<worksheet>"))
    _book(file, HEADS, ("1", "Ann", "lung", 4))
    with zipfile.ZipFile(file) as parts:
        number = parts.read(sheet).replace(b"<v>4</v>", b"<v>four</v>")
    with pytest.raises(RosterError, match="it is damaged"):
        read_roster(_changed(file, sheet, number))
    _book(file, HEADS)
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
    with pytest.raises(RosterError, match=r"XML that no spreadsheet writes|damaged"):
        read_roster(_changed(file, sheet, bomb))
    _book(file, HEADS)
    with pytest.raises(RosterError, match="it is no xlsx"):
        read_roster(_changed(file, "xl/workbook.xml", None))
    _book(file, HEADS)
    with pytest.raises(RosterError, match="cannot be read"):
        read_roster(_changed(file, sheet, None))


def test_a_file_that_unpacks_to_too_much(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _book(file, HEADS, ("1", "Ann", "lung", "4"))
    monkeypatch.setattr(xlsx_parts, "_LARGEST_UNPACKED", 1000)
    with pytest.raises(RosterError, match="far too large when unpacked"):
        read_roster(file)


def test_cells_too_far_apart(file: Path) -> None:
    book = _book(file, HEADS, ("1", "Ann", "lung", "4"))
    book.active["XFD1048576"] = "x"
    book.save(file)
    with pytest.raises(RosterError, match="lie too far apart"):
        read_roster(file)


def test_a_changed_file_is_noticed(file: Path) -> None:
    _book(file, HEADS, ("1", "Ann", "lung", "4"))
    roster = read_roster(file)
    _book(file, HEADS, ("1", "Bo", "lung", "4"))
    with pytest.raises(RosterError, match="changed"):
        list(roster.rows())


def test_the_package_is_missing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _book(file, HEADS, ("1", "Ann", "lung", "4"))
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(UsageError, match=r'-m pip install .* "python-calamine'):
        read_roster(file)
