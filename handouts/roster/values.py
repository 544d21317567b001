"""Whether the values of a column fit its head."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from handouts.roster.statuses import status_of

_FLAGS: Final = frozenset(("y", "n", "yes", "no", "true", "false", "t", "f", "x", "0", "1", "-"))
_KINDS_OF_CANCER: Final = frozenset(
    (
        "primary", "metastatic", "secondary", "recurrent", "recurrence", "solid", "solid tumor",
        "hematologic", "heme", "liquid", "benign", "malignant", "new", "other", "unknown", "local",
        "advanced", "active",
    )
)  # fmt: skip
_DEAD: Final = {"dead", "deceased", "died", "deceased patient"}
_ICD_O: Final = re.compile(r"C\d{2}\d|C\d{2}\.\d", re.IGNORECASE)
_MORPHOLOGY: Final = re.compile(r"\d{4}/\d")
_REASON: Final = re.compile(r"Row \d+: ")
_OF_A_VISIT: Final = re.compile(
    r"\b(?:cancell?ed|cancellation|no[ -]?show|resched\w*|deceased|died|dead)\b", re.IGNORECASE
)
_COUNT: Final = re.compile(r"0|[1-9][0-9]{0,6}")  # a leading zero makes an id
_DIGIT: Final = re.compile(r"\d")
_CLOCK: Final = re.compile(r"\d{1,2}[:.]?\d{0,2}")
_CODE: Final = re.compile(r"\b[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?\b")
_MOSTLY: Final = 0.5


def are_reasons_of_ours(values: Sequence[str]) -> bool:
    """Whether they are reasons that a run wrote beside rows which it could not print."""
    return all(_REASON.match(each) for each in values)


def are_codes(values: Sequence[str]) -> bool:
    """Whether most hold a code of ICD-10-CM."""
    return sum(1 for each in values if _CODE.search(each)) > _MOSTLY * len(values)


def may_be_names(values: Sequence[str]) -> bool:
    """Whether a person may choose this column for the names: words that differ from row to row."""
    if not values or any(_DIGIT.search(each) or len(each) > 60 for each in values[:50]):
        return False
    return len(set(values)) > _MOSTLY * len(values)


def are_alive_or_dead(values: Sequence[str]) -> bool:
    """Whether they say of each person that they are alive or dead, whatever the head says."""
    said = {each.strip().casefold() for each in values}
    known = said & (_DEAD | {"alive", "living"})
    return bool(said & _DEAD) and 2 * len(known) >= len(said)  # others stop their rows


def why_not(meaning: str, head: str, values: Sequence[str]) -> str:
    """Why values are not what their head says; empty where nothing speaks against it."""
    check = _CHECKS.get((meaning, head)) or _CHECKS.get((meaning, ""))
    return check(values) if check and values else ""


def _no_clinician(values: Sequence[str]) -> str:
    """Y and N say whether somebody comes, figures a resource."""
    if all(each.strip().casefold() in _FLAGS for each in values):
        return "it says yes or no, and no name"
    return "" if any(map(str.isalpha, "".join(values))) else "it holds no names"


def _unless_any(fits: Callable[[str], object], why: str) -> Callable[[Sequence[str]], str]:
    """A check that one value at least fits."""
    return lambda values: "" if any(map(fits, values)) else why


def _no_cancer(values: Sequence[str]) -> str:
    """Words that can be said of any cancer name none."""
    any_cancer = all(each.strip().casefold() in _KINDS_OF_CANCER for each in values)
    return "it says no particular cancer" if any_cancer else ""


def _no_icd10(values: Sequence[str]) -> str:
    """A registry's codes of sites (ICD-O-3) look like those of ICD-10-CM and mean other diseases."""
    if any(_ICD_O.fullmatch(each.strip()) or _MORPHOLOGY.search(each) for each in values):
        return "its codes may be those of a registry (ICD-O), which mean other cancers than ICD-10-CM"
    return _no_cancer(values)


def _no_id(values: Sequence[str]) -> str:
    """1, 2, 3 ... count lines."""
    counted = len(values) > 1 and all(_COUNT.fullmatch(each.strip()) for each in values)
    first = int(values[0]) if counted else -1
    in_order = first in (0, 1) and all(int(each) == at for at, each in enumerate(values, first))
    return "it counts the lines" if in_order else ""


# "FU - tox check" is the kind of a visit, and a status may be that of something else, such as a referral.
_no_day = _unless_any(_DIGIT.search, "it holds no days")
_no_time = _unless_any(_CLOCK.search, "it holds no times")
_no_flag = _unless_any(lambda each: each.strip().casefold() in _FLAGS, "it does not say yes or no")
_no_status = _unless_any(
    lambda each: status_of(each) or _OF_A_VISIT.search(each), "its words are not those of a visit"
)

_CHECKS: Final[Mapping[tuple[str, str], Callable[[Sequence[str]], str]]] = {
    ("clinician", ""): _no_clinician,
    ("appointment", "visit"): _no_day,
    ("appointment", "appt"): _no_day,
    **dict.fromkeys((("cancer", head) for head in ("cancer type", "cancer types", "topic")), _no_cancer),
    **dict.fromkeys((("cancer", head) for head in ("primary site", "cancer site", "tumor site")), _no_icd10),
    ("id", ""): _no_id,
    **dict.fromkeys((("status", head) for head in ("status", "object status", "primary status")), _no_status),
    ("test", "test"): _no_flag,
    ("time", ""): _no_time,
}
"""Checks by meaning and head; no head stands for all others."""
