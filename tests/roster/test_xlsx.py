"""Rosters as spreadsheets."""

from __future__ import annotations

import datetime
import io
import tracemalloc
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.errors import RosterError
from handouts.roster import xlsx_parts
from handouts.roster.reading import read_roster
from handouts.roster.xlsx_file import read_xlsx

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
        assert [(row.number, row.cells) for row in read_xlsx(file).rows()] == rows


def test_days_numbers_and_flags_are_read_as_text(file: Path) -> None:
    day, time = datetime.date(2026, 11, 24), datetime.datetime(2026, 12, 3, 10, 30)
    heads = ("name", "cancer", "stage", "handout date", "appointment", "numbers", "message")
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
    assert roster.warnings == (
        "Read: name, cancer, stage, date from 'handout date', appointment, numbers, note from 'message'.",
    )
    assert len(roster.digest) == 32


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        (True, "The name is yes or no, not text (column 2)."),
        (4512, "The name is a number, not text (column 2)."),
        (datetime.date(2026, 11, 24), "The name is a date, not text (column 2)."),
        (datetime.time(9, 30), "The name is a time, not text (column 2)."),
        ("Ann", ""),
    ],
)
def test_a_name_is_text(file: Path, name: object, fault: str) -> None:
    _book(file, HEADS, (123, name, "lung", 4))
    (row,) = read_roster(file).rows()
    assert row.fault.startswith(fault)
    assert bool(row.fault) == bool(fault)
    assert row.cells[0] == "123"  # an id is never printed, and may be a number


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
    assert roster.warnings[0] == "Hidden in the spreadsheet, and read all the same: row 3."


def test_cells_beyond_the_heads_stop_their_row(file: Path) -> None:
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
    assert roster.warnings[0] == "The list is on sheet 2; the other sheets are not read."
    book["Other"].insert_rows(1)
    book["Other"]["A1"], book["Other"]["B1"] = "name", "cancer"
    book.save(file)
    with pytest.raises(RosterError, match=r"Sheets 1 and 2 .*both look like lists"):
        read_roster(file)


def test_a_spreadsheet_without_rows_or_heads_is_refused(file: Path) -> None:
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
        (b"name,cancer\n", "it is not an xlsx file"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "it is an old xls"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "it has a password"),
        (b"PK\x03\x04 torn", "it is damaged"),
    ],
)
def test_files_that_are_no_spreadsheets_are_refused(file: Path, data: bytes, why: str) -> None:
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


def test_damaged_and_dangerous_parts_are_refused(file: Path) -> None:
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
    with pytest.raises(RosterError, match="it is not an xlsx file"):
        read_roster(_changed(file, "xl/workbook.xml", None))
    _book(file, HEADS)
    with pytest.raises(RosterError, match="cannot be read"):
        read_roster(_changed(file, sheet, None))


def test_a_file_that_unpacks_to_too_much_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _book(file, HEADS, ("1", "Ann", "lung", "4"))
    monkeypatch.setattr(xlsx_parts, "_LARGEST_UNPACKED", 1000)
    with pytest.raises(RosterError, match="far too large when unpacked"):
        read_roster(file)


@pytest.mark.parametrize(
    ("part", "text", "why"),
    [
        ("xl/sharedStrings.xml", b"<sst>" + b"<si><t>zz</t></si>" * 99 + b"</sst>", "too much text"),
        ("xl/sharedStrings.xml", b"<sst>" + b"<si/>" * 99 + b"</sst>", "too much text"),
        ("xl/sharedStrings.xml", b"<sst><si><t>" + b"z" * 9999 + b"</t></si></sst>", "too much text"),
        ("xl/styles.xml", b"<s><cellXfs>" + b"<xf/>" * 99 + b"</cellXfs></s>", "too many formats"),
    ],
)
def test_parts_that_would_fill_the_memory_are_refused(
    file: Path, monkeypatch: pytest.MonkeyPatch, part: str, text: bytes, why: str
) -> None:
    _book(file, HEADS, ("1", "Ann", "lung", "4"))
    monkeypatch.setattr(xlsx_parts, "_LARGEST_TEXTS", 5000)
    monkeypatch.setattr(xlsx_parts, "_MOST_FORMATS", 50)
    with pytest.raises(RosterError, match=why):
        read_roster(_changed(file, part, text))


