"""Numbers that nobody can dial, or that reach nobody, in a clinic's folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.errors import ContentError
from handouts.model.library import Wanted
from handouts.reading.clinic import phones_told, read_clinic
from handouts.reading.dialling import undiallable
from handouts.reading.library import read_library
from handouts.reading.names import country_ids
from handouts.reading.phones import read_phone


def _folder(folder: Path, night: str, country: str | None) -> Path:
    lines = ["name: A", f"phone: {{day: '+1 202 010 0143', night: '{night}'}}"]
    lines += [f"country: {country}"] if country else []
    (folder / "clinic.yaml").write_text("\n".join(lines) + "\n")
    return folder


@pytest.mark.parametrize(
    ("country", "night"),
    [
        (None, "12"),
        (None, "0"),
        (None, "303-441-21"),
        (None, "303 441 21"),
        (None, "202.010.01433"),
        (None, "(202) 010-014"),
        (None, "250"),
        ("us", "12"),
        ("us", "30344121"),
        ("us", "0303 441 2143"),
        ("us", "303 441 2143 1"),
        ("us", "+1 303 441 214"),
        ("us", "+44 20 7188 71"),
        ("us", "1-103-441-2143"),
        ("ca", "613-010-014"),
        ("uk", "020 7188 71"),
        ("uk", "020 7188 7188 8"),
        ("uk", "12"),
        ("uk", "+44 20 7188 71"),
        ("nz", "0"),
        ("nz", "09 010"),
        ("ie", "01 010"),
        ("au", "02 5550 123"),
    ],
)
def test_what_nobody_can_dial_is_refused(tmp_path: Path, country: str | None, night: str) -> None:
    with pytest.raises(
        ContentError, match=r"clinic\.yaml:2:\d+: '.*digit.*write all digits|cannot be dialled"
    ):
        read_clinic(_folder(tmp_path, night, country))


@pytest.mark.parametrize(
    ("country", "night"),
    [
        (None, "202-010-0143"),
        (None, "202 010 0143"),
        (None, "020 7188 7188"),
        (None, "+353 1 010 0143"),
        (None, "+49 30 450 550 123"),
        ("us", "988"),
        ("us", "210-0143"),
        ("us", "011 44 20 7188 7188"),
        ("ca", "1-613-210-0143 ext. 4"),
        ("us", "1-800-4-CANCER (1-800-422-6237)"),
        ("uk", "020 7188 7188"),
        ("uk", "+44 (0)20 7188 7188"),
        ("uk", "0800 1111"),
        ("uk", "111"),
        ("nz", "0800 226 237"),
        ("nz", "09 300 0143"),
        ("ie", "1800 200 700"),
        ("ie", "01 210 0143"),
        ("au", "13 11 20"),
        ("au", "1800 012 345"),
        ("au", "02 7010 0143"),
        ("uk", "ask at the desk"),
    ],
)
def test_what_somebody_can_dial_is_read(tmp_path: Path, country: str | None, night: str) -> None:
    assert read_clinic(_folder(tmp_path, night, country)).clinic.phone.night == night


def test_every_shipped_number_can_be_dialled_in_its_country() -> None:
    for country in country_ids(None):
        for each in read_library(Wanted(cancers=(), tips=(), country=country)).resources.resources:
            if each.phone:
                phone = read_phone(each.phone, country)
                assert phone is not None
                assert undiallable(phone, country) == "", each.phone


@pytest.mark.parametrize(
    ("country", "night", "told"),
    [
        (None, "555-010-0199", "is for films and examples"),
        ("us", "303-555-0143", "is for films and examples"),
        ("uk", "020 7946 0123", "is for films and examples"),
        ("us", "ask at the desk", "cannot be read as a number"),
    ],
)
def test_what_reaches_nobody_is_told(tmp_path: Path, country: str | None, night: str, told: str) -> None:
    (said,) = phones_told(_folder(tmp_path, night, country))
    assert said.startswith(f"The night number '{night}' in clinic.yaml {told}")


def test_nothing_is_told_of_other_numbers(tmp_path: Path) -> None:
    assert phones_told(_folder(tmp_path, "202-010-0199", "us")) == ()
