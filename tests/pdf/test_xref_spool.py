"""Cross-reference rows: those in the file and those in memory are as one."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.pdf import xref_spool
from handouts.pdf.xref_spool import ROW, UNUSED, XrefSpool

steps = st.lists(
    st.one_of(
        st.tuples(st.just("new"), st.integers(1, 9), st.just(0)),
        st.tuples(st.just("put"), st.integers(0, 60), st.integers(1, 9)),
        st.tuples(st.just("settle"), st.just(0), st.just(0)),
    ),
    max_size=40,
)


def row(value: int) -> bytes:
    return value.to_bytes(ROW, "big")


@given(steps, st.integers(1, 5))
def test_rows_are_those_of_a_list(steps: list[tuple[str, int, int]], in_memory: int) -> None:
    """Wherever they lie: a row is what was put there last."""
    file = io.BytesIO()
    rows, expected, value = XrefSpool(file), list[bytes](), 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xref_spool, "_IN_MEMORY", in_memory)
        for what, first, count in steps:
            if what == "new":
                assert rows.new(first) == len(expected)
                expected += [UNUSED] * first
            elif what == "settle":
                assert rows.settle() == len(expected)
                rows = XrefSpool(file, len(expected))
            elif first + count <= len(expected):
                for at in range(first, first + count):
                    value += 1
                    expected[at] = row(value)
                rows.put(first, b"".join(expected[first : first + count]))
    assert rows.count == len(expected)
    assert b"".join(rows.chunks()) == b"".join(expected)


def test_few_rows_are_in_memory() -> None:
    rows = XrefSpool(io.BytesIO())
    for _ in range(10_000):
        rows.new(7)
        assert len(rows._latest) <= (2 * xref_spool._IN_MEMORY + 7) * ROW
    assert rows.count == 70_000
