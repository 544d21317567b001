"""Sheets to fold or cut in a stack: of use on both sides only, among whole pages for the staff."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest

from .conftest import Batch
from .lists import Made, put

FOLDED = ("booklet", "card", "card-folded", "trifold")
SENTENCE = "printed on both sides. Leave --no-duplex out, or choose another layout."


@pytest.mark.parametrize("layout", FOLDED)
def test_a_row_to_fold_or_cut_stops_on_one_side(
    batch: Batch, made: Made, tmp_path: Path, layout: str
) -> None:
    rows = (("Ann Lee", "lung", layout), ("Bo Chan", "breast", ""))
    path = put(tmp_path / "list.csv", *rows, heads=("name", "cancer", "layout"))
    assert batch(path, "--no-duplex").code == 1
    assert made.statuses == [(2, "failed"), (3, "ok")]
    assert made.reasons[2].endswith(SENTENCE)
    assert layout in made.reasons[2]
    assert batch(path, "--out", "both-sides").code == 0


@pytest.mark.parametrize("layout", FOLDED)
def test_sheets_for_the_staff_are_whole_pages(
    handouts: Batch, made: Made, tmp_path: Path, layout: str
) -> None:
    path = put(tmp_path / "list.csv", ("Ann Lee", "lung", ""))
    done = handouts("batch", path, "--layout", layout, "--paper", "a4", "--cover", "--separators")
    assert done.code == 0, done.err
    with closing(pypdfium2.PdfDocument(made.job)) as document:
        sizes = [tuple(map(round, document[at].get_size())) for at in range(4)]
    assert sizes == [(595, 842)] * 4  # the start sheet, the sheet before the copy, and their backs
    assert made.pages()[2].startswith("The next handout is for")
    assert "Ann Lee" in made.pages()[2]


def test_a_run_to_fold_is_refused_on_one_side(handouts: Batch, tmp_path: Path) -> None:
    path = put(tmp_path / "list.csv", ("Ann Lee", "lung", ""))
    refused = handouts("batch", path, "--layout", "booklet", "--no-duplex")
    assert refused.code == 2
    assert SENTENCE in refused.err
    assert [each.name for each in tmp_path.iterdir()] == ["list.csv"]


def test_a_tagged_job_has_the_small_pages(handouts: Batch, made: Made, tmp_path: Path) -> None:
    path = put(tmp_path / "list.csv", ("Ann Lee", "lung", ""))
    assert handouts("batch", path, "--layout", "trifold", "--no-duplex", "--tagged").code == 0
    assert made.lines[0]["pages"] == 6
