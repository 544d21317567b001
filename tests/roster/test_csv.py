"""Rosters as text: nothing is lost, and nothing is guessed."""

from __future__ import annotations

import hashlib
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from handouts.errors import RosterError, UsageError
from handouts.roster.csv_file import read_csv
from handouts.roster.reading import read_roster

from .tables import HEADS, put, written

CELLS = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\0\r\n,;\t|"), max_size=12
) | st.sampled_from(
    ['say "ah"', "0001", "two\nlines", "two\r\nlines", "a, b", "a; b", "a\tb", "a|b", '"', ""]
)
TABLES = st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=8)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "patients.csv"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    table=TABLES,
    delimiter=st.sampled_from(",;\t|"),
    ending=st.sampled_from(("\n", "\r\n", "\r")),
    encoding=st.sampled_from(("utf-8", "utf-8-sig", "utf-16")),
    quote_all=st.booleans(),
)
def test_what_is_written_is_read_back(
    file: Path, table: list[tuple[str, ...]], delimiter: str, ending: str, encoding: str, quote_all: bool
) -> None:
    rows = [row for row in table if "".join(row).strip()]
    assume(rows)
    assume(not rows[0][0].startswith("\ufeff"))
    quote_all = quote_all or ending == "\r"  # else the csv module writes \n without quote marks
    put(file, written([HEADS, *table], delimiter, ending, quote_all), encoding)
    roster = read_csv(file)
    found = list(roster.rows())
    assert [row.fault for row in found] == [""] * len(rows)
    if quote_all:
        assert [row.cells for row in found] == rows
    assert [_bare(row.cells) for row in found] == [_bare(row) for row in rows]
    assert [row.number for row in found] == [n for n, row in enumerate(table, 2) if "".join(row).strip()]
    assert roster.heads == HEADS
    assert roster.digest == hashlib.sha256(file.read_bytes()).digest()


def _bare(cells: tuple[str, ...]) -> list[str]:
    """Blanks after a delimiter are of no account."""
    return [cell.lstrip(" ") for cell in cells]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_whatever_bytes_end_in_rows_or_a_sentence(file: Path, data: bytes) -> None:
    put(file, b"name,cancer\n" + data)
    try:
        numbers = [row.number for row in read_csv(file).rows()]
    except RosterError:
        return
    assert numbers == sorted(set(numbers))
    assert numbers


def test_windows_1252_is_said(file: Path) -> None:
    roster = read_csv(put(file, "name;cancer\nZoë Müller;breast\n", "cp1252"))
    assert [row.cells for row in roster.rows()] == [("Zoë Müller", "breast")]
    assert "Windows-1252" in roster.warnings[0]


def test_two_encodings_stop_the_rows_of_the_rarer_one(file: Path) -> None:
    data = 'name,cancer\n"Bo\nLee",lung\nZoë,lung\n'.encode() + "Müller,lung\n".encode("cp1252") + b"C,lung\n"
    roster = read_csv(put(file, data))
    rows = list(roster.rows())
    assert [bool(row.fault) for row in rows] == [False, False, True, False]
    assert (rows[2].number, rows[2].cells) == (4, ("Müller", "lung"))
    assert "not UTF-8" in rows[2].fault
    assert "look at the accents" in rows[2].fault
    assert any("in other letters than the rest" in warning for warning in roster.warnings)


def test_two_encodings_and_a_stray_quote_mark(file: Path) -> None:
    data = "name,cancer\nZoë,lung\n".encode() + '"Müller,lung\nÄ,lung\nB,lung\n'.encode("cp1252")
    rows = list(read_csv(put(file, data)).rows())
    assert [(row.cells, bool(row.fault)) for row in rows] == [
        (("Zoë", "lung"), False),
        (('"Müller,lung',), True),
        (("Ä", "lung"), True),
        (("B", "lung"), False),
    ]


def test_bytes_in_no_known_encoding_name_their_row(file: Path) -> None:
    with pytest.raises(RosterError, match=r"row 3 .*no encoding that is known"):
        read_csv(put(file, b"name,cancer\nA\xe9,lung\nB\x81,lung\n"))


