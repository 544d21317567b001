"""Whether anything may be printed for a Patient: deaths, records not in use, labels of secrecy and of tests.

A person is left out only where the record leaves no doubt. A placeholder such as 9999-12-31 proves neither
death nor life: somebody must look.
"""

from __future__ import annotations

import datetime
import re
from typing import Any, Final, NamedTuple

from handouts.roster.fhir.datatypes import codings, records_of

DIED: Final = "The person has died."
DEATH_UNCLEAR: Final = (
    "Has the person died? Patient.deceased holds no possible day of death, or contradicts "
    "itself. Look into the record."
)
RESTRICTED: Final = (
    "May this sheet lie in the stack with the others? The record is labelled as restricted "
    "(meta.security). If it may, print it by itself."
)
NOT_IN_USE: Final = (
    "Is this still a patient here? The record is marked as not in use (Patient.active is false)."
)
REPLACED: Final = (
    "Is this still the record of the person? Another replaces it (Patient.link is replaced-by), and "
    "that one is not in the list."
)
DIED_BEFORE: Final = (
    "Has the person died? Another record of the same person in the list says so (Patient.link), and this one "
    "does not."
)

_DAY: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T.*)?)?)?", re.DOTALL)
_EARLIEST: Final = 1901  # programs begin to count on a day of 1900
_PLACEHOLDER: Final = datetime.date(1970, 1, 1)  # and others on this one


class PatientStatus(NamedTuple):
    """Why nothing is printed for a person; both are empty where nothing speaks against it."""

    skipped: str = ""  # beyond doubt
    fault: str = ""


def status(patient: dict[str, Any], today: datetime.date) -> PatientStatus:
    """The status of a Patient. A death after `today` is doubtful."""
    died = _died(patient, today)
    if died:
        return PatientStatus(skipped=DIED)
    if _is_labelled(patient, ("HTEST",), "actreason"):
        return PatientStatus(skipped="The record is labelled as that of a test patient.")
    if died is None:
        return PatientStatus(fault=DEATH_UNCLEAR)
    return PatientStatus(fault=RESTRICTED if is_restricted(patient) else "")


def _died(patient: dict[str, Any], today: datetime.date) -> bool | None:
    """Whether a person has died; None where that is not clear."""
    died, day = patient.get("deceasedBoolean"), patient.get("deceasedDateTime")
    if died is True:
        return True
    if died is not None and died is not False:
        return None  # 1 and "true" are no booleans
    if day is None or day == "":
        # FHIR says "on a day that is not known" by an extension in place of the day.
        return None if "_deceasedDateTime" in patient else False
    known = died is None and isinstance(day, str) and _is_day_of_death(day.strip(), today)
    return True if known else None


def _is_day_of_death(text: str, today: datetime.date) -> bool:
    """Whether it is a day on which somebody in a list of patients may have died."""
    match = _DAY.fullmatch(text)
    try:
        day = datetime.date(*(int(each or 1) for each in match.groups())) if match else _PLACEHOLDER
    except ValueError:
        return False
    # In some time zones it is tomorrow already.
    return day.year >= _EARLIEST and day <= today + datetime.timedelta(days=1) and day != _PLACEHOLDER


def is_restricted(resource: dict[str, Any]) -> bool:
    """Whether a resource of any type is labelled as restricted."""
    return _is_labelled(resource, ("R", "V"), "confidentiality")


def _is_labelled(resource: dict[str, Any], codes: tuple[str, ...], system: str) -> bool:
    """Whether a label of a resource is one of these; a label that names no system is believed."""
    meta = resource.get("meta")
    labels = codings({"coding": [*records_of(meta, "security"), *records_of(meta, "tag")]})
    return any(
        each.code.upper() in codes and (not each.system or system in each.system.lower()) for each in labels
    )


def in_use(patient: dict[str, Any]) -> bool:
    """Whether a record is not marked as inactive."""
    return str(patient.get("active", True)).strip().lower() not in ("false", "no", "0")
