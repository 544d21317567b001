"""The last line of a text: a word does not stand there alone where the line above has words to spare."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from handouts.press.faces import REGULAR, Faces
from handouts.press.lines import Fragment, Line, Look, break_lines
from handouts.reading.layout import read_layout

FACES = Faces(read_layout("clear").fonts)
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
