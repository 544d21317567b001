"""Clinic folders that are wrong or hostile: told at once, in seconds, in little memory."""

from __future__ import annotations

import io
import os
import re
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commands import CANCER, CLINIC, TIP, Result, words_of, write_clinic

Handouts = Callable[..., Result]

MOST_SECONDS = 10.0
MOST_MEMORY = 300 * 1024  # KiB

FAULTS = [
    ("tips__diary", "id: diary\ntitle: 'never closed\n", r"tips/diary\.yaml:\d+:\d+: this is not valid YAML"),
    ("tips__diary", TIP + "order: 2\n", r"tips/diary\.yaml:7:1: the key 'order' is already on line 5"),
    ("tips__diary", TIP.replace("title:", "titel:"), r"tips/diary\.yaml:2:1: .*'titel'.*title"),
    ("tips__diary", TIP.replace("order: 1", "order: first"), r"tips/diary\.yaml:5:8: .*\(order\)"),
    ("clinic", CLINIC.replace("phone:", "fone:"), r"clinic\.yaml:2:1: .*'fone'.*phone"),
    (
        "cancers__invented",
        CANCER.replace("preferred: true, sources: [leaflet]", "preferred: true"),
        r"cancers/invented\.yaml:18:7: .*sources.*\(survival\.rows\[0\]",
    ),
    (
        "cancers__invented",
        CANCER.replace("sites: [bones], sources: [leaflet]", "sites: [bones], sources: [leaflets]"),
        r"cancers/invented\.yaml:11:36: there is no source 'leaflets'; did you mean leaflet\?",
    ),
    (
        "cancers__invented",
        CANCER.replace("text: One.", "text: 'One {trem}.'"),
        r"cancers/invented\.yaml:8:12: .*'trem'",
    ),
]


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A folder with a cancer and a tip of its own."""
    return write_clinic(tmp_path / "clinic")


def test_a_clinics_own_cancer(handouts: Handouts, clinic: Path) -> None:
    done = handouts("make", "invented", "--tip", "diary", "--numbers", "--clinic", clinic, "-o", "-")
    assert done.code == 0
    text = words_of(done.out)
    assert all(words in text for words in ("Invented Clinic", "555-0199", "Keep a diary", "about 63 of 100"))


@pytest.mark.parametrize(("name", "text", "said"), FAULTS)
def test_faults_are_told_with_their_place(
    handouts: Handouts, clinic: Path, name: str, text: str, said: str
) -> None:
    write_clinic(clinic, **{name: text})
    done = handouts("make", "invented", "--clinic", clinic)
    assert done.code == 3
    assert re.search(said, done.err), done.err
    assert done.out == b""


def test_faults_of_all_files_are_told_together(handouts: Handouts, clinic: Path) -> None:
    write_clinic(
        clinic,
        tips__diary=TIP.replace("[leaflet]", "[a]"),
        cancers__invented=CANCER.replace("[leaflet]", "[b]"),
    )
    done = handouts("make", "kidney", "--clinic", clinic)
    assert done.code == 3
    assert done.err.count("there is no source 'a'") == 1
    assert done.err.count("there is no source 'b'") == CANCER.count("[leaflet]")


def _picture(width: int, height: int) -> bytes:
    """A white PNG; its rows are compressed to nearly nothing."""
    row = b"\0" + b"\xff" * (width * 3)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packer = zlib.compressobj(9)
    pixels = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    chunks = [(b"IHDR", head), (b"IDAT", pixels), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("logo.png", _picture(9000, 9000), "has more than 4,000,000 pixels"),
        ("logo.png", _picture(200, 200)[:80], "is cut off or broken"),
        ("logo.png", b"GIF89a" + bytes(50), "is neither a PNG nor a JPEG picture"),
        ("../logo.png", _picture(20, 20), "is outside the clinic folder"),
        ("none.png", _picture(20, 20), "there is no logo none.png"),
    ],
    ids=["huge", "truncated", "no picture", "outside", "missing"],
)
def test_logos(handouts: Handouts, clinic: Path, file: str, content: bytes, said: str) -> None:
    (clinic / "logo.png").write_bytes(content)
    write_clinic(clinic, clinic=CLINIC + f"logo: {{file: {file}, alt: Logo}}\n")
    done = handouts("make", "kidney", "--clinic", clinic)
    assert done.code == 3
    assert "clinic.yaml:3:14: " in done.err
    assert said in done.err


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


def _bomb(clinic: Path) -> None:
    write_clinic(clinic, glossary=BOMB)


def _nested(clinic: Path) -> None:
    write_clinic(clinic, glossary="terms: " + "[" * 5000 + "]" * 5000 + "\n")


def _sparse(clinic: Path) -> None:
    (clinic / "tips" / "diary.yaml").unlink()
    with (clinic / "tips" / "diary.yaml").open("wb") as file:
        file.truncate(200 * 1024 * 1024)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from /proc")
@pytest.mark.parametrize(
    ("spoil", "said"),
    [(_bomb, "are not allowed"), (_nested, "nested more than"), (_sparse, "8 are the most")],
    ids=["bomb", "nested", "sparse"],
)
def test_hostile_files(tmp_path: Path, clinic: Path, spoil: Callable[[Path], None], said: str) -> None:
    spoil(clinic)
    done, peak, seconds = _measured(tmp_path, "make", "kidney", "--clinic", str(clinic))
    assert done.returncode == 3
    assert said in done.stderr
    assert seconds < MOST_SECONDS
    assert peak < MOST_MEMORY


def _measured(home: Path, *arguments: str) -> tuple[subprocess.CompletedProcess[str], int, float]:
    """The end of a command, the most memory it held in KiB, and its seconds."""
    script = (
        "import sys; from handouts.cli.entry_point import answer; code = answer(tuple(sys.argv[1:])); "
        "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM'))); sys.exit(code)"
    )
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        env=os.environ | {"XDG_CACHE_HOME": str(home / "cache")},
        timeout=60,
    )
    peak = re.search(r"VmHWM:\s*(\d+) kB", done.stdout)
    assert peak is not None, done.stderr
    return done, int(peak[1]), time.monotonic() - start


def test_a_folder_that_is_no_clinics_is_not_read_through(
    handouts: Handouts, clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as `--clinic ~`: it would take minutes to say that clinic.yaml is missing."""
    (clinic / "clinic.yaml").unlink()
    monkeypatch.setattr("handouts.run.kept_editions.Fingerprints", None)
    done = handouts("make", "kidney", "--clinic", clinic)
    assert done.code == 3
    assert "clinic.yaml: this file is missing" in done.err


