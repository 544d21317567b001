"""What a run makes: the stack, the record, the rows that need a person, and sheets for the staff."""

from __future__ import annotations

import io
import re
from pathlib import Path

import page
import pikepdf
import pytest
from commands import text_of, words_of
from pdf.validator import PROFILES, failures

from handouts.batch.staff_sheets import StackCounts, StaffSheets
from handouts.batch.tally import Tally
from handouts.model.selection import Selection
from handouts.reading.shelf import digest_of_shipped

from .conftest import Batch
from .lists import EMPTY_BACK, Made, bookmarks, called, pictures, put, rows_of

ROWS = (
    ("Ann Lee", "lung", ""),
    ("Bo Chan", "kidney", "Bring your pills."),
    ("Cy Doe", "unheard of", ""),
    ("Di Eve", "lung", ""),
)


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    return put(tmp_path / "list.csv", *ROWS)


def test_what_comes_out(batch: Batch, made: Made, roster: Path) -> None:
    done = batch(roster)

    assert done.code == 1
    assert made.names == {"print-job.pdf", "manifest.csv", "manifest.json", "failed-rows.csv"}
    assert done.out.decode().splitlines()[2] == "4 rows = 3 printed + 1 failed + 0 left out."
    assert [path.name for path in made.folder.parent.iterdir() if path.name.startswith(".")] == []


def test_a_run_in_which_all_is_well(batch: Batch, made: Made, tmp_path: Path) -> None:
    assert batch(put(tmp_path / "list.csv", *ROWS[:2])).code == 0
    assert made.names == {"print-job.pdf", "manifest.csv", "manifest.json"}


def test_a_run_in_which_nothing_can_be_printed(batch: Batch, made: Made, tmp_path: Path) -> None:
    assert batch(put(tmp_path / "list.csv", ROWS[2]), "--separate").code == 1
    assert made.names == {"manifest.csv", "manifest.json", "failed-rows.csv"}
    assert made.statuses == [(2, "failed")]


def test_every_row_stands_in_the_record_once(batch: Batch, made: Made, roster: Path) -> None:
    batch(roster)
    record = made.record

    assert made.statuses == [(2, "ok"), (3, "ok"), (4, "failed"), (5, "ok")]
    assert (record["list"]["rows"], record["printed"], record["failed"], record["skipped"]) == (4, 3, 1, 0)
    heads, *rows = rows_of(made.folder / "manifest.csv")
    assert [dict(zip(heads, row, strict=True)) for row in rows] == [
        {name: str(value) for name, value in line.items()} for line in made.lines
    ]


def test_copies_stand_where_the_record_says(batch: Batch, made: Made, roster: Path) -> None:
    batch(roster)

    copies = made.copies()
    names = {2: "Ann Lee", 3: "Bo Chan", 5: "Di Eve"}
    assert copies.keys() == names.keys()
    for row, pages in copies.items():
        for other, name in names.items():
            assert [name in said for said in pages] == [row == other] * len(pages)
    assert sum(map(len, copies.values())) == len(made.pages()) == made.record["pages"]
    assert made.record["sheets"] * 2 == made.record["pages"]


@pytest.mark.parametrize("duplex", [True, False])
def test_each_page_says_whose_it_is_and_where_it_belongs(
    batch: Batch, made: Made, roster: Path, duplex: bool
) -> None:
    batch(roster, *(() if duplex else ("--no-duplex",)))

    copies, backs = made.copies(), 0
    for line in made.lines:
        if line["status"] != "ok":
            continue
        pages = copies[line["row"]]
        for at, said in enumerate(pages, 1):
            assert line["id"] in said
            assert f"Page {at} of {len(pages)}" in said
        backs += EMPTY_BACK in pages[-1]
        assert line["first_page"] % 2 == 1 or not duplex
        assert line["first_sheet"] == (line["first_page"] + 1) // 2 if duplex else line["first_page"]
        assert line["sheets"] == len(pages) // 2 if duplex else len(pages)
        assert len(pages) % 2 == 0 or not duplex
    assert backs == (1 if duplex else 0)  # copies in clear and compact whose pages are odd in number


