"""Whoever typesets: the bytes are the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from commands import Result, apart

from handouts.batch.batch import Done, run_batch
from handouts.batch.editions import Editions
from handouts.batch.options import BatchOptions
from handouts.batch.run_directory import RunDirectory
from handouts.cli.workers import Workers
from handouts.model.selection import Selection

from .lists import START, Made, called, put
from .processes import kill_runs

CANCERS = ("lung", "breast", "kidney", "bladder", "liver", "ovary", "uterus", "cervix", "stomach")
COMPACT = Selection(cancers=(), layout="compact")


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """More editions than one task sets."""
    rows = [(called(at), name, "") for at, name in enumerate(CANCERS)]
    return put(tmp_path / "list.csv", *rows, ("Ann Lee", "unheard of", ""))


def _nothing(_doing: str, _done: int, _of: int) -> None:
    pass


class Backwards(Executor):
    """Does the last task first, and in this process."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Future[Any], Callable[[], Any]]] = []
        self.tasks = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        self.tasks += 1
        future: Future[Any] = Future()
        self.waiting.append((future, lambda: fn(*args, **named)))
        if self.tasks == 2:
            for each, task in reversed(self.waiting):
                each.set_result(task())
        return future


def test_two_processes_make_the_same_bytes(roster: Path, tmp_path: Path) -> None:
    for jobs in ("1", "2"):
        done = apart(
            "batch", roster, "--jobs", jobs, "--layout", "compact", "--out", f"out{jobs}",
            home=tmp_path / f"home{jobs}", folder=_folder(tmp_path, f"home{jobs}").parent,
        )  # fmt: skip
        assert done.code == 1, done.err
        assert f"Typesetting: {len(CANCERS)} of {len(CANCERS)}" in done.err
    assert Made(tmp_path / "out1").files() == Made(tmp_path / "out2").files()


def _folder(parent: Path, name: str) -> Path:
    (parent / name).mkdir()
    return parent / name


def test_any_executor_will_do(roster: Path, tmp_path: Path) -> None:
    made = []
    backwards = Backwards()
    with ThreadPoolExecutor(1) as thread:
        for at, executor in enumerate((None, thread, backwards)):
            order = BatchOptions(roster, tmp_path / f"out{at}", COMPACT, cache=tmp_path / f"cache{at}")
            done = run_batch(order, _nothing, executor)
            assert (done.totals.counts.ok, done.totals.counts.failed) == (len(CANCERS), 1)
            made.append(Made(order.out).files())

    assert backwards.tasks == 2
    assert made[0] == made[1] == made[2]


@pytest.mark.parametrize(("jobs", "kind"), [("1", type(None)), ("2", Workers)])
def test_who_typesets_can_be_chosen(
    handouts: Callable[..., Result], roster: Path, monkeypatch: pytest.MonkeyPatch, jobs: str, kind: type
) -> None:
    asked: list[Executor | None] = []

    def run(order: BatchOptions, watch: Any, executor: Executor | None, *rest: Any) -> Done:
        asked.append(executor)
        return run_batch(order, watch, None, *rest)

    monkeypatch.setattr("handouts.cli.batch.run_batch", run)
    assert handouts("batch", roster, "--layout", "compact", "--jobs", jobs).code == 1
    assert [type(executor) for executor in asked] == [kind]


def test_what_is_kept_is_not_typeset_again(roster: Path, tmp_path: Path) -> None:
    class Never(Executor):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
            raise AssertionError((fn, args, named))

    order = BatchOptions(roster, tmp_path / "out", COMPACT, cache=tmp_path / "cache")
    first = run_batch(order, _nothing)
    again = run_batch(order._replace(out=tmp_path / "again"), _nothing, Never())
    assert again == first
    assert Made(tmp_path / "again").files() == Made(tmp_path / "out").files()


