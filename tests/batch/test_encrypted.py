"""Files that open with a passphrase only."""

from __future__ import annotations

import io
import os
import signal
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from commands import apart

from .conftest import Batch
from .lists import Made, called, people, put
from .test_stopping import HIDDEN, KILLED, OFTEN, OPTIONS

PHRASE = "a lantern for the läst mile"
ROWS = (("Zebulon Quixworth", "lung", ""), ("Bo Chan", "unheard of", ""), ("Cy Doe", "lung", ""))


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    return put(tmp_path / "list.csv", *ROWS)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with the passphrase in its first line, as an editor on Windows may write it."""
    path = tmp_path / "phrase.txt"
    path.write_bytes(b"\xef\xbb\xbf" + f"{PHRASE}\r\nnot this\r\n".encode())
    return path


@pytest.mark.parametrize("source", ["environment", "file"])
def test_files_open_with_the_passphrase_only(
    batch: Batch, made: Made, roster: Path, file: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    monkeypatch.delenv("HANDOUTS_PASSPHRASE", raising=False)
    if source == "environment":
        monkeypatch.setenv("HANDOUTS_PASSPHRASE", PHRASE)
    done = batch(
        roster, "--separate", "--encrypt", *(("--passphrase-file", file) if source == "file" else ())
    )

    assert done.code == 1, done.err
    files = sorted(made.folder.rglob("*.pdf"))
    assert [path.name for path in files] == [
        *(Path(line["file"]).name for line in made.lines if line["file"]),
        "print-job.pdf",
    ]
    for path in files:
        for wrong in ("", "a lantern", PHRASE + " "):
            with pytest.raises(pikepdf.PasswordError):
                pikepdf.open(path, password=wrong)
        with pikepdf.open(path, password=PHRASE) as pdf:
            how = pdf.encryption
            assert (how.R, how.V, how.bits) == (6, 5, 256)
            assert {how.stream_method, how.string_method, how.file_method} == {
                pikepdf.models.EncryptionMethod.aesv3
            }
            assert len(pdf.pages) == 12 * (2 if path == made.job else 1)
        with pypdfium2.PdfDocument(path, password=PHRASE) as document:
            assert "Page 1 of 12" in document[0].get_textpage().get_text_bounded()
        assert path.stat().st_mode & 0o777 == 0o600
    for name, data in made.files().items():
        assert PHRASE.encode() not in data, name
    assert PHRASE not in done.out.decode() + done.err
    assert made.names == {"print-job.pdf", "manifest.csv", "manifest.json", "failed-rows.csv", "copies"}


def test_what_is_encrypted_is_what_else_would_be_plain(
    batch: Batch, made: Made, roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDOUTS_PASSPHRASE", PHRASE)
    batch(roster, "--out", "plain", "--tagged")
    batch(roster, "--encrypt", "--tagged")

    with pikepdf.open(made.job, password=PHRASE) as pdf:
        opened = io.BytesIO()
        pdf.save(opened)
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.ViewerPreferences.Duplex) == "/DuplexFlipLongEdge"
    said = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(opened.getvalue())]
    assert [" ".join(text.split()) for text in said] == Made(made.folder.with_name("plain")).pages()


@pytest.mark.parametrize("options", [("--separate",), ("--tagged",), ("--separate", "--tagged")])
def test_no_encrypted_file_claims_to_be_an_archive(
    batch: Batch, made: Made, roster: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    """PDF/A forbids encryption; tags and text are still what PDF/UA wants, and are still claimed."""
    monkeypatch.setenv("HANDOUTS_PASSPHRASE", PHRASE)
    batch(roster, *options, "--out", "plain")
    batch(roster, *options, "--encrypt")

    claimed = 0
    for path in made.folder.rglob("*.pdf"):
        with pikepdf.open(path, password=PHRASE) as pdf:
            tagged = "/MarkInfo" in pdf.Root
            xmp = pdf.Root.Metadata.read_bytes().decode() if tagged else ""
            assert "pdfaid" not in xmp
            assert ("<pdfuaid:part>1</pdfuaid:part>" in xmp) == tagged
            if tagged:
                with pdf.open_metadata() as said:  # it is read as XML
                    assert said["dc:title"]
                    assert "pdfaid:part" not in said
            claimed += tagged
    assert claimed
    plain = [path.read_bytes() for path in made.folder.with_name("plain").rglob("*.pdf")]
    assert sum(b"<pdfaid:part>2</pdfaid:part>" in data for data in plain) == claimed


@pytest.mark.parametrize(
    ("options", "phrase", "sentence"),
    [
        (("--encrypt",), "", "The passphrase is empty."),
        (("--encrypt",), "  ", "The passphrase is empty."),
        (("--encrypt", "--passphrase-file", "nowhere"), PHRASE, "could not be read from nowhere"),
        (("--encrypt", "--passphrase-file", "empty.txt"), PHRASE, "The passphrase is empty."),
        (("--passphrase-file", "phrase.txt"), PHRASE, "needs --encrypt"),
    ],
)
def test_no_passphrase(
    batch: Batch,
    made: Made,
    roster: Path,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    phrase: str,
    sentence: str,
) -> None:
    file.with_name("empty.txt").write_bytes(b"")
    monkeypatch.setenv("HANDOUTS_PASSPHRASE", phrase)
    done = batch(roster, *options)

    assert (done.code, done.out) == (2, b"")
    assert sentence in done.err
    assert PHRASE not in done.err
    assert not made.folder.exists()


def test_nobody_there_to_be_asked(roster: Path, home: Path, tmp_path: Path) -> None:
    done = apart("batch", roster, "--encrypt", "--layout", "compact", home=home, folder=tmp_path)
    assert done.code == 2
    assert done.err.startswith("There is no terminal to ask for the passphrase. Give it in a file")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["list.csv"]


def test_a_machine_without_the_package(
    batch: Batch, made: Made, roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDOUTS_PASSPHRASE", PHRASE)
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    done = batch(roster, "--encrypt")

    assert done.code == 2
    assert '-m pip install "pikepdf' in done.err
    assert not made.folder.exists()


@pytest.mark.parametrize(
    "moment",
    [
        ("encrypting.Encryption", "rewrite", 1, False),
        ("run_directory.RunDirectory", "forget", 1, False),
        ("run_directory.RunDirectory", "forget", 1, True),  # from here on it begins anew
        ("encrypting.Encryption", "rewrite", 1, True),
    ],
)
def test_killed_while_the_job_is_encrypted(
    home: Path, made: Made, moment: tuple[str, str, int, bool]
) -> None:
    folder = made.folder.parent
    roster = put(folder / "list.csv", *people(150))
    owner, name, count, after = moment
    program = KILLED.format(owner=owner, name=name, count=count, after=after)
    command = ("batch", roster, *OPTIONS, "--encrypt")

    def run(program: str, *more: str) -> int:
        where = {"home": home, "folder": folder, "program": ("-c", program)}
        return apart(*command, *more, **where, HANDOUTS_PASSPHRASE=PHRASE).code  # type: ignore[arg-type]

    assert run(program) == -signal.SIGKILL
    assert not made.folder.exists()
    assert run(OFTEN, "--resume") == 1
    with pypdfium2.PdfDocument(made.job, password=PHRASE) as document:
        assert len(document) == made.record["pages"]
        for line in (line for line in made.lines if line["status"] == "ok"):
            first = document[line["first_page"] - 1].get_textpage().get_text_bounded()
            assert line["id"] in first
            assert called(line["row"] - 2) in first
    assert not (folder / HIDDEN).exists()


def test_a_disk_that_is_full_while_the_job_is_encrypted(
    batch: Batch, made: Made, roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDOUTS_PASSPHRASE", PHRASE)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(pikepdf.Pdf, "save", full)
    done = batch(roster, "--encrypt")

    assert done.code == 5
    assert os.strerror(28) in done.err
    assert not made.folder.exists()