def test_the_outline_goes_by_row(batch: Batch, made: Made, roster: Path) -> None:
    batch(roster)
    firsts = [(line["row"], line["first_page"]) for line in made.lines if line["status"] == "ok"]
    marks = bookmarks(made.job)

    assert marks[0][:2] == (0, "Row 2 to Row 5")
    assert marks[1:] == [(1, f"Row {row}", first) for row, first in firsts]


@pytest.mark.parametrize(
    ("option", "sides"), [("--duplex", "/DuplexFlipLongEdge"), ("--no-duplex", "/Simplex")]
)
def test_what_the_printer_is_asked_for(
    batch: Batch, made: Made, roster: Path, option: str, sides: str
) -> None:
    batch(roster, option)
    with pikepdf.open(made.job) as pdf:
        asked = pdf.Root.ViewerPreferences
        assert (asked.Duplex, asked.PrintScaling) == (sides, "/None")


def test_one_tagged_file_for_each_person(batch: Batch, made: Made, roster: Path) -> None:
    batch(roster, "--separate")

    printed = [line for line in made.lines if line["status"] == "ok"]
    files = sorted(line["file"] for line in printed)
    assert sorted(f"copies/{path.name}" for path in (made.folder / "copies").iterdir()) == files
    assert [line["file"] for line in made.lines if line["status"] != "ok"] == [""]
    for line in printed:
        path = made.folder / line["file"]
        assert path.name == f"{line['id']}.pdf"
        same = [sorted(said.split()) for said in text_of(path)]  # the fields are drawn in another order
        assert same == [sorted(said.split()) for said in made.copies()[line["row"]]]
        assert pictures(path, 1, line["pages"]) == pictures(made.job, line["first_page"], line["pages"])
    assert failures((made.folder / printed[0]["file"]).read_bytes(), page.ValidationProfile.PDF_UA_1) == []


def test_a_tagged_job_conforms_and_has_a_part_for_each_copy(batch: Batch, made: Made, roster: Path) -> None:
    batch(roster, "--tagged", "--cover", "--separators")
    data = made.job.read_bytes()

    assert [failures(data, profile) for profile in PROFILES] == [[], []]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        document = pdf.Root.StructTreeRoot.K
        parts = [str(part.S) for part in document.K]
    assert parts == ["/Part"] * (1 + 2 * 3)  # a sheet on top, then a sheet and a copy for each row


def test_a_tagged_job_looks_the_same(batch: Batch, made: Made, roster: Path) -> None:
    batch(roster, "--out", "plain")
    batch(roster, "--tagged")
    plain = Made(made.folder.with_name("plain"))

    assert made.pages() == plain.pages()
    count = len(plain.pages())
    assert pictures(made.job, 1, count) == pictures(plain.job, 1, count)


# -- sheets for the staff


def test_the_start_sheet_counts_rightly(batch: Batch, made: Made, tmp_path: Path) -> None:
    put(tmp_path / "list.csv", *ROWS, ("Ed Fox", "lung", ""), ("Ann Lee", "lung", ""))
    batch("list.csv", "--cover")
    first, back = made.pages()[:2]
    record = made.record

    assert first.startswith("Start sheet")
    assert EMPTY_BACK in back
    for words in (
        "Rows in the list 6 ",
        "Handouts in this stack 4 ",
        "Rows that need a person (see failed-rows.csv) 1 ",
        "Rows left out on purpose (see manifest.csv) 1 ",
        f"Sheets of paper, with this one {record['sheets']} ",
        f"First handout, as at the foot of its pages {made.lines[0]['id']} ",
        f"Last handout {made.lines[4]['id']} ",
        "add up to the rows in the list.",
        "Stage 4 kidney cancer, compact 1 ",
        "Stage 4 lung cancer, compact 3 ",
    ):
        assert words in first
    assert len(made.pages()) == record["pages"] == 2 * record["sheets"]
    assert made.lines[0]["first_page"] == 3
    assert all("Ann Lee" in said for said in made.copies()[2])
    assert bookmarks(made.job)[:2] == [(0, "Start sheet", 0), (1, "Start sheet", 1)]


