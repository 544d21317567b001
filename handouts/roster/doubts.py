"""Words beside a code of cancer that speak against it. Words can stop a sheet; they never choose one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

Doubt = Literal["suspected", "none", "over", "in-situ"]

# What the first words of a diagnosis make of all that follows.
_STARTS: Final[tuple[tuple[re.Pattern[str], Doubt], ...]] = (
    (re.compile(r"suspect|suspici|possibl|probabl|rule out|r/o\b|question of|verdacht"), "suspected"),
    (re.compile(r"family (history|hx)|fh\b|fhx\b|(encounter for )?screening|at risk|fear of|no "), "none"),
    (re.compile(r"(personal )?(history of|hx of|h/o\b)|status post|s/p\b"), "over"),
)
_IN_REMISSION = re.compile(r"(?<!not )\bin (complete |partial )?remission\b")
_IN_SITU = re.compile(r"\bin[ -]?situ\b")
_BENIGN = re.compile(r"\b(benign|non-?malignant|not malignant|noncancerous|gutartig)")
_ANYWHERE: Final[tuple[tuple[re.Pattern[str], Doubt], ...]] = (
    (_IN_REMISSION, "over"),
    (_IN_SITU, "in-situ"),
    (_BENIGN, "none"),
)


def doubt(words: Iterable[str]) -> Doubt | None:
    """What words make of a diagnosis of cancer: none, past, suspected, in situ; None where nothing.

    They are given without case and accents.
    """
    words = tuple(words)
    for pattern, meaning in _STARTS:
        if any(pattern.match(each) for each in words):
            return meaning
    for pattern, meaning in _ANYWHERE:
        if any(pattern.search(each) for each in words):
            return meaning
    return None
