"""What all tests share: the switch that renews stored pictures, and the command in this process."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Result

from handouts.cli.door import answer


def pytest_configure() -> None:
    """One day for all tests, on which no review is overdue; processes that tests start inherit it."""
    os.environ["HANDOUTS_TODAY"] = "2026-11-24"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="Write the stored page pictures anew.")


@pytest.fixture
def renew(request: pytest.FixtureRequest) -> bool:
    """Whether stored pictures are to be written anew."""
    return bool(request.config.getoption("--renew"))


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a cache folder that is shared, so that each selection is typeset once."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def handouts(
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> Callable[..., Result]:
    """Runs the command line in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    def command(*arguments: str | Path) -> Result:
        capsysbinary.readouterr()
        code = answer(tuple(str(argument) for argument in arguments))
        out, err = capsysbinary.readouterr()
        return Result(code, out, err.decode())

    return command
