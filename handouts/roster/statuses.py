"""The status of a visit: whether the person comes, and if not, why."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final, Literal, NamedTuple

from handouts.model.lists import StatusSays
from handouts.reading.lists import lists

Kind = Literal["comes", "left out", "dead"]


class VisitStatus(NamedTuple):
    """What a status says."""

    kind: Kind
    reason: str = ""  # why nothing is printed


_LEFT_OUT: Final[Mapping[StatusSays, str]] = {
    "canceled": "The visit is canceled.",
    "missed": "The person did not come to the visit.",
    "moved": "The visit was moved to another day.",
    "left": "The person left before being seen.",
    "open": "This is an open slot: nobody is booked.",
    "blocked": "This time is blocked in the schedule.",
}
_DIED_ON: Final = re.compile(r"deceased (?:on )?[\d/ -]+")
_CODED: Final = re.compile(r"[a-z0-9]{1,2} +- +|[a-z0-9]{1,3} *: *")
_BEFORE: Final = re.compile(
    r"\W*(cancell?ed\b|no[ -]?show\b|rescheduled\b|(?:canc|cxl|dna)(?= *(?:[-:–—]|$)))"
)
_NUMBERED: Final = re.compile(r"\s*\[[^\]]*\]$")


def status_before(text: str) -> VisitStatus | None:
    """The status that staff wrote before other words: "CANCELLED - bowel ca". None where there is none."""
    match = _BEFORE.match(text.casefold())
    return status_of(match[1]) if match else None


def status_of(cell: str) -> VisitStatus | None:
    """What a status says; None where it is not understood."""
    plain = " ".join(_NUMBERED.sub("", cell).casefold().split())
    for text in (plain, _CODED.sub("", plain, count=1)):
        if says := _says().get(text) or ("died" if _DIED_ON.fullmatch(text) else None):
            if reason := _LEFT_OUT.get(says):
                return VisitStatus("left out", reason)
            return VisitStatus("dead" if says == "died" else "comes")
    return None


@cache
def _says() -> Mapping[str, StatusSays]:
    """What each text says."""
    return {
        " ".join((*before, word, *by)): each.says
        for each in lists().cells.statuses
        for word in each.words
        for before in ((), *((who,) for who in each.before))
        for by in ((), *(("by", *the, who) for who in each.by for the in ((), ("the",))))
    }
