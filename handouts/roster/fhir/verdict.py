"""From all that is known of a person to a row of the roster.

A row from which nothing is to be printed holds neither cancer nor stage: the list of failed rows, fed in
again without a change, must fail again.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final, NamedTuple

from handouts.roster.fhir.condition import ConditionMeaning, Meaning
from handouts.roster.fhir.patient import Patient
from handouts.roster.fhir.patients import CancerCondition
from handouts.roster.fhir.stage import StageObservation, one_stage
from handouts.roster.fhir.unmapped import plain
from handouts.roster.records import ColumnName

COLUMNS: Final[tuple[ColumnName, ...]] = ("id", "name", "cancer", "stage", "language")

NO_CANCER: Final = "There is no cancer among the conditions."
OVER: Final = "There is no active cancer among the conditions."
NO_CONDITIONS: Final = (
    "Which cancer is it? No conditions came with this person: that does not say that there is none. Ask the "
    "server for Condition too, or look into the record."
)
UNMATCHED: Final = (
    "A Condition in the list could not be matched to a person, so it is not certain that this person has no "
    "cancer. Mend Condition.subject in the list, or look into the record."
)
PAGES_MISSING: Final = (
    "The search that made the list has further pages, which are not here, so it is not certain that this "
    "person has no cancer. Put all pages into one folder."
)

_UNCLEAR: Final = "It cannot be told from the record whether a cancer is there now. Look into the record."

# What stops a row where nothing else is there. All of these that any Condition gives are told, in this order.
_WITHOUT_CANCER: Final[tuple[tuple[Meaning, str], ...]] = (
    ("suspected", "A cancer is only suspected."),
    ("in-situ", "Only a cancer in situ is on record, which has not spread."),
    ("uncertain", "Only a neoplasm that is not called malignant is on record."),
    ("visit", "No cancer is on record, but a code that goes with one."),
    ("unreadable", "Conditions are on record in code systems that are not read, without any words."),
)
_TOGETHER: Final[dict[Meaning, str]] = {
    "suspected": "a cancer that is only suspected",
    "in-situ": "a cancer in situ, which has not spread",
    "uncertain": "a neoplasm that is not called malignant",
    "visit": "a code that goes with a cancer",
    "unreadable": "conditions in code systems that are not read, without any words",
}
_MOST_SHOWN: Final = 5
_HOW_TO_ADD: Final = (
    "Add it under codes in clinic.yaml, as docs/rosters-fhir.md shows. `handouts roster codes` lists all."
)


class PersonVerdict(NamedTuple):
    """What a person's conditions come to."""

    cancer: str = ""
    stage: str = ""
    fault: str = ""
    skipped: str = ""


def cells(person: Patient, verdict: PersonVerdict) -> tuple[str, ...]:
    """The cells of a row, in the order of COLUMNS."""
    return (person.number, person.name, verdict.cancer, verdict.stage, person.language)


def verdict(
    cases: Sequence[CancerCondition], notes: Sequence[StageObservation], others: bool, doubt: str
) -> PersonVerdict:
    """What the conditions of a living person come to.

    `others`: whether Conditions came along that are no cancers. `doubt`: why there may be a Condition that is
    not known to be theirs; empty where there is none.
    """
    found = [case.finding for case in cases]
    counted = [case for case in cases if case.finding.meaning == "cancer"]
    stopped = _stopped(found, bool(counted))
    if stopped:
        return PersonVerdict(fault=stopped)
    if not counted:
        if doubt or not (cases or others):
            return PersonVerdict(fault=doubt or NO_CONDITIONS)
        return PersonVerdict(skipped=OVER if any(each.meaning == "over" for each in found) else NO_CANCER)
    if not any(case.finding.primary for case in counted):
        return PersonVerdict(fault="The codes say where cancer has spread to, and none says where it began.")
    return _printable(counted, notes)


def _stopped(found: list[ConditionMeaning], with_cancer: bool) -> str:
    """Why a person must be looked at, beside a cancer or without one; empty where nothing stops the row."""
    unmapped = [code for each in found if each.meaning == "unmapped" for code in each.unmapped]
    meanings = {each.meaning for each in found}
    if "unmapped" in meanings:
        return _unmapped(unmapped)
    if "unclear" in meanings:
        return _UNCLEAR
    if with_cancer:
        return ""
    present = [(meaning, reason) for meaning, reason in _WITHOUT_CANCER if meaning in meanings]
    if not present:
        return ""
    policies = dict.fromkeys(
        each.reason for meaning, _ in present for each in found if each.meaning == meaning and each.reason
    )
    if len(present) == 1:
        first = present[0][1]
    else:
        first = f"On record are {'; '.join(_TOGETHER[meaning] for meaning, _ in present)}."
    codes = [code for each in found if each.meaning == "unreadable" for code in each.unmapped]
    return " ".join((first, *policies, *([f"Coded are: {_listed(codes)}"] if _shown(codes) else [])))


def _unmapped(codes: list[tuple[str, str]]) -> str:
    """That nobody has explained a cancer's code, and which."""
    if not codes:
        return "A cancer is on record in words alone. Give Condition.code a code of ICD-10-CM."
    shown = f": {_listed(codes)}" if _shown(codes) else "."
    return (
        "A cancer is coded in a system other than ICD-10-CM, and the clinic's list does not hold the code"
        f"{shown} {_HOW_TO_ADD}"
    )


def _listed(codes: list[tuple[str, str]]) -> str:
    """The codes as a sentence ends with them."""
    shown = _shown(codes)
    more = f", and {len(shown) - _MOST_SHOWN} more" if len(shown) > _MOST_SHOWN else ""
    return f"{', '.join(shown[:_MOST_SHOWN])}{more}."


def _shown(codes: list[tuple[str, str]]) -> list[str]:
    return [f"{code.system} {code.code}" for each in dict.fromkeys(codes) if (code := plain(*each))]


def _printable(counted: list[CancerCondition], notes: Sequence[StageObservation]) -> PersonVerdict:
    """Codes and stage of cancers that are there."""
    stage = one_stage(tuple(stage for each in counted for stage in _stages(each, notes)))
    if stage is None:
        return PersonVerdict(fault="The stages on record do not agree.")
    codes = dict.fromkeys(code for each in counted for code in each.finding.codes)
    return PersonVerdict(cancer=sys.intern("; ".join(codes)), stage=sys.intern(stage))


def _stages(case: CancerCondition, notes: Sequence[StageObservation]) -> tuple[str, ...]:
    """The stages of a Condition: its own, and those of Observations that belong to it."""
    found = list(case.finding.stages)
    for note in notes:
        if case.keys.intersection(note.focus) or set(note.keys) & set(case.finding.assessments):
            found += note.stages
    return tuple(found)
