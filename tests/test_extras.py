"""Packages that not everybody has: what they are, and how a person is told to install them."""

from __future__ import annotations

import shlex
import sys
import tomllib

import pytest
from commands import ROOT

from handouts import extras
from handouts.extras import EXTRAS, how_to_install


def test_they_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found = {name: tuple(project["optional-dependencies"][name]) for name in EXTRAS}
    assert found == EXTRAS


@pytest.mark.parametrize("extra", EXTRAS)
def test_the_command_is_for_the_python_that_runs(extra: str) -> None:
    assert shlex.split(how_to_install(extra)) == [sys.executable, "-m", "pip", "install", *EXTRAS[extra]]


@pytest.mark.parametrize(
    "python", ["/home/ann/.venv/bin/python", "/Users/Ann Lee/v/bin/python", "/a(b)/python"]
)
def test_an_environment_without_pip(python: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", python)
    monkeypatch.setattr(extras, "find_spec", lambda _name: None)
    words = ["uv", "pip", "install", "--python", python, "pikepdf>=9,<11"]
    assert shlex.split(how_to_install("encrypt")) == words


def test_nobody_is_sent_to_an_index_for_this_program() -> None:
    """There the name may be a stranger's."""
    files = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *(ROOT / "handouts").rglob("*.py")]
    assert [file.name for file in files if "handouts[" in file.read_text("utf-8")] == []
