"""The compiled content says what the YAML says, and is believed only while it does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from handouts.model.library import Wanted
from handouts.model.selection import Selection
from handouts.reading import compiled as module
from handouts.reading.compiled import compiled, load_compiled
from handouts.reading.layout import layout_names, read_layout
from handouts.reading.library import read_library
from handouts.reading.shelf import digest_of_shipped
from handouts.run.make import make

ROOT = Path(__file__).resolve().parents[1]


def test_it_is_up_to_date() -> None:
    assert load_compiled(digest_of_shipped()) is not None, "run: python tools/build_compiled.py"


def test_it_says_what_the_files_say() -> None:
    kept = load_compiled(digest_of_shipped())
    assert kept is not None
    assert kept.library(Wanted()) == read_library(Wanted())
    for name in layout_names():
        assert kept.layout(name) == read_layout(name)


def test_what_is_not_in_it_is_left_to_the_reader() -> None:
    kept = load_compiled(digest_of_shipped())
    assert kept is not None
    assert kept.layout("nowhere") is None
    assert kept.library(Wanted(cancers=("nowhere",))) is None
    assert kept.library(Wanted(language="xx")) is None


def test_files_that_changed_are_read_anew() -> None:
    assert load_compiled(b"\0" * 32) is None


@pytest.mark.parametrize("data", [b"", b"handouts", bytes(1000)])
def test_a_broken_one_is_not_believed(data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / module.FILE).write_bytes(data)
    monkeypatch.setattr(module, "shelf", lambda _name: tmp_path)
    assert load_compiled(digest_of_shipped()) is None


def test_both_ways_print_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = make(Selection(cancers=("kidney",), layout="everything"), None, None, None).data
    monkeypatch.setattr("handouts.run.typesetting.load_compiled", lambda _digest: None)
    assert make(Selection(cancers=("kidney",), layout="everything"), None, None, None).data == quick


def test_it_is_the_same_each_time() -> None:
    script = "from build_compiled import records; from handouts.reading.compiled import compiled; "
    script += "import hashlib; print(hashlib.sha256(compiled(records())).hexdigest())"
    runs = [
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT / "tools",
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout != b""
    assert compiled({}) == compiled({})
