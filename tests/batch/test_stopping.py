"""A run that is stopped, by whatever: all of it is there or nothing, and --resume makes the same bytes."""

from __future__ import annotations

import errno
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import Result, apart

from handouts.batch import plan, printing, stack
from handouts.batch.run_directory import RunDirectory

from .conftest import Batch
from .lists import START, Made, called, people, put

OPTIONS = ("--layout", "compact", "--jobs", "1", "-q")
KINDS = {
    "tagged": ("--tagged", "--separators"),
    "sorted": ("--sort", "cancer", "--separators", "--cover"),
}
"""The others are killed at any moment in test_kills.py."""

HIDDEN = ".print-run.unfinished"

OFTEN = f"from handouts.batch import printing; printing._BETWEEN_CHECKPOINTS = 64; {START}"

KILLED = """
import os, signal
from pathlib import Path
from handouts.batch import batch, encrypting, printing, run_directory
printing._BETWEEN_CHECKPOINTS = 64

def deadly(owner, name, count, after):
    real, calls = getattr(owner, name), [0]
    def call(*args, **named):
        calls[0] += 1
        if calls[0] == count and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        result = real(*args, **named)
        if calls[0] == count:
            os.kill(os.getpid(), signal.SIGKILL)
        return result
    setattr(owner, name, call)

deadly({owner}, {name!r}, {count}, {after})
from handouts.cli.entry_point import main
main()
"""

MOMENTS = {
    "on the first row": ("printing.Printing", "_printed", 1, False),
    "before the first checkpoint": ("printing.Printing", "_printed", 20, False),
    "on a row": ("printing.Printing", "_printed", 150, False),
    "before a checkpoint": ("run_directory.RunDirectory", "keep", 2, False),
    "while files are made safe": ("os", "fsync", 7, False),
    "before a checkpoint gets its name": ("Path", "replace", 2, False),
    "after a checkpoint": ("run_directory.RunDirectory", "keep", 1, True),
    "at the end of the stack": ("printing.Printing", "_finished", 1, False),
    "after the last row": ("printing.Printing", "close", 1, True),
    "before empty files are taken away": ("batch", "_tidy", 1, False),
    "after empty files are taken away": ("batch", "_tidy", 1, True),
    "before the folder gets its name": ("Path", "rename", 1, False),
}
"""Where a run can be taken up again."""


@pytest.fixture(scope="session")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return put(tmp_path_factory.mktemp("lists") / "list.csv", *people(400))


@pytest.fixture(scope="session")
def whole(
    roster: Path, home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., dict[str, bytes]]:
    """What an uninterrupted run of the list makes, in a folder beside the others.

    It keeps its state as often as the run it is compared with: what was said before that is said anew.
    """
    kept: dict[tuple[str, ...], dict[str, bytes]] = {}

    def files(*options: str, program: str = OFTEN) -> dict[str, bytes]:
        if (program, *options) not in kept:
            folder = tmp_path_factory.mktemp("whole")
            command = ("batch", roster, *options, *OPTIONS)
            done = apart(*command, home=home, folder=folder, program=("-c", program))
            assert done.code == 1, done.err
            kept[program, *options] = _comparable(Made(folder / "print-run").files())
        return kept[program, *options]

    return files


def _comparable(files: dict[str, bytes]) -> dict[str, bytes]:
    """All bytes; but where the list lies as seen from the folder differs from test to test."""
    head, _, tail = files["manifest.json"].partition(b'"path": ')
    return {**files, "manifest.json": head + tail.partition(b"\n")[2]}


def _killed(
    moment: tuple[str, str, int, bool], roster: Path, home: Path, folder: Path, *options: str, **env: str
) -> None:
    owner, name, count, after = moment
    program = KILLED.format(owner=owner, name=name, count=count, after=after)
    done = apart(
        "batch", roster, *options, *OPTIONS, home=home, folder=folder, program=("-c", program), **env
    )
    assert done.code == -signal.SIGKILL, done.err
    assert not (folder / "print-run").exists()


def _often(roster: Path, home: Path, folder: Path, *options: str, **env: str) -> Result:
    return apart("batch", roster, *options, *OPTIONS, home=home, folder=folder, program=("-c", OFTEN), **env)


