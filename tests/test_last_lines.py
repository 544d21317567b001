"""The last line of a text: a word does not stand there alone where the line above has words to spare."""

from __future__ import annotations

import re

import pytest
from commands import text_of
from hypothesis import assume, given
from hypothesis import strategies as st

from handouts.model.selection import PaperName, Selection
from handouts.reading.layout import read_layout
from handouts.run.make import make
from handouts.typeset.faces import REGULAR, Faces
from handouts.typeset.lines import Fragment, Line, Look, break_lines

FACES = Faces(read_layout("everything").fonts)
LOOK = Look(REGULAR, 12.0, (0.0, 0.0, 0.0))
WORD = st.text("abcdefgh", min_size=1, max_size=9)


def broken(text: str, room: float) -> tuple[Line, ...]:
    return break_lines([Fragment(text, LOOK)], room, FACES)


def words_of(line: Line) -> list[str]:
    return "".join(fragment.text for fragment in line.fragments).split()


def width(words: list[str]) -> float:
    return FACES[REGULAR].width(" ".join(words)) * LOOK.size / 1000


@given(st.lists(WORD, min_size=1, max_size=40), st.floats(60.0, 300.0))
def test_no_word_is_alone_on_the_last_line(words: list[str], room: float) -> None:
    assume(all(width([word]) <= room for word in words))  # a wider one is torn
    lines = broken(" ".join(words), room)
    assert [word for line in lines for word in words_of(line)] == words
    assert all(line.width <= room + 0.1 for line in lines)
    assert all(abs(line.width - width(words_of(line))) < 0.1 for line in lines)
    if len(lines) > 1 and len(words_of(lines[-1])) == 1:
        above = words_of(lines[-2])
        fits = width([above[-1], *words_of(lines[-1])]) <= room
        assert len(above) < 4 or not fits or width(above[:-1]) < 0.6 * room + 0.1


@given(st.lists(WORD, min_size=1, max_size=40), st.floats(60.0, 300.0))
def test_it_takes_no_more_lines(words: list[str], room: float) -> None:
    """As many as where each line is filled in turn."""
    assume(all(width([word]) <= room for word in words))
    count, used = 1, 0.0
    for word in words:
        wide = width([word])
        if used and used + width([" "]) + wide > room + 0.01:
            count, used = count + 1, wide
        else:
            used += (width([" "]) if used else 0.0) + wide
    assert len(broken(" ".join(words), room)) == count


def test_a_short_last_sentence_stays_together() -> None:
    text = (
        "Ask before you take a medicine for it, such as acetaminophen or ibuprofen. It can hide an infection."
    )
    for room in (width(text.split()[:-2]) + 1, width(text.split()[:-2]) / 2 + 1):
        assert words_of(broken(text, room)[-1]) == ["It", "can", "hide", "an", "infection."]


def test_a_short_last_sentence_makes_no_hole_and_no_line_more() -> None:
    text = "So it is. It can hide in quite a lot of places in the body."
    words = text.split()
    room = width(words[:-1]) + 1
    lines = broken(text, room)
    assert len(lines) == 2
    assert width(words_of(lines[0])) > 0.6 * room


def test_a_long_last_line_stays_as_it_is() -> None:
    text = "Call us by day or night. We will tell you what to do and where to go."
    words = text.split()
    lines = broken(text, width(words[:8]) + 1)
    assert words_of(lines[0]) == words[:8]


ADDRESSES = {
    # address -> how many of its letters a line holds -> the lines
    ("cancer.org/support-programs/transportation", 30): ["cancer.org/support-programs/", "transportation"],
    ("www.cancersupportcommunity.org", 27): ["www.", "cancersupportcommunity.org"],
    ("trialsearch.who.int", 14): ["trialsearch.", "who.int"],
    ("maria@riverbend.example.org", 21): ["maria@riverbend.", "example.org"],
    ("example.org/x/index.html", 14): ["example.org/x/", "index.html"],
}


@pytest.mark.parametrize(("address", "letters"), ADDRESSES)
def test_an_address_never_loses_its_last_part(address: str, letters: int) -> None:
    """What is too wide for its column is broken, but not before the .org that somebody has to type."""
    lines = broken(address, width([address[:letters]]) + 0.5)
    assert ["".join(words_of(line)) for line in lines] == ADDRESSES[address, letters]


@pytest.mark.parametrize("layout", ["trifold", "booklet", "compact"])
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_no_line_of_a_sheet_begins_with_the_end_of_an_address(layout: str, paper: PaperName) -> None:
    data = make(Selection(("bladder",), layout=layout, paper=paper, qr=True), None, None, None).data
    lines = [line.strip() for page in text_of(data) for line in page.splitlines()]
    assert any("cancersupportcommunity.org" in line for line in lines)
    assert [line for line in lines if re.match(r"(org|com|gov|net|int|edu)\b", line)] == []
