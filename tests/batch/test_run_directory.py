"""The folder of a run: what may lie in its place, what a kill leaves, and who holds its lock."""

from __future__ import annotations

import marshal
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from handouts.batch import own_folder
from handouts.batch.checkpoint import Checkpoint, packed, unpacked
from handouts.batch.lock import locked
from handouts.batch.run_directory import RunDirectory
from handouts.errors import HandoutsError, OutputError, UsageError
from handouts.run.files import deleted_parts

from .conftest import Batch
from .lists import Made, put

RECORD = b'"run": "older",\n "program": "0",\n "list": {}'
PART = ".handouts-0123456789ab.part"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "tomorrow"


@pytest.fixture
def hidden(tmp_path: Path) -> Path:
    return tmp_path / ".tomorrow.unfinished"


@pytest.fixture
def precious(tmp_path: Path) -> Path:
    """Something of somebody."""
    path = tmp_path / "documents"
    path.mkdir(mode=0o700)
    (path / "thesis.txt").write_text("ten years of work")
    return path


def _opened(out: Path, run: str = "a run", *, resume: bool = False, replace: bool = False) -> RunDirectory:
    place = RunDirectory(out, run)
    try:
        place.open(resume=resume, replace=replace)
    except BaseException:
        place.abandon()
        raise
    return place


def _older(out: Path) -> Path:
    out.mkdir(mode=0o700)
    (out / "manifest.json").write_bytes(RECORD)
    (out / "print-job.pdf").write_bytes(b"for people")
    return out


# -- what lies in its place

