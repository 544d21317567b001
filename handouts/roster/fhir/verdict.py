"""From all that is known of a person to a row of the roster.

A row from which nothing is to be printed holds neither cancer nor stage: the list of failed rows, fed in
again without a change, must fail again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from handouts.roster.fhir.condition import Finding, Meaning
from handouts.roster.fhir.person import Person
from handouts.roster.fhir.stage import StageNote, one_stage
from handouts.roster.records import ColumnName

COLUMNS: Final[tuple[ColumnName, ...]] = ("id", "name", "cancer", "stage", "language")

NO_CANCER: Final = "There is no cancer among the conditions."
OVER: Final = "There is no active cancer among the conditions."

# What stops a row, the gravest first. The first of these that any Condition gives is the reason.
_ALWAYS: Final[tuple[tuple[Meaning, str], ...]] = (
    (
        "unmapped",
        "A cancer is coded in a system other than ICD-10-CM, and the clinic's list does not hold the code. "
        "Add it under codes in clinic.yaml, as docs/rosters-fhir.md shows.",
    ),
    ("unclear", "It cannot be told from the record whether a cancer is there now. Look into the record."),
)
_WITHOUT_CANCER: Final[tuple[tuple[Meaning, str], ...]] = (
    ("suspected", "A cancer is only suspected."),
    ("in-situ", "Only a cancer in situ is on record, which has not spread."),
    ("uncertain", "Only a neoplasm that is not called malignant is on record."),
    ("visit", "No cancer is on record, but a code that goes with one."),
    ("unreadable", "Conditions are on record in code systems that are not read, without any words."),
)


class Verdict(NamedTuple):
    """What a person's conditions come to."""

    cancer: str = ""
    stage: str = ""
    fault: str = ""
    skipped: str = ""


def cells(person: Person, verdict: Verdict) -> tuple[str, ...]:
    """The cells of a row, in the order of COLUMNS."""
    return (person.id, person.name, verdict.cancer, verdict.stage, person.language)


def verdict(findings: Iterable[Finding], notes: Iterable[StageNote]) -> Verdict:
    """What the conditions of a living person come to."""
    found = list(findings)
    meanings = {each.meaning for each in found}
    counted = [each for each in found if each.meaning == "cancer"]
    for meaning, reason in (*_ALWAYS, *(() if counted else _WITHOUT_CANCER)):
        if meaning in meanings:
            policy = next((each.reason for each in found if each.meaning == meaning and each.reason), "")
            return Verdict(fault=f"{reason} {policy}".rstrip())
    if not counted:
        return Verdict(skipped=OVER if "over" in meanings else NO_CANCER)
    if not any(each.primary for each in counted):
        return Verdict(fault="The codes say where cancer has spread to, and none says where it began.")
    return _printable(counted, list(notes))


def _printable(counted: list[Finding], notes: list[StageNote]) -> Verdict:
    """Codes and stage of cancers that are there."""
    stage = one_stage(tuple(stage for each in counted for stage in _stages(each, notes)))
    if stage is None:
        return Verdict(fault="The stages on record do not agree.")
    codes = dict.fromkeys(code for each in counted for code in each.codes)
    return Verdict(cancer="; ".join(codes), stage=stage)


def _stages(condition: Finding, notes: list[StageNote]) -> tuple[str, ...]:
    """The stages of a Condition: its own, and those of Observations that belong to it."""
    found = list(condition.stages)
    for note in notes:
        if set(note.focus) & set(condition.keys) or set(note.keys) & set(condition.assessments):
            found += note.stages
    return tuple(found)
