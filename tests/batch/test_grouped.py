"""What many rows have in common is said once; and what comes after the run is in the command."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from handouts.batch.batch import Done
from handouts.batch.options import BatchOptions, command_again
from handouts.batch.printing import Totals
from handouts.batch.staff_sheets import StackCounts
from handouts.batch.tally import Tally
from handouts.cli.batch import _order, command
from handouts.cli.summary import summary
from handouts.model.selection import Selection
from handouts.roster.answers import Answers

ORDER = BatchOptions(Path("list.csv"), Path("tomorrow"))


def _summary(tally: Tally, *, dry: bool = False, verbose: bool = False, **counts: int) -> list[str]:
    return summary(
        Done(Totals(StackCounts(**counts), 4, tally), ()), ORDER, dry=dry, verbose=verbose
    ).splitlines()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([4], "Row 4"),
        ([4, 5, 6], "Rows 4-6"),
        ([4, 9, 17, 18, 19, 20, 21, 22, 30, 31, 40], "Rows 4, 9, 17-22 and 3 more"),
        ([22, 4, 23], "Rows 4, 22-23"),  # in the order of a sorted run
        (range(2, 200_000, 2), "Rows 2, 4, 6 and 99,996 more"),
    ],
)
def test_rows_in_few_words(rows: list[int], said: str) -> None:
    tally = Tally()
    for row in rows:
        tally.add("failed", "Why.", row)
    (group,) = tally.groups("failed")
    assert (group.size, group.rows(3)) == (len(rows), said)
    assert Tally(tally.state()).groups("failed") == (group,)


def test_a_reason_that_names_another_row_is_one_reason() -> None:
    tally = Tally()
    tally.add("skipped", "This row is the same as row 2.", 8)
    assert tally.groups("skipped")[0].text == "This row is the same as row 2."
    tally.add("skipped", "This row is the same as row 1,234.", 2_000)
    tally.add("failed", "Line 7 of the file has a quote mark.", 7)
    tally.add("failed", "Line 8 of the file has a quote mark.", 8)
    (twins,), (quotes,) = tally.groups("skipped"), tally.groups("failed")
    assert (twins.text, twins.size) == ("This row is the same as another row.", 2)
    assert (quotes.text, quotes.size) == ("A line of the file has a quote mark.", 2)


def test_a_hundred_thousand_rows_that_failed_are_a_screenful() -> None:
    tally = Tally()
    for row in range(100_000):
        tally.add("failed", f"Reason {chr(65 + row % 26)}{chr(65 + row // 26 % 26)}.", row + 2)
    lines = _summary(tally, rows=100_000, failed=100_000)
    assert len(lines) < 24
    assert max(map(len, lines)) < 200
    assert len(tally.state()) <= 201
    assert sum(group.size for group in tally.groups("failed")) == 100_000


def test_what_sheets_leave_out_is_said_for_each_layout() -> None:
    tally = Tally()
    for row in range(2, 36):
        parts = ("more questions", "the advice about fever") if row < 14 else ("more questions",)
        tally.add("omission", "\n".join(("trifold", *parts)), row)
    tally.add("omission", "one-page\ndrug names", 40)
    short = "35 rows: some parts did not fit (-v lists them, manifest.csv by row)."
    assert _summary(tally, rows=35, ok=35)[0] == short
    assert _summary(tally, rows=35, ok=35, verbose=True)[:2] == [
        "34 rows, layout trifold: no room for more questions; the advice about fever (in 12).",
        "1 row, layout one-page: no room for drug names.",
    ]


@pytest.mark.parametrize(
    ("counts", "dry", "now"),
    [
        ({"ok": 2}, False, "Next: print tomorrow/print-job.pdf at 100%, on both sides."),
        ({"failed": 1}, False, "Next: mend tomorrow/failed-rows.csv and run: handouts batch tomorrow/failed"),
        (
            {"ok": 1, "failed": 1},
            False,
            "Next: print tomorrow/print-job.pdf at 100%, on both sides. Then mend",
        ),
        ({"skipped": 3}, False, "There is nothing to print: every row was left out."),
        ({"ok": 1}, True, "Nothing was written. Next: the same command without --dry-run."),
        (
            {"failed": 1},
            True,
            "Nothing was written. There is nothing to print. You can mend the rows that failed",
        ),
    ],
)
def test_one_line_says_what_to_do_now(counts: dict[str, int], dry: bool, now: str) -> None:
    lines = _summary(Tally(), dry=dry, rows=sum(counts.values()), **counts)
    assert lines[-1].startswith(now)
    assert sum(now[:20] in line for line in lines) == 1


EVERYTHING = BatchOptions(
    roster=Path("my list.csv"),
    out=Path("o'clock run"),
    defaults=Selection(
        cancers=(),
        tips=("pain", "sleep"),
        layout="large",
        paper="a4",
        country="ie",
        numbers=True,
        bw=True,
        qr=True,
    ),
    clinic_folder=Path("our clinic"),
    separate=True,
    tagged=True,
    duplex=False,
    start_sheet=True,
    separators=True,
    sort="clinician",
    answers=Answers((("name", "Pt Name"),), "mdy", (("1", "dead"),), True, False, "cp1252"),
    allow_overdue=True,
    passphrase="open sesame",
    passphrase_file=Path("secret.txt"),
)


def test_the_command_has_every_option_and_no_secret() -> None:
    options = (
        "--clinic 'our clinic' --tip pain --tip sleep --layout large --country ie --paper a4 --numbers --bw "
        "--qr --column name='Pt Name' --dates mdy --vital 1=dead --stage4-confirmed --no-names --separate "
        "--tagged --no-duplex --cover --sort clinician --separators --encrypt --passphrase-file secret.txt "
        "--allow-overdue"
    )
    words = [
        "handouts",
        "batch",
        "o'clock run/failed-rows.csv",
        *shlex.split(options),
        "--out",
        "o'clock run-2",
    ]
    assert shlex.split(command_again(EVERYTHING)) == words
    plain = "handouts batch tomorrow/failed-rows.csv --out tomorrow-2"
    assert command_again(ORDER) == plain


def test_the_command_says_the_same_order_again() -> None:
    """Every field that shapes what is printed is in the command: none is forgotten when one is added."""
    words = shlex.split(command_again(EVERYTHING._replace(passphrase_file=None, passphrase=None)))[2:]
    context = command.make_context("batch", words)
    order = _order(context.params.pop("roster"), context.params.pop("out"), context.params)
    wanted = EVERYTHING._replace(passphrase=None, answers=EVERYTHING.answers._replace(encoding=None))
    assert order.shape() == wanted.shape()
    assert order.clinic_folder == wanted.clinic_folder


@pytest.mark.parametrize(
    ("out", "roster", "after"),
    [
        ("run", "list.csv", "run-2"),
        ("run-2", "list.csv", "run-2-2"),
        ("run-2", "run/failed-rows.csv", "run-3"),
        ("a/run-12-11", "list.csv", "a/run-12-11-2"),  # a day
        ("-run", "list.csv", "./-run-2"),
    ],
)
def test_the_folder_that_comes_after(out: str, roster: str, after: str) -> None:
    order = ORDER._replace(out=Path(out), roster=Path(roster))
    assert shlex.split(command_again(order))[-1] == after
