"""Writing the file: whole or not at all, and what cannot be written is told with exit code 5."""

from __future__ import annotations

import errno
import os
import re
import resource
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commands import Result, apart

from handouts.errors import OutputError
from handouts.run import files
from handouts.run.files import handle_named, write_file, write_new

Handouts = Callable[..., Result]

OLD = b"the old file"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file that is already there."""
    path = tmp_path / "out" / "sheet.pdf"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def _failing(code: int, real: Callable[..., Any], folder: Path) -> Callable[..., Any]:
    """The function, but failing in one folder: the cache is elsewhere."""

    def fail(path: Any, *args: Any, **named: Any) -> Any:
        if isinstance(path, str | Path) and Path(path).is_relative_to(folder):
            raise OSError(code, os.strerror(code))
        return real(path, *args, **named)

    return fail


def test_a_whole_file_takes_the_place_of_the_old_one(handouts: Handouts, old: Path) -> None:
    assert handouts("make", "kidney", "-o", old).code == 0
    assert old.read_bytes().startswith(b"%PDF-")
    assert old.stat().st_mode & 0o777 == 0o600
    assert list(old.parent.iterdir()) == [old]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize(("owner", "name"), [(os, "open"), (Path, "replace")])
def test_a_folder_that_takes_nothing(
    handouts: Handouts, old: Path, monkeypatch: pytest.MonkeyPatch, code: int, owner: Any, name: str
) -> None:
    monkeypatch.setattr(owner, name, _failing(code, getattr(owner, name), old.parent))
    _refused(handouts("make", "kidney", "-o", old), old, os.strerror(code))


def test_a_disk_that_is_full_at_the_last_moment(
    handouts: Handouts, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    _refused(handouts("make", "kidney", "-o", old), old, os.strerror(errno.ENOSPC))


def test_a_disk_that_is_full_halfway(tmp_path: Path, old: Path) -> None:
    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))

    done = subprocess.run(
        [
            sys.executable,
            "-B",
            "-c",
            "from handouts.cli.entry_point import main; main()",
            "make",
            "kidney",
            "-o",
            old,
        ],
        preexec_fn=little,
        capture_output=True,
        text=True,
        env=os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")},
        timeout=60,
    )
    _refused(Result(done.returncode, done.stdout.encode(), done.stderr), old, os.strerror(errno.EFBIG))
    assert not list((tmp_path / "cache").rglob(".new-*"))


def test_stopped_while_writing(handouts: Handouts, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    assert handouts("make", "kidney", "-o", old).code == 130
    assert old.read_bytes() == OLD
    assert list(old.parent.iterdir()) == [old]


def _refused(done: Result, old: Path, reason: str) -> None:
    assert done.code == 5
    assert reason in done.err
    assert done.out == b""
    assert old.read_bytes() == OLD
    assert list(old.parent.iterdir()) == [old]


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ("nowhere/sheet.pdf", "There is no folder nowhere. Make it first, or choose another with -o."),
        ("out", "out is a folder. Name a file in it, such as out/handout.pdf."),
        ("out/sheet.pdf/x.pdf", "There is no folder out/sheet.pdf."),
    ],
)
def test_places_where_no_file_can_be(handouts: Handouts, old: Path, file: str, sentence: str) -> None:
    done = handouts("make", "kidney", "-o", file)
    assert done.code == 5
    assert sentence in done.err
    assert old.read_bytes() == OLD


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as ours:
        ours.bind(str(path))


def _read_only(path: Path) -> None:
    path.write_bytes(OLD)
    path.chmod(0o444)


def _to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


REFUSED: dict[str, tuple[Callable[[Path], None], str]] = {
    "a device": (_to("/dev/null"), "is a device, so nothing was written to it. Name a file."),
    "a full device": (_to("/dev/full"), "is a device"),
    "a socket": (_socket, "is a socket"),
    "a read-only file": (_read_only, "is read-only, so it was not replaced."),
    "a link to nowhere": (_to("nowhere.pdf"), "is a link to nowhere."),
    "a link in a circle": (_to("sheet.pdf"), "cannot be written"),
    "a link to a folder": (_to("."), "is a folder"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_file_of_ours_is_not_replaced(tmp_path: Path, what: str) -> None:
    place, sentence = REFUSED[what]
    path = tmp_path / "sheet.pdf"
    place(path)
    before = path.lstat()
    with pytest.raises(OutputError, match=re.escape(sentence)) as error:
        write_file(path, b"%PDF-")
    assert error.value.exit_code == 5
    assert (path.lstat().st_mode, path.lstat().st_ino) == (before.st_mode, before.st_ino)
    assert [each.name for each in tmp_path.iterdir()] == ["sheet.pdf"]


@pytest.mark.parametrize("device", ["/dev/null", "/dev/full", "/dev/zero"])
def test_a_device_stays_one(device: str) -> None:
    before = Path(device).lstat()
    with pytest.raises(OutputError, match="is a device"):
        write_file(Path(device), b"%PDF-")
    assert Path(device).lstat().st_ino == before.st_ino


@pytest.mark.parametrize("way", [(), ("folder",)], ids=["beside", "elsewhere"])
def test_a_link_stays_one_and_its_file_is_replaced(tmp_path: Path, way: tuple[str, ...]) -> None:
    target = tmp_path.joinpath(*way, "real.pdf")
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(OLD)
    link = tmp_path / "link.pdf"
    link.symlink_to(target.relative_to(tmp_path))
    write_file(link, b"%PDF-")
    assert link.is_symlink()
    assert target.read_bytes() == b"%PDF-"
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_link_to_a_file_of_somebody_else_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "real.pdf").write_bytes(OLD)
    (tmp_path / "link.pdf").symlink_to("real.pdf")
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    with pytest.raises(OutputError, match="leads to a file of somebody else"):
        write_file(tmp_path / "link.pdf", b"%PDF-")
    assert (tmp_path / "real.pdf").read_bytes() == OLD


@pytest.mark.parametrize("linked", [False, True])
def test_a_pipe_is_written_to(tmp_path: Path, linked: bool) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    named = tmp_path / "link" if linked else pipe
    if linked:
        named.symlink_to("pipe")
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_file(named, b"%PDF-1.7")
    assert os.read(reader, 100) == b"%PDF-1.7"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.lstat().st_mode)


def test_a_pipe_that_nobody_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert files._WAIT <= 2  # seconds
    monkeypatch.setattr(files, "_WAIT", 0.05)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OutputError, match="nobody reads it") as caught:
        write_file(tmp_path / "pipe", b"%PDF-1.7")
    assert caught.value.exit_code == 5


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "../link"])
def test_names_of_open_handles(tmp_path: Path, name: str) -> None:
    (tmp_path / "link").symlink_to("/dev/stdout")
    (tmp_path / "1").touch()
    (tmp_path / "a").mkdir()
    assert handle_named(tmp_path / "a" / name if name.startswith("..") else Path(name)) == 1
    assert handle_named(tmp_path / "1") is None


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="this system has no such names")
@pytest.mark.parametrize(("layout", "name"), [("booklet", "/dev/stdout"), ("everything", "/dev/fd/1")])
def test_standard_output_by_a_name(home: Path, tmp_path: Path, layout: str, name: str) -> None:
    """As `-o -`: what is said does not stand among the bytes, into a file or a pipe."""
    done = apart("make", "kidney", "--layout", layout, "-o", name, home=home, folder=tmp_path)
    assert done.code == 0, done.err
    assert done.out.startswith(b"%PDF-")
    assert done.out.endswith(b"%%EOF\n")
    assert list(tmp_path.iterdir()) == []
    with (tmp_path / "kept.pdf").open("wb") as kept:
        command = [
            sys.executable,
            "-c",
            "from handouts.cli.entry_point import main; main()",
            "make",
            "kidney",
        ]
        environment = os.environ | {"XDG_CACHE_HOME": str(home / "cache")}
        arguments = ("--layout", layout, "-o", name)
        subprocess.run(
            [*command, *arguments], stdout=kept, env=environment, cwd=tmp_path, check=True, timeout=60
        )
    assert (tmp_path / "kept.pdf").read_bytes() == done.out
    assert [path.name for path in tmp_path.iterdir()] == ["kept.pdf"]


@pytest.mark.parametrize("links", [True, False], ids=["", "a disk without hard links"])
def test_a_new_file_is_whole_as_soon_as_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def none(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    if not links:
        monkeypatch.setattr(Path, "hardlink_to", none)
    (tmp_path / "1.pdf").write_bytes(OLD)
    (tmp_path / "2.pdf").symlink_to("nowhere")
    path = write_new((tmp_path / f"{at}.pdf" for at in range(1, 5)), b"%PDF-")
    assert path == tmp_path / "3.pdf"
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"%PDF-", 0o600)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["1.pdf", "2.pdf", "3.pdf"]


def test_what_a_killed_command_left_is_deleted_and_told(handouts: Handouts, tmp_path: Path) -> None:
    left = tmp_path / ".handouts-0123456789ab.part"
    left.write_bytes(b"For Zebulon Quixworth")
    done = handouts("make", "kidney", "-o", "sheet.pdf")
    assert f"Deleted a file that an earlier command had half written in {tmp_path.name}." in done.out.decode()
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.pdf"]


def test_a_name_longer_than_the_system_allows(handouts: Handouts) -> None:
    assert handouts("make", "kidney", "-o", "x" * 300 + ".pdf").code == 5


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_standard_output_that_is_full(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "from handouts.cli.entry_point import main; main()",
        *("make", "kidney", "-o", "-"),
    ]
    with Path("/dev/full").open("wb") as full:
        environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, cwd=tmp_path, env=environment, timeout=60
        )
    assert done.returncode == 5


@pytest.mark.parametrize("terminal", ["ascii", "ascii:strict", "latin-1:strict", "cp437", "utf-8:strict"])
@pytest.mark.parametrize("name", ["Öut.pdf", "отчёт 漢.pdf"])
def test_a_terminal_that_lacks_letters_is_no_fault(tmp_path: Path, terminal: str, name: str) -> None:
    """All commands say what they can; the file is written, and errors keep their code."""
    done = apart("make", "kidney", "-o", name, home=tmp_path, PYTHONIOENCODING=terminal)
    assert (done.code, done.err) == (0, "")
    assert (tmp_path / name).read_bytes().startswith(b"%PDF-")
    encoding = terminal.partition(":")[0]
    assert done.out.startswith(name.encode(encoding, "backslashreplace") + b": Stage 4 kidney cancer, ")


def test_every_command_says_what_it_can(tmp_path: Path) -> None:
    for arguments, code in (
        (("list", "countries", "--clinic", "Ö"), 2),
        (("new", "clinic", "Öurs"), 0),
        (("check", "Öurs"), 3),
        (("make", "Ö"), 2),
        (("roster", "template", "Ö.csv"), 0),
    ):
        done = apart(*arguments, home=tmp_path, PYTHONIOENCODING="ascii:strict")
        assert done.code == code, done
        assert re.search(r"Ö|\\xd6", done.out.decode() + done.err)  # Click takes ASCII for a mistake
        assert "fault in handouts" not in done.err


def test_a_file_for_printing_of_an_earlier_layout_is_told(handouts: Handouts) -> None:
    told = "handout-kidney-for-printing.pdf belongs to an earlier handout."
    other = Path("handout-kidney-for-printing.pdf")
    other.write_bytes(b"%PDF-1.7 of somebody else")
    assert told not in handouts("make", "kidney", "--layout", "one-page").out.decode()
    assert told not in handouts("make", "kidney", "--layout", "card").out.decode()
    kept = other.read_bytes()
    for options in (("--layout", "one-page"), ("--layout", "card", "--copies", "2")):
        done = handouts("make", "kidney", *options)
        assert done.code == 0, done.err
        assert told in done.out.decode()
        assert other.read_bytes() == kept
    other.unlink()
    assert told not in handouts("make", "kidney", "--layout", "one-page").out.decode()
