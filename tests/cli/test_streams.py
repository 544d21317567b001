"""Standard streams that are closed or full, and a folder that is gone: a sentence and an exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Result

START = "from handouts.cli.entry_point import main; main()"
LIST = "name,cancer\nAnn,unheard of\n"
"""A list whose run is soon done: nothing is typeset, and a row fails."""

BATCH = ("batch", "list.csv", "--jobs", "1")
FULL = "Standard output could not be written: No space left on device.\n"

has_full = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="this system has no device that is always full"
)


def ended(folder: Path, around: str, *arguments: str, **env: str) -> Result:
    """Run a command in a shell that closes or leads streams away, as `around` says."""
    command = ["sh", "-c", around, sys.executable, "-c", START, *arguments]
    environment = os.environ | {"XDG_CACHE_HOME": str(folder / "cache"), "PYTHONUNBUFFERED": ""} | env
    environment.pop("HANDOUTS_PASSPHRASE", None)
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=60)
    return Result(done.returncode, done.stdout, done.stderr.decode())


@pytest.mark.parametrize(
    ("streams", "arguments", "code", "said"),
    [
        ("<&-", BATCH, 1, "Printing: 1 of 1\n"),
        ("<&-", (*BATCH, "--encrypt"), 2, "or in the variable HANDOUTS_PASSPHRASE.\n"),
        ("<&-", ("batch", "-"), 4, "handouts roster template FILE\n"),
        (">&-", BATCH, 1, "Printing: 1 of 1\n"),
        (">&-", ("list", "countries"), 0, ""),
        (">&-", ("--help",), 0, ""),
        (">&-", ("make", "lung", "-o", "-"), 5, "Name a file with -o.\n"),
        ("2>&-", BATCH, 1, ""),
        ("2>&-", ("batch", "nothing.csv"), 4, ""),
        ("<&- >&- 2>&-", BATCH, 1, ""),
        pytest.param(">/dev/full", BATCH, 5, f"\nprint-run is complete. {FULL}", marks=has_full),
        pytest.param(">/dev/full", (*BATCH, "--dry-run"), 5, f"nothing was written. {FULL}", marks=has_full),
        pytest.param(">/dev/full", ("list", "countries"), 5, FULL, marks=has_full),
        pytest.param(">/dev/full", ("--help",), 5, FULL, marks=has_full),
        pytest.param("2>/dev/full", BATCH, 1, "", marks=has_full),
        pytest.param("2>/dev/full", ("batch", "--no-such"), 2, "", marks=has_full),
    ],
)
def test_a_stream_is_closed_or_full(
    tmp_path: Path, streams: str, arguments: tuple[str, ...], code: int, said: str
) -> None:
    (tmp_path / "list.csv").write_text(LIST)
    done = ended(tmp_path, f'exec "$0" "$@" {streams}', *arguments)
    assert (done.code, done.err[-len(said) :] if said else done.err) == (code, said)
    assert "Traceback" not in done.err
    assert (tmp_path / "print-run" / "manifest.json").is_file() == (arguments == BATCH)


@has_full
def test_what_is_written_at_once_is_missed_too(tmp_path: Path) -> None:
    done = ended(tmp_path, 'exec "$0" "$@" >/dev/full', "list", "countries", PYTHONUNBUFFERED="1")
    assert (done.code, done.err) == (5, FULL)


def test_a_folder_that_was_deleted(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST.replace("unheard of", "lung"))
    (tmp_path / "gone").mkdir()
    done = ended(tmp_path, 'cd gone && rmdir ../gone && exec "$0" "$@"', "batch", str(tmp_path / "list.csv"))
    gone = "The folder that you are in no longer exists. Go to another one with cd, and try again.\n"
    assert (done.code, done.err[-len(gone) :]) == (5, gone)


def test_more_processes_than_a_computer_has(handouts: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST)
    done = handouts("batch", "list.csv", "--jobs", "99999999999")
    assert done.code == 2
    assert done.err.splitlines()[-1].endswith("99999999999 is not in the range 1<=x<=256.")