def test_damaged_utf16_is_refused(file: Path) -> None:
    data = "name,cancer\nA,lung\nB,lung\n".encode("utf-16")[:-1]
    with pytest.raises(RosterError, match="is damaged"):
        read_csv(put(file, data))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark_is_read(file: Path, encoding: str) -> None:
    (row,) = read_csv(put(file, "name\tcancer\nRené Núñez\tlung\n".encode(encoding))).rows()
    assert row.cells == ("René Núñez", "lung")


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp850", "René Núñez"), ("cp1251", "Иван Петров"), ("cp1254", "İbrahim Şahin"), ("cp1250", "Łucja Žák"),
     ("mac_roman", "Zoë"), ("koi8-r", "Иван"), ("UTF-8", "Zoë"), ("latin-1", "Zoë"), ("big5", "陳大文")],
)  # fmt: skip
def test_an_encoding_that_a_person_names_is_used(file: Path, encoding: str, name: str) -> None:
    table = read_csv(put(file, f'name,cancer\n"{name}",lung\n', encoding), encoding)
    assert [row.cells for row in table.rows()] == [(name, "lung")]
    assert table.warnings == ()


@pytest.mark.parametrize(
    ("mark", "written", "said"),
    [("UTF-8", "utf-8-sig", "cp1252"), ("UTF-8", "utf-8-sig", "utf-16"), ("UTF-16", "utf-16", "cp1252"),
     ("UTF-32", "utf-32", "latin-1")],
)  # fmt: skip
def test_the_mark_of_another_encoding_is_refused(file: Path, mark: str, written: str, said: str) -> None:
    path = put(file, "name,cancer\nZoë,lung\n", written)
    with pytest.raises(RosterError, match=f"begins with the mark of {mark}, so it is not written in .*--enc"):
        read_csv(path, said)
    (row,) = read_csv(path, written).rows()
    assert row.cells == ("Zoë", "lung")


@pytest.mark.parametrize("named", ["cp12520", "hex", "rot13", "", "utf-8\0"])
def test_an_encoding_that_does_not_exist_is_refused(file: Path, named: str) -> None:
    with pytest.raises(UsageError, match="There is no encoding called"):
        read_csv(put(file, "name,cancer\nAnn,lung\n"), named)


def test_text_that_is_not_in_the_named_encoding_is_refused(file: Path) -> None:
    path = put(file, "name,cancer\nAnn,lung\nZoë,lung\n")
    with pytest.raises(RosterError, match="is not written in ascii: see row 3"):
        read_csv(path, "ascii")
    for encoding in ("utf-16", "utf-32", "utf-7", "idna", "punycode"):
        with pytest.raises((RosterError, UsageError)):
            read_csv(path, encoding)


@pytest.mark.parametrize(
    "data",
    ["", "\n\n", "\ufeff", "# only a note\n", "name,cancer\n", "name,cancer\n\n,,\n"],
)
def test_a_list_without_rows_is_refused(file: Path, data: str) -> None:
    with pytest.raises(RosterError, match=r"is empty|no row below"):
        read_csv(put(file, data))


def test_notes_and_a_line_of_excel_stand_above(file: Path) -> None:
    text = 'sep=;\n# a "note\n"# one, saved again",,,\n#,,,\n#\n\nname;cancer\nAnn;lung\n'
    (row,) = read_csv(put(file, text)).rows()
    assert row.number == 8
    assert row.cells == ("Ann", "lung")


def test_a_column_of_numbers_is_no_note(file: Path) -> None:
    (row,) = read_csv(put(file, "#,name,cancer\n1,Ann,lung\n")).rows()
    assert row.cells == ("1", "Ann", "lung")


def test_blank_lines_count_as_rows(file: Path) -> None:
    rows = list(read_csv(put(file, "name,cancer\n\nAnn,lung\n , \n,\nBo,lung\n")).rows())
    assert [(row.number, row.cells[0]) for row in rows] == [(3, "Ann"), (6, "Bo")]


