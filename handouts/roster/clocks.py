"""Times of day in cells, and how a country prints them."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from handouts.model.labels import Labels


class Clock(NamedTuple):
    """A time of day."""

    hour: int
    minute: int
    given: str  # as it was written
    # Whether morning or afternoon is clear: 2:30 without a.m. or p.m. is hardly meant by night.
    clear: bool = True


TIME: Final = r"\d{1,2}[:.]\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]\.? ?m?\.?)?|\d{1,2} ?[ap]\.? ?m\.?"
_TIME: Final = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?::(?P<second>\d\d)(?:\.\d+)?)?"
    r"(?: ?(?P<half>[ap])\.? ?m?\.?)?",
    re.IGNORECASE,
)
_NIGHT: Final = range(1, 7)  # hours that are no time of a visit


def clock_of(text: str) -> Clock | None:
    """The time that a whole text is; None where it is none, such as 25:99, 14:30 PM and 24:00."""
    match = _TIME.fullmatch(text)
    if match is None or not (match["minute"] or match["half"]):
        return None
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), (match["half"] or "").casefold()
    if minute > 59 or int(match["second"] or 0) > 59 or hour > (12 if half else 23) or (half and not hour):
        return None
    clear = bool(half) or hour not in _NIGHT
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return Clock(hour, minute, f"{match['hour']}:{match['minute'] or '00'}", clear)


def clock_in_words(clock: Clock, labels: Labels) -> str:
    """A time as the labels of a country write it; as it was given where it may be by day or by night."""
    if not clock.clear:
        return clock.given
    half = labels.halves[clock.hour >= 12]
    return (
        labels.clock.replace("{hour24}", f"{clock.hour:02}")
        .replace("{hour}", str(clock.hour % 12 or 12))
        .replace("{minute}", f"{clock.minute:02}")
        .replace("{half}", half)
    )