def test_cells_too_far_apart_are_refused(file: Path) -> None:
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


def _merged(file: Path, *ranges: str) -> list[tuple[int, tuple[str, ...], str]]:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Clinic list"],
        ["name", "dx", "provider", "visit date"],
        ["Ann Lee", "lung", "Dr. Ida Fenn", "2026-12-03"],
        ["Bo Chan", "lung"],
        [None, None],
        ["Cy Dale", "lung"],
        ["Di Eck", "lung", "Dr. Odo Marl"],
    ):
        sheet.append(row)
    for each in ranges:
        sheet.merge_cells(each)
    book.save(file)
    return [(row.number, row.cells, row.fault) for row in read_roster(file).rows()]


def test_cells_merged_over_rows_are_filled(file: Path) -> None:
    rows = _merged(file, "A1:D1", "C3:C6", "D3:D4")
    assert [(number, cells[2:]) for number, cells, _ in rows] == [
        (3, ("Dr. Ida Fenn", "2026-12-03")),
        (4, ("Dr. Ida Fenn", "2026-12-03")),
        (6, ("Dr. Ida Fenn", "")),
        (7, ("Dr. Odo Marl", "")),
    ]
    assert not any(fault for _, _, fault in rows)


def test_cells_merged_over_columns_stop_their_row(file: Path) -> None:
    rows = _merged(file, "A4:B4", "C6:D7")
    assert [(number, "merged across columns" in fault) for number, _, fault in rows] == [
        (3, False),
        (4, True),
        (6, True),
        (7, True),
    ]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (datetime.datetime(2026, 12, 3, 10, 30), "dd/mm/yyyy hh:mm", "2026-12-03 10:30"),
        (datetime.date(2026, 12, 3), 'd. mmmm yyyy "Uhr"', "2026-12-03"),
        (datetime.time(14, 30), "h:mm AM/PM", "14:30"),
        (46359, "yyyy-mm-dd", "2026-12-03"),
        (46359, '0 "days"', "46359"),
        (46359, "General", "46359"),
        (0, "yyyy-mm-dd", "1899-12-31"),  # no day of a visit, and never one by chance
        (1, "mm-dd-yy", "1900-01-01"),
        (60, "yyyy-mm-dd", "1900-02-28"),
        (61, "yyyy-mm-dd", "1900-03-01"),
        (123457000000, "0", "123457000000"),
        (4.5, "0.0", "4.5"),
    ],
)
def test_days_times_and_numbers(file: Path, value: object, form: str, text: str) -> None:
    book = openpyxl.Workbook()
    book.active.append(("name", "cancer", "appointment"))
    book.active.append(("Ann", "lung"))
    cell = book.active.cell(2, 3)
    cell.value = value
    cell.number_format = form
    book.save(file)
    (row,) = read_roster(file).rows()
    assert row.cells[2] == text


def test_texts_with_parts_and_without_a_place(file: Path) -> None:
    """Rich text is one text, how it is spoken is none of it, and cells need not say where they are."""
    _book(file, ("name", "cancer"), ("Ann", "lung"))
    texts = (
        b"<sst><si><r><t>Bo </t></r><r><rPr/><t>Chan</t></r><rPh><t>bo</t></rPh></si>"
        b"<si><t>lung</t></si></sst>"
    )
    sheet = (
        b"<worksheet><sheetData>"
        b"<row><c t='inlineStr'><is><t>name</t></is></c><c t='str'><v>cancer</v></c></row>"
        b"<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row>"
        b"<row r='9'><c r='B9' t='s'><v>1</v></c></row>"
        b"</sheetData></worksheet>"
    )
    _changed(_changed(file, "xl/sharedStrings.xml", texts), "xl/worksheets/sheet1.xml", sheet)
    rows = [(row.number, row.cells) for row in read_roster(file).rows()]
    assert rows == [(2, ("Bo Chan", "lung")), (9, ("", "lung"))]


def test_memory_does_not_grow_with_the_sheet(file: Path) -> None:
    peaks = []
    for count in (100, 1000):
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet()
        sheet.append(HEADS)
        for at in range(count):
            sheet.append((f"0{at}", f"Person {at}", "lung", "4"))
        book.save(file)
        table = read_xlsx(file)
        tracemalloc.start()
        assert sum(1 for _ in table.rows()) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0] + (2 << 20)
