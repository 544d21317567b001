"""Some rows again: the same sheets, and only where list and content are what they were."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Result

from handouts.batch.copy_ids import PrintedList, rows_in, short_id
from handouts.batch.reprint import next_folder
from handouts.errors import UsageError

from .conftest import Batch
from .lists import Made, people, pictures, put

Command = Callable[..., Result]


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    return put(tmp_path / "list.csv", *people(12))


@pytest.fixture
def first(batch: Batch, made: Made, roster: Path) -> Made:
    """A run over twelve rows, of which the eighth of a person fails."""
    assert batch(roster, "--out", "print-run").code == 1
    return made


@pytest.fixture
def again(tmp_path: Path) -> Made:
    return Made(tmp_path / "reprint")


def _words(made: Made, row: int) -> list[list[str]]:
    """The words of each page; what many copies say may be drawn earlier than what one says alone."""
    return [sorted(said.split()) for said in made.copies()[row]]


@pytest.mark.parametrize("named", ["print-run", "print-run/manifest.json", "print-run/manifest.csv"])
def test_the_same_sheets(handouts: Command, first: Made, again: Made, named: str) -> None:
    done = handouts("reprint", named, "--rows", "3,10-11")
    assert done.code == 0, done.err
    assert b"3 rows = 3 printed + 0 failed + 0 left out." in done.out
    lines = {line["row"]: line for line in first.lines}
    assert [line["row"] for line in again.lines] == [3, 10, 11]
    for line in again.lines:
        before = lines[line["row"]]
        assert _words(again, line["row"]) == _words(first, line["row"])
        assert pictures(again.job, line["first_page"], line["pages"]) == pictures(
            first.job, before["first_page"], before["pages"]
        )
        assert line["id"] == before["id"]


def test_the_options_of_the_run_count(handouts: Command, roster: Path, again: Made) -> None:
    options = ("--layout", "large", "--paper", "a4", "--bw", "--no-duplex", "--separate", "--jobs", "1")
    assert handouts("batch", roster, *options).code == 1
    assert handouts("reprint", "print-run", "--rows", "2").code == 0
    (line,) = again.lines
    assert (line["layout"], line["paper"], line["file"]) == ("large", "a4", f"copies/{line['id']}.pdf")
    options_again = again.record["options"]
    assert (options_again["bw"], options_again["duplex"]) == (True, False)


def test_rows_without_sheets(handouts: Command, batch: Batch, made: Made, again: Made, roster: Path) -> None:
    rows = [("Ann", "lung", ""), ("Ann", "lung", ""), *[(f"P {at}", "unheard of", "") for at in range(7)]]
    assert batch(put(roster, *rows)).code == 1
    assert [status for _, status in made.statuses] == ["ok", "skipped", *["failed"] * 7]

    refused = handouts("reprint", "print-run", "--rows", "3-10")
    assert (refused.code, refused.err.count("\n"), again.folder.exists()) == (2, 1, False)
    for row in range(3, 8):
        assert f" Row {row} got no sheet in that run: {made.reasons[row]}" in refused.err
    assert " Nor did 3 other rows. If one should have a sheet, mend the list" in refused.err
    assert handouts("reprint", "print-run", "--rows", "3", "--changed").code == 2  # nothing has changed

    some = handouts("reprint", "print-run", "--rows", "2,3,4")
    assert some.code == 1
    assert again.statuses == [(2, "ok"), (3, "skipped"), (4, "failed")]
    assert again.reasons == {row: made.reasons[row] for row in (3, 4)}
    assert all(reason in some.out.decode() for reason in again.reasons.values())


def test_a_row_that_was_mended(handouts: Command, first: Made, again: Made, roster: Path) -> None:
    assert first.statuses[7] == (9, "failed")
    roster.write_text(roster.read_text().replace("unheard of", "lung"))
    assert handouts("reprint", "print-run", "--rows", "9", "--changed").code == 0
    assert again.statuses == [(9, "ok")]


def test_a_code_of_a_list_that_has_changed(handouts: Command, first: Made, again: Made, roster: Path) -> None:
    put(roster, *[*people(12)][1:])
    code = first.lines[1]["id"]
    refused = handouts("reprint", "print-run", "--rows", f"2,{code.lower()}", "--changed")
    assert (refused.code, again.folder.exists()) == (2, False)
    assert f"{code} may stand for somebody else now. Look the person up" in refused.err
    assert handouts("reprint", "print-run", "--rows", "2", "--changed").code == 0


def test_a_list_that_has_changed(handouts: Command, first: Made, again: Made, roster: Path) -> None:
    put(roster, *people(11))
    refused = handouts("reprint", "print-run", "--rows", "2")
    assert (refused.code, again.folder.exists()) == (4, False)
    assert "its rows may be other people now" in refused.err
    assert handouts("reprint", "print-run", "--rows", "2", "--changed").code == 0
    assert again.lines[0]["id"] != first.lines[0]["id"]


def test_content_that_has_changed(handouts: Command, roster: Path, again: Made, tmp_path: Path) -> None:
    clinic = tmp_path / "clinic"
    clinic.mkdir()
    said = "name: Invented Clinic\nphone: {day: 555-0100, night: 555-0199}\n"
    (clinic / "clinic.yaml").write_text(said)
    assert handouts("batch", roster, "--clinic", "clinic", "--layout", "compact", "--jobs", "1").code == 1
    (clinic / "clinic.yaml").write_text(said.replace("0100", "0101"))
    refused = handouts("reprint", "print-run", "--rows", "2")
    assert (refused.code, again.folder.exists()) == (4, False)
    assert "the new sheets may say something else" in refused.err
    assert handouts("reprint", "print-run", "--rows", "2", "--changed").code == 0
    assert any("555-0101" in said for said in again.pages())


def test_a_list_that_was_moved(handouts: Command, first: Made, roster: Path, again: Made) -> None:
    moved = shutil.move(roster, roster.with_name("moved.csv"))
    refused = handouts("reprint", "print-run", "--rows", "2")
    assert (refused.code, again.folder.exists()) == (4, False)
    assert refused.err.endswith("If it was moved, say where it is now with --roster FILE.\n")
    assert ".." not in refused.err
    assert handouts("reprint", "print-run", "--rows", "2", "--roster", moved).code == 0
    assert _words(again, 2) == _words(first, 2)


@pytest.mark.parametrize(
    ("rows", "code", "sentence"),
    [
        ("99", 4, "These rows are not in the list: 99. Its rows are 2 to 13; blank rows do not count."),
        ("1,2,14-40", 4, "not in the list: 1, 14, 15, 16, 17, 18, 19, 20, 21, 22 ..."),
        ("x", 2, "numbers, ranges, or codes from the foot of a sheet"),
        ("", 2, "numbers, ranges"),
        ("5-3", 2, "the smaller number comes first"),
        ("2 3", 2, "'2 3' has a blank inside"),
        ("4, 2\n3 ,5", 2, "'2 3' has a blank inside"),
        ("2 - 3", 2, "'2 - 3' has a blank inside"),
    ],
)
@pytest.mark.usefixtures("first")
def test_rows_that_are_not_there(handouts: Command, again: Made, rows: str, code: int, sentence: str) -> None:
    refused = handouts("reprint", "print-run", "--rows", rows)
    assert (refused.code, again.folder.exists()) == (code, False)
    assert sentence in refused.err


@pytest.mark.parametrize("named", ["nowhere", "list.csv", "empty.json"])
def test_what_is_no_run(handouts: Command, roster: Path, named: str) -> None:
    roster.with_name("empty.json").write_text("[]")
    refused = handouts("reprint", named, "--rows", "2")
    assert refused.code == 2
    assert refused.err.endswith("Name the folder that `handouts batch` made, or the manifest.json in it.\n")


KEY = bytes(range(32))
LIST = PrintedList(KEY, 1_000)
OTHER = PrintedList(KEY[::-1], 1_000)
FIGURES = next(row for row in range(2, 100_000) if short_id(KEY, row).replace("-", "").isdigit())
"""A row whose code could be a range."""


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (short_id(KEY, 12), (12,)),
        (f"{short_id(KEY, 12)},17-19, 23", (12, 17, 18, 19, 23)),
        (f" 3 , {short_id(KEY, 12).lower()},12", (3, 12)),
        ("17-19", (17, 18, 19)),
        ("996-1000", (996, 997, 998, 999, 1000)),
        (short_id(KEY, FIGURES), (FIGURES,)),
        ("3444-3446", (3444, 3445, 3446)),  # that they are not in the list is told later
    ],
)
def test_rows_by_the_codes_on_their_sheets(text: str, rows: tuple[int, ...]) -> None:
    assert rows_in(text, LIST) == rows


def test_codes_that_are_no_help() -> None:
    code = short_id(KEY, 12)
    with pytest.raises(UsageError, match=f"{code} is not of this run's list: row 12 has other letters"):
        rows_in(f"3,{code}", OTHER)
    with pytest.raises(UsageError, match="not of this run's list"):
        rows_in(code.replace("12-", "13-"), LIST)
    with pytest.raises(UsageError, match="codes from the foot of a sheet"):
        rows_in("12-0OIL", LIST)  # letters that no code has
    with pytest.raises(UsageError, match=f"can mean one sheet or the rows {FIGURES} to"):
        rows_in(short_id(KEY, FIGURES), LIST._replace(last=10_000))


def test_a_code_and_a_second_reprint(handouts: Command, first: Made, again: Made, tmp_path: Path) -> None:
    for _ in range(2):
        assert handouts("reprint", "print-run", "--rows", first.lines[2]["id"]).code == 0
    second = Made(tmp_path / "reprint-2")
    assert again.statuses == second.statuses == [(4, "ok")]
    assert next_folder(tmp_path / "reprint").name == "reprint-3"
    assert handouts("reprint", "print-run", "--rows", "2", "--out", "reprint").code == 2
