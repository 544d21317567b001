"""Near misses: what somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_LONGEST = 64  # characters of a word that are compared: nobody means more, and difflib is quadratic
_LIKENESS = 0.6  # of 1; below this a hint confuses more than it helps


def nearest(word: str, candidates: Iterable[str], n: int = 3, likeness: float = _LIKENESS) -> tuple[str, ...]:
    """The up to `n` candidates most like `word`, best first, whatever their case."""
    import difflib  # only when something is wrong: it would slow down every start

    by_folded: dict[str, str] = {}
    for candidate in candidates:
        by_folded.setdefault(candidate.casefold(), candidate)
    folded = word[:_LONGEST].casefold()
    return tuple(by_folded[close] for close in difflib.get_close_matches(folded, by_folded, n, likeness))


def did_you_mean(word: str, candidates: Iterable[str], n: int = 3, quote: str = "") -> str:
    """The end of a sentence, such as "; did you mean breast or brain?"; empty where nothing is near."""
    found = [f"{quote}{close}{quote}" for close in nearest(word, candidates, n)]
    return f"; did you mean {or_list(found)}?" if found else ""


def or_list(words: Sequence[str]) -> str:
    """Words as a sentence names them: "a, b or c"."""
    *firsts, last = words
    return f"{', '.join(firsts)} or {last}" if firsts else last
