"""Reading grades: worked examples from the published formulas, and the rule for syllables."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.checks.readability import (
    TextCounts,
    by_vowels,
    counted,
    flesch_kincaid,
    grades,
    smog,
    syllables,
)
from handouts.checks.wordlist import read_words

COUNTS = st.builds(
    TextCounts, st.integers(1, 9999), st.integers(1, 999), st.integers(1, 99999), st.integers(0, 9999)
)
WORDS = st.text("abcdefghijklmnopqrstuvwxyzé'’", min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("long_words", "sentences", "grade"),
    [
        (100, 30, 3.1291 + 10.430),  # the root of 100 is 10
        (0, 30, 3.1291),
        (30, 30, 3.1291 + 1.0430 * math.sqrt(30)),
        (12, 10, 3.1291 + 1.0430 * 6),  # scaled: 12 in 10 sentences are 36 in 30
    ],
)
def test_smog_as_mclaughlin_published_it(long_words: int, sentences: int, grade: float) -> None:
    assert smog(TextCounts(500, sentences, 800, long_words)) == pytest.approx(grade)


def test_smog_is_not_defined_below_three_sentences() -> None:
    assert smog(TextCounts(60, 2, 120, 20)) == 0
    assert smog(TextCounts(60, 3, 120, 3)) == pytest.approx(3.1291 + 1.0430 * math.sqrt(30))


@pytest.mark.parametrize(
    ("words", "sentences", "spoken", "grade"),
    [
        (13, 1, 24, 11.3),  # "The Australian platypus is seemingly a hybrid ..."
        (6, 1, 6, -1.45),  # "The cat sat on the mat."
        (100, 5, 150, 9.91),
    ],
)
def test_flesch_kincaid_as_published(words: int, sentences: int, spoken: int, grade: float) -> None:
    assert flesch_kincaid(TextCounts(words, sentences, spoken, 0)) == pytest.approx(grade, abs=0.05)


def test_nothing_to_count_has_no_grade() -> None:
    assert grades(counted([])) == (0.0, 0.0, 0)
    assert flesch_kincaid(TextCounts(0, 3, 0, 0)) == 0


def test_counts() -> None:
    assert counted([[1, 2, 3], [4, 1]]) == TextCounts(words=5, sentences=2, syllables=11, long_words=2)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1), ("cat", 1), ("make", 1), ("makes", 1), ("table", 2), ("tree", 1), ("asked", 1),
        ("wanted", 2), ("needed", 2), ("roses", 2), ("changes", 2), ("catches", 2), ("pushes", 2),
        ("boxes", 2), ("minutes", 2), ("doctor", 2), ("hospital", 3), ("b", 1), ("", 1), ("é", 1),
    ],
)  # fmt: skip
def test_the_rule(word: str, count: int) -> None:
    assert by_vowels(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("chemotherapy", 5), ("Nausea", 3), ("biopsy", 3), ("diarrhea", 4), ("radiation", 4), ("isn't", 2),
        ("Biopsy's", 3), ("HER2", 4), ("PD-L1", 4), ("CT", 2), ("100.4", 1), ("2026", 1), ("5-year", 2),
        ("follow-up", 3), ("doctor’s", 2), ("-", 1),
    ],
)  # fmt: skip
def test_words_with_exceptions_codes_and_figures(word: str, count: int) -> None:
    words = read_words("en")
    assert words is not None
    assert syllables(word, words.syllables) == count


def test_each_exception_is_one() -> None:
    words = read_words("en")
    assert words is not None
    same = {word for word, count in words.syllables.items() if by_vowels(word) == count}
    assert not same, "these need no exception"


@given(WORDS)
def test_every_word_has_a_syllable_and_no_more_than_letters(word: str) -> None:
    assert 1 <= by_vowels(word) <= max(1, len(word))


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_parts_of_a_word_add_up(parts: list[str]) -> None:
    assert syllables("-".join(parts), {}) == sum(syllables(part, {}) for part in parts)


@given(COUNTS, st.integers(1, 50))
def test_harder_text_has_a_higher_grade(counts: TextCounts, more: int) -> None:
    assert flesch_kincaid(counts._replace(syllables=counts.syllables + more)) > flesch_kincaid(counts)
    if counts.sentences >= 3:
        assert smog(counts._replace(long_words=counts.long_words + more)) > smog(counts)


@given(COUNTS, st.integers(2, 9))
def test_grades_do_not_depend_on_the_length_of_a_text(counts: TextCounts, times: int) -> None:
    if counts.sentences >= 3:
        longer = TextCounts(*(value * times for value in counts))
        assert smog(longer) == pytest.approx(smog(counts))
        assert flesch_kincaid(longer) == pytest.approx(flesch_kincaid(counts))
