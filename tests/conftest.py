"""What all tests share: settings, the switch that renews stored pictures, and the command in this process."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Result
from hypothesis import HealthCheck, settings
from versions import CAN_BREAK

from handouts.cli.door import answer


def pytest_configure() -> None:
    """One day for all tests, on which no review is overdue; processes that tests start inherit it.

    Open inputs are tried for as long as it takes: a machine that is busy makes no test fail.
    """
    os.environ["HANDOUTS_TODAY"] = "2026-11-24"
    settings.register_profile("handouts", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("handouts")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="Write the stored page pictures anew.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is tried with other versions of the dependencies too."""
    here = Path(__file__).parent
    for item in items:
        name = item.path.relative_to(here)
        if set(CAN_BREAK) & {each.as_posix() for each in (name, *name.parents)}:
            item.add_marker(pytest.mark.versions)


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
