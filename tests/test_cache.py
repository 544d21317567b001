"""Kept editions: found again, never believed blindly, never in the way, and without a word of a recipient."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import TIP, Result, write_clinic
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.model.selection import Field, Recipient, Selection
from handouts.run import make as making
from handouts.run.fingerprint import Fingerprints
from handouts.typeset.cache import keep, load

Handouts = Callable[..., Result]

KIDNEY = Selection(cancers=("kidney",), layout="everything")
ANN = Recipient(name="Ann Testperson", note="Ask about the blue pills")
KEY = "a-key"


@pytest.fixture(scope="module")
def entry(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a kept edition."""
    folder = tmp_path_factory.mktemp("cache")
    making.make(KIDNEY, None, None, folder)
    (path,) = folder.iterdir()
    return path.read_bytes()


def test_a_kept_edition_is_used_and_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = making.make(KIDNEY, ANN, None, tmp_path)
    monkeypatch.setattr("handouts.run.typesetting.typeset", None)  # calling it would be an error
    assert making.make(KIDNEY, ANN, None, tmp_path) == first
    assert making.make(KIDNEY, Recipient(name="Bo Chan", note="Rest"), None, tmp_path).data != first.data


def test_the_same_bytes_without_a_cache(tmp_path: Path) -> None:
    assert making.make(KIDNEY, ANN, None, None) == making.make(KIDNEY, ANN, None, tmp_path)


def test_nothing_of_a_recipient_is_kept(tmp_path: Path) -> None:
    making.make(KIDNEY, ANN, None, tmp_path)
    kept = [path.name.encode() + path.read_bytes() for path in tmp_path.rglob("*")]
    assert kept
    for word in ("Testperson", "blue pills"):
        for form in ("utf-8", "utf-16-be", "utf-16-le"):
            assert not any(word.encode(form) in data for data in kept)


def test_only_their_owner_reads_kept_editions(tmp_path: Path) -> None:
    making.make(KIDNEY, None, None, tmp_path / "cache" / "editions")
    assert (tmp_path / "cache" / "editions").stat().st_mode & 0o777 == 0o700
    assert [path.stat().st_mode & 0o777 for path in (tmp_path / "cache" / "editions").iterdir()] == [0o600]


def _spoilt(entry: bytes) -> dict[str, bytes]:
    middle = len(entry) // 2
    return {
        "empty": b"",
        "truncated": entry[:-1],
        "head alone": entry[:51],
        "longer": entry + b"\0",
        "one bit": entry[:middle] + bytes([entry[middle] ^ 1]) + entry[middle + 1 :],
        "another version": entry.replace(b"handouts edition ", b"handouts edition 1", 1),
        "pickle": pickle.dumps(os.getcwd),
    }


def test_entries_that_are_not_right_are_made_anew(tmp_path: Path, entry: bytes) -> None:
    right = making.make(KIDNEY, None, None, tmp_path)
    (path,) = tmp_path.iterdir()
    for name, data in _spoilt(entry).items():
        path.write_bytes(data)  # as private as before
        assert load(tmp_path, path.name) is None, name
        assert making.make(KIDNEY, None, None, tmp_path) == right
        assert path.read_bytes() == entry


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200), at=st.integers(0, 60))
def test_no_bytes_are_mistaken_for_an_edition(tmp_path: Path, entry: bytes, data: bytes, at: int) -> None:
    for spoilt in (data, entry[:at] + data, entry[:51] + data):
        (tmp_path / KEY).write_bytes(spoilt)
        (tmp_path / KEY).chmod(0o600)
        assert load(tmp_path, KEY) is None


def test_entries_that_are_no_files(tmp_path: Path) -> None:
    assert load(tmp_path, KEY) is None
    (tmp_path / KEY).mkdir()
    assert load(tmp_path, KEY) is None


