"""The table of rows that were seen: as a dictionary does it, in less memory."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from handouts.roster import duplicates
from handouts.roster.duplicates import Duplicates, _Table
from handouts.roster.records import Refused, Row

FULL = (1 << 64) - 1
keys = st.one_of(st.integers(0, 40), st.integers(FULL - 40, FULL), st.integers(0, FULL))
"""Many that fall on the same places, at the end of the table too."""


@given(st.lists(st.tuples(keys, st.integers(0, FULL)), max_size=120), st.sampled_from([2, 8, 64]))
def test_it_remembers_what_came_first(found: list[tuple[int, int]], places: int) -> None:
    table, expected = _Table(places), dict[int, tuple[int, int]]()
    for row, (key, other) in enumerate(found, 1):
        assert table.first(key, row, other) == expected.setdefault(key, (row, other))


def test_a_row_takes_few_bytes() -> None:
    table, count = _Table(), 20_000
    for row in range(1, count + 1):
        table.first(hash(("person", row)) & FULL, row, row)
    arrays = (table._hashes, table._others, table._rows)

    assert sum(map(sys.getsizeof, arrays)) < 60 * count


def test_all_rows_of_a_long_list_are_known() -> None:
    """Each twice: the second time it is refused, and names the first."""
    judge, named = Duplicates(), {"name": 0, "cancer": 1}
    rows = [Row(at, (f"Person {at}", "breast")) for at in range(2, 3000)]
    assert {judge.judge(row, named) for row in rows} == {()}  # type: ignore[arg-type]
    again = [judge.judge(row._replace(number=row.number + 5000), named) for row in rows]  # type: ignore[arg-type]

    assert all(isinstance(one, Refused) for one in again)
    reasons = [one.reason for one in again if isinstance(one, Refused)]
    assert all(f"row {row.number}." in reason for row, reason in zip(rows, reasons, strict=True))
    assert len(judge._first._rows) > duplicates._FEW  # it has grown
