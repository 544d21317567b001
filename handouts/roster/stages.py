"""The stage of a cancer, from a stage column: stage 4, another stage, nothing, or what is not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

from handouts.roster.assertions import suggests_stage4

_LONGEST: Final = 400  # characters; more is a report, and reports are not read

StageMeaning = Literal["four", "three", "lower", "nothing", "unclear", "contradicts"]

_BEFORE: Final = re.compile(
    r"(?:(?:clinical|pathologic|pathological|ajcc|figo|ann arbor|anatomic|prognostic|group|tnm|stage|stg|c|p)"
    r"[ :]+)+"
)
_SUB: Final = r" ?[abcdes]?[123]?"
_FOUR: Final = re.compile(r"(?:4(?:\.0)?|iv) ?[abc]?[12]?")
_THREE: Final = re.compile(rf"(?:3(?:\.0)?|iii){_SUB}")
_LOWER: Final = re.compile(rf"(?:[012](?:\.0)?|i|ii|0is|0a|tis){_SUB}")
_TNM: Final = re.compile(r"(?:[cpyar]*t\w{1,4} ?,?[cpyar]*n\w{1,4} ?,?)?[cpy]*m([01x])[abcd]?(?:\(\d\))?")
# Apart, as in "Stage IVB (cT3, cN2, cM1c)" and "cT4, cN1, cM1".
_M: Final = re.compile(
    r"(?<![a-z0-9])[cpyar]*m([01x])[a-d]?\d?(?:\(\d+\))?(?![a-z0-9])|(?<=n[0-3x])m([01x])[a-d]?\b"
)
_T_OR_N: Final = re.compile(
    r"(?<![a-z0-9])[cpyar]*(?:t(?:[0-4x]|is|a)[a-e]?\d?|n[0-3x][a-c]?)"
    r"(?:\((?:sn|mi|i[+-]|f|m|\d)\)|mi)?(?![a-z0-9])"
)
_GROUP: Final = re.compile(
    rf"\b(?:stage|stg|group)(?: group)?[ :]*((?:iv|iii|ii|i|[0-4](?:\.0)?|tis){_SUB})(?![a-z0-9/])"
)
_LEADING: Final = re.compile(rf"^((?:iv|iii|ii|i|[0-4]){_SUB})(?= *[(,;]| +[cpyar]*[tnm][0-4x])")
_BARE_FOUR: Final = re.compile(
    r"\biv ?[abc]?[12]?\b|^\W*4\b(?![/-])|\b(?:[0-3]|i{1,3})[abc]?\W*(?:-|/|or|to|vs)\W*4\b(?![/-])"
)
# A sentence of a record system around the stage.
_FORM: Final = re.compile(r"staging form\b|.*\b(?:un)?signed\b")
_BESIDE: Final = re.compile(
    r"\b(?:clinical|pathologic(?:al)?|prognostic|anatomic|ajcc|figo|tnm|stage|stg|group|edition|v?\d{1,2}(?:th)?"
    r"|from|at|diagnosis|on|metastatic|cancer|g[1-4x]|\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d\d-\d\d)\b|[\s,;:()\-]+"
)
_FOUR_IN_WORDS: Final = re.compile(
    r"metastatic(?: disease)?|metastasi[sz]ed|(?:distant )?metastas[ei]s|mets|distant|four"
    r"|extensive(?:[ -]stage| disease)?"
)
_LOWER_IN_WORDS: Final = re.compile(
    r"limited(?:[ -]stage| disease)?|in situ|early(?: stage)?|local|locali[sz]ed|regional|locally advanced"
    r"|non-?metastatic|not metastatic|no evidence of disease|ned|(?:in )?remission|one|two"
)
# 88 and 99 are how registries write "not applicable" and "unknown".
_NOTHING: Final = re.compile(
    r"|--?|\?|n/?a|none|null|unk|(?:un|not )known|not staged|unstaged|x|tbd|88|99|888|999|not applicable"
    r"|not recorded|unknown stage|stage unknown|pending"
)


def stage_of(cell: str) -> StageMeaning:
    """The stage in a cell of the stage column, in any notation; "contradicts" where its parts differ."""
    text = " ".join(cell.split()).casefold().rstrip(".")
    if len(text) > _LONGEST:
        return "unclear"
    if _NOTHING.fullmatch(text):
        return "nothing"
    if "?" in text:
        return "unclear"
    whole = _whole(text)
    if whole != "unclear":
        return whole
    found = _in_parts(text)
    return "contradicts" if found in ("three", "lower") and _suggests_four(text) else found


def may_be_four(cell: str) -> bool:
    """Whether anything in a cell of the stage column suggests stage 4, whatever else it says."""
    return stage_of(cell) in ("four", "contradicts") or _suggests_four(" ".join(cell.split()).casefold())


def _suggests_four(text: str) -> bool:
    return suggests_stage4(text) or _BARE_FOUR.search(text) is not None


def _whole(text: str) -> StageMeaning:
    """The stage of a text that is nothing but one stage."""
    text = _BEFORE.sub("", f"{text} ", count=1).strip() if _BEFORE.match(f"{text} ") else text
    text = re.sub(r"^stage(?=[\div])", "", text)
    if _NOTHING.fullmatch(text):
        return "nothing" if text else "unclear"
    if _FOUR_IN_WORDS.fullmatch(text) or _FOUR.fullmatch(text):
        return "four"
    if text == "three" or _THREE.fullmatch(text):
        return "three"
    if _LOWER_IN_WORDS.fullmatch(text) or _LOWER.fullmatch(text):
        return "lower"
    match = _TNM.fullmatch(text)
    return _by_m(match[1]) if match else "unclear"


def _by_m(found: Iterable[str]) -> StageMeaning:
    """The stage by categories of M: M1 is stage 4, M0 is not, MX is nothing."""
    known = set(found) - {"x"}
    if len(known) > 1:
        return "contradicts"
    return "nothing" if not known else "four" if known == {"1"} else "lower"


def _in_parts(text: str) -> StageMeaning:
    """The stage of a text with T, N and M behind it, or in the sentence of a record system."""
    groups = {_whole(group) for group in _GROUP.findall(text) or _LEADING.findall(text)}
    far = [one or other for one, other in _M.findall(text)]
    left = text
    for pattern in (_GROUP, _LEADING, _M, _T_OR_N, _BESIDE):
        left = pattern.sub(" ", left)
    if (left.strip() and not _FORM.match(text)) or not (groups or far):
        return "unclear"
    if len(groups) > 1:
        return "contradicts"
    by_m = _by_m(far)
    if not groups:
        return by_m
    group = groups.pop()
    if by_m == "contradicts" or ((by_m == "four") != (group == "four") and by_m != "nothing"):
        return "contradicts"
    return group