def test_blanks_before_a_quote_mark_do_not_count(file: Path) -> None:
    (row,) = read_csv(put(file, 'name, cancer\n"Lee, Ann", "lung"\n')).rows()
    assert row.cells == ("Lee, Ann", "lung")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Ann,lung,hello,clear,more", "It has 5 cells under 4 heads"),
        ("Ann,lung,call the", "a line break inside a cell may have ended it"),
        ("Ann", "a line break inside a cell may have ended it"),
        ('"Ann" Lee,lung,,', "Line 3 of the file has a quote mark"),
        ("A\0nn,lung,,", "NUL"),
    ],
)
def test_a_row_at_fault_stops_itself_alone(file: Path, line: str, fault: str) -> None:
    first, bad, last = read_csv(put(file, f"name,cancer,message,layout\nA,lung,,\n{line}\nB,lung,,\n")).rows()
    assert fault in bad.fault
    assert bad.number == 3
    assert "Ann" not in bad.fault
    assert (first.cells[0], last.cells[0], first.fault, last.fault) == ("A", "B", "", "")
    assert last.number == 4


def test_empty_cells_may_be_left_away(file: Path) -> None:
    rows = list(read_csv(put(file, "name,cancer,message\nA,lung\nB,lung,,,,\n")).rows())
    assert [(row.cells, row.fault) for row in rows] == [(("A", "lung", ""), ""), (("B", "lung", ""), "")]


ASTRAY = {
    "to the end of the file": ('A,lung,\n"B,lung,\nC,lung,\n', [3]),
    "to the end of another row": ('A,lung,\nB,lung,"call\nC,lung,\nD,lung,"\nE,lung,\n', [3, 5]),
    "to the end of a short row": ('A,lung,\nB,lung,"call\nC,lung\nD,lung"\nE,lung\n', [3]),
    "to a mark in another row": ('A,lung,\n"B,lung,\nC,lung,\n"Dan" Lee,lung,\n', [3, 5]),
    "to a cell that is rightly quoted": ('A,lung,\n"B,lung,\nC,lung,"one, two"\nD,lung,\n', [3]),
    "before cells of several lines": ('A,lung,\n"B,lung,\nC,lung,"one\ntwo"\nD,lung,\n', [3]),
    "over more than a cell may hold": ('A,lung,\n"B,lung,\n' + "C,lung,\n" * 40_000, [3]),
    "one in the middle of five hundred": (
        "".join(f"P{at},lung,\n" if at != 250 else 'P250,"lung,\n' for at in range(500)),
        [252],
    ),
    "all quoted, one not ended": ('"A","lung",""\n"B","lung,""\n"C","lung",""\n"D","lung",""\n', [3]),
}


@pytest.mark.parametrize("kind", ASTRAY)
def test_a_stray_quote_mark_costs_its_own_row_alone(file: Path, kind: str) -> None:
    text, broken = ASTRAY[kind]
    rows = list(read_csv(put(file, f"name,cancer,message\n{text}")).rows())
    lines = text.splitlines()
    assert [row.number for row in rows] == list(range(2, len(rows) + 2))
    assert [row.number for row in rows if row.fault] == broken
    for row in rows:
        if row.fault:
            assert row.cells == (lines[row.number - 2],)
            assert f"Line {row.number:,} of the file" in row.fault
    names = "".join(row.cells[0] for row in rows if not row.fault)
    begin = [line.split(",")[0].strip('"') for at, line in enumerate(lines) if at + 2 not in broken]
    assert names == "".join(begin).replace("two", "")
    assert any("one\ntwo" in row.cells for row in rows) == ("one\ntwo" in text)


def test_a_list_of_one_column_with_a_stray_quote_mark(file: Path) -> None:
    rows = list(read_csv(put(file, 'cancer\n"lung\nbreast\nlung"\nbreast\n')).rows())
    assert [(row.cells, bool(row.fault)) for row in rows] == [
        (('"lung',), True),
        (("breast",), False),
        (('lung"',), False),  # no cancer is called so
        (("breast",), False),
    ]


def test_a_stray_quote_mark_where_blanks_stand_after_commas(file: Path) -> None:
    rows = list(read_csv(put(file, 'name, cancer, note\nA, lung, "call\nB, lung, hi"\nC, lung, x\n')).rows())
    assert [row.cells[0] for row in rows] == ['A, lung, "call', "B", "C"]
    assert [bool(row.fault) for row in rows] == [True, False, False]


