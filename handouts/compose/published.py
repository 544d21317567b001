"""When a source was published, as far as its date says so for certain."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# What may stand before a date without making it another one. Not "before", "diagnosed" or "stored copies
# of": they tell of another day than that of the page.
_LEAD = r"(?:(?:text of )?about |after |approved |page cites |stored copy of the page dated )?"
_DATE = re.compile(
    rf"{_LEAD}(?:"
    r"(?P<year>(?:19|20)\d\d)(?:-(?P<month>0[1-9]|1[0-2])(?:-\d\d)?)?"
    r"|(?P<month_first>0[1-9]|1[0-2])/(?P<its_year>(?:19|20)\d\d)"
    rf"|(?P<name>{'|'.join(_MONTHS)})[a-z]* (?P<named_year>(?:19|20)\d\d)"
    r")(?: release)?(?: \(.*\))?",
    re.IGNORECASE,
)


class Published(NamedTuple):
    """A year, and the month where it is known. 2025 comes before any month of 2025: it may be January."""

    year: int
    month: int = 0  # 1 to 12; 0: not known


def published(date: str) -> Published | None:
    """When a page says that it was published: "about 2025-05" in May 2025.

    None where that is not certain: "not dated", a span of years, "before 2015", the years of its data.
    """
    found = _DATE.fullmatch(date.strip())
    if found is None:
        return None
    if found["year"]:
        return Published(int(found["year"]), int(found["month"] or 0))
    if found["its_year"]:
        return Published(int(found["its_year"]), int(found["month_first"]))
    return Published(int(found["named_year"]), _MONTHS.index(found["name"].lower()) + 1)


def oldest(dates: Iterable[str]) -> tuple[Published | None, bool]:
    """The oldest of the dates that are certain (none: None), and whether all of them are."""
    found = [published(date) for date in dates]
    certain = [each for each in found if each is not None]
    return min(certain, default=None), len(certain) == len(found)
