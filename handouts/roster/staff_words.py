"""Words that staff write to each other in cells meant for something else. They never reach paper."""

from __future__ import annotations

import re
from typing import Final

from handouts.roster.languages import is_language

_STAFF: Final = re.compile(
    r"\b(?:pts?|dnr|dni|dnacpr|vip|mrn|ssn|hx|fhx|dx|prn|npo|tox|hospice|prognos\w*|metast\w*|mets|recurren\w*"
    r"|biops\w*|anxious|anxiety|mood|depress\w*|suicid\w*|refus\w*|declin\w*|noncompliant|confused|aggressive"
    r"|angry|discuss\w*|notes?|told|knows?|unaware|daughter|wife|husband|dtr|spouse|interpreters?|overbook\w*"
    r"|insurance|copay|balance|cx|cxl|resched\w*|bumped|no[ -]?show|deceased)\b"
    r"|\bdo not\b|\bstop(?:ping)? (?:chemo|treatment)\b|\?\?",
    re.IGNORECASE,
)
_NO_PERSON: Final = re.compile(
    r"\b(?:patient|fu|f/u|rx|tx|labs?|ct|mri|pet|scans?|chemo\w*|wheelchair|oxygen|iv|infusion|chair|room|bed"
    r"|resource|slot|add[ -]?on|unassigned|pending|see|auth)\b",
    re.IGNORECASE,
)
# In a name fewer words give staff away: "Son", "Pat" and "Bed" are names of people somewhere.
_IN_NAMES: Final = re.compile(
    r"\b(?:DNR|DNI|DNACPR|VIP|MRN|DOB|SSN|NPO|interpreter|wheelchair|hospice|palliative|overbook\w*|add[- ]on"
    r"|moved|rm|expired|aggressive|new pt|pts?|transferred|discharged|inpatient|deaf|blind|allerg\w*|refus\w*"
    r"|do not|don't|no[- ]show|call first|call back)\b",
    re.IGNORECASE,
)
_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_CANCELED: Final = re.compile(r"\bcancell?ed\b|\bcx'?d\b|\bCANC\b", re.IGNORECASE)


def has_staff_words(text: str) -> bool:
    """Whether a text on a visit has words of staff."""
    return _STAFF.search(text) is not None


def is_no_clinician(text: str) -> bool:
    """Whether a text has words of staff, or of rooms and machines, which are in no clinician's name."""
    return has_staff_words(text) or _NO_PERSON.search(text) is not None


def has_staff_words_beside_name(name: str) -> bool:
    """Whether a name has words of staff beside it, such as "Ann Lee (DNR)" or "Ann Lee (Spanish)".

    In brackets only another name may stand.
    """
    aside = [text.strip() for text in _BRACKETS.findall(name)]
    return _IN_NAMES.search(name) is not None or any(map(_is_no_nickname, aside))


def _is_no_nickname(text: str) -> bool:
    return text[:1].islower() or is_no_clinician(text) or is_language(text)


def says_canceled(text: str) -> bool:
    """Whether a text says anywhere that something is canceled."""
    return _CANCELED.search(text) is not None
