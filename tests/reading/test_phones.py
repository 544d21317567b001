"""Phone numbers as people write them, in the one form in which they are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.model.library import Wanted
from handouts.reading.library import read_library
from handouts.reading.names import country_ids
from handouts.reading.phones import read_phone

SHOWN = {
    ("us", "(303) 555-0143"): "303-555-0143",
    ("us", "303.555.0143"): "303-555-0143",
    ("us", "303 555 0143"): "303-555-0143",
    ("us", "3035550143"): "303-555-0143",
    ("us", "(303)555\u20110143"): "303-555-0143",
    ("us", "303 - 555 - 0143"): "303-555-0143",
    ("us", "303\u2013555\u20130143"): "303-555-0143",
    ("us", "+1 (303) 555-0143"): "1-303-555-0143",
    ("ca", "1.303.555.0143"): "1-303-555-0143",
    ("us", "555-0143"): "555-0143",
    ("us", "555.0143"): "555-0143",
    ("us", "988"): "988",
    ("us", "+44 20 7946 0123"): "+44 20 7946 0123",
    ("us", "020 7946 0123"): "020 7946 0123",
    ("uk", "(020) 7946-0123"): "020 7946 0123",
    ("uk", "+44 (0)20 7946 0123"): "+44 20 7946 0123",
    ("uk", "07700.900.123"): "07700 900 123",
    ("ie", "01-555 0101"): "01 555 0101",
    ("au", "13 11 20"): "13 11 20",
    ("nz", "0800/226/237"): "0800 226 237",
    ("us", "1-800-4-CANCER (1-800-422-6237)"): "1-800-4-CANCER (1-800-422-6237)",
}


@pytest.mark.parametrize(("country", "written"), SHOWN)
def test_one_form(country: str, written: str) -> None:
    phone = read_phone(written, country)
    assert phone is not None
    assert (phone.shown, phone.extension) == (SHOWN[country, written], "")


@pytest.mark.parametrize(
    "extension",
    [" x12", "x12", " ext. 12", " ext 12", ", ext. 12", " extension 12", " #12", "; x. 12", " EXT 12"],
)
@pytest.mark.parametrize("number", ["(303) 555-0143", "303.555.0143"])
def test_extensions(number: str, extension: str) -> None:
    phone = read_phone(number + extension, "us")
    assert phone is not None
    assert (phone.shown, phone.extension, phone.digits) == ("303-555-0143", "12", "3035550143")


@pytest.mark.parametrize(
    "text",
    [
        "ask at the desk",
        "",
        "(303 555-0143",
        "303) 555-0143",
        "303-555-0143 x",
        "303-555-0143 or 0144",
        "303--555",
        "+",
        "()",
        "303 555 0143 (day)",
        "a 303-555-0143",
        "303,555,0143",
        "\u0663\u0660\u0663-555-0143",
    ],
)
def test_what_cannot_be_read(text: str) -> None:
    assert read_phone(text, "us") is None


def test_every_shipped_number_is_in_that_form_already() -> None:
    for country in country_ids(None):
        for each in read_library(Wanted(cancers=(), tips=(), country=country)).resources.resources:
            if each.phone:
                phone = read_phone(each.phone, country)
                assert phone is not None, each.phone
                assert (phone.shown, phone.extension) == (each.phone, "")


@given(st.text(alphabet="0123456789 ()-./+x#ext", max_size=24), st.sampled_from(["us", "uk", "ie"]))
def test_no_digit_is_lost_or_added(text: str, country: str) -> None:
    phone = read_phone(text, country)
    if phone is not None:
        assert (
            phone.digits + phone.extension == "".join(filter(str.isdigit, text.replace("(0)", "")))
            or "(0)" in text
        )
        assert "".join(filter(str.isdigit, phone.shown)) == phone.digits
        again = read_phone(phone.shown, country)
        assert again is not None
        assert again.shown == phone.shown
