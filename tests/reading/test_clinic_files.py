"""A clinic's folder holds regular files of its own; all else is refused at once, by name."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import write_clinic

from handouts.errors import ContentError
from handouts.model.clinic import Clinic
from handouts.reading import clinic_files as files
from handouts.reading.clinic import read_clinic
from handouts.reading.clinic_files import clinic_files
from handouts.reading.layout import layout_names, read_layout
from handouts.reading.reader import Reader
from handouts.reading.shelf import clinic_shelf
from handouts.run.fingerprint import Fingerprints

SECRET = "root:$6$s3cr3t: x\nname: [Mortimer Quixworth, *anchor]\nother: 'a line'\n"


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    return write_clinic(tmp_path / "clinic")


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as ours:
        ours.bind(str(path))


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(9 * 1024 * 1024)


ODD: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "a link to /usr": ("usr", lambda path: path.symlink_to("/usr"), "leads out of the clinic's folder"),
    "a link to a file": ("notes.txt", lambda path: path.symlink_to("/etc/hostname"), "leads out of"),
    "a link up": ("up", lambda path: path.symlink_to("../.."), "leads out of the clinic's folder"),
    "a dangling link": ("gone", lambda path: path.symlink_to("../gone"), "leads out of"),
    "a link to a device": ("zero.yaml", lambda path: path.symlink_to("/dev/zero"), "leads out of"),
    "a link to what is hidden": ("x", lambda path: path.symlink_to(".git"), "leads to what is hidden"),
    "a pipe": ("tips/diary2.yaml", os.mkfifo, "this is a pipe and no file; take it away"),
    "a pipe as a layout": ("layouts/own.yaml", os.mkfifo, "this is a pipe"),
    "a socket": ("cancers/x", _socket, "this is a socket"),
    "a huge file": ("film.mp4", _huge, "this file has 9 MiB, and 8 are the most; keep it elsewhere"),
}


@pytest.mark.parametrize("what", ODD)
def test_what_does_not_belong_there_is_refused_by_name(clinic: Path, what: str) -> None:
    name, place, why = ODD[what]
    (clinic / name).parent.mkdir(exist_ok=True)
    place(clinic / name)
    for read in (clinic_files, read_clinic, layout_names, lambda folder: Fingerprints(folder, None, b"")):
        with pytest.raises(ContentError) as error:
            read(clinic)
        (fault,) = error.value.faults
        assert fault.file == str(clinic / name)
        assert why in fault.message


def test_a_folder_with_too_many_files_is_no_clinics(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_MOST", 3)
    with pytest.raises(ContentError, match="more than 3 files here"):
        clinic_files(clinic)


def test_links_inside_the_folder_count_with_where_they_lead(clinic: Path) -> None:
    (clinic / "other.yaml").symlink_to("sources.yaml")
    (clinic / "round").symlink_to(".")
    (clinic / "more").symlink_to("tips")
    names = {each.name for each in clinic_files(clinic)}
    assert {"/other.yaml", "/round -> .", "/more -> tips"} < names
    before = Fingerprints(clinic, None, b"").all
    (clinic / "more").unlink()
    (clinic / "more").symlink_to("cancers")
    assert Fingerprints(clinic, None, b"").all != before


def test_a_folder_with_the_name_of_a_layout_is_none(clinic: Path) -> None:
    (clinic / "layouts" / "clear.yaml").mkdir(parents=True)
    (clinic / "layouts" / "own.yaml").mkdir()
    assert read_layout("everything", clinic).id == "everything"
    assert "own" not in layout_names(clinic)


# -- what is not repeated


def _faults(clinic: Path) -> str:
    with pytest.raises(ContentError) as error:
        _read(clinic)
    return str(error.value)


def _read(clinic: Path) -> None:
    reader = Reader()
    reader.read(clinic_shelf(clinic), "clinic.yaml", Clinic)
    reader.finish()


SECRETS = {
    "broken": SECRET,
    "another form": "root: x\nMortimer: {Quixworth: 1}\n",
    "a key without a value": "name: # Mortimer Quixworth\nphone: Quixworth\n",
    "not in our letters": "Mortimer: Qu\x00ixworth\n",
}


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS)
@pytest.mark.parametrize("whose", ["a link", "somebody else's"])
def test_nothing_of_what_is_not_ours_is_repeated(
    clinic: Path, monkeypatch: pytest.MonkeyPatch, secret: str, whose: str
) -> None:
    path = clinic / "clinic.yaml"
    path.write_text(secret)
    assert any(word in _faults(clinic) for word in ("Mortimer", "root", "Quixworth", "anchor", "U+0000"))
    if whose == "a link":
        path.rename(clinic / "real.yaml")
        path.symlink_to("real.yaml")
    else:
        monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)
    said = _faults(clinic)
    assert said.startswith(f"{path}:")
    assert "nothing of it is repeated" in said
    assert not any(word in said for word in ("Mortimer", "root:", "Quixworth", "anchor", "s3cr3t"))
