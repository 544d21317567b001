"""Sheets to fold or cut are of use on both sides only."""

from __future__ import annotations

from pathlib import Path

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
