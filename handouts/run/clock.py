"""The clock, read at one place: which day it is decides whether a review is overdue, and nothing else."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from handouts.errors import UsageError

if TYPE_CHECKING:
    import datetime


def today() -> datetime.date:
    """The day of this run. Raises UsageError where HANDOUTS_TODAY is no date."""
    import datetime  # loaded here, for a kept edition needs only the day's name

    return datetime.date.fromisoformat(iso_today())


def iso_today() -> str:
    """The day of this run as 2026-11-24: HANDOUTS_TODAY (for tests and rehearsals), else the clock's."""
    day = os.environ.get("HANDOUTS_TODAY")
    if day is None:
        return time.strftime("%Y-%m-%d")
    import datetime

    try:
        return datetime.datetime.strptime(day, "%Y-%m-%d").date().isoformat()
    except ValueError:
        raise UsageError("HANDOUTS_TODAY must be a date such as 2027-01-31, or not be set.") from None