def test_a_run_without_a_cache_leaves_nothing(
    roster: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = _folder(tmp_path, "temporary")
    monkeypatch.setattr("tempfile.tempdir", str(own))
    kept: list[int] = []
    real = Editions.prepare

    def prepare(self: Editions, *args: Any) -> None:
        real(self, *args)
        kept.append(sum(path.is_file() for path in own.rglob("*")))

    monkeypatch.setattr(Editions, "prepare", prepare)
    run_batch(BatchOptions(roster, tmp_path / "out", COMPACT), _nothing)

    assert kept == [len(CANCERS)]
    assert list(own.iterdir()) == []
    assert len(Made(tmp_path / "out").copies()) == len(CANCERS)


def test_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    blocked = tmp_path / "cache"
    blocked.write_text("a file where a folder should be")
    few = put(tmp_path / "few.csv", ("Ann Lee", "lung", ""), ("Bo Chan", "breast", ""))
    run_batch(BatchOptions(few, tmp_path / "out", COMPACT, cache=blocked), _nothing)
    copies = Made(tmp_path / "out").copies()
    assert ["Ann Lee" in copies[2][0], "Bo Chan" in copies[3][0]] == [True, True]


def test_more_editions_than_are_kept_in_memory(
    roster: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = BatchOptions(roster, tmp_path / "out", COMPACT, cache=tmp_path / "cache")
    run_batch(order, _nothing)
    monkeypatch.setattr("handouts.batch.editions._IN_MEMORY", 1)
    run_batch(order._replace(out=tmp_path / "again"), _nothing)
    assert Made(tmp_path / "again").files() == Made(tmp_path / "out").files()


# -- the end of workers

MANY = ("card", "questions", "compact", "large")
"""Layouts, each of which is a task of its own."""


@pytest.fixture
def begun(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A run whose two workers typeset by now, in a group of processes of its own."""
    (tmp_path / "desk").mkdir()
    rows = [(f"Zebulon {layout} {name}", name, layout) for layout in MANY for name in CANCERS[:4]]
    put(tmp_path / "desk" / "list.csv", *rows, heads=("name", "cancer", "layout"))
    run = subprocess.Popen(
        [sys.executable, "-c", START, "batch", "list.csv", "--jobs", "2", "--stage4-confirmed"],
        cwd=tmp_path / "desk",
        env=os.environ | {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    assert run.stderr is not None
    for line in run.stderr:
        if line.startswith("Typesetting: 0"):
            break
    yield run
    with suppress(ProcessLookupError):
        os.killpg(run.pid, signal.SIGKILL)  # workers, too, or the pipes stay open
    run.communicate()


@pytest.mark.parametrize("after", [0.0, 0.02, 0.1])
def test_ctrl_c_while_workers_typeset_is_one_line(begun: subprocess.Popen[str], after: float) -> None:
    time.sleep(after)
    os.killpg(begun.pid, signal.SIGINT)  # as a terminal sends it: to all of them
    out, err = begun.communicate(timeout=20)
    assert begun.returncode == 130
    said = [line for line in err.splitlines() if not line.startswith("Typesetting: ")]
    assert (out, said) == ("", ["Stopped. Nothing was half written."])
    assert _all_end(begun.pid)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_workers_end_with_their_parent(
    begun: subprocess.Popen[str], tmp_path: Path, how: signal.Signals
) -> None:
    time.sleep(0.02)
    begun.send_signal(how)
    begun.wait(20)
    assert begun.returncode == -how
    place = RunDirectory(tmp_path / "desk" / "print-run", "another run")
    place.open(resume=False, replace=False)  # at once: they do not hold its lock
    place.abandon()
    assert _all_end(begun.pid)
    assert [path.name for path in (tmp_path / "desk").iterdir()] == ["list.csv"]


def _all_end(group: int) -> bool:
    """Whether all processes of a group end within two seconds."""
    until = time.monotonic() + 2
    while time.monotonic() < until:
        if not kill_runs.living(group):
            return True
        time.sleep(0.01)
    return False


class Broken(Executor):
    """Has lost its workers."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:  # noqa: ARG002
        future: Future[Any] = Future()
        future.set_exception(BrokenProcessPool("a worker was taken away"))
        return future


def test_what_lost_workers_leave_is_done_here(roster: Path, tmp_path: Path) -> None:
    order = BatchOptions(roster, tmp_path / "out", COMPACT, cache=tmp_path / "cache")
    done = run_batch(order, _nothing, Broken())
    assert (done.totals.counts.ok, done.totals.counts.failed) == (len(CANCERS), 1)
