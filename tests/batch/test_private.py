"""What a run knows of people stands on their sheets and in failed-rows.csv, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from commands import Result

from handouts.batch import stack
from handouts.batch.printing import Printing
from handouts.errors import RecipientError

from .conftest import Batch
from .lists import Made, bookmarks, put, tree

HEADS = ("name", "cancer", "clinician", "appointment", "message", "id", "ward")
ROWS = (
    (
        "Zebulon Quixworth",
        "lung",
        "Dr. Vandersnoot",
        "Whitsun at ten",
        "Mandragora twice a day",
        "A-77123",
        "W9",
    ),
    ("Philomena Ødegård", "breast", "Dr. Vandersnoot", "Whitsun at two", "", "A-77124", "W9"),
    ("Barnaby Trillwater", "unheard of", "Dr. Vandersnoot", "Whitsun", "Mandragora", "A-77125", "W9"),
    ("李小龙 Trillwater", "lung", "Dr. Vandersnoot", "Whitsun", "Mandragora", "A-77126", "W9"),
    ("Trillwater " * 30, "lung", "Dr. Vandersnoot", "Whitsun", "Mandragora", "A-77127", "W9"),
)
WORDS = "zebulon|quixworth|philomena|barnaby|trillwater|vandersnoot|whitsun|mandragora"
LONG = re.compile(WORDS, re.IGNORECASE)
SECRETS = re.compile(rf"{WORDS}|deg.rd|李|小|a-7712|w9", re.IGNORECASE)
"""The short ones stand by chance in what is compressed."""

OPTIONS = ("--separate", "--cover", "--separators", "--tagged")


def _secrets(data: bytes, words: re.Pattern[str] = SECRETS) -> list[str]:
    """Secrets in some bytes, in whichever encoding."""
    texts = (
        data.decode("utf-8", "replace"),
        *(part.decode("utf-16-be", "replace") for part in (data, data[1:])),
    )
    return [found for text in texts for found in words.findall(text)]


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    return put(tmp_path / "list.csv", *ROWS, heads=HEADS)


def test_the_search_finds_secrets() -> None:
    for text in ("for Zebulon", "Ødegård", "id A-77123"):
        assert _secrets(text.encode())
        assert _secrets(text.encode("utf-16-be"))
        assert _secrets(b"x" + text.encode("utf-16-be"))
    assert not _secrets(b"Stage 4 lung cancer, 2-K7QM")


def test_no_file_but_the_failed_rows_holds_a_cell(batch: Batch, made: Made, roster: Path) -> None:
    done = batch(roster, *OPTIONS)

    assert done.code == 1
    assert [status for _, status in made.statuses] == ["ok", "ok", "failed", "failed", "failed"]
    files = made.files()
    holding = {
        name for name, data in files.items() if _secrets(data, LONG if name.endswith(".pdf") else SECRETS)
    }
    assert holding == {"failed-rows.csv"}
    assert not SECRETS.search(" ".join(files))
    assert not SECRETS.search(done.out.decode() + done.err)


def test_pdf_files_say_nothing_of_people_beside_their_pages(batch: Batch, made: Made, roster: Path) -> None:
    batch(roster, *OPTIONS)

    for path in made.folder.rglob("*.pdf"):
        with pikepdf.open(path) as pdf:
            said = [str(value) for value in pdf.docinfo.values()]
            said += [pdf.Root.Metadata.read_bytes().decode(), *(title for _, title, _ in bookmarks(path))]
            alternatives = [
                str(each[key])
                for each in pdf.objects
                if isinstance(each, pikepdf.Dictionary)
                for key in ("/Alt", "/ActualText", "/T", "/Contents")
                if isinstance(each.get(key), pikepdf.String)
            ]
        assert len(said) > 4
        assert not SECRETS.search(" ".join([*said, *alternatives]))
        with pypdfium2.PdfDocument(path) as document:
            assert any(SECRETS.search(page.get_textpage().get_text_bounded()) for page in document)


def test_folders_and_files_are_for_their_owner_only(batch: Batch, made: Made, roster: Path) -> None:
    batch(roster, *OPTIONS)

    assert made.folder.stat().st_mode & 0o777 == 0o700
    paths = list(made.folder.rglob("*"))
    assert len(paths) == 4 + 1 + 2
    for path in paths:
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_files_in_the_making_are_for_their_owner_only(
    batch: Batch, tmp_path: Path, roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, int] = {}
    real = Printing.close

    def close(self: Printing, about: dict[str, Any]) -> None:
        self._place.keep(self._state(0) if self._stack.at_rest else {})
        folder = tmp_path / ".print-run.unfinished"
        seen.update({str(path): path.stat().st_mode & 0o777 for path in (folder, *folder.rglob("*"))})
        real(self, about)

    monkeypatch.setattr(Printing, "close", close)
    batch(roster, "--separate")

    assert {Path(path).name for path in seen} > {".checkpoint", ".lock", "print-job.pdf", "manifest.json"}
    for path, mode in seen.items():
        assert mode == (0o700 if Path(path).is_dir() or path.endswith(("unfinished", "copies")) else 0o600), (
            path
        )


def test_the_cache_is_the_same_whoever_is_printed(
    batch: Batch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = []
    for at, names in enumerate((("Zebulon Quixworth", "Ann Lee"), ("Bo Chan", "Cy Doe"))):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / f"cache{at}"))
        rows = [(name, "lung", "") for name in names]
        assert batch(put(tmp_path / "list.csv", *rows), "--out", f"out{at}", "--separators").code == 0
        kept.append(tree(tmp_path / f"cache{at}"))

    assert len(kept[0]) == 1
    assert kept[0] == kept[1]


@pytest.mark.parametrize("error", [ValueError, KeyError, AssertionError, RecursionError])
def test_a_fault_of_the_program_tells_no_name(
    batch: Batch, made: Made, roster: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def fail(*_: object) -> None:
        raise error("Zebulon Quixworth")

    monkeypatch.setattr(Printing, "_line", fail)
    done = batch(roster)

    assert done.code == 70
    assert "Please report this line" in done.err
    assert error.__name__ in done.err
    assert not SECRETS.search(done.err + done.out.decode())
    assert not made.folder.exists()
    assert [path.name for path in made.folder.parent.iterdir()] == ["list.csv"]


def test_what_refuses_a_row_tells_no_name(
    batch: Batch, roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    real: Callable[..., Any] = stack.Copies.add

    def add(*args: Any, **named: Any) -> int:
        try:
            return real(*args, **named)  # type: ignore[no-any-return]
        except RecipientError as error:
            told.append(f"{error} {error!r} {error.args}")
            raise

    monkeypatch.setattr(stack.Copies, "add", add)
    batch(roster)

    assert len(told) == 2
    assert not SECRETS.search(" ".join(told))


def test_a_dry_run_and_messages_tell_rows_and_no_names(handouts: Callable[..., Result], roster: Path) -> None:
    for options in (("--dry-run",), ("--dry-run", "--sort", "clinician", "--separators"), ("--jobs", "1")):
        done = handouts("batch", roster, "--layout", "compact", "--out", "made", *options)
        assert done.code == 1
        assert not SECRETS.search(done.err + done.out.decode())
