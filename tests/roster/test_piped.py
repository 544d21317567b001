"""Lists that come through a pipe."""

from __future__ import annotations

import io
import os
import tempfile
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from handouts.errors import RosterError
from handouts.roster import piped
from handouts.roster.piped import as_file, is_piped
from handouts.roster.reading import read_roster

from .tables import put

LIST = b"name,cancer\nAnn Lee,lung\n"


def _names(path: Path) -> list[str]:
    roster = read_roster(path)
    return [row.cells[0] for row in roster.rows()] + [row.cells[0] for row in roster.rows()]


def test_a_list_from_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(LIST), isatty=lambda: False))
    with as_file(Path("-")) as path:
        assert _names(path) == ["Ann Lee", "Ann Lee"]
        assert path.stat().st_mode & 0o077 == 0
        assert not list(Path(tempfile.gettempdir()).glob("handouts-list-*"))
    assert not path.exists()


def test_a_list_from_a_pipe_with_a_name_is_read(tmp_path: Path) -> None:
    fifo = tmp_path / "list"
    os.mkfifo(fifo)
    assert is_piped(fifo)
    writer = threading.Thread(target=fifo.write_bytes, args=(LIST,))
    writer.start()
    with as_file(fifo) as path:
        assert _names(path) == ["Ann Lee", "Ann Lee"]
    writer.join()
    assert not path.exists()


def test_a_pipe_into_which_nobody_writes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert piped._WAIT <= 2  # seconds
    monkeypatch.setattr(piped, "_WAIT", 0.05)
    os.mkfifo(tmp_path / "list")
    with pytest.raises(RosterError, match="nobody writes into it"), as_file(tmp_path / "list"):
        pass


def test_devices_and_terminals_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RosterError, match="is not a file"), as_file(Path("/dev/zero")):
        pass
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    with pytest.raises(RosterError, match="another program writes"), as_file(Path("-")):
        pass


def test_a_file_and_a_folder_are_read_where_they_are(tmp_path: Path) -> None:
    for path in (put(tmp_path / "a.csv", LIST), tmp_path, tmp_path / "none.csv"):
        with as_file(path) as found:
            assert found == path
        assert not is_piped(path)


def test_somebody_who_has_opened_a_pipe_may_write_late(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(piped, "_WAIT", 0.05)
    fifo = tmp_path / "list"
    os.mkfifo(fifo)
    holder = os.open(fifo, os.O_RDWR)  # opens it at once, and writes after the wait

    def write() -> None:
        os.write(holder, LIST)
        os.close(holder)

    writer = threading.Timer(0.3, write)
    writer.start()
    with as_file(fifo) as path:
        assert _names(path)[0] == "Ann Lee"
    writer.join()


def test_complaints_name_the_list_and_not_its_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b""), isatty=lambda: False))
    with (
        pytest.raises(RosterError, match=r"^The list from standard input is empty\."),
        as_file(Path("-")) as path,
    ):
        _names(path)
    fifo = tmp_path / "list"
    os.mkfifo(fifo)
    writer = threading.Thread(target=fifo.write_bytes, args=(b"%PDF-1.7",))
    writer.start()
    with pytest.raises(RosterError, match="list is a PDF"), as_file(fifo) as path:
        _names(path)
    writer.join()
