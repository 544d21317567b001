"""A bad row never stops, moves or changes another one, and comes out again to be mended."""

from __future__ import annotations

import csv
import shlex
import unicodedata
from pathlib import Path

import pytest

from handouts.batch import printing

from .conftest import Batch
from .lists import Made, called, pictures, put, rows_of

GOOD = {
    2: ("Ann Lee", "lung", "Take one <b>blue</b> pill."),
    3: ("Nguyễn Thị Ánh", "lung", ""),
    5: ("Ελένη Παππά", "lung", ""),
    6: ("Анна Ёлкина", "breast", ""),
    7: ("Bo Chan", "lung", "Take one <b>blue</b> pill."),
}

BAD = {
    "cancer": ("Cy Doe", "unheard of", ""),
    "only a second place": ("Cy Doe", "C79.51", ""),
    "letters": ("李小龙", "lung", ""),
    "right to left": ("משה לוי", "lung", ""),
    "turned round": ("Cy \u202eDoe", "lung", ""),
    "name too long": ("Abcdefgh" * 50, "lung", ""),
    "note too long": ("Cy Doe", "lung", "Mandragora " * 90),
    "empty name": ("", "lung", ""),
    "too many cells": ("Cy Doe", "lung", "", "one", "more"),
    "too few cells": ("Cy Doe",),
    "nul": ("Cy\0Doe", "lung", ""),
}


def _list(path: Path, between: tuple[str, ...]) -> Path:
    return put(path, *(GOOD.get(row, between) for row in range(2, 8)))