def _linked(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


NOT_BELIEVED: dict[str, Callable[[Path], object]] = {
    "for all to read": lambda path: path.chmod(0o644),
    "for a group to write": lambda path: path.chmod(0o620),
    "a link": _linked,
    "a pipe": _pipe,
    "in a folder for all": lambda path: path.parent.chmod(0o777),
    "in a folder for a group": lambda path: path.parent.chmod(0o770),
}


@pytest.mark.parametrize("how", NOT_BELIEVED)
def test_only_private_files_in_a_folder_of_ours_are_believed(tmp_path: Path, entry: bytes, how: str) -> None:
    folder = tmp_path / "cache"
    folder.mkdir(mode=0o700)
    path = folder / KEY
    path.write_bytes(entry)
    path.chmod(0o600)
    edition = load(folder, KEY)
    assert edition is not None
    NOT_BELIEVED[how](path)
    assert load(folder, KEY) is None
    before = sorted(folder.iterdir())
    keep(folder, KEY, edition)
    if "folder" in how:
        assert sorted(folder.iterdir()) == before  # nor is anything put there
    else:
        assert load(folder, KEY) == edition
        assert path.lstat().st_mode & 0o777 == 0o600


def test_entries_of_somebody_else_are_not_believed(
    tmp_path: Path, entry: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / KEY
    path.write_bytes(entry)
    path.chmod(0o600)
    real = os.fstat
    monkeypatch.setattr(os, "fstat", lambda handle: _of_somebody_else(real(handle)))
    assert load(tmp_path, KEY) is None
    monkeypatch.undo()
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)  # the folder, too
    assert load(tmp_path, KEY) is None
    monkeypatch.undo()
    assert load(tmp_path, KEY) is not None


def _of_somebody_else(found: os.stat_result) -> os.stat_result:
    values = list(found)
    values[4] += 1  # st_uid
    return os.stat_result(values)


def test_a_cache_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert making.make(KIDNEY, None, None, tmp_path / "file" / "editions").pages


def test_a_folder_in_the_place_of_an_entry_stops_nobody(tmp_path: Path) -> None:
    making.make(KIDNEY, None, None, tmp_path)
    (path,) = tmp_path.iterdir()
    path.unlink()
    path.mkdir()
    assert making.make(KIDNEY, None, None, tmp_path).pages
    assert list(tmp_path.iterdir()) == [path]  # no temporary file stays


def test_everything_that_shapes_an_edition_is_in_its_key(tmp_path: Path) -> None:
    clinic = write_clinic(tmp_path / "clinic")
    selections = [
        KIDNEY,
        Selection(cancers=("lung",), layout="everything"),
        Selection(cancers=("kidney", "lung"), layout="everything"),
        Selection(cancers=("lung", "kidney"), layout="everything"),
        Selection(cancers=("kidney",), layout="large"),
        Selection(cancers=("kidney",), paper="a4", layout="everything"),
        Selection(cancers=("kidney",), numbers=True, layout="everything"),
        Selection(cancers=("kidney",), tips=("navigator",), layout="everything"),
        Selection(cancers=("kidney",), fields=(Field(name="name"),), layout="everything"),
        Selection(cancers=("kidney",), fields=(Field(name="name", lines=2),), layout="everything"),
    ]
    keys = [Fingerprints(None, None, b"shipped").of(selection) for selection in selections]
    keys += [Fingerprints(None, epoch, b"shipped").of(KIDNEY) for epoch in ("0", "1")]
    keys.append(Fingerprints(clinic, None, b"shipped").of(KIDNEY))
    for text in (TIP.replace("Buy", "Get"), TIP.replace("Keep", "Have")):  # of the same length
        write_clinic(clinic, tips__diary=text)
        keys.append(Fingerprints(clinic, None, b"shipped").of(KIDNEY))
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("folder", ["nowhere", "empty"])
def test_a_clinic_that_is_not_there_is_never_left_out_silently(
    handouts: Handouts, tmp_path: Path, folder: str
) -> None:
    (tmp_path / "empty").mkdir()
    assert handouts("make", "kidney", "-o", "-").code == 0  # from now on it is kept
    assert handouts("make", "kidney", "-o", "-", "--clinic", folder).code in (2, 3)


def test_places_and_dates_are_not_in_the_key(tmp_path: Path) -> None:
    here, there = write_clinic(tmp_path / "here"), write_clinic(tmp_path / "there")
    os.utime(there / "clinic.yaml", (0, 0))
    assert Fingerprints(here, None, b"").of(KIDNEY) == Fingerprints(there, None, b"").of(KIDNEY)


def test_a_change_of_the_clinics_content_is_printed(handouts: Handouts, tmp_path: Path) -> None:
    clinic = write_clinic(tmp_path / "clinic")
    arguments = ("make", "invented", "--clinic", clinic, "-o", "-")
    first = handouts(*arguments).out
    write_clinic(clinic, clinic="name: Another Clinic\nphone: {day: 555-0100, night: 555-0199}\n")
    assert handouts(*arguments).out != first
