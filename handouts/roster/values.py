"""What the values of a column say against what its head proposes."""

from __future__ import annotations

import re
from collections.abc import Sequence
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


def why_no_clinician(values: Sequence[str]) -> str:
    """Y and N say whether somebody comes, figures a resource."""
    if all(each.strip().casefold() in _FLAGS for each in values):
        return "it says yes or no, and no name"
    return "" if any(any(letter.isalpha() for letter in each) for each in values) else "it holds no names"


def why_no_day(values: Sequence[str]) -> str:
    """Words such as "FU - tox check" are the kind of a visit."""
    return "" if any(_DIGIT.search(each) for each in values) else "it holds no days"


def why_no_time(values: Sequence[str]) -> str:
    """A time has figures."""
    return "" if any(_CLOCK.search(each) for each in values) else "it holds no times"


def why_no_cancer(values: Sequence[str]) -> str:
    """Words that can be said of any cancer name none."""
    if all(each.strip().casefold() in _KINDS_OF_CANCER for each in values):
        return "it says no particular cancer"
    return ""


def why_no_icd10(values: Sequence[str]) -> str:
    """A registry's codes of sites (ICD-O-3) look like those of ICD-10-CM and mean other diseases."""
    if any(_ICD_O.fullmatch(each.strip()) or _MORPHOLOGY.search(each) for each in values):
        return "its codes may be those of a registry (ICD-O), which mean other cancers than ICD-10-CM"
    return why_no_cancer(values)


def why_no_id(values: Sequence[str]) -> str:
    """1, 2, 3 ... count lines."""
    numbers = [int(each) for each in values if _COUNT.fullmatch(each.strip())]
    in_order = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    if len(numbers) == len(values) > 1 and in_order and numbers[0] in (0, 1):
        return "it counts the lines"
    return ""


def why_no_status(values: Sequence[str]) -> str:
    """A status of something else, such as a referral."""
    if any(status_of(each) or _OF_A_VISIT.search(each) for each in values):
        return ""
    return "its words are not those of a visit"


def are_alive_or_dead(values: Sequence[str]) -> bool:
    """Whether they say of each person that they are alive or dead, whatever the head says."""
    said = {each.strip().casefold() for each in values}
    known = said & (_DEAD | {"alive", "living"})
    return bool(said & _DEAD) and 2 * len(known) >= len(said)  # others stop their rows


def why_no_flag(values: Sequence[str]) -> str:
    """Yes or no, and the like."""
    return "" if any(each.strip().casefold() in _FLAGS for each in values) else "it does not say yes or no"