def test_a_start_sheet_where_nothing_is_printed(batch: Batch, made: Made, tmp_path: Path) -> None:
    batch(put(tmp_path / "list.csv", ROWS[2]), "--cover")
    assert "Handouts in this stack 0" in made.pages()[0]
    assert len(made.pages()) == 2


def test_a_sheet_before_each_copy(batch: Batch, made: Made, roster: Path) -> None:
    batch(roster, "--separators")
    pages = made.pages()

    for line in made.lines:
        if line["status"] == "ok":
            sheet = pages[line["first_page"] - 3]
            assert sheet.startswith("The next handout is for")
            assert ROWS[line["row"] - 2][0] in sheet
            assert line["id"] in sheet
            assert "cancer" not in sheet
            assert "pills" not in sheet
    assert sum(said.startswith("The next handout is for") for said in pages) == 3


@pytest.mark.parametrize("words", [6, 8, 10])
def test_a_sheet_before_a_copy_for_a_name_of_several_lines(
    batch: Batch, made: Made, tmp_path: Path, words: int
) -> None:
    name = " ".join(["Annabella"] * words)
    batch(put(tmp_path / "list.csv", (name, "lung", ""), ("Bo Chan", "lung", "")), "--separators")

    assert made.statuses[1] == (3, "ok")
    if made.statuses[0][1] == "ok":
        assert name in made.pages()[0]
    assert sum(said.startswith("The next handout is for") for said in made.pages()) == len(made.copies())


SORTED = (
    ("Ann Lee", "lung", "Dr. Sun", "compact"),
    ("Bo Chan", "kidney", "Dr. Łucja Żółć", "compact"),
    ("Cy Doe", "unheard of", "Dr. Sun", "compact"),
    ("Di Eve", "lung", "", "everything"),
    ("Ed Fox", "kidney", "Dr. Sun", "compact"),
)


@pytest.mark.parametrize(
    ("key", "order", "heads"),
    [
        ("cancer", [3, 6, 2, 5, 4], ["Stage 4 kidney cancer", "Stage 4 lung cancer"]),
        ("layout", [2, 3, 6, 5, 4], ["compact", "everything"]),
        (
            "clinician",
            [5, 2, 6, 3, 4],
            ["The next handouts name no clinician", *["The next handouts are from"] * 2],
        ),
    ],
)
def test_sorted_copies_and_a_sheet_before_each_group(
    batch: Batch, made: Made, tmp_path: Path, key: str, order: list[int], heads: list[str]
) -> None:
    put(tmp_path / "list.csv", *SORTED, heads=("name", "cancer", "clinician", "layout"))
    batch("list.csv", "--sort", key, "--separators")

    assert [line["row"] for line in made.lines] == order
    sheets = [said for said in made.pages() if "belong together" in said]
    assert [sheet.startswith(head) for sheet, head in zip(sheets, heads, strict=True)] == [True] * len(heads)
    for row, pages in made.copies().items():
        assert all(SORTED[row - 2][0] in said for said in pages)


def test_a_clinicians_name_stands_on_the_sheet_and_not_in_the_outline(
    batch: Batch, made: Made, tmp_path: Path
) -> None:
    put(tmp_path / "list.csv", *SORTED, heads=("name", "cancer", "clinician", "layout"))
    batch("list.csv", "--sort", "clinician", "--separators")

    sheets = [said for said in made.pages() if "belong together" in said]
    assert ["Dr. Sun" in said for said in sheets] == [False, True, False]
    assert ["Dr. Łucja Żółć" in said for said in sheets] == [False, False, True]
    assert not [title for _, title, _ in bookmarks(made.job) if "Sun" in title or "Łucja" in title]


def test_a_clinician_who_cannot_be_printed_stops_only_that_row(
    batch: Batch, made: Made, tmp_path: Path
) -> None:
    rows = (("Ann Lee", "lung", "李医生"), ("Bo Chan", "kidney", "Dr. Sun"))
    put(tmp_path / "list.csv", *rows, heads=("name", "cancer", "clinician"))
    done = batch("list.csv", "--sort", "clinician", "--separators")

    assert done.code == 1
    assert sorted(made.statuses) == [(2, "failed"), (3, "ok")]
    assert "clinician has letters" in made.reasons[2]
    assert "李" not in done.err + done.out.decode()


# -- an older run