IN_THE_WAY: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "a link": (lambda hidden, precious: hidden.symlink_to(precious), "it is a link"),
    "a link to nowhere": (lambda hidden, _: hidden.symlink_to("nowhere"), "it is a link"),
    "a file": (lambda hidden, _: hidden.write_text("notes"), "it is no folder"),
    "a pipe": (lambda hidden, _: os.mkfifo(hidden), "it is no folder"),
    "a folder for all": (lambda hidden, _: (hidden.mkdir(), hidden.chmod(0o777)), "is 0777, not 0700)"),
    "a folder to look into": (lambda hidden, _: (hidden.mkdir(), hidden.chmod(0o750)), "not 0700)"),
    "another program's": (lambda hidden, precious: precious.rename(hidden), "handouts did not make"),
    "one with another lock": (
        lambda hidden, precious: (precious.rename(hidden), (hidden / ".lock").write_text("4711\n")),
        "handouts did not make",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", IN_THE_WAY)
@pytest.mark.parametrize("resume", [False, True])
def test_what_is_not_ours_is_refused_and_not_touched(
    out: Path, hidden: Path, precious: Path, what: str, resume: bool
) -> None:
    put_there, why = IN_THE_WAY[what]
    put_there(hidden, precious)
    mode = hidden.lstat().st_mode
    with pytest.raises(OutputError, match=r"is in the way: .* choose another --out\.") as error:
        _opened(out, resume=resume)

    assert why in str(error.value)
    assert hidden.lstat().st_mode == mode
    thesis = [path for path in (precious / "thesis.txt", hidden / "thesis.txt") if path.is_file()]
    assert [path.read_text() for path in thesis[:1]] == ["ten years of work"]
    assert not out.exists()


def test_a_folder_of_somebody_else_is_refused(
    out: Path, hidden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden.mkdir(mode=0o700)
    monkeypatch.setattr(os, "geteuid", lambda: hidden.stat().st_uid + 1)
    with pytest.raises(OutputError, match="a folder of somebody else"):
        _opened(out)


def test_a_share_that_gives_all_files_to_one_user_will_do(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: out.parent.stat().st_uid + 1)
    place = _opened(out)
    place.file("manifest.json").write(RECORD)
    place.keep({})
    place.close_files()
    place.finish()
    assert [path.name for path in out.parent.rglob("*")] == ["tomorrow", "manifest.json"]


@pytest.mark.parametrize("begun", [(), (".lock",)], ids=["empty", "lock without its mark"])
def test_what_a_kill_at_the_very_beginning_leaves_is_taken(
    out: Path, hidden: Path, begun: tuple[str, ...]
) -> None:
    hidden.mkdir(mode=0o700)
    for name in begun:
        (hidden / name).touch()
    place = _opened(out, resume=True)
    assert (hidden / ".lock").read_bytes() == own_folder.MARK
    assert place.notes == ("There was no unfinished run to resume, so this one began with the first row.",)
    place.abandon()
    assert not hidden.exists()


def test_links_that_were_put_into_it_are_not_followed(out: Path, hidden: Path, precious: Path) -> None:
    place = _opened(out)
    (hidden / "copies").symlink_to(precious)
    (hidden / "print-job.pdf").symlink_to(precious / "thesis.txt")
    with pytest.raises(OutputError):
        place.file("print-job.pdf")
    place.abandon()
    assert (precious / "thesis.txt").read_text() == "ten years of work"
    assert not hidden.exists()


@pytest.mark.parametrize("manifest", [b"{}", b'{"name": "A web app", "icons": []}', None])
def test_only_a_run_of_ours_is_replaced(out: Path, precious: Path, manifest: bytes | None) -> None:
    precious.rename(out)
    if manifest is not None:
        (out / "manifest.json").write_bytes(manifest)
    with pytest.raises(UsageError, match="is not an older run of yours"):
        _opened(out, replace=True)
    assert (out / "thesis.txt").exists()


def test_a_link_is_not_replaced(out: Path, tmp_path: Path) -> None:
    real = _older(tmp_path / "elsewhere")
    out.symlink_to(real)
    with pytest.raises(UsageError, match="is a link"):
        _opened(out, replace=True)
    assert (real / "print-job.pdf").exists()


# -- what a kill leaves


def test_a_folder_that_only_looks_like_an_old_run_stays(out: Path, precious: Path) -> None:
    old = precious.rename(out.with_name(".tomorrow.old"))
    _older(out)
    with pytest.raises(UsageError, match=r"\.tomorrow\.old is in the way"):
        _opened(out, replace=True)
    assert (old / "thesis.txt").exists()


def test_an_older_run_gets_its_name_again(out: Path) -> None:
    old = _older(out.with_name(".tomorrow.old"))
    own_folder.mark(old)
    with pytest.raises(UsageError, match=r"^Restored .* already exists"):
        _opened(out)
    assert {path.name for path in out.iterdir()} == {"manifest.json", "print-job.pdf"}
    assert [path.name for path in out.parent.iterdir()] == ["tomorrow"]


def test_what_is_left_beside_and_in_a_new_run_is_deleted(out: Path) -> None:
    own_folder.mark(_older(out))
    old = _older(out.with_name(".tomorrow.old"))
    own_folder.mark(old)
    (old / "manifest.json").unlink()  # killed while it was deleted
    (out.parent / PART).write_bytes(b"For Zebulon Quixworth")
    place = _opened(out, replace=True)
    assert place.notes == (
        f"Deleted a file that an earlier command had half written in {out.parent.name}.",
        f"Deleted what was left of the run that {out} had replaced.",
        f"Deleted a hidden file that was left in {out}.",
    )
    place.abandon()
    assert [path.name for path in out.parent.iterdir()] == ["tomorrow"]
    assert {path.name for path in out.iterdir()} == {"manifest.json", "print-job.pdf"}


def test_what_another_run_left_is_told(out: Path, hidden: Path) -> None:
    first = _opened(out, "first")
    first.file("print-job.pdf").write(b"for people")
    first.keep({})
    first.abandon()
    second = _opened(out, "second")
    assert second.notes == ("Deleted what an unfinished run had left in .tomorrow.unfinished.",)
    assert {path.name for path in hidden.iterdir()} == {".lock", ".checkpoint"}
    second.abandon()


def test_the_older_run_has_its_name_whenever_a_rename_fails(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = _opened(_older(out), replace=True)
    place.file("manifest.json").write(RECORD)
    place.close_files()
    real = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if path.name == ".tomorrow.unfinished":
            raise OSError(16, os.strerror(16))
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(OutputError):
        place.finish()
    place.abandon()
    assert {path.name for path in out.iterdir()} == {"manifest.json", "print-job.pdf"}
    assert [path.name for path in out.parent.iterdir()] == ["tomorrow"]


class Killed(BaseException):
    """As when the process is gone: nothing is tidied."""


STEPS = ((Path, "rename"), (Path, "unlink"), (Path, "rmdir"), (os, "write"))


def _kill_at(step: int, patch: pytest.MonkeyPatch) -> list[str]:
    """Stop for good at so many changes of the disk; what was still done."""
    done: list[str] = []

    def deadly(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            if len(done) == step:
                raise Killed
            done.append(name)
            return real(*args, **named)

        return call

    for owner, name in STEPS:
        patch.setattr(owner, name, deadly(name, getattr(owner, name)))
    return done


def test_killed_at_each_step_of_taking_an_older_runs_place(out: Path) -> None:
    """One of the two runs is whole, and what is left of the other is gone after the next command."""
    states: list[str] = []
    for step in range(50):
        for path in (out, *out.parent.glob(".*")):
            if path.exists():
                own_folder.delete(path)
        place = _opened(_older(out), "newer", replace=True)
        place.file("manifest.json").write(RECORD.replace(b"older", b"newer"))
        place.file(".rows").write(b"For Zebulon Quixworth")
        place.keep({})
        place.close_files()
        with pytest.MonkeyPatch.context() as patch:
            done = _kill_at(step, patch)
            with suppress(Killed):
                place.finish()
        if place._lock is not None:
            place._lock.release()  # as the system does

        _opened(out, "another", replace=True).abandon()
        states.append("newer" if b"newer" in (out / "manifest.json").read_bytes() else "older")
        files = {"older": {"manifest.json", "print-job.pdf"}, "newer": {"manifest.json"}}[states[-1]]
        assert {path.name for path in out.iterdir()} == files, (step, done)
        assert [path.name for path in out.parent.iterdir()] == ["tomorrow"], (step, done)
        if len(done) < step:
            break  # it was not stopped any more
    assert 8 < len(states) < 50
    assert states == sorted(states, reverse=True)  # the older one until the newer one has the name


def test_only_parts_of_ours_that_nobody_writes_are_deleted(tmp_path: Path, precious: Path) -> None:
    left, fresh, held = (tmp_path / f".handouts-{digit * 12}.part" for digit in "123")
    others = (tmp_path / ".handouts-short.part", tmp_path / "handouts-111111111111.part")
    for path in (left, held, *others):
        path.write_bytes(b"for people")
    fresh.touch()
    (tmp_path / f".handouts-{'4' * 12}.part").symlink_to(precious / "thesis.txt")
    lock = locked(held, b"")
    assert deleted_parts(tmp_path) == 1
    assert not left.exists()
    assert all(path.exists() for path in (fresh, held, *others, precious / "thesis.txt"))
    assert lock is not None
    lock.release()
    assert deleted_parts(tmp_path) == 1


def test_a_good_stack_is_not_replaced_by_none(batch: Batch, made: Made, tmp_path: Path) -> None:
    batch(put(tmp_path / "list.csv", ("Ann Lee", "lung", "")))
    before = made.files()
    put(tmp_path / "list.csv", ("Ann Lee", "unheard of", ""), ("Bo Chan", "unheard of", ""))
    refused = batch("list.csv", "--replace")
    assert refused.code == 4
    assert "None of the 2 rows could be printed, so print-run stays as it was." in refused.err
    assert made.files() == before
    assert {path.name for path in tmp_path.iterdir()} == {"list.csv", "print-run"}


# -- checkpoints

STATE: dict[str, Any] = {
    "done": 64,
    "job": (
        1,
        (2, None),
        [("a", True), []],
        [(1, 2, "Row 2"), ()],
        [],
        [[1]],
        [(b"x",)],
        {7: (b"<</Font", b">>"), b"\x00\xff": 1, ("x", 1): {}},
    ),
    "rows": ([(1, 2, "Row 2"), ()], [], [[1]], [(b"x",)]),
    "sizes": {},
}


def test_a_checkpoint_is_plain_text_and_whole_again() -> None:
    data = packed(Checkpoint("a run", STATE))
    assert unpacked(data) == Checkpoint("a run", STATE)
    assert data.decode().isprintable() is False  # it has two lines
    assert all(line.isprintable() for line in data.decode().splitlines())


def test_a_changed_checkpoint_is_not_believed() -> None:
    data = packed(Checkpoint("a run", STATE))
    changed = (data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :] for at in range(len(data)))
    wrong = (b"", data[:-1], data + b" ", marshal.dumps(("a run", STATE)))
    assert [each for each in (*changed, *wrong) if unpacked(each) is not None] == []
    with pytest.raises(TypeError):
        packed(Checkpoint("a run", {"job": {1, 2}}))


@pytest.mark.parametrize("spoil", ["changed", "a link", "for all to see", "longer than its files"])
def test_a_run_begins_anew_where_its_checkpoint_cannot_be_believed(
    out: Path, hidden: Path, tmp_path: Path, spoil: str
) -> None:
    first = _opened(out)
    first.file("print-job.pdf").write(b"for people")
    first.keep({"done": 64})
    first.abandon()
    checkpoint = hidden / ".checkpoint"
    match spoil:
        case "changed":
            checkpoint.write_bytes(checkpoint.read_bytes().replace(b"64", b"65"))
        case "a link":
            checkpoint.rename(tmp_path / "checkpoint")
            checkpoint.symlink_to(tmp_path / "checkpoint")
        case "for all to see":
            checkpoint.chmod(0o666)
        case _:
            os.truncate(hidden / "print-job.pdf", 5)
    again = _opened(out, resume=True)
    assert again.checkpoint is None
    assert len(again.notes) == 2
    again.abandon()


def test_a_whole_checkpoint_is_taken_up(out: Path) -> None:
    first = _opened(out)
    first.file("print-job.pdf").write(b"for people")
    first.keep({"done": 64})
    first.abandon()
    again = _opened(out, resume=True)
    assert (again.checkpoint or {})["done"] == 64
    assert again.notes == ()
    again.abandon()


# -- the lock


@pytest.fixture
def forked() -> Iterator[Callable[[], None]]:
    """Forks a process that does nothing until the test ends."""
    waiting: list[tuple[int, socket.socket]] = []

    def fork() -> None:
        ours, its = socket.socketpair()
        child = os.fork()
        if not child:
            ours.close()
            its.send(b"!")
            its.recv(1)
            os._exit(0)
        its.close()
        ours.recv(1)
        waiting.append((child, ours))

    yield fork
    for child, ours in waiting:
        ours.send(b"!")  # closing is not enough: later forks have it open, too
        ours.close()
        os.waitpid(child, 0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system forks nothing")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_forked_process_holds_no_lock(out: Path, forked: Callable[[], None]) -> None:
    place = _opened(out)
    forked()
    with pytest.raises(UsageError, match="Another run is writing"):
        _opened(out)  # the fork let go of its own hold alone
    place.keep({})
    place.abandon()  # as when the process ends
    forked()
    again = _opened(out, resume=True)
    again.abandon()


def test_a_lock_that_cannot_be_one(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "pipe"):
        with pytest.raises(OSError, match=r"link|own"):
            locked(tmp_path / name, b"")
    assert not (tmp_path / "file").exists()


def test_all_refusals_are_errors_of_ours(out: Path, hidden: Path) -> None:
    hidden.mkdir(mode=0o700)
    os.mkfifo(hidden / ".lock")
    with pytest.raises(HandoutsError, match="handouts did not make"):
        _opened(out)
