"""Guesses at the passive voice: a form of "be", adverbs if any, and a participle."""

from __future__ import annotations

import re
from typing import Final

from handouts.model.wordlists import WordList

_BETWEEN: Final = r"(?:(?:not|also|often|never|still|now|then|first|always|sometimes|\w+ly) ){0,2}"


class Passive:
    """Finds what looks like the passive voice of a language with word lists like those of English."""

    def __init__(self, words: WordList) -> None:
        be = "|".join(words.forms_of_be)
        irregular = "|".join(words.participles)
        # "need" and "bleed" end in "ed" but are no participles
        self._pattern = re.compile(rf"\b(?:{be}) {_BETWEEN}((?:{irregular})|\w+[^\We]ed)\b", re.IGNORECASE)
        self._describing = frozenset(words.describing)

    def found(self, text: str) -> tuple[str, ...]:
        """The passages that look passive, as they stand."""
        matches = self._pattern.finditer(text)
        return tuple(match[0] for match in matches if match[1].lower() not in self._describing)
