"""Whatever a list holds: every row is accounted for, and nobody's words stand on another's sheet."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.batch.batch import run_batch
from handouts.batch.options import BatchOptions
from handouts.model.selection import Selection
from handouts.roster.cells import CellError
from handouts.roster.person_name import name_of

from .lists import EMPTY_BACK, Made, put

SCRIPTS = {
    "latin": "abcdefghijklmnopqrstuvwxyz",
    "west": "àéîõüçñßøåæœÿšž",
    "vietnamese": "ăâđêôơưạảấầẩẫậắằẵặẻếềểễệỉịọốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
    "greek": "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώ",
    "cyrillic": "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ",
    "signs": "&<>{}()\\%$#*_[]'\"/.-",
    "chinese": "李王张刘陈",
    "hebrew": "אבגדהוזחט",
    "controls": "\u202e\u2066",
}
UNPRINTABLE = {"chinese", "hebrew", "controls"}
BAD_CANCERS = ("unheard of", "C79.51", "", "C50.911", "<b>lung</b>")


class Drawn(NamedTuple):
    """A row, and whether it can be printed."""

    name: str
    cancer: str
    note: str
    bad: bool


@st.composite
def rows(draw: st.DrawFn) -> Drawn:
    """A name in one script, now and then too long or in letters that cannot be printed."""
    script = draw(st.sampled_from(sorted(SCRIPTS)))
    word = draw(st.text(SCRIPTS[script], min_size=1, max_size=9))
    many = draw(st.sampled_from((1, 1, 1, 3, 40)))
    good = draw(st.booleans())
    cancer = draw(st.sampled_from(("lung", "breast") if good else BAD_CANCERS))
    note = draw(st.sampled_from(("", "Bring your pills.", "One. " * 30, "&<>{}()\\%$#*_[]'\"/.-")))
    name = " ".join([word] * many)
    bad = not good or script in UNPRINTABLE or not _is_name(f"Zq1xq {name}")
    return Drawn(name, cancer, note, bad)


def _is_name(text: str) -> bool:
    """Whether letters drawn at random may be those of a name."""
    try:
        name_of(text)
    except CellError:
        return False
    return True


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="any-list-"))
    yield path
    shutil.rmtree(path)


def _nothing(_doing: str, _done: int, _of: int) -> None:
    pass


@settings(max_examples=12, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    drawn=st.lists(rows(), min_size=1, max_size=7),
    duplex=st.booleans(),
    tagged=st.booleans(),
    separators=st.booleans(),
    sort=st.sampled_from((None, None, "cancer")),
)
def test_every_row_is_accounted_for_and_no_sheet_is_anothers(
    folder: Path, drawn: list[Drawn], duplex: bool, tagged: bool, separators: bool, sort: Any
) -> None:
    marks = [f"Zq{at}xq" for at in range(len(drawn))]
    path = put(
        folder / "list.csv",
        *(
            (f"{mark} {row.name}", row.cancer, f"{row.note} {mark}")
            for mark, row in zip(marks, drawn, strict=True)
        ),
    )
    order = BatchOptions(
        path, folder / "out", Selection(cancers=(), layout="compact"), cache=folder / "cache",
        duplex=duplex, tagged=tagged, separators=separators, sort=sort,
    )  # fmt: skip
    shutil.rmtree(order.out, ignore_errors=True)
    counts = run_batch(order, _nothing).totals.counts
    made = Made(order.out)

    assert counts.rows == len(drawn) == counts.ok + counts.failed + counts.skipped
    said = [line["row"] for line in made.lines]
    assert sorted(said) == list(range(2, len(drawn) + 2))
    assert sort or said == sorted(said)
    for line in made.lines:
        row = drawn[line["row"] - 2]
        assert line["status"] == "failed" or not row.bad
        assert row.bad or len(row.name) > 60 or line["status"] == "ok"
    assert (made.folder / "failed-rows.csv").exists() == bool(counts.failed)
    _nobodys_words_stand_elsewhere(made, marks, separators)


def _nobodys_words_stand_elsewhere(made: Made, marks: list[str], separators: bool) -> None:
    if not any(line["status"] == "ok" for line in made.lines):
        assert not made.job.exists()
        return
    pages = made.pages()
    owners: dict[int, int] = {}
    for line in made.lines:
        if line["status"] != "ok":
            continue
        for at in range(line["first_page"] - 1, line["first_page"] - 1 + line["pages"]):
            assert at not in owners
            owners[at] = line["row"] - 2
            assert line["id"] in pages[at]
        assert marks[line["row"] - 2] in pages[line["first_page"] - 1]
    for at, said in enumerate(pages):
        found = {number for number, mark in enumerate(marks) if mark in said}
        if at in owners:
            assert found <= {owners[at]}
        else:
            assert separators
            later = min(number for number in owners if number > at)
            assert found <= {owners[later]}
            assert found or "belong together" in said or EMPTY_BACK in said