def test_a_note_of_several_lines_is_no_row(file: Path) -> None:
    text = 'name,cancer,message\nA,lung,"Bring,\nplease, your list, and pills"\nB,lung,\n'
    first, second = read_csv(put(file, text)).rows()
    assert first.cells[2] == "Bring,\nplease, your list, and pills"
    assert (second.number, second.fault) == (3, "")


def test_a_quote_mark_open_in_the_last_row_stops_that_row(file: Path) -> None:
    first, last = read_csv(put(file, 'name,cancer\nA,lung\n"B,lung')).rows()
    assert not first.fault
    assert last.fault


def test_a_quote_mark_open_in_the_heads(file: Path) -> None:
    with pytest.raises(RosterError, match=r"Row 1 .*the heads"):
        read_csv(put(file, 'name,cancer,"note\nA,lung,\n'))


def test_a_cell_that_is_far_too_long_stops_its_row(file: Path) -> None:
    _, row = read_csv(put(file, f"name,cancer\nA,lung\n{'x' * 140_000},lung\n")).rows()
    assert "A cell in line 3 of the file is far too long." in row.fault
    assert row.cells == (f"{'x' * 140_000},lung",)
    with pytest.raises(RosterError, match="so it is not a list"):
        read_csv(put(file, f"name,cancer\n{'x' * 600_000}\n"))


def test_a_missing_file_is_refused(file: Path) -> None:
    with pytest.raises(RosterError, match="cannot be read"):
        read_csv(file)


def test_a_changed_file_is_noticed(file: Path) -> None:
    roster = read_csv(put(file, "name,cancer\nA,lung\n"))
    assert len(list(roster.rows())) == len(list(roster.rows())) == 1
    for data in (
        b"name,cancer\nB,lung\n",
        b"name,cancer\nA,lung\nB,lung\n",
        b"",
        b"name,cancer\n\xff\xfe,\n",
    ):
        put(file, data)
        with pytest.raises(RosterError, match="changed"):
            list(roster.rows())
    file.unlink()
    with pytest.raises(RosterError, match="cannot be read"):
        list(roster.rows())


def test_memory_does_not_grow_with_rows(file: Path) -> None:
    put(file, "name,cancer,message\n" + 'Ann Lee,lung,"a note, quite long"\n' * 50_000)
    tracemalloc.start()
    try:
        count = sum(1 for _ in read_csv(file).rows())
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 50_000
    assert peak < 4_000_000


TITLES = {
    "a title": ("My list\n", 2, ("My list",)),
    "a title with commas": (
        "Report, for: MED ONC, 4th floor, 11/25/2026\n\n",
        3,
        ("Report for: MED ONC 4th floor 11/25/2026",),
    ),
    "one known word": ("Patient,Jane,Room 4\n", 2, ("Patient Jane Room 4",)),
    "lines in a cell": ('"Report\nof Monday"\n', 2, ("Report of Monday",)),
    "comments": ("# note, name, cancer\n" * 30, 31, ()),
    "a line of groups": ("Patient,,Disease\nx\n", 3, ("Patient Disease", "x")),
    "nineteen lines": ("line\n" * 19, 20, ("line",) * 19),
}


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_heads_below_titles(file: Path, title: str, delimiter: str) -> None:
    above, row, told = TITLES[title]
    text = f"{above}Pt Name,Dx,Stage\nAnn Lee,lung,4\n".replace(",", delimiter)
    table = read_csv(put(file, text))
    assert table.heads == ("Pt Name", "Dx", "Stage")
    assert [(found.number, found.cells) for found in table.rows()] == [(row + 1, ("Ann Lee", "lung", "4"))]
    if delimiter == ",":
        assert table.above == told
    assert [f"row {row}." in line for line in table.warnings] == [True] * bool(told)


@pytest.mark.parametrize(
    "text", ["Ann Lee,lung\n" * 20 + "name,cancer\n", "Ann Lee,cancer,4\nBo Chan,lung,4\n"]
)
def test_a_patient_is_never_taken_for_heads(file: Path, text: str) -> None:
    with pytest.raises(RosterError, match="head that is known") as caught:
        read_roster(put(file, text))
    assert "Ann" not in str(caught.value)
