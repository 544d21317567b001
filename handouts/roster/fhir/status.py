"""Whether anything may be printed for a Patient: deaths, records not in use, labels of secrecy and of tests.

A person is left out only where the record leaves no doubt. A stand-in such as 9999-12-31 is no death, and no
life either: somebody must look.
"""

from __future__ import annotations

import datetime
import re
from typing import Any, Final, NamedTuple

from handouts.roster.fhir.datatypes import codings, records_of, text_of

DIED: Final = "The person has died."
TEST: Final = "The record is labelled as that of a test patient."
DEATH_UNCLEAR: Final = (
    "Has the person died? What Patient.deceased says is no day on which somebody died, or contradicts "
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
    "Is this still the record of the person? Another stands in its place (Patient.link is replaced-by), and "
    "that one is not in the list."
)
DIED_BEFORE: Final = (
    "Has the person died? Another record of the same person in the list says so (Patient.link), and this one "
    "does not."
)

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T.*)?)?)?", re.DOTALL)
_EARLIEST: Final = 1901  # whose death lies before is in no list of patients: programs begin to count there
_STAND_INS: Final = (datetime.date(1970, 1, 1),)  # where other programs begin
_RESTRICTED: Final = ("R", "V")
_TEST: Final = "HTEST"


class PatientStatus(NamedTuple):
    """Why nothing is printed for a person; both are empty where nothing speaks against it."""

    skipped: str = ""  # beyond doubt
    fault: str = ""


def status(patient: dict[str, Any], today: datetime.date) -> PatientStatus:
    """What a Patient says of itself. `today` tells a day to come from one that was."""
    died = _died(patient, today)
    if died:
        return PatientStatus(skipped=DIED)
    if _is_labelled(patient, (_TEST,), "actreason"):
        return PatientStatus(skipped=TEST)
    if died is None:
        return PatientStatus(fault=DEATH_UNCLEAR)
    if is_restricted(patient):
        return PatientStatus(fault=RESTRICTED)
    return PatientStatus()


def _died(patient: dict[str, Any], today: datetime.date) -> bool | None:
    """Whether a person has died; None where that cannot be told."""
    said, day = patient.get("deceasedBoolean"), patient.get("deceasedDateTime")
    if said is True:
        return True
    if said is not None and said is not False:
        return None  # 1 and "true" are no booleans
    if day is None or day == "":
        # FHIR says "on a day that is not known" by an extension in place of the day.
        return None if "_deceasedDateTime" in patient else False
    known = said is None and isinstance(day, str) and _is_day_of_death(day.strip(), today)
    return True if known else None


def _is_day_of_death(text: str, today: datetime.date) -> bool:
    """Whether it is a day on which somebody in a list of patients may have died."""
    match = _DAY.fullmatch(text)
    if not match:
        return False
    try:
        day = datetime.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    # Somewhere it is tomorrow already.
    return day.year >= _EARLIEST and day <= today + datetime.timedelta(days=1) and day not in _STAND_INS


def is_restricted(resource: dict[str, Any]) -> bool:
    """Whether a resource of any kind is labelled as restricted."""
    return _is_labelled(resource, _RESTRICTED, "confidentiality")


def _is_labelled(resource: dict[str, Any], codes: tuple[str, ...], system: str) -> bool:
    """Whether a label of a resource is one of these; a label that names no system is believed."""
    meta = resource.get("meta")
    listed = codings({"coding": [*records_of(meta, "security"), *records_of(meta, "tag")]})
    return any(
        each.code.upper() in codes and (not each.system or system in each.system.lower()) for each in listed
    )


def in_use(patient: dict[str, Any]) -> bool:
    """Whether a record is not marked as one of the past."""
    return str(patient.get("active", True)).strip().lower() not in ("false", "no", "0")


def links_of(patient: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """The other records to which a Patient is linked in a way."""
    return [each for each in records_of(patient, "link") if text_of(each, "type") == kind]
