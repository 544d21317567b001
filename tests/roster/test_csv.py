"""Rosters as text: nothing is lost, and nothing is guessed."""

from __future__ import annotations

import hashlib
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from handouts.errors import RosterError
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
    roster = read_roster(file)
    found = list(roster.rows())
    assert [row.fault for row in found] == [""] * len(rows)
    if quote_all:
        assert [row.cells for row in found] == rows
    assert [_bare(row.cells) for row in found] == [_bare(row) for row in rows]
    assert [row.number for row in found] == [n for n, row in enumerate(table, 2) if "".join(row).strip()]
    assert roster.named == {"name": 0, "cancer": 1, "note": 2}
    assert roster.digest == hashlib.sha256(file.read_bytes()).digest()


def _bare(cells: tuple[str, ...]) -> list[str]:
    """Blanks after a delimiter are of no account."""
    return [cell.lstrip(" ") for cell in cells]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_whatever_bytes_end_in_rows_or_a_sentence(file: Path, data: bytes) -> None:
    put(file, b"name,cancer\n" + data)
    try:
        numbers = [row.number for row in read_roster(file).rows()]
    except RosterError:
        return
    assert numbers == sorted(set(numbers))
    assert numbers


def test_windows_1252_is_said(file: Path) -> None:
    roster = read_roster(put(file, "name;cancer\nZoë Müller;breast\n", "cp1252"))
    assert [row.cells for row in roster.rows()] == [("Zoë Müller", "breast")]
    assert "Windows-1252" in roster.warnings[0]


def test_two_encodings_stop_the_rows_of_the_rarer_one(file: Path) -> None:
    data = 'name,cancer\n"Bo\nLee",lung\nZoë,lung\n'.encode() + "Müller,lung\n".encode("cp1252") + b"C,lung\n"
    roster = read_roster(put(file, data))
    rows = list(roster.rows())
    assert [bool(row.fault) for row in rows] == [False, False, True, False]
    assert (rows[2].number, rows[2].cells) == (4, ("Müller", "lung"))
    assert "not UTF-8" in rows[2].fault
    assert "look at the accents" in rows[2].fault
    assert any("in other letters than the rest" in warning for warning in roster.warnings)


def test_two_encodings_and_a_stray_quote_mark(file: Path) -> None:
    data = "name,cancer\nZoë,lung\n".encode() + '"Müller,lung\nÄ,lung\nB,lung\n'.encode("cp1252")
    rows = list(read_roster(put(file, data)).rows())
    assert [(row.cells, bool(row.fault)) for row in rows] == [
        (("Zoë", "lung"), False),
        (('"Müller,lung',), True),
        (("Ä", "lung"), True),
        (("B", "lung"), False),
    ]


def test_no_encoding_at_all(file: Path) -> None:
    with pytest.raises(RosterError, match=r"row 3 .*no encoding that is known"):
        read_roster(put(file, b"name,cancer\nA\xe9,lung\nB\x81,lung\n"))


def test_damaged_utf16(file: Path) -> None:
    data = "name,cancer\nA,lung\nB,lung\n".encode("utf-16")[:-1]
    with pytest.raises(RosterError, match="is damaged"):
        read_roster(put(file, data))


def test_utf16_without_its_mark(file: Path) -> None:
    with pytest.raises(RosterError):
        read_roster(put(file, "name,cancer\nA,lung\n".encode("utf-16-le")))


@pytest.mark.parametrize(
    "data",
    ["", "\n\n", "\ufeff", "# only a note\n", "name,cancer\n", "name,cancer\n\n,,\n"],
)
def test_nobody_in_it(file: Path, data: str) -> None:
    with pytest.raises(RosterError, match=r"is empty|no row below"):
        read_roster(put(file, data))


def test_notes_and_a_line_of_excel_stand_above(file: Path) -> None:
    text = 'sep=;\n# a "note\n"# one, saved again",,,\n#,,,\n#\n\nname;cancer\nAnn;lung\n'
    (row,) = read_roster(put(file, text)).rows()
    assert row.number == 8
    assert row.cells == ("Ann", "lung")


