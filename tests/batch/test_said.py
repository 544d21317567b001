"""What a run says: before it, while it goes on, and at its end."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commands import Result

from handouts.batch import printing
from handouts.cli.progress import progress

from .conftest import Batch
from .lists import Made, called, put, rows_of

ROWS = (
    ("Ann Lee", "lung", ""),
    ("Bo Chan", "unheard of", ""),
    ("Cy Doe", "lung; breast", "A note."),
    ("李小龙", "lung", ""),
    ("Ann Lee", "lung", ""),
)


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    return put(tmp_path / "list.csv", *ROWS)


@pytest.mark.parametrize(
    "options",
    [(), ("--separate", "--cover"), ("--separators", "--tagged"), ("--encrypt",), ("--sort", "cancer")],
)
def test_a_dry_run_says_every_row_and_writes_nothing(
    batch: Batch, roster: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    done = batch(roster, "--dry-run", *options)
    said = done.out.decode().splitlines()

    assert done.code == 1
    assert said[0] == "Read: name, cancer, note from 'message'."
    assert re.fullmatch(r"Row 2: lung, compact, \d+ pages\.", said[1])
    assert re.fullmatch(r"Row 4: lung and breast, compact, \d+ pages\.", said[2])
    assert said[3] == "Left out: This row is the same as row 2. Row 6."
    assert re.fullmatch(r"Failed: The cancer column.* Row 3\.", said[4])
    assert re.fullmatch(r"Failed: The name has letters.* Row 5\.", said[5])
    assert said[6:] == [
        "5 rows = 2 would be printed + 2 failed + 1 left out.",
        "Nothing was written. Next: the same command without --dry-run. "
        "You can mend the rows that failed in the list first.",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]


def test_a_dry_run_says_what_the_run_does(batch: Batch, made: Made, roster: Path) -> None:
    rehearsed = batch(roster, "--dry-run").out.decode()
    batch(roster)
    for line in made.lines:
        said = re.search(rf"^(.*)Row {line['row']}\b(.*)", rehearsed, re.MULTILINE)
        assert said
        expected = f" {line['pages']} pages" if line["status"] == "ok" else line["reason"]
        assert expected in said[1] + said[2]


def test_a_dry_run_touches_neither_a_run_nor_one_in_the_making(
    batch: Batch, made: Made, roster: Path, tmp_path: Path
) -> None:
    batch(roster)
    before = made.files()
    (tmp_path / ".print-run.unfinished").mkdir()
    assert batch(roster, "--dry-run").code == 1
    assert made.files() == before
    assert list((tmp_path / ".print-run.unfinished").iterdir()) == []


def test_numbers_are_pointed_out(batch: Batch, tmp_path: Path) -> None:
    put(tmp_path / "list.csv", ("Ann Lee", "lung", "yes"), heads=("name", "cancer", "numbers"))
    said = batch("list.csv", "--dry-run").out.decode()
    assert ", survival numbers.\nNote: Survival numbers are asked for on a copy with a name" in said


@pytest.mark.parametrize("option", ["-q", "--quiet"])
def test_quiet(batch: Batch, made: Made, roster: Path, option: str) -> None:
    assert batch(roster, option) == Result(1, b"", "")
    assert "print-job.pdf" in made.names
    refused = batch(roster, option)
    assert (refused.code, refused.out) == (2, b"")
    assert refused.err.startswith("print-run already exists.")
    assert refused.err.count("\n") == 1


def test_progress_in_lines_where_there_is_no_terminal(batch: Batch, tmp_path: Path) -> None:
    rows = [(called(at), "lung", "") for at in range(600)]
    said = batch(put(tmp_path / "list.csv", *rows)).err.splitlines()

    assert said[0] == "Reading the list ..."
    assert [line for line in said if line.startswith("Typesetting")][-1] == "Typesetting: 1 of 1"
    printed = [line for line in said if line.startswith("Printing")]
    assert printed == ["Printing: 256 of 600", "Printing: 512 of 600", "Printing: 600 of 600"]


def test_progress_says_what_is_done(handouts: Callable[..., Result], batch: Batch, tmp_path: Path) -> None:
    roster = put(tmp_path / "list.csv", ("Person", "lung", ""))
    assert batch(roster, "--dry-run").err.splitlines()[-1] == "Checking: 1 of 1"
    assert batch(roster).err.splitlines()[-1] == "Printing: 1 of 1"
    assert handouts("reprint", "print-run", "--rows", "2").err.splitlines()[-1] == "Printing again: 1 of 1"


def test_progress_is_told_in_no_more_than_ten_parts(capsys: pytest.CaptureFixture[str]) -> None:
    told = progress(quiet=False)
    for done in range(100_001):
        told("Printing", done, 100_000)
    told.end()
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 11
    assert (lines[0], lines[-1]) == ("Printing: 0 of 100,000", "Printing: 100,000 of 100,000")


def test_progress_on_a_terminal_is_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    told = progress(quiet=False)
    told("Reading the list", 0, 0)
    for done in (4, 6, 10):
        told("Printing", done, 10)
    told.end()
    shown = terminal.getvalue()
    assert shown.startswith("Reading the list ...\n")
    assert "Printing" in shown
    assert "10/10" in shown


def test_the_end_says_where_things_are(handouts: Callable[..., Result], roster: Path, tmp_path: Path) -> None:
    done = handouts("batch", roster, "--layout", "compact", "--out", "tuesday", "--jobs", "1")
    record = Made(tmp_path / "tuesday").record
    again = "handouts batch tuesday/failed-rows.csv --layout compact --out tuesday-2"
    assert done.out.decode().splitlines()[4:] == [
        "5 rows = 2 printed + 2 failed + 1 left out.",
        f"tuesday/print-job.pdf: {record['pages']} pages on {record['sheets']} sheets.",
        "tuesday/manifest.csv: what became of each row.",
        "tuesday/failed-rows.csv: 2 rows that need a person.",
        "Next: print tuesday/print-job.pdf at 100%, on both sides. "
        f"Then mend tuesday/failed-rows.csv and run: {again}",
    ]
    assert rows_of(tmp_path / "tuesday" / "failed-rows.csv")[0] == [f"# {again}"]
    paper = record["sheets"] + record["rows"][0]["sheets"]  # the name that no face has comes to light later
    assert f"\nThis prints {paper} sheets of paper, on both sides: 3 copies of " in done.err


def test_a_run_that_is_stopped_says_how_it_goes_on(
    batch: Batch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, rows = printing.Printing._printed, iter(range(1_000_000))

    def printed(self: printing.Printing, outcome: Any) -> Any:
        if next(rows) == stop:
            raise KeyboardInterrupt
        return real(self, outcome)

    monkeypatch.setattr(printing.Printing, "_printed", printed)
    people = [(called(at), "lung" if at % 9 else "none such", "") for at in range(100)]
    path = put(tmp_path / "many.csv", *people)
    stop = 90
    assert "the same command with --resume goes on from there." in batch(path).err
    stop = -1
    resumed = batch(path, "--resume").out
    assert b"12 rows: The cancer column" in resumed  # of the rows before it was stopped, too
    assert batch(path, "--replace").out == resumed
    stop, rows = 0, iter(range(1_000_000))  # before there is anything to go on with
    assert "--resume" not in batch(path, "--out", "new").err


def test_columns_that_are_not_read_are_told(batch: Batch, tmp_path: Path) -> None:
    put(tmp_path / "list.csv", ("Ann Lee", "lung", "9"), heads=("name", "cancer", "Bed"))
    done = batch("list.csv")
    assert done.code == 0
    assert "Bed" in done.out.decode()


def test_a_wider_sheet_is_told_once_for_all_its_rows(batch: Batch, made: Made, tmp_path: Path) -> None:
    rows = [("Ann Lee", "inflammatory breast cancer", ""), ("Bo Chan", "Inflammatory breast", "")]
    done = batch(put(tmp_path / "list.csv", *rows, ("Cy Doe", "lung", "")))
    general = "This handout is about breast cancer in general"
    told = f"{general}; there is none about inflammatory breast cancer yet."
    assert done.out.decode().splitlines()[1] == f"Note: 2 rows: {told} Rows 2-3."
    assert [told in line["warnings"] for line in made.lines] == [True, True, False]


def test_phones_that_reach_nobody_are_told_once(batch: Batch, roster: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "clinic.yaml").write_text("name: A\nphone: {day: 202-010-0143, night: 555-010-0199}\n")
    said = batch(roster, "--dry-run", "--clinic", folder).out.decode()
    line = "The night number '555-010-0199' in clinic.yaml is for films and examples"
    assert said.count(line) == 1
    (folder / "clinic.yaml").write_text("name: A\nphone: {day: 202-010-0143, night: 303-441-21}\n")
    done = batch(roster, "--clinic", folder)
    assert done.code == 3
    assert "'303-441-21' has 8 digits" in done.err
