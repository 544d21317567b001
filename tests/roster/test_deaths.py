"""Whether a cell says that a person has died."""

from __future__ import annotations

import datetime

import pytest

from handouts.roster.cells import CellError
from handouts.roster.deaths import DigitsError, death_of, is_figure

TODAY = datetime.date(2026, 12, 1)

ALIVE = [
    "", " ", "-", "NULL", "Alive", "ALIVE AND WELL", "Living", "no", "N", "false", "not deceased",
    "Active", "Deceased: N", "deceased - no",
    "0000-00-00", "00/00/0000", "00.00.0000", "00000000", "0000-00-00 00:00:00",
]  # fmt: skip

DEAD = [
    "Deceased", "dead", "Died", "Expired", "RIP", "R.I.P.", "rip 20/11", "passed away", "Yes", "Y", "TRUE",
    "Deceased on 11/15/2026", "died 2026-11-15", "2026-11-15", "11/15/2026", "15/11/2026",
    "15.11.2026", "20261115",
    "15 Nov 2026", "Nov 15, 2026", "2026-11-15T04:10:00Z", "11/15/2026 4:10 AM", "2026", "11/2026",
]  # fmt: skip

UNCLEAR = [
    "9999-12-31", "12/31/9999", "1900-01-01", "01/01/1900", "1899-12-30", "2100-01-01", "2026-02-31",
    "Deceased?",
    "death: none", "Inactive", "DNR", "moved away", "46341", "31/31/2026", "DNACPR in place",
]  # fmt: skip


@pytest.mark.parametrize("cell", ALIVE)
def test_words_and_zeros_say_alive(cell: str) -> None:
    assert death_of(cell, {}, TODAY) == "alive"


@pytest.mark.parametrize("cell", DEAD)
def test_words_and_days_say_dead(cell: str) -> None:
    assert death_of(cell, {}, TODAY) == "dead"


@pytest.mark.parametrize("cell", UNCLEAR)
def test_what_is_not_clear_is_asked(cell: str) -> None:
    with pytest.raises(CellError) as caught:
        death_of(cell, {}, TODAY)
    assert not isinstance(caught.value, DigitsError)
    assert cell not in str(caught.value)


@pytest.mark.parametrize("cell", ["0", "1", "2", "9", "1.0", "A", "de"])
def test_figures_and_codes_are_never_guessed(cell: str) -> None:
    with pytest.raises(DigitsError, match="--vital"):
        death_of(cell, {"7": "dead"}, TODAY)
    assert death_of(f" {cell} ", {cell: "dead"}, TODAY) == "dead"
    assert death_of(cell, {cell: "alive"}, TODAY) == "alive"


def test_only_bare_numbers_are_figures() -> None:
    assert [cell for cell in ("0", " 1 ", "", "2026", "x", "1.0") if is_figure(cell)] == ["0", " 1 ", "1.0"]


@pytest.mark.parametrize(
    "cell", ["12/20/2026", "2027-02-01", "2099-01-01", "24 Dec 2027", "2027", "unknown", "unk"]
)
def test_a_day_to_come_and_unknown_are_doubts(cell: str) -> None:
    with pytest.raises(CellError):
        death_of(cell, {}, TODAY)