@pytest.mark.parametrize("kind", KINDS)
def test_killed_again_and_again(
    roster: Path, home: Path, made: Made, whole: Callable[..., Any], kind: str
) -> None:
    folder, options = made.folder.parent, KINDS[kind]
    expected = whole(*options)
    resume: tuple[str, ...] = ()
    for moment in (
        "on a row",
        "before a checkpoint gets its name",
        "after a checkpoint",
        "after the last row",
    ):
        _killed(MOMENTS[moment], roster, home, folder, *options, *resume)
        resume = ("--resume",)
    done = _often(roster, home, folder, *options, *resume)

    assert done.code == 1, done.err
    assert _comparable(made.files()) == expected
    assert [path.name for path in folder.iterdir()] == ["print-run"]


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_at_a_moment(
    roster: Path, home: Path, made: Made, whole: Callable[..., Any], moment: str
) -> None:
    folder = made.folder.parent
    expected = whole("--cover")
    _killed(MOMENTS[moment], roster, home, folder, "--cover")
    assert (folder / HIDDEN).stat().st_mode & 0o777 == 0o700

    assert _often(roster, home, folder, "--cover", "--resume").code == 1
    assert _comparable(made.files()) == expected


def test_killed_when_the_folder_has_its_name(
    roster: Path, home: Path, made: Made, whole: Callable[..., Any]
) -> None:
    folder, (owner, name, count, after) = made.folder.parent, ("Path", "rename", 1, True)
    program = KILLED.format(owner=owner, name=name, count=count, after=after)
    command = ("batch", roster, *OPTIONS, "--cover")
    assert apart(*command, home=home, folder=folder, program=("-c", program)).code == -signal.SIGKILL
    shown = {file: data for file, data in made.files().items() if not file.startswith(".")}
    assert _comparable(shown) == whole("--cover")

    again = apart(*command, "--resume", home=home, folder=folder)
    assert again.code == 2
    assert "complete. There is nothing left to do" in again.err


