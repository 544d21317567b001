"""What the column "stage" says: stage 4, another stage, nothing, or what nobody here understands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

from handouts.roster.doubts import says_far

_LONGEST: Final = 400  # characters; more is a report, and nobody here reads reports

Said = Literal["four", "three", "lower", "nothing", "unclear", "contradicts"]

_BEFORE: Final = re.compile(
    r"(?:(?:clinical|pathologic|pathological|ajcc|figo|ann arbor|anatomic|prognostic|group|tnm|stage"
    r"|stg|c|p)[ :]+)+"
)
_SUB: Final = r"(?: ?[abcdes]?[123]?)"
_FOUR: Final = re.compile(r"(?:4(?:\.0)?|iv) ?[abc]?[12]?")
_THREE: Final = re.compile(r"(?:3(?:\.0)?|iii) ?[abcdes]?[123]?")
_LOWER: Final = re.compile(r"(?:[012](?:\.0)?|i|ii|0is|0a|tis) ?[abcdes]?[123]?")
_TNM: Final = re.compile(r"(?:[cpyar]*t\w{1,4} ?,?[cpyar]*n\w{1,4} ?,?)?[cpy]*m([01x])[abcd]?(?:\(\d\))?")
# Apart, as in "Stage IVB (cT3, cN2, cM1c)" and "cT4, cN1, cM1".
_M: Final = re.compile(
    r"(?<![a-z0-9])[cpyar]*m([01x])[a-d]?\d?(?:\(\d+\))?(?![a-z0-9])|(?<=n[0-3x])m([01x])[a-d]?\b"
)
_T_OR_N: Final = re.compile(
    r"(?<![a-z0-9])[cpyar]*(?:t(?:[0-4x]|is|a)[a-e]?\d?|n[0-3x][a-c]?)(?:\((?:sn|mi|i[+-]|f|m|\d)\)"
    r"|mi)?(?![a-z0-9])"
)
_GROUP: Final = re.compile(
    rf"\b(?:stage|stg|group)(?: group)?[ :]*((?:iv|iii|ii|i|[0-4](?:\.0)?|tis){_SUB})(?![a-z0-9/])"
)
_LEADING: Final = re.compile(rf"^((?:iv|iii|ii|i|[0-4]){_SUB})(?= *[(,;]| +[cpyar]*[tnm][0-4x])")
_BARE_FOUR: Final = re.compile(
    r"\biv ?[abc]?[12]?\b|^\W*4\b(?![/-])|\b(?:[0-3]|i{1,3})[abc]?\W*(?:-|/|or|to|vs)\W*4\b(?![/-])"
)
_FORM: Final = re.compile(
    r"staging form\b|.*\b(?:un)?signed\b"
)  # a sentence of a record system around the stage
_SAID_BESIDE: Final = re.compile(
    r"\b(?:clinical|pathologic(?:al)?|prognostic|anatomic|ajcc|figo|tnm|stage|stg|group|edition"
    r"|v?\d{1,2}(?:th)?|from|at"
    r"|diagnosis|on|metastatic|cancer|g[1-4x]|\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d\d-\d\d)\b|[\s,;:()\-]+"
)
_FAR: Final = frozenset(
    ("metastatic", "metastatic disease", "metastasized", "metastasised", "metastasis", "metastases",
     "mets", "distant", "distant metastasis", "distant metastases", "extensive", "extensive stage",
     "extensive disease",
     "extensive-stage", "four")
)  # fmt: skip
_NEAR: Final = frozenset(
    ("limited", "limited stage", "limited-stage", "limited disease", "in situ", "early", "early stage",
     "local",
     "localized", "localised", "regional", "locally advanced", "non-metastatic", "nonmetastatic",
     "not metastatic",
     "no evidence of disease", "ned", "remission", "in remission", "one", "two")
)  # fmt: skip
# 88 and 99 are how registries write "not applicable" and "unknown".
_NOTHING: Final = frozenset(
    ("", "-", "--", "?", "n/a", "na", "none", "null", "unknown", "unk", "not known", "not staged",
     "unstaged", "x",
     "tbd", "88", "99", "888", "999", "not applicable", "not recorded", "unknown stage",
     "stage unknown", "pending")
)  # fmt: skip


def said(stage: str) -> Said:
    """What a cell says, in any of the usual ways of writing; "contradicts" where its parts differ."""
    text = " ".join(stage.split()).casefold().rstrip(".")
    if len(text) > _LONGEST:
        return "unclear"
    if text in _NOTHING:
        return "nothing"
    if "?" in text:
        return "unclear"
    whole = _whole(text)
    if whole != "unclear":
        return whole
    found = _in_parts(text)
    return "contradicts" if found in ("three", "lower") and _speaks_for_four(text) else found


def may_be_four(stage: str) -> bool:
    """Whether anything in a cell of the stage column speaks for stage 4, whatever else stands there."""
    if said(stage) in ("four", "contradicts"):
        return True
    return _speaks_for_four(" ".join(stage.split()).casefold())


def _speaks_for_four(text: str) -> bool:
    return says_far(text) or _BARE_FOUR.search(text) is not None


def _whole(text: str) -> Said:
    """What a text says that is nothing but one stage."""
    text = _BEFORE.sub("", f"{text} ", count=1).strip() if _BEFORE.match(f"{text} ") else text
    text = re.sub(r"^stage(?=[\div])", "", text)
    if text in _NOTHING:
        return "nothing" if text else "unclear"
    if text in _FAR or _FOUR.fullmatch(text):
        return "four"
    if text == "three" or _THREE.fullmatch(text):
        return "three"
    if text in _NEAR or _LOWER.fullmatch(text):
        return "lower"
    return _by_tnm(text)


def _by_tnm(text: str) -> Said:
    """What T, N and M say together: M1 is stage 4, M0 is not, MX is nothing."""
    match = _TNM.fullmatch(text)
    return "unclear" if match is None else _by_m((match[1],))


def _by_m(far: Iterable[str]) -> Said:
    """M1 is stage 4, M0 is not, MX is nothing."""
    found = set(far) - {"x"}
    if not found:
        return "nothing"
    if len(found) > 1:
        return "contradicts"
    return "four" if found == {"1"} else "lower"


def _in_parts(text: str) -> Said:
    """What a stage says with T, N and M behind it, or in the sentence of a record system."""
    found = _GROUP.findall(text) or _LEADING.findall(text)
    groups = {_whole(group) for group in found}
    far = [one or other for one, other in _M.findall(text)]
    left = text
    for pattern in (_GROUP, _LEADING, _M, _T_OR_N, _SAID_BESIDE):
        left = pattern.sub(" ", left)
    if (left.strip() and not _FORM.match(text)) or not (groups or far):
        return "unclear"
    if len(groups) > 1:
        return "contradicts"
    by_m = _by_m(far) if far else "nothing"
    if not groups:
        return by_m
    group = groups.pop()
    if by_m == "contradicts" or ((by_m == "four") != (group == "four") and by_m != "nothing"):
        return "contradicts"
    return group
