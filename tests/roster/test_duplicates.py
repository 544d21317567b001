"""Rows about one person: found without holding them, as holding them would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.model.selection import Recipient, Selection
from handouts.roster import duplicates
from handouts.roster.duplicates import Duplicates, Relation
from handouts.roster.records import ColumnName, Entry, Refused, Row

HEADS: tuple[ColumnName, ...] = ("id", "name", "cancer")
NAMED = {name: at for at, name in enumerate(HEADS)}
SPREAD = Refused(0, "failed", "It says where the cancer went.", says="spread")
DEAD = Refused(0, "skipped", "The person has died.", says="died")


def judged(*rows: tuple[str, ...]) -> dict[int, tuple[Relation, int]]:
    """The verdicts on rows (id, name, cancer, date of birth); "spread" and "dead" in place of a cancer."""
    found = Duplicates(NAMED, 5, (1, 3))
    numbers = range(2, len(rows) + 2)
    for number, cells in zip(numbers, rows, strict=True):
        asked: Entry | Refused = Entry(
            number, Selection((cells[2],), layout="everything"), Recipient(name=cells[1])
        )
        asked = {"spread": SPREAD, "dead": DEAD}.get(cells[2], asked)
        found.add(Row(number, (*cells, *[""] * (5 - len(cells)))), asked)
    verdicts = found.found()
    return {row: (verdict.kind, verdict.earlier) for row in numbers if (verdict := verdicts.of(row))}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("", "Ann", "lung"), ("", "Bo", "lung"), ("", "Ann", "breast")], {}),
        ([("", "Ann", "lung"), ("", "ANN ", "lung")], {3: (Relation.ALIKE, 2)}),
        ([("", "Ann", "lung"), ("", "Ann", "lung")], {3: (Relation.TWIN, 2)}),
        # Two people of one name: what is not read tells them apart.
        ([("", "John Park", "lung", "1941"), ("", "John Park", "lung", "1968")], {3: (Relation.ALIKE, 2)}),
        ([("", "J P", "lung", "1"), ("", "J P", "lung", "2"), ("", "J P", "lung", "2")],
         {3: (Relation.ALIKE, 2), 4: (Relation.TWIN, 3)}),
        ([("7", "Ann", "lung"), ("7", "Ann", "breast")], {3: (Relation.OTHER_CELLS, 2)}),
        ([("7", "Ann", "lung"), ("7", "Bo", "lung")], {3: (Relation.OTHER_CELLS, 2)}),
        ([("7", "Ann", "lung", "1941", "C34.1"), ("7", "Ann", "lung", "1941",
        "C34.3")], {3: (Relation.SAME_SHEET, 2)}),
        ([("7", "Ann", "lung", "1941"), ("7", "Ann", "lung", "1968")], {3: (Relation.OTHER_CELLS, 2)}),
        ([("7", "Ann", "lung"), ("7", "Bo", "spread")], {3: (Relation.OTHER_CELLS, 2)}),
        ([("7", "Bo", "spread"), ("7", "Ann", "lung")], {2: (Relation.OTHER_CELLS, 3)}),
        ([("7", "Ann", "lung"), ("7", "Ann", "spread")], {3: (Relation.BESIDE, 2)}),
        ([("7", "Ann", "spread"), ("7", "Ann", "lung")], {2: (Relation.BESIDE, 3)}),
        ([("7", "Ann", "spread"), ("7", "Ann", "spread")], {}),
        ([("7", "Ann", "dead"), ("7", "Ann", "lung")], {3: (Relation.DIED, 2)}),
        ([("1.23457E+11", "Ann", "lung"), ("1.23457E+11", "Bo", "lung")],
         {2: (Relation.MANGLED, 3), 3: (Relation.MANGLED, 2)}),
        ([("1.2E+05", "Ann", "lung"), ("1.2E+05", "Bo", "spread")],
         {2: (Relation.MANGLED, 3), 3: (Relation.MANGLED, 2)}),
        ([("1.2E+05", "Ann", "spread"), ("1.2E+05", "Bo", "lung")],
         {2: (Relation.MANGLED, 3), 3: (Relation.MANGLED, 2)}),
        ([("1.2E+05", "Ann", "lung"), ("9,87E11", "Bo", "lung")], {}),
        ([("", "", "lung"), ("", "", "lung"), ("NULL", " ", "lung")], {}),
    ],
)  # fmt: skip
def test_what_a_row_is_beside_another(
    rows: list[tuple[str, ...]], expected: dict[int, tuple[Relation, int]]
) -> None:
    assert judged(*rows) == expected


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (Relation.TWIN, "skipped"),
        (Relation.SAME_SHEET, "skipped"),
        (Relation.OTHER_CELLS, "failed"),
        (Relation.MANGLED, "failed"),
    ],
)
def test_what_becomes_of_it(kind: Relation, status: str) -> None:
    entry = Entry(9, Selection(("lung",), layout="everything"), Recipient(name="Ann"))
    refused = duplicates.DuplicateVerdict(kind, 4, 0).applied(9, entry)
    assert isinstance(refused, Refused)
    assert (refused.row, refused.status) == (9, status)
    assert "row 4" in refused.reason
    alike = duplicates.DuplicateVerdict(Relation.ALIKE, 4, 0).applied(9, entry)
    assert isinstance(alike, Entry)
    assert alike.warnings == ("The same name and cancer are in row 4: be sure that these are two people.",)


cells = st.tuples(
    st.sampled_from(("", "1", "2", "1.2E+11")), st.sampled_from(("Ann", "Bo")),
    st.sampled_from(("lung", "breast", "spread", "dead")), st.sampled_from(("", "1941")),
)  # fmt: skip


@given(rows=st.lists(cells, max_size=25), in_memory=st.integers(1, 6))
def test_files_say_what_memory_says(rows: list[tuple[str, ...]], in_memory: int) -> None:
    expected = judged(*rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duplicates, "_IN_MEMORY", in_memory)
        assert judged(*rows) == expected
    assert all(earlier != row for row, (_, earlier) in expected.items())
