"""Files of persons are written whole, however little the system takes at a time."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from handouts.run.files import write_into


def test_what_the_system_did_not_take_is_offered_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:7]))
    write_into(tmp_path / "copy.pdf", b"0123456789" * 10)

    assert (tmp_path / "copy.pdf").read_bytes() == b"0123456789" * 10
    assert (tmp_path / "copy.pdf").stat().st_mode & 0o777 == 0o600


def test_a_full_disk_is_an_error_even_if_it_took_a_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, room = os.write, [11]

    def write(handle: int, data: bytes) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        taken = real(handle, data[: room[0]])
        room[0] -= taken
        return taken

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(OSError, match="space"):
        write_into(tmp_path / "copy.pdf", b"0123456789" * 10)
