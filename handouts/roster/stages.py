"""What the column "stage" says: stage 4, another stage, nothing, or what nobody here understands."""

from __future__ import annotations

import re
from typing import Literal

_LONGEST = 60  # characters; more is a sentence, and nobody here reads sentences

Said = Literal["four", "three", "lower", "nothing", "unclear"]

_BEFORE = re.compile(
    r"(?:(?:clinical|pathologic|pathological|ajcc|figo|ann arbor|anatomic|group|tnm|stage|stg)[ :]+)+"
)
_FOUR = re.compile(r"(?:4(?:\.0)?|iv) ?[abc]?[12]?")
_THREE = re.compile(r"(?:3(?:\.0)?|iii) ?[abcdes]?[123]?")
_LOWER = re.compile(r"(?:[012](?:\.0)?|i|ii|0is|0a|tis) ?[abcdes]?[123]?")
_TNM = re.compile(r"(?:[cpyar]*t\w{1,4} ?,?[cpyar]*n\w{1,4} ?,?)?[cpy]*m([01x])[abcd]?(?:\(\d\))?")
_FAR = frozenset(
    (
        "metastatic",
        "metastatic disease",
        "metastasized",
        "metastasised",
        "metastasis",
        "metastases",
        "mets",
        "distant",
        "distant metastasis",
        "distant metastases",
        "extensive",
        "extensive stage",
        "extensive disease",
        "extensive-stage",
        "four",
    )
)
_NEAR = frozenset(
    (
        "limited",
        "limited stage",
        "limited-stage",
        "limited disease",
        "in situ",
        "early",
        "early stage",
        "local",
        "localized",
        "localised",
        "regional",
        "locally advanced",
        "non-metastatic",
        "nonmetastatic",
        "not metastatic",
        "no evidence of disease",
        "ned",
        "remission",
        "in remission",
        "one",
        "two",
    )
)
_NOTHING = frozenset(
    ("", "-", "--", "?", "n/a", "na", "none", "unknown", "not known", "unstaged", "x", "tbd")
)


def said(stage: str) -> Said:
    """What a cell says, in any of the usual ways of writing."""
    text = " ".join(stage.split()).casefold().rstrip(".")
    if len(text) > _LONGEST:
        return "unclear"
    if text in _NOTHING:
        return "nothing"
    text = _BEFORE.sub("", f"{text} ", count=1).strip() if _BEFORE.match(f"{text} ") else text
    text = re.sub(r"^stage(?=[\div])", "", text)
    if text in _FAR or _FOUR.fullmatch(text):
        return "four"
    if text in ("three", "") or _THREE.fullmatch(text):
        return "three" if text else "unclear"
    if text in _NEAR or _LOWER.fullmatch(text):
        return "lower"
    return _by_tnm(text)


def _by_tnm(text: str) -> Said:
    """What T, N and M say together: M1 is stage 4, M0 is not, MX is nothing."""
    match = _TNM.fullmatch(text)
    if match is None:
        return "unclear"
    meanings: dict[str, Said] = {"1": "four", "0": "lower", "x": "nothing"}
    return meanings[match[1]]
