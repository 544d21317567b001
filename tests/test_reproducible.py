"""The same content and selection give the same bytes, wherever and whenever they are made."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from commands import apart

COMMAND = ("make", "kidney", "lung", "--for", "Nguyễn Thị Ánh", "--note", "Call me.", "--numbers", "-o", "-")


def test_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    made = []
    for at, zone in enumerate(("Pacific/Kiritimati", "America/New_York")):
        home, folder = tmp_path / f"home{at}", tmp_path / f"folder{at}"
        home.mkdir()
        folder.mkdir()
        language = ("C", "de_DE.UTF-8")[at]
        done = apart(
            *COMMAND, home=home, folder=folder, TZ=zone, PYTHONHASHSEED=str(at), LANG=language, PYTHONUTF8="1"
        )
        assert done.code == 0, done.err
        made.append(done.out)
    assert made[0] == made[1]


def _dates(data: bytes) -> dict[str, str]:
    """Every date that a file says of itself."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        said = {key: str(value) for key, value in pdf.docinfo.items() if "Date" in key}
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            return said | {key: str(value) for key, value in metadata.items() if "Date" in key}


def test_a_file_bears_no_date_of_its_own(tmp_path: Path) -> None:
    assert _dates(apart("make", "kidney", "-o", "-", home=tmp_path).out) == {}


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kolkata"])
def test_the_date_that_builders_give_is_honoured(tmp_path: Path, zone: str) -> None:
    done = apart("make", "kidney", "-o", "-", home=tmp_path, SOURCE_DATE_EPOCH="1700000000", TZ=zone)
    info, xmp = "D:20231114221320+00'00'", "2023-11-14T22:13:20+00:00"
    names = "{http://ns.adobe.com/xap/1.0/}"
    assert _dates(done.out) == {
        "/CreationDate": info,
        "/ModDate": info,
        f"{names}CreateDate": xmp,
        f"{names}ModifyDate": xmp,
    }


@pytest.mark.parametrize("value", ["yesterday", "1e9", "", "9" * 30])
def test_a_date_that_is_none_is_refused(tmp_path: Path, value: str) -> None:
    done = apart("make", "kidney", home=tmp_path, SOURCE_DATE_EPOCH=value)
    assert done.code == 2
    assert done.err == "SOURCE_DATE_EPOCH must be a number of seconds since 1970, or not be set.\n"
