"""Rows that are no person, and what they say of the rows below them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from handouts.errors import RosterError
from handouts.roster.answers import Answers
from handouts.roster.choosing import Chooser
from handouts.roster.reading import read_roster
from handouts.roster.records import Entry


def outcomes(path: Path, text: str, answers: Answers = Answers()) -> dict[int, str]:  # noqa: B008
    """The name that each row prints, or the reason why it prints none."""
    path = path / "list.csv"
    path.write_text(text, encoding="utf-8")
    return _outcomes(path, answers)


def _outcomes(path: Path, answers: Answers = Answers()) -> dict[int, str]:  # noqa: B008
    roster = read_roster(path, answers=answers)
    chooser = Chooser(answers=roster.settled)
    asked = [chooser.choose(row, roster.named) for row in roster.rows()]
    return {
        each.row: (each.recipient.name or "") if isinstance(each, Entry) else each.reason for each in asked
    }


@pytest.mark.parametrize(
    "heads",
    ["cancer,name,stage", "Patient,Status,MRN", "name,DOB,cancer", "patient name,address,phone"],
)
def test_rows_below_the_heads_of_another_table_stop(tmp_path: Path, heads: str) -> None:
    text = (
        f"name,cancer,stage\nAnn Lee,lung,4\n{heads}\nBo Chan,breast,4\nname,cancer,stage\nCy Dale,lung,4\n"
    )
    found = outcomes(tmp_path, text)
    assert (found[2], found[6]) == ("Ann Lee", "Cy Dale")
    assert "another table" in found[3]
    assert "below the heads of another table (row 3)" in found[4]
    assert "repeats the column heads" in found[5]


@pytest.mark.parametrize(
    "line",
    [
        "DECEASED",
        "Deceased patients",
        "CANCELLED:",
        "Cancelled visits (2)",
        "*** No shows ***",
        "Died",
        "Patients deceased",
    ],
)
@pytest.mark.parametrize("heads", ["name,cancer", "cancer,name"])
def test_rows_below_a_line_for_people_who_get_no_sheet_stop(tmp_path: Path, line: str, heads: str) -> None:
    first, second, third = ("Ann Lee,lung", "Bo Chan,breast", "Cy Dale,lung")
    if heads == "cancer,name":
        first, second, third = (",".join(reversed(each.split(","))) for each in (first, second, third))
    found = outcomes(tmp_path, f"{heads}\n{first}\n{line},\n{second}\nConfirmed,\n{third}\n")
    assert (found[2], found[6]) == ("Ann Lee", "Cy Dale")
    assert all("not a person" in found[row] for row in (3, 5))
    assert "a line for people who get no sheet (row 3)" in found[4]


@pytest.mark.parametrize(
    "title", ["Deceased patients", "Report: patients who died", "Cancelled appointments"]
)
def test_a_title_that_says_so_stops_the_list(tmp_path: Path, title: str) -> None:
    found = outcomes(tmp_path, f"{title},\nname,cancer\nAnn Lee,lung\n")
    assert "A line above the heads" in found[3]


@pytest.mark.parametrize(
    "head",
    ["Scheduled and canceled visits,", "Visits without cancellations,", "Excludes deceased,", "Clinic list,"],
)
def test_titles_that_say_less_stop_nothing(tmp_path: Path, head: str) -> None:
    assert outcomes(tmp_path, f"{head}\nname,cancer\nAnn Lee,lung\n") == {3: "Ann Lee"}


def test_a_column_says_it_better_than_a_title(tmp_path: Path) -> None:
    found = outcomes(
        tmp_path, "Deceased patients,,\nname,cancer,Deceased\nAnn Lee,lung,no\nBo Chan,lung,yes\n"
    )
    assert found == {3: "Ann Lee", 4: "The person has died."}


@pytest.mark.parametrize(
    "head", ["Patient status", "Vital Status", "Alive/Dead", "Survival Status", "Deceased Status"]
)
def test_yes_below_a_head_that_does_not_say_which_is_asked_about(tmp_path: Path, head: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"name,cancer,{head}\nAnn Lee,lung,Y\nBo Chan,breast,N\n", encoding="utf-8")
    assert {each.kind for each in read_roster(path).questions} == {"vital"}
    alive = Answers(vital=(("Y", "alive"),))
    settled = read_roster(path, answers=alive).settled
    assert read_roster(path, answers=settled).questions == ()
    assert _outcomes(path, settled) == {2: "Ann Lee", 3: "The person has died."}


@pytest.mark.parametrize(
    "head", ["Deceased", "Passed away", "RIP", "Died?", "Pt expired", "Date of Passing", "Mortality"]
)
def test_yes_below_a_head_that_says_it(tmp_path: Path, head: str) -> None:
    found = outcomes(tmp_path, f"name,cancer,{head}\nAnn Lee,lung,no\nBo Chan,breast,dead\n")
    assert found == {2: "Ann Lee", 3: "The person has died."}


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("Appt Status", "Canceled - patient sick"), ("Visit status", "Canceled - deceased"),
        ("Status", "Cancelled, called in sick"), ("Status", "No-show (2nd)"), ("Arrival Status", "??"),
    ],
)  # fmt: skip
def test_a_status_is_read_where_none_of_its_words_is_known(tmp_path: Path, head: str, said: str) -> None:
    found = outcomes(tmp_path, f'name,cancer,{head}\nAnn Lee,lung,"{said}"\n')
    assert "Ann Lee" not in found.values()


def test_a_status_of_something_else_is_not_read(tmp_path: Path) -> None:
    assert outcomes(tmp_path, "name,cancer,Status\nAnn Lee,lung,Medicare\n") == {2: "Ann Lee"}


def test_what_vital_means_needs_a_column(tmp_path: Path) -> None:
    with pytest.raises(RosterError, match="--column deceased='HEAD'"):
        outcomes(tmp_path, "name,cancer\nAnn Lee,lung\n", Answers(vital=(("1", "dead"),)))


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("LEE ANN", "ANN LEE"),
        ("Lee, Ann B", "Ann B Lee"),
        ("VAN DER POEL ANN", "Where the surname ends is not clear"),
    ],
)
@pytest.mark.parametrize("head", ["Last First", "Name: last, first", "NAME_LAST_FIRST"])
def test_names_below_a_head_that_says_last_first(tmp_path: Path, cell: str, name: str, head: str) -> None:
    found = outcomes(tmp_path, f'"{head}",cancer\n"{cell}",lung\n')
    assert found[2].startswith(name)


def test_what_is_struck_out_prints_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["name", "cancer", "room"], *(["Ann Lee", "lung", "4"],) * 4):
        sheet.append(row)
    sheet["A3"].font = Font(strike=True)
    sheet["C4"].font = Font(strike=True, bold=True)
    sheet["A5"] = CellRichText(TextBlock(InlineFont(strike=True), "Ann"), " Lee")
    sheet["A2"].font = Font(bold=True)
    book.save(tmp_path / "list.xlsx")
    found = _outcomes(tmp_path / "list.xlsx")
    assert found[2] == "Ann Lee"
    assert all("struck out" in found[row] for row in (3, 4, 5))


def test_a_name_that_two_rows_share_prints_once(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["name", "cancer"], ["Ann Lee", "lung"], [None, "breast"], ["Bo Chan", "lung"]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    book.save(tmp_path / "list.xlsx")
    found = _outcomes(tmp_path / "list.xlsx")
    assert (found[2], found[4]) == ("Ann Lee", "Bo Chan")
    assert "one merged cell" in found[3]
