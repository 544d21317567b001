"""Rows in another order than that of their list."""

from __future__ import annotations

from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from handouts.batch.spool import Spool
from handouts.roster.records import Row

rows = st.lists(
    st.tuples(st.text(max_size=9), st.sampled_from([("",), ("", "lung"), ("", "breast"), ("~",)]))
)


@given(rows)
def test_rows_come_by_group_and_then_as_they_were(drawn: list[tuple[str, tuple[str, ...]]]) -> None:
    given_rows = [(Row(number, (text, "x"), fault=text), group) for number, (text, group) in enumerate(drawn)]
    expected = [row for row, _ in sorted(given_rows, key=lambda each: each[1])]
    with closing(Spool()) as spool:
        for row, group in given_rows:
            spool.add(row, group)
        assert list(spool.rows()) == expected
        assert list(spool.rows()) == expected  # anew at each call