def test_a_column_of_numbers_is_no_note(file: Path) -> None:
    (row,) = read_roster(put(file, "#,name,cancer\n1,Ann,lung\n")).rows()
    assert row.cells == ("1", "Ann", "lung")


def test_blank_lines_count_as_rows(file: Path) -> None:
    rows = list(read_roster(put(file, "name,cancer\n\nAnn,lung\n , \n,\nBo,lung\n")).rows())
    assert [(row.number, row.cells[0]) for row in rows] == [(3, "Ann"), (6, "Bo")]


def test_blanks_before_a_quote_mark(file: Path) -> None:
    (row,) = read_roster(put(file, 'name, cancer\n"Lee, Ann", "lung"\n')).rows()
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
    first, bad, last = read_roster(put(file, f"name,cancer,note,layout\nA,lung,,\n{line}\nB,lung,,\n")).rows()
    assert fault in bad.fault
    assert bad.number == 3
    assert "Ann" not in bad.fault
    assert (first.cells[0], last.cells[0], first.fault, last.fault) == ("A", "B", "", "")
    assert last.number == 4


def test_empty_cells_may_be_left_away(file: Path) -> None:
    rows = list(read_roster(put(file, "name,cancer,note\nA,lung\nB,lung,,,,\n")).rows())
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
    rows = list(read_roster(put(file, f"name,cancer,note\n{text}")).rows())
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
    rows = list(read_roster(put(file, 'cancer\n"lung\nbreast\nlung"\nbreast\n')).rows())
    assert [(row.cells, bool(row.fault)) for row in rows] == [
        (('"lung',), True),
        (("breast",), False),
        (('lung"',), False),  # no cancer is called so
        (("breast",), False),
    ]


def test_a_stray_quote_mark_where_blanks_stand_after_commas(file: Path) -> None:
    rows = list(
        read_roster(put(file, 'name, cancer, note\nA, lung, "call\nB, lung, hi"\nC, lung, x\n')).rows()
    )
    assert [row.cells[0] for row in rows] == ['A, lung, "call', "B", "C"]
    assert [bool(row.fault) for row in rows] == [True, False, False]


def test_a_note_of_several_lines_is_no_row(file: Path) -> None:
    text = 'name,cancer,note\nA,lung,"Bring,\nplease, your list, and pills"\nB,lung,\n'
    first, second = read_roster(put(file, text)).rows()
    assert first.cells[2] == "Bring,\nplease, your list, and pills"
    assert (second.number, second.fault) == (3, "")


def test_a_quote_mark_open_in_the_last_row_stops_that_row(file: Path) -> None:
    first, last = read_roster(put(file, 'name,cancer\nA,lung\n"B,lung')).rows()
    assert not first.fault
    assert last.fault


def test_a_quote_mark_open_in_the_heads(file: Path) -> None:
    with pytest.raises(RosterError, match=r"Row 1 .*the heads"):
        read_roster(put(file, 'name,cancer,"note\nA,lung,\n'))


def test_a_cell_far_too_long(file: Path) -> None:
    _, row = read_roster(put(file, f"name,cancer\nA,lung\n{'x' * 140_000},lung\n")).rows()
    assert "A cell in line 3 of the file is far too long." in row.fault
    assert row.cells == (f"{'x' * 140_000},lung",)
    with pytest.raises(RosterError, match="this is no roster"):
        read_roster(put(file, f"name,cancer\n{'x' * 600_000}\n"))


def test_first_and_last_name(file: Path) -> None:
    roster = read_roster(put(file, "first name,last name,cancer\nAnn,Lee,lung\nBo,,lung\n"))
    assert roster.columns[-1] == "name"
    assert [row.cells[roster.named["name"]] for row in roster.rows()] == ["Ann Lee", "Bo"]


def test_no_file(file: Path) -> None:
    with pytest.raises(RosterError, match="cannot be read"):
        read_roster(file)


def test_a_changed_file_is_noticed(file: Path) -> None:
    roster = read_roster(put(file, "name,cancer\nA,lung\n"))
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
    put(file, "name,cancer,note\n" + 'Ann Lee,lung,"a note, quite long"\n' * 50_000)
    tracemalloc.start()
    try:
        count = sum(1 for _ in read_roster(file).rows())
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 50_000
    assert peak < 4_000_000
