"""Words of a list in their other forms: another ending, a hyphen more, or a part of a compound."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from handouts.checks.wordlist import Hit, P, Phrases

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_HYPHENS = re.compile(r"[-\u2010\u2011]")
_ENDINGS: Final = ("ions", "ion", "ive", "ies", "ing", "ed", "es", "is", "e", "s", "y")
_SHORTEST: Final = 5  # letters of a stem: shorter ones belong to too many words


def stem(word: str) -> str:
    """What a word shares with its other forms: "palliat" of palliation and palliative."""
    found = _without(word.lower(), ("ly",))  # approximate-ly, progressive-ly
    return found if found.endswith("ss") else _without(found, _ENDINGS)


def _without(word: str, endings: tuple[str, ...]) -> str:
    """A word without the first of these endings that it has, if enough of it is left."""
    ending = next((each for each in endings if word.endswith(each)), "")
    return word.removesuffix(ending) if len(word) - len(ending) >= _SHORTEST else word


class KinPhrases(Phrases[P]):
    """Phrases that are found in their other forms too. Those of several words only as they are written."""

    def __init__(self, phrases: Iterable[P], alike: Iterable[str] = ()) -> None:
        """`alike` are words that only look like other forms."""
        phrases, self._alike = tuple(phrases), frozenset(alike)
        super().__init__(phrases)
        single = ((form, phrase) for phrase in phrases for form in phrase.all_forms() if " " not in form)
        self._by_stem = {stem(_HYPHENS.sub("", form)): phrase for form, phrase in single}

    def hits(self, text: str) -> list[Hit[P]]:
        """Every phrase in a text from left to right; of overlapping ones the one that is written out."""
        found = super().hits(text)
        taken = [range(hit.start, hit.end) for hit in found]
        for word in _WORD.finditer(text):
            phrase = self._kin(word[0])
            if phrase and not any(word.start() < span.stop and span.start < word.end() for span in taken):
                found.append(Hit(phrase, word[0], *word.span()))
        return sorted(found, key=lambda hit: hit.start)

    def _kin(self, word: str) -> P | None:
        parts = _HYPHENS.split(word)
        candidates = ("".join(parts), *(parts if len(parts) > 1 else ()))
        kin = (self._by_stem.get(stem(each)) for each in candidates if each.lower() not in self._alike)
        return next(filter(None, kin), None)
