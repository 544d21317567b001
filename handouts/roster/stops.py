"""Columns that can keep a person from getting a sheet: status, deaths, tests, restricted charts."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Final

from handouts.reading.names import folded
from handouts.roster.answers import Vital
from handouts.roster.cells import CellError, LeftOutError, told
from handouts.roster.deaths import death_of
from handouts.roster.joining import BETWEEN
from handouts.roster.records import NO, YES
from handouts.roster.statuses import status_of

DIED: Final = "The person has died."
TEST: Final = "This is a record for tests, and no person."

_NOT_RESTRICTED: Final = NO | {"normal", "n (normal)", "not restricted", "unrestricted", "public"}


def check_comes(cell: str) -> None:
    """Raise LeftOutError where nobody comes to a visit, CellError where what is said is not understood."""
    for part in filter(told, cell.split(BETWEEN)):
        status = status_of(part)
        if status is None:
            raise CellError(
                "What the status column says of the visit is not understood. "
                "If the person is to get a sheet, empty that cell."
            )
        if status.kind == "dead":
            raise LeftOutError(DIED)
        if status.kind == "left out":
            raise LeftOutError(status.reason)


def check_lives(cell: str, vital: Mapping[str, Vital], today: datetime.date) -> None:
    """Raise LeftOutError where a person has died, CellError where that is not clear."""
    said = {death_of(part, vital, today) for part in filter(told, cell.split(BETWEEN))}
    if said == {"dead", "alive"}:
        # Alive on one day and dead on a later one: a column of deaths is filled when it happens.
        raise LeftOutError(DIED)
    if "dead" in said:
        raise LeftOutError(DIED)


def check_no_test(cell: str) -> None:
    """Raise LeftOutError for the record of a test, CellError where what is said is not understood."""
    for part in filter(told, cell.split(BETWEEN)):
        said = folded(part)
        if said in YES:
            raise LeftOutError(TEST)
        if said not in NO:
            raise CellError("The test column must say yes or no, or be empty.")


def check_open(cell: str) -> None:
    """Raise CellError where a chart is restricted."""
    for part in filter(told, cell.split(BETWEEN)):
        if folded(part) not in _NOT_RESTRICTED:
            raise CellError(
                "This chart is restricted. "
                "If the sheet may lie in the stack at the front desk, empty that cell."
            )
