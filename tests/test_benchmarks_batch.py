"""The benchmark of stacks: its peers, its refusals, and that each measure runs. Nothing is timed here."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.batch import line
from benchmarks.people import FIELDS, PAGES, people, stack, write_clinic
from benchmarks.stacks import MEASURES, NAMES, SMALL, Bench, Result, can_be_imported, measure_stacks
from benchmarks.words import WordsDifferError
from handouts.typeset.stamp import stamp

PEERS = ("typst", "reportlab", "weasyprint")
TINY = SMALL._replace(
    ours=24, typst=(2, 1), reportlab=(2, 1), weasyprint=(1, 1), alone=6, memory=(4, 6, 8), batch=6, mixed=1
)


def _measured(names: Sequence[str]) -> dict[str, Result]:
    return {each.name: each for each in measure_stacks(1, names, lambda _: None, TINY)}


@pytest.mark.parametrize("peer", PEERS)
def test_a_job_is_measured_against_a_peer(peer: str) -> None:
    _peer_or_skip(peer)

    (result,) = _measured([peer]).values()

    assert result.ratio is not None
    assert result.ratio > 0
    assert result.wall is not None


@pytest.mark.parametrize("name", ["different", "tagged"])
def test_other_jobs_are_measured_against_typst(name: str) -> None:
    _peer_or_skip("typst")

    (result,) = _measured([name]).values()

    assert result.ratio is not None
    assert result.ratio > 0


def test_a_peer_that_is_not_there_is_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.stacks.can_be_imported", lambda _name: False)
    said: list[str] = []

    assert list(measure_stacks(1, ["typst"], said.append, TINY)) == []
    assert said == ["typst is not there or does not work, so it is not measured"]


@pytest.mark.parametrize("name", ["batch", "memory", "size", "faultless"])
def test_each_measure_of_ours_runs(name: str) -> None:
    pytest.importorskip("pikepdf")
    results = _measured([name])

    assert results
    assert all(each.ours for each in results.values())
    if name == "faultless":
        assert [each.holds for each in results.values()] == [True, True, True]


def test_files_of_their_own_are_measured() -> None:
    result = _measured(["alone"])["alone"]

    assert result.ratio is not None
    assert result.ratio > 0


def test_a_peer_that_loses_a_recipient_is_not_timed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bench = Bench(tmp_path, 1, TINY, lambda _: None)
    others = [each._replace(name="Somebody Else") for each in people(3)]
    monkeypatch.setattr("benchmarks.stacks.people", lambda _count, **_: iter(others))

    with pytest.raises(WordsDifferError, match="Somebody"):
        list(bench.jobs(["reportlab"]))


def test_every_field_differs_for_everybody_where_it_is_to_differ() -> None:
    different = list(people(200, different=True))

    for field in (*FIELDS, "id"):
        assert len({getattr(each, field) for each in different}) == len(different)


def test_people_are_the_same_each_time() -> None:
    assert list(people(50)) == list(people(50))
    assert len({each.name for each in people(500)}) == 500


def test_the_short_handout_has_as_many_pages_as_the_targets_speak_of(tmp_path: Path) -> None:
    given = stack("short", write_clinic(tmp_path))
    edition = given.typesetter.edition(given.handout, given.resolved)

    assert edition.pages == PAGES
    assert stamp(edition, next(people(1)))


def test_a_result_knows_whether_it_holds() -> None:
    rate = Result("a", "", "/s", (30.0, 40.0, 50.0), (4.0, 4.0), least=10)

    assert (rate.ratio, rate.holds, rate._replace(least=11).holds) == (10, True, False)
    assert Result("b", "", "MiB", (97.0,), most=96).holds is False
    assert Result("c", "", "/s", (1.0,)).holds is None
    assert "40 (30..50) /s" in line(rate)
    assert line(rate).endswith("yes")


def test_all_measures_have_names() -> None:
    assert set(MEASURES) <= set(NAMES)
    help_text = subprocess.run(
        [sys.executable, str(Path(__file__).parents[1] / "benchmarks" / "batch.py"), "--help"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert all(name in help_text for name in MEASURES)


def _peer_or_skip(peer: str) -> None:
    if not can_be_imported(peer):
        pytest.skip(f"{peer} does not work here")
