"""What all tests share: settings, the switch that renews stored pictures, and the command in this process."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from commands import Result
from hypothesis import HealthCheck, settings
from msgspec.structs import replace
from sharing import Together, begun
from versions import CAN_BREAK
from xdist.remote import Producer

from handouts.cli.entry_point import answer
from handouts.model.library import Library, Wanted
from handouts.reading import library

CLINIC = Path(__file__).resolve().parents[1] / "examples" / "clinic"


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
    """Begin with what takes longest; mark what is tried with other versions of the dependencies too."""
    here = Path(__file__).parent
    items.sort(key=lambda item: begun(item.path.relative_to(here).as_posix()))
    for item in items:
        name = item.path.relative_to(here)
        if set(CAN_BREAK) & {each.as_posix() for each in (name, *name.parents)}:
            item.add_marker(pytest.mark.versions)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together:
    """Tests that look at the same sheets run on one worker."""
    config.option.loadscopereorder = False  # the order is that of the collection
    return Together(config, log)


@pytest.fixture(scope="session", autouse=True)
def read_once() -> Iterator[None]:
    """The library of the example clinic is read once, for no test changes its files.

    Records are frozen; tests with content of their own have it in other folders, which are read each time.
    """
    read, kept = library.read_library, cache(library.read_library)

    def once(wanted: Wanted, clinic_folder: Path | None = None) -> Library:
        if clinic_folder != CLINIC:
            return read(wanted, clinic_folder)
        whole = kept(replace(wanted, cancers=None, tips=None), clinic_folder)
        cancers = whole.cancers if wanted.cancers is None else wanted.cancers
        tips = whole.tips if wanted.tips is None else wanted.tips
        if not whole.cancers.keys() >= set(cancers) or not whole.tips.keys() >= set(tips):
            return read(wanted, clinic_folder)  # which refuses an unknown name
        return replace(
            whole,
            cancers={name: whole.cancers[name] for name in cancers},
            tips={name: whole.tips[name] for name in tips},
        )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "read_library", once)
        yield


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
