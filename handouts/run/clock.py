"""The clock, read at one place: which day it is decides whether a review is overdue, and nothing else."""

from __future__ import annotations

import datetime
import os

from handouts.errors import UsageError


def today() -> datetime.date:
    """The day of this run: HANDOUTS_TODAY where it is set, for tests and rehearsals, else the clock's.

    Raises UsageError where HANDOUTS_TODAY is no date.
    """
    said = os.environ.get("HANDOUTS_TODAY")
    if said is None:
        return datetime.date.today()
    try:
        return datetime.datetime.strptime(said, "%Y-%m-%d").date()
    except ValueError:
        raise UsageError("HANDOUTS_TODAY must be a date such as 2027-01-31, or not be set.") from None
