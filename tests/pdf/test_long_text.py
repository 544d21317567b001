"""Text that is too long for its line: never cut, never wider than its room, and the best way first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.pdf.long_text import NARROWEST, Fitted, fit
from pdf.drafts import face

WIDE = {c: float(face().widths[c]) for c in "abcilmWM .-'é"}
LEAST = 0.75
texts = st.text(st.sampled_from(sorted(WIDE)), max_size=120)
rooms = st.floats(0, 30_000)
line_counts = st.integers(1, 8)


def width(text: str) -> float:
    return sum(map(WIDE.__getitem__, text))


def _fitted(text: str, room: float, lines: int, most: int = 0) -> Fitted | None:
    found = fit(text, width, room, lines, most=most, least=LEAST)
    return found if isinstance(found, Fitted) else None


@given(texts, rooms, line_counts)
def test_it_never_cuts_and_keeps_the_order_of_letters(text: str, room: float, lines: int) -> None:
    fitted = _fitted(text, room, lines)
    if fitted is not None:
        assert "".join(fitted.lines) == text
        assert 1 <= len(fitted.lines) <= lines


@given(texts, rooms, line_counts)
def test_it_is_never_wider_than_the_room_or_smaller_than_allowed(text: str, room: float, lines: int) -> None:
    fitted = _fitted(text, room, lines)
    if fitted is not None:
        assert NARROWEST <= fitted.scale <= 100
        assert LEAST <= fitted.share <= 1
        *others, last = fitted.lines
        seen = [line.removesuffix(" ") for line in others] + [last]  # a space at a line's end is not seen
        assert all(width(line) * fitted.share * fitted.scale / 100 <= room * 1.000001 for line in seen)


@given(texts, rooms, line_counts)
def test_it_gives_up_only_where_nothing_would_do(text: str, room: float, lines: int) -> None:
    if _fitted(text, room, lines) is None:
        smallest = room * 100 / NARROWEST / LEAST
        assert any(width(letter) > smallest for letter in text) or (
            _fitted(text, room, len(text) + 1) is not None
        )
        assert _fitted(text, width(text) + 1, 1) == Fitted([text], 100, 1.0)


@given(texts, rooms, st.integers(1, 3))
def test_the_lines_that_it_asks_for_hold_it(text: str, room: float, lines: int) -> None:
    asked = fit(text, width, room, lines, most=4, least=LEAST)
    if isinstance(asked, int):
        assert lines < asked <= 4
        assert isinstance(fit(text, width, room, asked, most=4, least=LEAST), Fitted)


ROOM = 20 * WIDE["a"]

WAYS = {
    # text -> lines, in three lines at most
    "aaaa": ["aaaa"],
    "aaaaaaaaaaaa aaaaaaaaaaaa": ["aaaaaaaaaaaa ", "aaaaaaaaaaaa"],
    "aaaaaaaaaaaaaa-bbbbbbbbbbbbbb": ["aaaaaaaaaaaaaa-", "bbbbbbbbbbbbbb"],
    "abc aaaaaaaaaaaaaa-bbbbbbbbbbbbbb": ["abc aaaaaaaaaaaaaa-", "bbbbbbbbbbbbbb"],
    "a" * 40: ["a" * 20, "a" * 20],
    "bc " + "a" * 40: ["bc ", "a" * 20, "a" * 20],
    "a" * 200: None,
}


@pytest.mark.parametrize("text", WAYS)
def test_lines_end_at_spaces_then_at_hyphens_then_between_letters(text: str) -> None:
    fitted = fit(text, width, ROOM, 3)
    assert (fitted.lines if isinstance(fitted, Fitted) else fitted) == WAYS[text]


def test_one_line_more_is_better_than_smaller_type_and_that_than_a_broken_word() -> None:
    two_words, long = "a" * 14 + " " + "b" * 12, "a" * 26
    assert fit(two_words, width, ROOM, 1, most=3, least=LEAST) == 2
    assert fit(two_words, width, ROOM, 1, least=0.5) == Fitted([two_words], 80, 0.9)
    smaller = fit(long, width, ROOM, 1, most=3, least=LEAST)
    assert isinstance(smaller, Fitted)
    assert (smaller.lines, smaller.share) == ([long], 0.95)
    assert fit("a" * 40, width, ROOM, 1, most=3, least=LEAST) == 2