def test_files_of_persons_are_not_made_again(
    roster: Path, home: Path, made: Made, whole: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed on a row before the first checkpoint: what is whole stays, what is half is made anew."""
    monkeypatch.setattr(printing, "_BETWEEN_CHECKPOINTS", 64)
    folder, options = made.folder.parent, ("--separate",)
    expected = whole(*options, program=START)
    program = KILLED.format(owner="printing.Printing", name="_printed", count=41, after=False)
    command = ("batch", roster, *options, *OPTIONS)
    program = program.replace("printing._BETWEEN_CHECKPOINTS = 64", "")
    assert apart(*command, home=home, folder=folder, program=("-c", program)).code == -signal.SIGKILL

    copies = folder / HIDDEN / "copies"
    there = {path.name: path for path in copies.iterdir()}
    half = next(path for name, path in there.items() if name.startswith("2-"))
    half.write_bytes(half.read_bytes()[:5000])
    for at, path in enumerate(sorted(there.values(), key=lambda path: int(path.name.split("-")[0]))):
        os.utime(path, ns=(at + 1, at + 1))
    times = {name: path.stat().st_mtime_ns for name, path in there.items()}
    assert apart(*command, "--resume", home=home, folder=folder).code == 1

    assert _comparable(made.files()) == expected
    kept = {name for name in times if (made.folder / "copies" / name).stat().st_mtime_ns == times[name]}
    last = max(there, key=lambda name: int(name.split("-")[0]))
    assert kept == set(there) - {half.name, last}


def test_an_older_run_is_whole_until_the_new_one_is(roster: Path, home: Path, made: Made) -> None:
    folder = made.folder.parent
    assert _often(roster, home, folder).code == 1
    before = made.files()
    owner, name, count, after = MOMENTS["on a row"]
    program = KILLED.format(owner=owner, name=name, count=count, after=after)
    command = ("batch", roster, *OPTIONS, "--no-duplex", "--replace")
    assert apart(*command, home=home, folder=folder, program=("-c", program)).code == -signal.SIGKILL
    assert made.files() == before
    assert _often(roster, home, folder, "--no-duplex", "--replace", "--resume").code == 1
    assert made.record["options"]["duplex"] is False


# -- in this process


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "_BETWEEN_CHECKPOINTS", 64)


def _stopping(at: int, error: BaseException) -> Callable[..., Any]:
    """Print rows, and fail on one."""
    real, count = printing.Printing._printed, iter(range(1_000_000))

    def printed(self: printing.Printing, outcome: Any) -> Any:
        if next(count) == at:
            raise error
        return real(self, outcome)

    return printed


@pytest.mark.usefixtures("often")
@pytest.mark.parametrize(
    ("error", "code"),
    [
        (KeyboardInterrupt(), 130),
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), 5),
        (ValueError("x"), 70),
    ],
)
def test_stopped_halfway(
    batch: Batch,
    made: Made,
    roster: Path,
    whole: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    code: int,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(printing.Printing, "_printed", _stopping(200, error))
        stopped = batch(roster, "--cover")

    assert stopped.code == code
    assert stopped.err.splitlines()[-1].endswith(".")
    assert stopped.out == b""
    assert not made.folder.exists()
    assert batch(roster, "--cover", "--resume").code == 1
    assert _comparable(made.files()) == whole("--cover")


def test_checkpoints_come_early_and_then_less_often(
    batch: Batch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[int] = []
    real = RunDirectory.keep

    def keep(self: RunDirectory, state: dict[str, Any]) -> None:
        kept.append(state["done"])
        real(self, state)

    monkeypatch.setattr(RunDirectory, "keep", keep)
    monkeypatch.setattr(printing, "_BETWEEN_CHECKPOINTS", 256)
    rows = ((called(at), "lung", "") for at in range(1100))
    batch(put(tmp_path / "list.csv", *rows))
    assert kept == [64, 128, 256, 512, 768, 1024]


@pytest.mark.usefixtures("often")
def test_a_resumed_run_prints_only_what_is_left(
    batch: Batch, made: Made, roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(printing.Printing, "_printed", _stopping(200, KeyboardInterrupt()))
        batch(roster)
    rows: list[int] = []
    real = printing.Printing._printed

    def printed(self: printing.Printing, outcome: Any) -> Any:
        rows.append(outcome.row.number)
        return real(self, outcome)

    monkeypatch.setattr(printing.Printing, "_printed", printed)
    batch(roster, "--resume")

    assert 64 < rows[0] <= 202
    assert rows == list(range(rows[0], 402))
    assert [line["row"] for line in made.lines] == list(range(2, 402))


@pytest.mark.parametrize("at", [0, 30])
def test_what_stops_before_the_first_checkpoint_leaves_nothing(
    batch: Batch, roster: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    monkeypatch.setattr(printing.Printing, "_printed", _stopping(at, KeyboardInterrupt()))
    assert batch(roster).code == 130
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("often")
@pytest.mark.parametrize(
    "changed", ["list", "options", "layout", "clinic"], ids=lambda what: f"another {what}"
)
def test_another_run_is_not_taken_up(
    batch: Batch, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    path = put(tmp_path / "list.csv", *people(150))
    with monkeypatch.context() as patch:
        patch.setattr(printing.Printing, "_printed", _stopping(140, KeyboardInterrupt()))
        batch(path)
    state = (tmp_path / HIDDEN / ".checkpoint").read_bytes()
    options: tuple[str, ...] = ()
    if changed == "list":
        put(path, *people(151))
    elif changed == "clinic":
        (tmp_path / "clinic").mkdir()
        (tmp_path / "clinic" / "clinic.yaml").write_text(
            "name: Invented Clinic\nphone: {day: 555-0100, night: 555-0199}\n"
        )
        options = ("--clinic", "clinic")
    else:
        options = {"options": ("--no-duplex",), "layout": ("--paper", "a4")}[changed]
    refused = batch(path, "--resume", *options)

    assert refused.code == 2
    assert "cannot be resumed: the list, the content or the options have changed since" in refused.err
    assert (tmp_path / HIDDEN / ".checkpoint").read_bytes() == state
    assert not made.folder.exists()
    assert batch(path, *options).code == 1
    assert "print-job.pdf" in made.names
    assert not (tmp_path / HIDDEN).exists()


def test_resume_without_a_run_before(batch: Batch, roster: Path, tmp_path: Path) -> None:
    done = batch(roster, "--resume")
    assert done.code == 1
    assert done.out.startswith(
        b"There was no unfinished run to resume, so this one began with the first row.\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["print-run"]


def test_a_list_that_changes_while_it_is_printed(
    batch: Batch, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    path = put(tmp_path / "list.csv", *people(5))
    monkeypatch.setattr(plan, "KEPT", 2)  # as with a long list, which is read a second time
    monkeypatch.setattr(stack, "_form", _and(lambda: put(path, *people(6)), stack._form))
    done = batch(path)

    assert done.code == 4
    assert "has changed while it was read" in done.err
    assert not made.folder.exists()


def _and(first: Callable[[], object], then: Callable[..., Any]) -> Callable[..., Any]:
    def both(*args: Any) -> Any:
        first()
        return then(*args)

    return both


# -- two runs at once


@pytest.fixture
def other(tmp_path: Path) -> Iterator[RunDirectory]:
    """Another run that writes the same folder."""
    place = RunDirectory(tmp_path / "print-run", "another")
    place.open(resume=False, replace=False)
    yield place
    place.abandon()


@pytest.mark.parametrize("resume", [(), ("--resume",)])
def test_two_runs_at_once(
    batch: Batch, roster: Path, tmp_path: Path, other: RunDirectory, resume: tuple[str, ...]
) -> None:
    other.file("print-job.pdf").write(b"x")
    refused = batch(roster, *resume)

    assert refused.code == 2
    assert "Another run is writing print-run. Wait until it is done" in refused.err
    assert sorted(path.name for path in tmp_path.iterdir()) == [HIDDEN]
    assert sorted(path.name for path in other.folder.iterdir()) == [
        ".checkpoint",
        ".lock",
        "print-job.pdf",
    ]
    assert batch(roster, "--out", "elsewhere").code == 1


def test_a_run_that_is_done_leaves_the_next_one_alone(tmp_path: Path) -> None:
    first = RunDirectory(tmp_path / "print-run", "first")
    first.open(resume=False, replace=False)
    first.file("manifest.json").write(b'"run": "first",\n "program": "0",\n "list": {}')
    first.close_files()
    first.finish()
    second = RunDirectory(tmp_path / "print-run", "second")
    second.open(resume=False, replace=True)
    first.abandon()

    assert second.folder.is_dir()
    second.abandon()
    assert [path.name for path in tmp_path.iterdir()] == ["print-run"]


def test_the_lock_holds_until_the_folder_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = RunDirectory(tmp_path / "print-run", "first")
    place.open(resume=False, replace=False)
    refused = []
    real = Path.rename

    def rename(path: Path, target: Path) -> Path:
        try:
            RunDirectory(tmp_path / "print-run", "second").open(resume=False, replace=False)
        except Exception as error:
            refused.append(str(error))
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    place.finish()

    assert [said.startswith("Another run is writing") for said in refused] == [True]
    assert [path.name for path in tmp_path.rglob("*")] == ["print-run"]


# -- a full disk


@pytest.mark.parametrize("often", [False, True])
def test_a_disk_that_is_full_halfway(
    roster: Path, home: Path, made: Made, whole: Callable[..., Any], often: bool
) -> None:
    folder, options, program = made.folder.parent, ("--cover",), OFTEN if often else START
    expected = whole(*options, program=program)
    limit = len(expected["print-job.pdf"]) * 2 // 3

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(
        [sys.executable, "-c", program, "batch", roster, *options, *OPTIONS],
        cwd=folder,
        env=os.environ | {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")},
        preexec_fn=little,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (5, "")
    assert os.strerror(errno.EFBIG) in done.stderr
    assert not made.folder.exists()
    assert [path.name for path in folder.iterdir()] == [HIDDEN]
    again = ("batch", roster, *options, *OPTIONS, "--resume")
    assert apart(*again, home=home, folder=folder, program=("-c", program)).code == 1
    assert _comparable(made.files()) == expected


@pytest.mark.usefixtures("often")
@pytest.mark.parametrize(("owner", "name"), [(os, "fsync"), (Path, "replace"), (Path, "rename")])
def test_a_write_that_fails(
    batch: Batch, made: Made, roster: Path, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str
) -> None:
    batch(roster, "--out", "before")  # the editions are kept

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(owner, name, full)
    done = batch(roster)

    assert done.code == 5
    assert os.strerror(errno.ENOSPC) in done.err
    assert not made.folder.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such flush")
def test_files_of_persons_are_on_the_disk_before_the_checkpoint_that_counts_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = RunDirectory(tmp_path / "print-run", "first")
    place.open(resume=False, replace=False)
    steps = []
    real = place._write_checkpoint
    monkeypatch.setattr("os.sync", lambda: steps.append("flushed"))
    monkeypatch.setattr(place, "_write_checkpoint", lambda state: (steps.append("kept"), real(state)))
    place.keep({})
    place.subfolder("handouts")
    place.keep({})
    place.close_files()
    place.abandon()

    assert steps == ["kept", "flushed", "kept", "flushed"]
