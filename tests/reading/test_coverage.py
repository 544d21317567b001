"""Which characters the fonts can print."""

from __future__ import annotations

from pathlib import Path

from handouts.reading.characters import read_coverage, unprintable

from .conftest import faults_of, put


def test_ranges_and_single_characters(tmp_path: Path) -> None:
    put(tmp_path / "coverage.txt", "# made by a tool\n0020-007E\n00A0\n005B-005D  # brackets\n1F00-1FFF\n\n")
    coverage = read_coverage(tmp_path)
    assert unprintable("all [of] this \\ ^ - is\u00a0fine", coverage) == ""
    assert "'é' LATIN SMALL LETTER E WITH ACUTE (U+00E9)" in unprintable("café", coverage)


def test_nothing_is_checked_without_the_file(tmp_path: Path) -> None:
    assert read_coverage(tmp_path) is None
    assert unprintable("\u4e2d", None) == ""


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    put(tmp_path / "coverage.txt", "0020..007E\n")
    assert "'0020..007E' is not a range such as 0020-007E" in faults_of(lambda: read_coverage(tmp_path))[0]