@pytest.fixture
def plain_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short ids that do not tell which list they come from, so that two lists can be compared."""
    monkeypatch.setattr(printing, "short_id", lambda _key, row: f"{row}-AAAA")


@pytest.mark.usefixtures("plain_ids")
@pytest.mark.parametrize("kind", BAD)
def test_the_other_rows_are_the_same_without_it(batch: Batch, made: Made, tmp_path: Path, kind: str) -> None:
    assert batch(_list(tmp_path / "with.csv", BAD[kind])).code == 1
    assert batch(_list(tmp_path / "without.csv", ("", "", "")), "--out", "without").code == 0
    without = Made(tmp_path / "without")

    assert made.statuses == [(row, "ok" if row in GOOD else "failed") for row in range(2, 8)]
    assert made.copies() == without.copies()
    for line in (line for line in made.lines if line["status"] == "ok"):
        other = next(each for each in without.lines if each["row"] == line["row"])
        assert line == other
        assert pictures(made.job, line["first_page"], line["pages"]) == pictures(
            without.job, other["first_page"], other["pages"]
        )
    for row, (name, *_) in GOOD.items():
        assert all(name in said for said in made.copies()[row][:1])


@pytest.mark.parametrize("kind", BAD)
def test_the_row_comes_out_with_its_reason(batch: Batch, made: Made, tmp_path: Path, kind: str) -> None:
    done = batch(_list(tmp_path / "list.csv", BAD[kind]))
    cells = (*BAD[kind], "", "", "")

    assert done.code == 1
    heads, row = made.failed
    assert heads == ["name", "cancer", "message", "reason"]
    assert tuple(row[:3]) == cells[:3]
    assert tuple(row[4:]) == BAD[kind][3:]
    reason = made.reasons[4]
    assert row[3] == f"Row 4: {reason}"
    assert reason.endswith(".")
    for secret in filter(None, (cells[0], cells[2])):
        assert secret not in reason + done.err + done.out.decode()


def test_a_mended_row_is_printed(batch: Batch, made: Made, tmp_path: Path) -> None:
    rows = (("Ann Lee", "lung", ""), ("Cy Doe", "unheard of", "=1+1"), ("Di Eve", "C79.51", "+49 30 1"))
    batch(put(tmp_path / "list.csv", *rows))
    text = (made.folder / "failed-rows.csv").read_text(encoding="utf-8-sig")
    assert "'=1+1" in text  # to a spreadsheet, a formula no more
    assert "'+49 30 1" in text

    mended = made.folder / "failed-rows.csv"
    mended.write_text(text.replace("unheard of", "lung").replace("C79.51", "breast"), encoding="utf-8-sig")
    done = batch(mended, "--out", "again")
    again = Made(tmp_path / "again")

    assert (done.code, again.statuses) == (0, [(3, "ok"), (4, "ok")])
    first, second = (" ".join(pages) for pages in again.copies().values())
    assert "Cy Doe" in first
    assert " =1+1 " in f"{first} "
    assert "'=1+1" not in first
    assert "Di Eve" in second
    assert "'-Di Eve" not in second
    assert "+49 30 1" in second


@pytest.mark.parametrize(
    ("heads", "rows"),
    [
        (
            ("name", "cancer", "id", "stage", "deceased"),
            [("Ann Bell", "C18.9", "7", "4", ""), ("Ann Bell", "C18.9", "7", "4", "2026-10-01")],
        ),
        (
            ("name", "cancer", "status"),
            [("Ann Bell", "lung", "Scheduled"), ("Bo Chan", "lung", "Cancelled - weather")],
        ),
        (("name", "cancer", "id"), [("Ann Bell", "breast", "9"), ("Ann Bell", "prostate", "9")]),
        (("name", "cancer", "life"), [("Ann Bell", "lung", "alive"), ("Bo Chan", "lung", "alive?"),
                                      ("Cy Dale", "lung", "dead")]),
        (("name", "dx", "reason"), [("Ann Bell", "brest", "Row 2: x"), ("Bo Chan", "brest", "y")]),
    ],
)  # fmt: skip
def test_failed_rows_that_nobody_mended_fail_again(
    batch: Batch, handouts: Batch, tmp_path: Path, heads: tuple[str, ...], rows: list[tuple[str, ...]]
) -> None:
    assert batch(put(tmp_path / "list.csv", *rows, heads=heads), "--out", "o").code == 1
    failed = rows_of(tmp_path / "o" / "failed-rows.csv")
    command = shlex.split(failed[0][0].removeprefix("# "))
    again = handouts(*command[1:], "--jobs", "1")
    assert again.code == 1, again.err
    statuses = {status for _, status in Made(tmp_path / "o-2").statuses}
    assert statuses == {"failed"}


def test_a_row_that_fails_again_keeps_its_cells(batch: Batch, made: Made, tmp_path: Path) -> None:
    batch(put(tmp_path / "list.csv", ("@Cy Doe", "unheard of", "=1+1"), ("Bo", "lung", "a", "word")))
    before = made.failed
    assert before[2][:3] + before[2][4:] == ["Bo", "lung", "a", "word"]

    done = batch(made.folder / "failed-rows.csv", "--out", "again")
    after = Made(tmp_path / "again").failed

    assert done.code == 1
    assert after[0] == before[0]
    assert [row[:3] + row[4:] for row in after] == [row[:3] + row[4:] for row in before]
    assert [row[3][:7] for row in after] == ["reason", "Row 2: ", "Row 3: "]  # as in the first list


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_failed_rows_are_run_by_the_command_above_them(
    batch: Batch, handouts: Batch, tmp_path: Path, delimiter: str
) -> None:
    lines = ("name|cancer|message", "Cy Doe|unheard of|one, two", "Ann Lee|lung|", "Ann Lee|lung|")
    text = "\n".join(lines).replace("one, two", '"one, two; three"').replace("|", delimiter)
    (tmp_path / "list.csv").write_text(text)
    assert batch("list.csv", "--paper", "a4", "--out", "o'clock run").code == 1
    path = tmp_path / "o'clock run" / "failed-rows.csv"
    command, heads, row, *_ = path.read_text("utf-8-sig").splitlines()
    assert heads.split(delimiter) == ["name", "cancer", "message", "reason"]
    assert row.startswith(delimiter.join(("Cy Doe", "unheard of", "")))
    path.write_text(path.read_text("utf-8-sig").replace("unheard of", "lung"), "utf-8-sig")

    (cell,) = next(csv.reader([command], delimiter=delimiter))
    done = handouts(*shlex.split(cell.removeprefix("# "))[1:], "--jobs", "1")
    (line,) = Made(tmp_path / "o'clock run-2").lines  # the twin was left out, so it does not come again
    assert (done.code, line["layout"], line["paper"]) == (0, "compact", "a4")


def test_columns_that_are_not_read_come_out_too(batch: Batch, made: Made, tmp_path: Path) -> None:
    heads = ("Ward", "Last name", "First name", "dx")
    put(tmp_path / "list.csv", ("7b", "Doe", "Cy", "unheard of"), ("7b", "Lee", "Ann", "lung"), heads=heads)
    batch("list.csv")

    assert made.failed[0] == [*heads, "reason"]
    assert made.failed[1][:4] == ["7b", "Doe", "Cy", "unheard of"]
    mended = made.folder / "failed-rows.csv"
    mended.write_text(mended.read_text("utf-8").replace("unheard of", "lung"), "utf-8")
    assert batch(mended, "--out", "again").code == 0
    again = Made(tmp_path / "again")
    assert "Cy Doe" in again.copies()[3][0]


def test_a_missing_name_is_written_where_the_list_has_it(batch: Batch, made: Made, tmp_path: Path) -> None:
    put(
        tmp_path / "list.csv",
        ("", "", "lung"),
        ("Lee", "Ann", "lung"),
        heads=("Last name", "First name", "dx"),
    )
    assert batch("list.csv").code == 1
    mended = made.folder / "failed-rows.csv"
    mended.write_text(mended.read_text("utf-8").replace(",,lung", "Doe,Cy,lung"), "utf-8")

    assert batch(mended, "--out", "again").code == 0
    assert "Cy Doe" in Made(tmp_path / "again").copies()[3][0]


def test_a_line_with_a_stray_quote_mark_comes_out_whole(batch: Batch, made: Made, tmp_path: Path) -> None:
    lines = [f"{called(at)},lung,hello" for at in range(500)]
    lines[250] = f'{called(250)},"lung,hello'
    (tmp_path / "list.csv").write_text("name,cancer,message\n" + "\n".join(lines) + "\n")
    done = batch("list.csv")

    assert done.code == 1
    assert b"500 rows = 499 printed + 1 failed + 0 left out." in done.out
    assert made.statuses == [(row, "failed" if row == 252 else "ok") for row in range(2, 502)]
    ((broken, cancer, note, reason),) = made.failed[1:]
    assert (broken, cancer, note) == (lines[250], "", "")
    assert reason.startswith('Row 252: Line 252 of the file has a quote mark (")')
    copies = made.copies()
    for row in (251, 253, 501):
        assert called(row - 2) in copies[row][0]
    again = batch(made.folder / "failed-rows.csv", "--out", "again")
    assert b"1 row = 0 printed + 1 failed" in again.out  # nothing is guessed from a line that nobody mended


def test_rows_in_other_letters_are_shown_as_they_may_be(batch: Batch, made: Made, tmp_path: Path) -> None:
    data = "name,cancer\nZoë Lee,lung\n".encode() + "Jürgen Äß,lung\n".encode("cp1252") + b"Bo Chan,lung\n"
    (tmp_path / "list.csv").write_bytes(data)
    done = batch("list.csv")

    assert done.code == 1
    assert made.statuses == [(2, "ok"), (3, "failed"), (4, "ok")]
    assert made.failed[1][:2] == ["Jürgen Äß", "lung"]
    assert "look at the accents" in made.reasons[3]
    assert batch(made.folder / "failed-rows.csv", "--out", "again").code == 0
    assert "Jürgen Äß" in Made(tmp_path / "again").copies()[3][0]


def test_names_in_decomposed_letters(batch: Batch, made: Made, tmp_path: Path) -> None:
    names = ["Nguyễn Thị Ánh", "Tố Uyên", "Đặng Ngọc Mỹ", "Łukasz Żółć"]
    apart = [(unicodedata.normalize("NFD", name), "lung", "") for name in names]
    assert batch(put(tmp_path / "list.csv", *apart)).code == 0
    for name, pages in zip(names, made.copies().values(), strict=True):
        assert all(name in said for said in pages)


def test_markup_is_printed_as_it_stands(batch: Batch, made: Made, tmp_path: Path) -> None:
    name, note = "Ann (Lee) O'Dowd", "**Now** [go](https://example.org) &amp; {chemo} <b>x</b> (\\2) %d"
    assert batch(put(tmp_path / "list.csv", (name, "lung", note)), "--tagged").code == 0
    pages = made.copies()[2]
    assert all(name in said for said in pages)
    assert note in " ".join(pages)


def test_a_note_of_many_lines_is_whole(batch: Batch, made: Made, tmp_path: Path) -> None:
    note = " ".join(f"word{at}" for at in range(60))
    rows = (("Ann Lee", "lung", note), ("Bo Chan", "lung", "brief"), ("Cy Doe", "lung", note[:200]))
    assert batch(put(tmp_path / "list.csv", *rows)).code == 0
    copies = made.copies()
    for row, (_, _, said) in enumerate(rows, 2):
        assert said in " ".join(copies[row])
    assert "word1" not in " ".join(copies[3])


def test_more_copies_than_a_group_holds(batch: Batch, made: Made, tmp_path: Path) -> None:
    rows = [(called(at, 3), "" if at % 30 == 9 else "lung", "") for at in range(70)]
    batch(put(tmp_path / "list.csv", *rows))

    assert [line["row"] for line in made.lines] == list(range(2, 72))
    assert (made.record["printed"], made.record["failed"]) == (67, 3)
    copies = made.copies()
    for row in (2, 65, 66, 67, 70):
        assert all(called(row - 2, 3) in said for said in copies[row])
    with (made.folder / "failed-rows.csv").open(encoding="utf-8-sig", newline="") as file:
        assert file.readline().startswith("# handouts batch ")
        assert [row["name"] for row in csv.DictReader(file)] == [called(at, 3) for at in (9, 39, 69)]
