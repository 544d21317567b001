"""Words beside a code of cancer that speak against it. Words can stop a sheet; they never choose one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

Doubt = Literal["suspected", "none", "over", "in-situ"]

# What the first words of a diagnosis make of all that follows.
_STARTS: Final[tuple[tuple[re.Pattern[str], Doubt], ...]] = (
    (re.compile(r"suspect|suspici|possibl|probabl|rule out|r/o\b|question of|verdacht"), "suspected"),
    (re.compile(r"fam(ily)? (history|hx)|fh\b|fhx\b|(encounter for )?screening|at risk|fear of|no "), "none"),
    (re.compile(r"(personal )?(history of|hx of|h/o\b)|status post|s/p\b"), "over"),
)
_IN_REMISSION = re.compile(r"(?<!not )\bin (complete |partial )?remission\b")
_IN_SITU = re.compile(r"\bin[ -]?situ\b")
_BENIGN = re.compile(r"\b(benign|non-?malignant|not malignant|noncancerous|gutartig)")
_NOT_CANCER = re.compile(
    r"\b(ruled out|excluded|not (a |the )?(cancer|tumor|neoplasm)|no evidence of malignan\w*)\b"
)
_UNCONFIRMED = re.compile(r"\b(not (yet )?(confirmed|proven)|unconfirmed|unproven)\b")
_RESOLVED = re.compile(r"\bresolved\b")
_TESTED = re.compile(
    r"\b(biops(y|ies)|bx|cytology|pathology|workup|work-?up|imaging|mammogram)\b[^,;]*\bnegative\b"
)
_NEGATIVE_TEST = re.compile(r"\bnegative (biops(y|ies)|bx|cytology|pathology|work-? ?up|imaging|mammogram)\b")
_NEGATIVE = re.compile(r"\bnegative\b")
# What may be negative in a cancer that is there.
_MARKERS = re.compile(
    r"\b(triple|double|her ?-?2|neu|er|pr|hr|ar|receptors?|estrogen|progesterone|hormone|nod(es?|al)|ln"
    r"|margins?|alk|egfr|ros1?|b?raf|[kn]?ras|brca[12]?|pd|l1|pdl1|msi|mmr|hpv|ebv|p16|psma|psa|ret|met|ntrk"
    r"|ki-?67|cd\d+|ph|philadelphia|mutations?|genetic\w*|germline|genes?|iodine|rai|mets?|metast\w*|spread|secondar\w*|marker\w*|afp|cea)\b"
)
_ANYWHERE: Final[tuple[tuple[re.Pattern[str], Doubt], ...]] = (
    (_IN_REMISSION, "over"),
    (_IN_SITU, "in-situ"),
    (_BENIGN, "none"),
    (_NOT_CANCER, "none"),
    (_TESTED, "none"),
    (_NEGATIVE_TEST, "none"),
    (_UNCONFIRMED, "suspected"),
    (_RESOLVED, "over"),
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
    return "none" if any(_is_negative(each) for each in words) else None


def _is_negative(words: str) -> bool:
    """Whether a cancer is said to be negative, and not one of its markers."""
    return any(_NEGATIVE.search(part) and not _MARKERS.search(part) for part in re.split("[,;]", words))
