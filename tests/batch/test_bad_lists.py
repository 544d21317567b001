"""Lists that cannot be used as they are: a sentence, an exit code, and every row that can be printed is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Result

from .conftest import Batch
from .lists import Made, called, put

NAME = "Annabel Quixworth"

WHOLE = {
    "no file": (None, 4, "cannot be read"),
    "empty": (b"", 4, "is empty"),
    "heads only": (b"name,cancer\n", 4, "nobody to print for"),
    "blank rows only": (b"name,cancer\n,\n\n", 4, "nobody to print for"),
    "no column for the cancer": (f"name,ward\n{NAME},7b\n".encode(), 4, "cancer"),
    "no heads": (f"{NAME},lung\n".encode(), 4, "The first row must name the columns"),
    "two columns the same": (f"name,Name,cancer\n{NAME},x,lung\n".encode(), 4, "both mean name"),
    "no text": (bytes(range(128, 256)) * 9, 4, "row 1"),
    "a pdf": (b"%PDF-1.7\n1 0 obj\n", 4, "list.csv is a PDF. A list is a CSV file"),
    "xml": (b"<Bundle/>", 4, "list.csv is XML or a web page"),
    "nearly a head": (
        f"name,cancr\n{NAME},lung\n".encode(),
        4,
        "by the head of column 2? If a column holds it",
    ),
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
    "a stage that contradicts itself": ("stage", "II, M1", "stage"),
    "a day in doubt": ("handout date", "03/04/2026", "The date can mean two days"),
    "no day": ("handout date", "2026-02-31", "The date is no day"),
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
    "2000 letters": ("message", "Quixworth " * 200, "note has 1999 letters"),
    "what cannot be seen": ("message", "Quix\u202eworth", "U+202E, at place 5"),
    "a line end in a name": ("name", "Quix\nworth", "holds several lines"),
    "an error of a spreadsheet": ("name", "#N/A", "holds an error of a spreadsheet"),
    "an error in a note": ("message", "#REF!", "note column holds an error of a spreadsheet"),
    "a column that was too narrow": ("appointment", "########", "error of a spreadsheet"),
    "a name that says nothing": ("name", "NULL", "name column is empty"),
    "a name without a letter": ("name", "?", "holds no letter"),
    "a formula as a name": ("name", '=HYPERLINK("Quixworth")', "holds a formula"),
    "a letter that got lost": ("name", "Quix\ufffdworth", "a letter that got lost"),
    "another death than yes or no": ("deceased", "quixworth", "column on deaths"),
    "words against a code": ("cancer", "C50.911 history of quixworth", "speak against it"),
    "another cancer beside a code": ("cancer", "C50.911 lung", "speak against it"),
    "two cancers with a word between": ("cancer", "breast and lung", "write ; between them"),
    "a cancer in a sentence": (
        "cancer",
        "malignant neoplasm of the quixworth",
        "that is not known here. Write",
    ),
    "the number of a day": ("handout date", "46350", "the number by which a spreadsheet knows a day"),
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
        "name,cancer,message",
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
    assert made.statuses == [(2, "ok"), (3, "ok"), (4, "skipped"), (5, "failed"), (6, "ok")]
    assert "same as row 2" in made.reasons[4]
    assert "is in row 3 too" in made.reasons[5]


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


def test_what_programs_write_for_nothing(batch: Batch, made: Made, tmp_path: Path) -> None:
    heads = ("name", "cancer", "message", "appointment", "clinician", "layout", "tips", "id")
    rows = (
        ("Ann Lee", "lung", "NULL", "N/A", "-", "NULL", "n/a", "NULL"),
        ("Bo Chan", "lung", "none", "--", "(null)", "", "", "NULL"),
    )
    assert batch(put(tmp_path / "list.csv", *rows, heads=heads)).code == 0
    said = " ".join(made.pages()).casefold()
    assert "null" not in said
    assert "n/a" not in said


def test_lines_of_a_note_become_one(batch: Batch, made: Made, tmp_path: Path) -> None:
    note = "Monday: bring your pills.\r\nTuesday:\tcall us."
    assert batch(put(tmp_path / "list.csv", ("Ann Lee", "lung", note))).code == 0
    assert "Monday: bring your pills. Tuesday: call us." in " ".join(made.copies()[2])


def test_who_has_died_is_left_out(batch: Batch, made: Made, tmp_path: Path) -> None:
    cells = ("", "no", "Alive", "yes", "Deceased", "2026-01-02", "1/2/2026", "0000-00-00")
    rows = [(called(at), "lung", cell) for at, cell in enumerate(cells)]
    done = batch(put(tmp_path / "list.csv", *rows, heads=("name", "dx", "Date of death")))

    assert done.code == 0
    assert b"8 rows = 4 printed + 0 failed + 4 left out." in done.out
    assert [row for row, status in made.statuses if status == "skipped"] == [5, 6, 7, 8]
    assert set(made.reasons.values()) == {"The person has died."}


def test_lists_that_were_put_together(batch: Batch, made: Made, tmp_path: Path) -> None:
    one, two = "name,cancer\nAnn Lee,lung\n", "\ufeffname,cancer\n\ufeffBo Chan,lung\n"
    (tmp_path / "list.csv").write_text(one + two, encoding="utf-8")
    assert batch("list.csv").code == 0
    assert made.statuses == [(2, "ok"), (3, "skipped"), (4, "ok")]
    assert "repeats the column heads" in made.reasons[3]
    assert all("Bo Chan" in said for said in made.copies()[4])


@pytest.mark.parametrize(
    "cell",
    [
        "C50.911 - Malignant neoplasm of breast",
        "Malignant neoplasm, right breast (C50.911)",
        "[c50.911] Breast cancer",
    ],
)
def test_a_code_beside_words(batch: Batch, made: Made, tmp_path: Path, cell: str) -> None:
    heads = ("name", "diagnosis", "stage")
    rows = (("Ann Lee", cell, "4"), ("Bo Chan", cell, ""), ("Cy Doe", f"{cell}; C78.7 (liver)", ""))
    assert batch(put(tmp_path / "list.csv", *rows, heads=heads)).code == 1
    assert made.statuses == [(2, "ok"), (3, "failed"), (4, "ok")]
    assert {line["cancers"] for line in made.lines if line["status"] == "ok"} == {"breast"}
    assert "a code does not tell the stage" in made.reasons[3]


def test_a_list_without_names(batch: Batch, made: Made, tmp_path: Path) -> None:
    rows = (("lung",), ("lung",), ("breast",))
    path = put(tmp_path / "list.csv", *rows, heads=("cancer",))
    refused = batch(path)
    assert refused.code == 4
    assert refused.err.splitlines()[-1].endswith("Answer with --no-names.")
    assert batch(path, "--no-names").code == 0
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


def test_a_poster_is_refused_before_the_first_row(handouts: Callable[..., Result], tmp_path: Path) -> None:
    refused = handouts("batch", put(tmp_path / "list.csv", ("Ann Lee", "breast", "")), "--layout", "poster")
    assert refused.code == 2
    assert "The layout poster is not made for one person, so not for a list." in refused.err
    assert "handouts make --layout poster" in refused.err
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]
