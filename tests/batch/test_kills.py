"""Twelve runs killed at random moments, by the tool that does it more often (tools/kill_runs.py)."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from .processes import kill_runs

WAYS = (
    ("separate", 2, False),
    ("tagged", 1, False),
    ("encrypt", 2, True),
    ("replace", 1, True),
)


@pytest.mark.skipif(sys.platform == "win32", reason="groups of processes are looked for by their number")
def test_whenever_a_run_is_killed_the_next_one_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kill_runs, "ROWS", 70)
    ways = [kill_runs.Case(*way) for way in WAYS]
    found, faults = kill_runs.kill_runs(12, 15, tmp_path, ways)

    assert faults == []
    assert found["in the making"] >= 4
