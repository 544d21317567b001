"""What a column on the status of a visit says: whether somebody comes, and else why not."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

Kind = Literal["comes", "left out", "dead"]


class VisitStatus(NamedTuple):
    """What a status says."""

    kind: Kind
    reason: str = ""  # why nothing is printed


_CANCELED: Final = "The visit is canceled."
_MISSED: Final = "The person did not come to the visit."
_MOVED: Final = "The visit was moved to another day."
_LEFT: Final = "The person left before being seen."
_NOBODY: Final = "This is an open slot: nobody is booked."
_BLOCKED: Final = "This time is blocked in the schedule."

_SAID: Final[tuple[tuple[re.Pattern[str], VisitStatus], ...]] = tuple(
    (re.compile(pattern), status)
    for pattern, status in (
        (r"(?:not|un)[ -]?cancell?ed", VisitStatus("comes")),
        (
            r"(?:(?:patient|pt|provider|clinic|hospital) )?cancel(?:l?ed|lation)?"
            r"(?: by (?:the )?(?:patient|pt|provider|clinic|hospital|facility|staff|family))?"
            r"|canc|cxl|cx|x|deleted|voided",
            VisitStatus("left out", _CANCELED),
        ),
        (
            r"no[ -]?show|n/s|ns|dna|did not (?:attend|come|arrive|show)(?: up)?"
            r"|missed(?: visit| appointment)?|failed to attend",
            VisitStatus("left out", _MISSED),
        ),
        (
            r"rescheduled(?: by (?:the )?(?:patient|provider|clinic))?|r/s|bumped|postponed",
            VisitStatus("left out", _MOVED),
        ),
        (
            r"left (?:without|before) (?:being )?seen|left without treatment|lwbs|walked out",
            VisitStatus("left out", _LEFT),
        ),
        (r"open(?: slot)?|available|free(?: slot)?|vacant", VisitStatus("left out", _NOBODY)),
        (r"block(?:ed)?|hold|held|lunch|closed|unavailable", VisitStatus("left out", _BLOCKED)),
        (r"deceased(?: (?:on )?[\d/ -]+)?|dead|died|death", VisitStatus("dead")),
        (
            r"scheduled|sched|confirmed|conf|unconfirmed|not confirmed|arrived|arr|check(?:ed)?[ -]?in|chk"
            r"|check(?:ed)?[ -]?out|booked|filled|pending|pen|completed?|done|attended|seen|in room|roomed"
            r"|charge entered|future|new|appointment|appt|walk[ -]?in|intake/checked in|active|alive|living"
            r"|send in|departed|ready|waiting|in progress|signed in|present|yes|fulfilled|proposed|finished"
            r"|planned|none",
            VisitStatus("comes"),
        ),
    )
)  # fmt: skip
_CODED: Final = re.compile(r"[a-z0-9]{1,2} +- +|[a-z0-9]{1,3} *: *")
_BEFORE: Final = re.compile(
    r"\W*(cancell?ed\b|no[ -]?show\b|rescheduled\b|(?:canc|cxl|dna)(?= *(?:[-:–—]|$)))"
)
_NUMBERED: Final = re.compile(r"\s*\[[^\]]*\]$")


def status_before(text: str) -> VisitStatus | None:
    """What staff wrote of the visit before other words: "CANCELLED - bowel ca". None where nothing."""
    match = _BEFORE.match(text.casefold())
    return status_of(match[1]) if match else None


def status_of(cell: str) -> VisitStatus | None:
    """What a status says; None where it is not understood."""
    plain = " ".join(_NUMBERED.sub("", cell).casefold().split())
    for text in (plain, _CODED.sub("", plain, count=1)):
        for pattern, status in _SAID:
            if pattern.fullmatch(text):
                return status
    return None
