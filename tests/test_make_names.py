"""Names and other fields: printed as written, fitted whole, or refused; no message quotes them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Result, words_of
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.errors import RecipientError
from handouts.typeset.stamp import clean

Handouts = Callable[..., Result]

SIXTY = "Wilhelmina Anastasia Featherstonehaugh of Upper Marlborough"
LONG = f"{SIXTY} and Theodora Philippa Montgomery of Lower Marlborough"
NOTE = ("Please bring the small blue book with the list of your pills to the next visit " * 4)[:299] + "."

PRINTED = [
    "Ann <bogus>Smith & {Sons} <b>",
    "Nguyễn Thị Ánh",
    "Łukasz Żółć-Šimůnek",
    "Ελένη Παπαδοπούλου",
    "Анна Ёлкина",
    'O\'Brien "Red" \\(Jr.) %s {name} **Sue**',
    SIXTY,
    LONG,
]


@pytest.mark.parametrize("name", PRINTED)
def test_names_are_printed_as_written(handouts: Handouts, name: str) -> None:
    done = handouts("make", "kidney", "--for", name, "-o", "-")
    assert (done.code, done.err) == (0, "")
    assert name in words_of(done.out)


def test_every_field_is_printed(handouts: Handouts) -> None:
    fields = {
        "--for": "Ann Lee",
        "--date": "November 24, 2026",
        "--clinician": "Dr. Bo Chan",
        "--appointment": "Monday at ten, room 4",
        "--note": NOTE,
    }
    done = handouts("make", "kidney", "-o", "-", *(part for pair in fields.items() for part in pair))
    assert done.code == 0
    assert all(value in words_of(done.out) for value in fields.values())


def test_a_letter_that_no_face_has_is_named_and_the_rest_is_not(handouts: Handouts) -> None:
    done = handouts("make", "kidney", "--for", "Annabel 王 Lee")
    assert done.code == 2
    assert "王 (U+738B)" in done.err
    assert "Annabel" not in done.err
    assert "Lee" not in done.err


@pytest.mark.parametrize("sign", ["\x07", "\n", "\x7f", "\u202e", "\u2066"])
def test_what_cannot_be_seen_is_refused(handouts: Handouts, sign: str) -> None:
    done = handouts("make", "kidney", "--for", f"Annabel{sign}Lee")
    assert done.code == 2
    assert f"U+{ord(sign):04X}, at place 8" in done.err
    assert "Annabel" not in done.err


@pytest.mark.parametrize("option", ["--for", "--date", "--clinician", "--appointment", "--note"])
def test_what_does_not_fit_is_refused_and_never_cut(handouts: Handouts, option: str) -> None:
    done = handouts("make", "kidney", option, "MWMW" * 240)
    assert done.code == 2
    assert "too long for its place" in done.err
    assert "MWM" not in done.err
    assert not list(Path().iterdir())


def test_more_letters_than_a_field_may_have(handouts: Handouts) -> None:
    assert (
        "The note has 1999 letters; 1000 are the most."
        in handouts("make", "kidney", "--note", "a " * 1000).err
    )


@pytest.mark.parametrize("blank", [" ", "\u00a0", " \u2003 "])
def test_a_field_of_blanks_is_refused(handouts: Handouts, blank: str) -> None:
    done = handouts("make", "kidney", "--for", blank, "-o", "-")
    assert (done.code, done.out) == (2, b"")
    assert done.err == "The name is empty. Give one, or leave the option out.\n"


@settings(max_examples=300)
@given(st.text(max_size=80))
def test_cleaning_gives_letters_that_are_seen_or_an_error(value: str) -> None:
    try:
        text = clean("name", value)
    except RecipientError:
        return
    assert text == text.strip() == clean("name", text)
    assert not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs") for letter in text)


@pytest.mark.parametrize(
    ("options", "fields"),
    [
        (("--for", "李"), "the name"),
        (("--note", "Ask 李"), "the note"),
        (("--for", "Ann Lee", "--clinician", "李"), "the clinician"),
        (("--for", "李", "--note", "Ask 李"), "the name and the note"),
    ],
)
def test_the_field_with_a_letter_that_no_face_has_is_named(
    handouts: Handouts, options: tuple[str, ...], fields: str
) -> None:
    done = handouts("make", "kidney", *options, "-o", "-")
    assert done.code == 2
    assert f"Write {fields} in Latin, Greek or Cyrillic letters." in done.err
