"""Near misses."""

from __future__ import annotations

from handouts.reading.hints import did_you_mean, nearest


def test_nearest_whatever_the_case() -> None:
    assert nearest("BREAT", ["brain", "Breast", "lung"])[0] == "Breast"
    assert nearest("xyz", ["brain", "breast"]) == ()
    assert len(nearest("aa", ["aab", "aac", "aad", "aae"], n=2)) == 2


def test_sentences() -> None:
    assert did_you_mean("brest", ["breast", "lung"]) == "; did you mean breast?"
    assert did_you_mean("brnad", ["brand", "use"], quote="'") == "; did you mean 'brand'?"
    assert did_you_mean("aab", ["aaa", "abb"]) == "; did you mean abb or aaa?"
    assert did_you_mean("xyz", ["breast"]) == ""


def test_long_words_take_no_time() -> None:
    assert nearest("x" * 1_000_000, ["breast"]) == ()