def test_links_in_circles(tmp_path: Path, clinic: Path) -> None:
    for name in ("one", "two"):
        (clinic / name).symlink_to(clinic)
    script = "import sys; from handouts.cli.entry_point import answer; sys.exit(answer(tuple(sys.argv[1:])))"
    command = [sys.executable, "-c", script, "make", "kidney", "--clinic", str(clinic), "-o", "-"]
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run(command, capture_output=True, env=environment, timeout=5)
    assert done.returncode == 0


def test_a_file_whose_name_is_no_unicode(handouts: Handouts, clinic: Path) -> None:
    try:
        (clinic / os.fsdecode(b"caf\xe9.txt")).write_text("notes")
    except OSError:
        pytest.xfail("this file system has no such names")
    assert handouts("make", "kidney", "--clinic", clinic, "-o", "-").code == 0


def test_a_file_that_may_not_be_read(
    handouts: Handouts, clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = io.open

    def refusing(path: Any, *args: Any, **named: Any) -> Any:
        if str(path).endswith("diary.yaml"):
            raise PermissionError(13, "Permission denied")
        return real(path, *args, **named)

    monkeypatch.setattr(io, "open", refusing)  # what Path.open calls
    monkeypatch.setattr("builtins.open", refusing)
    done = handouts("make", "kidney", "--clinic", clinic)
    assert done.code == 3
    assert "tips/diary.yaml: this file cannot be read: Permission denied" in done.err


@pytest.mark.parametrize("layout", ["everything", "one-page", "card", "card-folded"])
@pytest.mark.parametrize(
    ("country", "day", "shown"),
    [
        ("us", "(202) 010-0143", "202-010-0143"),
        ("ca", "202.010.0143 x12", "202-010-0143 ext. 12"),
        ("ie", "(01)-010 0143", "01 010 0143"),
        ("us", "ask at the desk", "ask at the desk"),
    ],
)
def test_phones_are_printed_in_the_form_that_people_know(
    handouts: Handouts, tmp_path: Path, layout: str, country: str, day: str, shown: str
) -> None:
    text = f"name: A\ncountry: {country}\nphone: {{day: '{day}', night: 202.010.0199}}\n"
    folder = write_clinic(tmp_path / "ours", clinic=text)
    done = handouts("make", "kidney", "--layout", layout, "--clinic", folder, "-o", "-")
    assert done.code == 0, done.err
    words = words_of(done.out)
    assert shown in words
    assert day == shown or day not in words
    assert ("202 010 0199" if country == "ie" else "202-010-0199") in words


@pytest.mark.parametrize("more", [(), ("--copies", "2"), ("-o", "-")])
def test_numbers_that_reach_nobody_are_told_from_a_kept_edition_too(
    handouts: Handouts, tmp_path: Path, more: tuple[str, ...]
) -> None:
    text = "name: A\nphone: {day: 202-010-0143, night: 555-010-0199}\n"
    folder = write_clinic(tmp_path / "ours", clinic=text)
    for _ in range(2):
        done = handouts("make", "kidney", "--clinic", folder, *more)
        said = done.err if "-" in more else done.out.decode()
        assert done.code == 0
        line = "The night number '555-010-0199' in clinic.yaml is for films and examples: "
        assert f"{line}a call of it reaches nobody." in said.splitlines()


def test_a_number_that_nobody_can_dial_is_refused(handouts: Handouts, tmp_path: Path) -> None:
    folder = write_clinic(
        tmp_path / "ours", clinic="name: A\nphone: {day: 202-010-0143, night: 303-441-21}\n"
    )
    done = handouts("make", "kidney", "--clinic", folder)
    assert done.code == 3
    assert "clinic.yaml:2:35: '303-441-21' has 8 digits" in done.err


@pytest.mark.parametrize(("country", "lines"), [("ca", 1), ("us", 0), ("uk", 0)])
def test_a_card_has_a_line_for_an_emergency_number_that_is_not_known(
    handouts: Handouts, country: str, lines: int
) -> None:
    done = handouts("make", "kidney", "--layout", "card", "--country", country, "-o", "-")
    assert done.code == 0, done.err
    assert words_of(done.out).split().count("Emergency") == lines
    assert ("your emergency number" in words_of(done.out)) == bool(lines)
