"""Content past its review: refused on the day after, or printed with a mark on every page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import CANCER, REVIEW, Result, text_of, words_of, write_clinic
from reading.samples import URGENT

Handouts = Callable[..., Result]

OWN = CANCER.replace("review_by: 2027-02-01", "review_by: 2026-12-31")
MARK = "Review overdue since December 31, 2026"


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A clinic whose cancer is due before everything else."""
    return write_clinic(tmp_path / "clinic", cancers__invented=OWN)


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the day."""
    return lambda day: monkeypatch.setenv("HANDOUTS_TODAY", day)


def _make(handouts: Handouts, clinic: Path, *more: str) -> Result:
    return handouts("make", "invented", "--clinic", clinic, "-o", "-", *more)


def test_the_last_day_is_not_overdue(handouts: Handouts, clinic: Path, on: Callable[[str], None]) -> None:
    on("2026-12-31")
    done = _make(handouts, clinic)
    assert done.code == 0
    assert "overdue" not in done.err + words_of(done.out)


@pytest.mark.parametrize("kept", [False, True])
def test_the_day_after_it_is_refused(
    handouts: Handouts, clinic: Path, on: Callable[[str], None], kept: bool
) -> None:
    if kept:
        on("2026-12-01")
        assert _make(handouts, clinic).code == 0
    on("2027-01-01")
    done = _make(handouts, clinic)
    line = OWN[: OWN.index("review:")].count("\n") + 1
    assert done.code == 3
    assert done.out == b""
    assert re.match(
        rf"{clinic}/cancers/invented\.yaml:{line}:\d+: the review of this fell due on 2026-12-31, "
        r"and today is 2027-01-01: .*--allow-overdue",
        done.err,
    )
    assert done.err.count("\n") == 1


def test_every_record_that_is_due_is_named(
    handouts: Handouts, clinic: Path, on: Callable[[str], None]
) -> None:
    on("2031-01-01")
    named = re.findall(
        r"^(\S+?\.yaml):\d+:\d+: the review", _make(handouts, clinic, "--tip", "diary").err, re.M
    )
    assert named[0].endswith("cancers/invented.yaml")
    general = ("evidence", "glossary", "resources/us", "stage4", "urgent")
    assert {f"data/{name}.yaml" for name in general} < set(named)
    assert f"{clinic}/tips/diary.yaml" in named
    assert not any("data/tips/" in name or "data/cancers/" in name for name in named)
    assert len(named) == len(set(named))


def test_signs_of_a_clinic_that_are_due_are_named(
    handouts: Handouts, tmp_path: Path, on: Callable[[str], None]
) -> None:
    """They join the shipped ones, so the record that is due is none of the library's."""
    signs = URGENT + REVIEW.replace("2027-02-01", "2026-12-31")
    clinic = write_clinic(tmp_path / "clinic", urgent=signs.replace("nci", "leaflet"))
    on("2027-01-01")
    done = _make(handouts, clinic)
    assert done.code == 3
    assert re.match(rf"{clinic}/urgent\.yaml:\d+:\d+: the review of this fell due on 2026-12-31", done.err)


@pytest.mark.parametrize("more", [(), ("--layout", "large"), ("--layout", "compact", "--for", "Ann Lee")])
def test_where_it_is_allowed_every_page_says_so(
    handouts: Handouts, clinic: Path, on: Callable[[str], None], more: tuple[str, ...]
) -> None:
    on("2027-01-01")
    done = _make(handouts, clinic, "--allow-overdue", "--numbers", *more)
    assert done.code == 0
    pages = [" ".join(page.split()) for page in text_of(done.out)]
    assert all(MARK in page for page in pages)
    assert sum(page.count(MARK) for page in pages) == len(pages) + 1  # once more among the sources, as text


def test_allowing_changes_nothing_before_the_day(
    handouts: Handouts, clinic: Path, on: Callable[[str], None]
) -> None:
    on("2026-12-31")
    assert _make(handouts, clinic, "--allow-overdue").out == _make(handouts, clinic).out


def test_same_side_of_the_day_same_bytes(handouts: Handouts, clinic: Path, on: Callable[[str], None]) -> None:
    made = {}
    for day in ("2026-06-01", "2026-12-31", "2027-01-01", "2027-01-31"):
        on(day)
        made[day] = _make(handouts, clinic, "--allow-overdue").out
    assert made["2026-06-01"] == made["2026-12-31"] != made["2027-01-01"] == made["2027-01-31"]


def test_the_command_says_what_is_on_the_pages(
    handouts: Handouts, clinic: Path, on: Callable[[str], None]
) -> None:
    on("2027-01-01")
    done = handouts("make", "invented", "--clinic", clinic, "--allow-overdue")
    assert "Every page says that its review is overdue.\n" in done.out.decode()


def test_a_kept_edition_is_compared_without_reading_content(
    handouts: Handouts, clinic: Path, on: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    on("2026-12-31")
    first = _make(handouts, clinic)

    def never(*_: object) -> None:
        raise AssertionError("content was read")

    monkeypatch.setattr("handouts.reading.strict_yaml.read_yaml", never)
    monkeypatch.setattr("handouts.reading.reader.read_yaml", never)
    assert _make(handouts, clinic).out == first.out


def test_a_wrong_day_is_refused(handouts: Handouts, clinic: Path, on: Callable[[str], None]) -> None:
    on("31.12.2026")
    done = _make(handouts, clinic)
    assert done.code == 2
    assert "HANDOUTS_TODAY must be a date such as 2027-01-31" in done.err
