"""Some rows again: the same sheets, and only where list and content are what they were."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Result

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


def test_a_row_that_failed_fails_again(handouts: Command, first: Made, again: Made) -> None:
    assert handouts("reprint", first.folder, "--rows", "9").code == 1
    assert again.statuses == [(9, "failed")]
    assert again.reasons[9] == first.reasons[9]


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
        ("99", 4, "These rows are not in the list: 99. Its rows are 2 to 13, blank ones apart."),
        ("1,2,14-40", 4, "not in the list: 1, 14, 15, 16, 17, 18, 19, 20, 21, 22 ..."),
        ("x", 2, "numbers and ranges with commas between, such as 12,17-19"),
        ("", 2, "numbers and ranges"),
        ("5-3", 2, "the smaller number comes first"),
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
