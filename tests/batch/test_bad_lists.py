"""Lists that cannot be used as they are: a sentence, an exit code, and every row that can be printed is."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Batch
from .lists import Made, put

NAME = "Annabel Quixworth"

WHOLE = {
    "no file": (None, 4, "cannot be read"),
    "empty": (b"", 4, "is empty"),
    "heads only": (b"name,cancer\n", 4, "nobody to print for"),
    "blank rows only": (b"name,cancer\n,\n\n", 4, "nobody to print for"),
    "no column for the cancer": (f"name,ward\n{NAME},7b\n".encode(), 4, "cancer"),
    "no heads": (f"{NAME},lung\n".encode(), 4, "The first row must name the columns"),
    "two columns the same": (f"name,patient,cancer\n{NAME},x,lung\n".encode(), 4, "both mean name"),
    "no text": (bytes(range(128, 256)) * 9, 4, "row 1"),
    "a pdf": (b"%PDF-1.7\n1 0 obj\n", 4, "The first row must name the columns"),
    "damaged spreadsheet": (b"PK\x03\x04nonsense", 4, "list.csv"),
    "damaged json": (b'{"resourceType": ', 4, "no JSON in line 1"),
}


@pytest.mark.parametrize("kind", WHOLE)
def test_a_list_that_cannot_be_read(batch: Batch, tmp_path: Path, kind: str) -> None:
    data, code, sentence = WHOLE[kind]
    path = tmp_path / ("list.json" if "json" in kind else "list.csv")
    if data is not None:
        path.write_bytes(data)
    done = batch(path.name)

    assert (done.code, done.out) == (code, b"")
    last = done.err.splitlines()[-1]
    assert sentence in last
    assert last.endswith((".", "FILE"))
    assert "Quixworth" not in done.err
    assert [each.name for each in tmp_path.iterdir()] == ([path.name] if data is not None else [])


CELLS = {
    "a cancer that is not known": ("cancer", "unheard of", "cancer column"),
    "no cancer": ("cancer", "", "cancer column"),
    "a second place": ("cancer", "C79.51", "where the cancer"),
    "a code without a stage": ("cancer", "C50.911", "stage"),
    "another stage": ("stage", "II", "stage"),
    "a day in doubt": ("date", "03/04/2026", "The date can mean two days"),
    "no day": ("date", "2026-02-31", "The date is no day"),
    "no name": ("name", "", "name column"),
    "a layout that is not known": ("layout", "quixworth", "layout column"),
    "a paper that is not known": ("paper", "quixworth", "paper column"),
    "a language that is not known": ("language", "quixworth", "language column"),
    "a country that is not known": ("country", "quixworth", "country column"),
    "neither yes nor no": ("numbers", "quixworth", "numbers column"),
    "a tip that is not known": ("tips", "quixworth", "tips column"),
    "a name in Chinese": ("name", "李小龙", "name has letters"),
    "a name from right to left": ("name", "نجيب محفوظ", "name has letters"),
    "a clinician in Chinese": ("clinician", "李小龙", "clinician has letters"),
    "a name of 400 letters": ("name", "Quixworth" * 45, "name is too long"),
    "400 letters in words": ("name", "Quixworth " * 40, "name is too long"),
    "2000 letters": ("note", "Quixworth " * 200, "note has 1999 letters"),
    "what cannot be seen": ("note", "Quix\u200bworth", "U+200B, at place 5"),
    "a line end in a name": ("name", "Quix\nworth", "U+000A"),
    "markup in a cancer": ("cancer", "<b>quixworth</b>", "cancer column"),
}


@pytest.mark.parametrize("kind", CELLS)
def test_a_cell_that_stops_its_row(batch: Batch, made: Made, tmp_path: Path, kind: str) -> None:
    column, cell, sentence = CELLS[kind]
    fine = {"name": NAME, "cancer": "breast"}
    heads = tuple(dict.fromkeys((*fine, column)))
    bad = {**fine, column: cell}
    rows = [fine | {"name": "Ann Lee"}, bad, fine | {"name": "Bo Chan"}]
    put(tmp_path / "list.csv", *([row.get(head, "") for head in heads] for row in rows), heads=heads)
    done = batch("list.csv")

    assert done.code == 1
    assert made.statuses == [(2, "ok"), (3, "failed"), (4, "ok")]
    reason = made.reasons[3]
    assert sentence.casefold() in reason.casefold()
    assert reason.endswith(".")
    assert made.failed[1][-1] == f"Row 3: {reason}"
    told = reason + done.out.decode() + done.err
    assert "uixworth" not in told
    assert not cell or cell not in told
    assert [all(name in said for said in pages) for name, pages in _pairs(made)] == [True, True]


def _pairs(made: Made) -> list[tuple[str, list[str]]]:
    return list(zip(("Ann Lee", "Bo Chan"), made.copies().values(), strict=True))


def test_ragged_rows_quotes_and_nul(batch: Batch, made: Made, tmp_path: Path) -> None:
    lines = (
        "name,cancer,note",
        f"{NAME},lung,one, two",
        "Bo Chan",
        f"{NAME},lung,a\0b",
        f'{NAME},lung,"a"b',
        "Ann Lee,lung,",
    )
    (tmp_path / "list.csv").write_bytes("\r\n".join(lines).encode())
    done = batch("list.csv")

    assert done.code == 1
    assert made.statuses == [(2, "failed"), (3, "failed"), (4, "failed"), (5, "failed"), (6, "ok")]
    sentences = ("4 cells under 3 heads", "1 cells under 3 heads", "NUL", "quote mark")
    assert [word in made.reasons[row] for row, word in enumerate(sentences, 2)] == [True] * 4
    assert "Quixworth" not in done.err + done.out.decode()
    assert len(made.failed) == 5


def test_rows_and_ids_that_come_twice(batch: Batch, made: Made, tmp_path: Path) -> None:
    heads = ("name", "cancer", "id")
    rows = (
        ("Ann Lee", "lung", "1"),
        ("Bo Chan", "lung", "2"),
        ("Ann Lee", "lung", "1"),
        ("Cy Doe", "lung", "2"),
        ("Bo Chan", "lung", "3"),
    )
    done = batch(put(tmp_path / "list.csv", *rows, heads=heads))

    assert done.code == 1
    assert made.statuses == [(2, "ok"), (3, "ok"), (4, "failed"), (5, "failed"), (6, "ok")]
    assert "same as row 2" in made.reasons[4]
    assert "stands in row 3 too" in made.reasons[5]


def test_people_of_one_name_are_printed_with_a_warning(batch: Batch, made: Made, tmp_path: Path) -> None:
    rows = (("Ann Lee", "lung", "first-of-two"), ("Ann Lee", "lung", "second-of-two"))
    assert batch(put(tmp_path / "list.csv", *rows)).code == 0
    assert "row 2" in made.lines[1]["warnings"]
    copies = made.copies()
    assert "first-of-two" in " ".join(copies[2])
    assert "second-of-two" in " ".join(copies[3])


def test_windows_letters_are_read_and_told(batch: Batch, made: Made, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes("name;cancer\nJürgen Äß;lung\n".encode("cp1252"))
    done = batch("list.csv")

    assert done.code == 0
    assert b"Windows-1252" in done.out
    assert all("Jürgen Äß" in said for said in made.copies()[2])


def test_a_list_without_names(batch: Batch, made: Made, tmp_path: Path) -> None:
    rows = (("lung",), ("lung",), ("breast",))
    assert batch(put(tmp_path / "list.csv", *rows, heads=("cancer",))).code == 0
    assert made.statuses == [(2, "ok"), (3, "ok"), (4, "ok")]
    assert [line["id"] in made.copies()[line["row"]][0] for line in made.lines] == [True] * 3


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--layout", "unheard-of"), "unheard-of"),
        (("--country", "xx"), "xx"),
        (("--tip", "unheard-of"), "unheard-of"),
        (("--jobs", "0"), "--jobs"),
        (("--sort", "name"), "--sort"),
        (("--clinic", "nowhere"), "nowhere"),
        (("--passphrase", "open sesame"), "--passphrase"),
        (("--unheard-of",), "--unheard-of"),
        ((), "ROSTER"),
    ],
)
def test_options_that_do_not_fit(
    handouts: Batch, tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    put(tmp_path / "list.csv", ("Ann Lee", "lung", ""))
    done = handouts("batch", *(("list.csv", *arguments) if arguments else ()))

    assert done.code in (2, 3)
    assert sentence in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]
