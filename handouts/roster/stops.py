"""Columns that can keep a person from getting a sheet: status, deaths, tests, restricted charts."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from handouts.reading.names import folded
from handouts.roster.answers import Vital
from handouts.roster.cells import CellError, LeftOutError, told
from handouts.roster.deaths import death_of
from handouts.roster.joining import BETWEEN
from handouts.roster.records import NO, YES, ColumnName
from handouts.roster.statuses import status_of

DIED: Final = "The person has died."
TEST: Final = "This is a record for tests, and no person."

_NOT_RESTRICTED: Final = NO | {"normal", "n (normal)", "not restricted", "unrestricted", "public"}


def stops(vital: Mapping[str, Vital], today: datetime.date) -> Mapping[ColumnName, Callable[[str], None]]:
    """What is checked in each of these columns, in this order.

    A check raises LeftOutError where nobody is to get a sheet, and CellError where that is not clear. `vital`
    says what figures mean in a column on deaths; nobody has died after `today`.
    """
    return {
        "test": _check_test,
        "status": _check_status,
        "deceased": lambda cell: _check_lives(cell, vital, today),
        "restricted": _check_restricted,
    }


def _parts(cell: str) -> Iterator[str]:
    """What each of several columns says that were joined to one; nothing for those that are empty."""
    return filter(told, cell.split(BETWEEN))


def _check_test(cell: str) -> None:
    for said in map(folded, _parts(cell)):
        if said in YES:
            raise LeftOutError(TEST)
        if said not in NO:
            raise CellError("The test column must say yes or no, or be empty.")


def _check_status(cell: str) -> None:
    for part in _parts(cell):
        status = status_of(part)
        if status is None:
            raise CellError(
                "What the status column says of the visit is not understood. "
                "If the person is to get a sheet, empty that cell."
            )
        if status.kind != "comes":
            raise LeftOutError(DIED if status.kind == "dead" else status.reason)


def _check_lives(cell: str, vital: Mapping[str, Vital], today: datetime.date) -> None:
    # All columns are read first: one that is not clear stops the row. Alive in one and dead in another is
    # dead, for such a column is filled when it happens.
    if "dead" in [death_of(part, vital, today) for part in _parts(cell)]:
        raise LeftOutError(DIED)


def _check_restricted(cell: str) -> None:
    if not all(folded(part) in _NOT_RESTRICTED for part in _parts(cell)):
        raise CellError(
            "This chart is restricted. If the sheet may lie in the stack at the front desk, empty that cell."
        )
