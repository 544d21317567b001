"""From all that is known about a patient to a row of the roster.

A row from which nothing is to be printed holds neither cancer nor stage: the list of failed rows, used again
without a change, must fail again.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final, NamedTuple

from handouts.roster.fhir.condition import ConditionMeaning, Meaning
from handouts.roster.fhir.patients import CancerCondition, PatientRecord
from handouts.roster.fhir.stage import StageObservation, one_stage
from handouts.roster.fhir.status import DIED_BEFORE, REPLACED, RESTRICTED
from handouts.roster.fhir.unmapped import printable
from handouts.roster.records import ColumnName

COLUMNS: Final[tuple[ColumnName, ...]] = ("id", "name", "cancer", "stage", "language")

NO_CONDITIONS: Final = (
    "Which cancer is it? No conditions came with this person: that does not say that there is none. Ask the "
    "server for Condition too, or look into the record."
)
UNMATCHED: Final = (
    "A Condition in the list could not be matched to a person, so it is not certain that this person has no "
    "cancer. Correct Condition.subject in the list, or look into the record."
)
PAGES_MISSING: Final = (
    "The search that made the list has further pages, which are not here, so it is not certain that this "
    "person has no cancer. Put all pages into one folder."
)

_UNCLEAR: Final = "The record does not say clearly whether a cancer is present now. Look into the record."
# What stops a row without a cancer: as the only such finding, and as one of several, in this order.
_WITHOUT_CANCER: Final[dict[Meaning, tuple[str, str]]] = {
    "suspected": ("A cancer is only suspected.", "a cancer that is only suspected"),
    "in-situ": (
        "Only a cancer in situ is on record, which has not spread.",
        "a cancer in situ, which has not spread",
    ),
    "uncertain": (
        "Only a neoplasm that is not called malignant is on record.",
        "a neoplasm that is not called malignant",
    ),
    "visit": ("No cancer is on record, but a code that goes with one.", "a code that goes with a cancer"),
    "unreadable": (
        "Conditions are on record in code systems that are not read, without any words.",
        "conditions in code systems that are not read, without any words",
    ),
}
_MOST_SHOWN: Final = 5
_HOW_TO_ADD: Final = (
    "Add it under codes in clinic.yaml, as docs/rosters-fhir.md shows. `handouts roster codes` lists all."
)


class Verdict(NamedTuple):
    """What is to be printed for a patient, or why nothing is."""

    cancer: str = ""
    stage: str = ""
    fault: str = ""
    skipped: str = ""


def verdict(record: PatientRecord, doubt: str) -> Verdict:
    """What a patient's record comes to, the gravest reason first.

    `doubt`: why there may be a Condition that is not known to be theirs; empty where there is none.
    """
    patient = record.patient
    if record.mixed:
        return Verdict(fault="Two different records in this roster have the same id.")
    if patient.skipped:
        return Verdict(skipped=patient.skipped)
    if record.duplicate:
        return Verdict(skipped="The same record is already in this roster.")
    if record.replaced:
        return Verdict(skipped="Another record in this roster replaces this one.")
    found = _of_conditions(record, doubt)
    fault = DIED_BEFORE if record.died else REPLACED if patient.replaced_by else patient.fault
    fault = fault or (RESTRICTED if record.restricted else "")
    return Verdict(fault=fault) if fault and (not found.skipped or not patient.keys) else found


def _of_conditions(record: PatientRecord, doubt: str) -> Verdict:
    """What the conditions of a living patient come to."""
    meanings = [each.meaning for each in record.cancers]
    cancers = [each for each in record.cancers if each.meaning.meaning == "cancer"]
    if stopped := _stopped(meanings, bool(cancers)):
        return Verdict(fault=stopped)
    if not cancers:
        if doubt or not (meanings or record.others):
            return Verdict(fault=doubt or NO_CONDITIONS)
        active = "active " if any(each.meaning == "over" for each in meanings) else ""
        return Verdict(skipped=f"There is no {active}cancer among the conditions.")
    if not any(each.meaning.primary for each in cancers):
        return Verdict(fault="The codes say where cancer has spread to, and none says where it began.")
    stage = one_stage(tuple(stage for each in cancers for stage in _stages(each, record.observations)))
    if stage is None:
        return Verdict(fault="The stages on record do not agree.")
    codes = dict.fromkeys(code for each in cancers for code in each.meaning.codes)
    return Verdict(cancer=sys.intern("; ".join(codes)), stage=sys.intern(stage))


def _stopped(found: list[ConditionMeaning], with_cancer: bool) -> str:
    """Why somebody must look into a record, with or without a cancer; empty where nothing stops the row."""
    meanings = {each.meaning for each in found}
    if "unmapped" in meanings:
        return _unmapped([code for each in found if each.meaning == "unmapped" for code in each.unmapped])
    if "unclear" in meanings:
        return _UNCLEAR
    present = [meaning for meaning in _WITHOUT_CANCER if meaning in meanings]
    if with_cancer or not present:
        return ""
    reasons = [
        each.reason for meaning in present for each in found if each.meaning == meaning and each.reason
    ]
    if len(present) == 1:
        first = _WITHOUT_CANCER[present[0]][0]
    else:
        first = f"On record are {'; '.join(_WITHOUT_CANCER[meaning][1] for meaning in present)}."
    codes = _listed([code for each in found if each.meaning == "unreadable" for code in each.unmapped])
    return " ".join((first, *dict.fromkeys(reasons), *([f"Coded are: {codes}"] if codes else [])))


def _unmapped(codes: list[tuple[str, str]]) -> str:
    """That a cancer's code is not mapped, and which."""
    if not codes:
        return "A cancer is on record in words alone. Give Condition.code a code of ICD-10-CM."
    listed = _listed(codes)
    return (
        "A cancer is coded in a system other than ICD-10-CM, and the clinic's list does not hold the code"
        f"{f': {listed}' if listed else '.'} {_HOW_TO_ADD}"
    )


def _listed(codes: list[tuple[str, str]]) -> str:
    """The printable codes at the end of a sentence; empty where there are none."""
    shown = [f"{code.system} {code.code}" for each in dict.fromkeys(codes) if (code := printable(*each))]
    more = f", and {len(shown) - _MOST_SHOWN} more" if len(shown) > _MOST_SHOWN else ""
    return f"{', '.join(shown[:_MOST_SHOWN])}{more}." if shown else ""


def _stages(cancer: CancerCondition, observations: Sequence[StageObservation]) -> tuple[str, ...]:
    """The stages of a Condition: its own, and those of Observations that belong to it."""
    found = list(cancer.meaning.stages)
    for each in observations:
        if cancer.keys.intersection(each.focus) or set(each.keys) & set(cancer.meaning.assessments):
            found += each.stages
    return tuple(found)