def test_an_older_run_stays_until_it_is_to_be_replaced(batch: Batch, made: Made, roster: Path) -> None:
    batch(roster)
    before = made.files()
    refused = batch(roster, "--no-duplex")

    assert refused.code == 2
    assert "already exists" in refused.err
    assert made.files() == before
    assert batch(roster, "--no-duplex", "--replace").code == 1
    assert made.files() != before
    assert sorted(path.name for path in made.folder.parent.iterdir()) == ["list.csv", "print-run"]


def test_what_is_no_older_run_is_never_replaced(batch: Batch, roster: Path, tmp_path: Path) -> None:
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "precious.txt").write_text("kept")
    refused = batch(roster, "--out", "letters", "--replace")

    assert refused.code == 2
    assert re.search("letters is not an older run", refused.err)
    assert (letters / "precious.txt").read_text() == "kept"


@pytest.mark.parametrize("out", [".", "..", "list.csv", "list.csv/x"])
def test_places_where_no_folder_can_be(batch: Batch, roster: Path, tmp_path: Path, out: str) -> None:
    refused = batch(roster, "--out", out)

    assert refused.code in (2, 5)
    assert len(refused.err.splitlines()[-1]) > 20
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]


def test_an_empty_folder_may_be_there(batch: Batch, made: Made, roster: Path) -> None:
    made.folder.mkdir()
    assert batch(roster).code == 1
    assert "print-job.pdf" in made.names


def test_what_is_put_there_meanwhile_is_not_lost(
    batch: Batch, made: Made, roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from handouts.batch.run_directory import RunDirectory

    real = RunDirectory.close_files

    def close(place: RunDirectory) -> None:
        made.folder.mkdir()
        (made.folder / "precious.txt").write_text("kept")
        real(place)

    monkeypatch.setattr(RunDirectory, "close_files", close)
    refused = batch(roster)

    assert refused.code == 2
    assert "already exists" in refused.err
    assert made.names == {"precious.txt"}


def test_the_same_list_gives_the_same_bytes(batch: Batch, made: Made, roster: Path) -> None:
    batch(roster, "--cover", "--separate")
    batch(roster, "--cover", "--separate", "--out", "again")
    assert Made(made.folder.with_name("again")).files() == made.files()


def test_words_in_single_files_are_whole(batch: Batch, made: Made, roster: Path) -> None:
    batch(roster, "--separate", "--no-duplex")
    line = made.lines[1]
    assert "Bring your pills." in words_of(made.folder / line["file"])


# -- rows without a sheet


def test_the_start_sheet_lists_who_got_no_sheet(batch: Batch, made: Made, tmp_path: Path) -> None:
    rows = [*ROWS, *((called(at), "unheard of", "") for at in range(3)), ("Ann Lee", "lung", "")]
    batch(put(tmp_path / "list.csv", *rows, ("李小龙", "lung", "")), "--cover")
    front = " ".join(made.pages()[: made.lines[0]["first_page"] - 1])

    assert "Who got no sheet" in front
    assert re.search(r"Rows 4, 6-8 Needs a person\. The cancer column", front)
    assert re.search(r"Row 10 Needs a person\. The name has letters", front)  # known only in the end
    assert "Row 9 Left out. This row is the same as row 2" in front
    assert not [name for name, *_ in rows if name in front]


def _tally(*reasons: str) -> Tally:
    tally = Tally()
    for at, reason in enumerate(reasons):
        tally.add("failed", reason, 2 + 2 * at)
    return tally


@pytest.mark.parametrize(("planned", "came"), [(1, 9), (9, 1), (40, 41), (30, 60), (0, 200)])
def test_the_start_sheet_has_the_pages_that_were_planned(planned: int, came: int) -> None:
    staff = StaffSheets(Selection(cancers=(), layout="compact"), None, digest_of_shipped())
    reasons = [
        f"The reason {chr(97 + at // 26)}{chr(97 + at % 26)} is long. " + "Mend it. " * 20
        for at in range(came)
    ]
    pages = staff.start(StackCounts(), (), _tally(*reasons[:planned])).pages
    sheet = staff.start(StackCounts(), (), _tally(*reasons), pages)
    assert sheet.pages == pages
