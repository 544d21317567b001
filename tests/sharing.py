"""Which tests run on one worker, after each other: those that look at the same sheets. No tests.

A module's tests share what it keeps (`functools.cache`): on two workers all of that would be made twice.
Where modules look at the same sheets, the tests of one sheet belong together (`PARTS`).
"""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

PARTS = {
    "tests/test_room_left.py::test_no_first_page_is_left_a_quarter_empty": "first pages",
    "tests/test_signs_first.py::test_the_boxes_are_whole_and_on_the_first_pages": "first pages",
    "tests/test_signs_first.py::test_items_of_boxes_on_one_page_stand_alike_and_use_its_room": "first pages",
}
"""Tests whose cases belong to the cases of the same id in another module."""


class Together(LoadScopeScheduling):
    """Gives a worker all tests of a module, or all that look at one sheet."""

    def _split_scope(self, nodeid: str) -> str:
        return unit_of(nodeid)


def unit_of(nodeid: str) -> str:
    """What a test belongs to: "tests/test_x.py", or "first pages[everything-a4]"."""
    name, bracket, case = nodeid.partition("[")
    return f"{PARTS[name]}{bracket}{case}" if name in PARTS else nodeid.partition("::")[0]


SLOW = (
    "test_room_left.py",
    "test_signs_first.py",
    "pdf/test_handouts_conform.py",
    "test_sheets_seen.py",
    "test_benchmarks_batch.py",
    "checks/test_check.py",
    "test_black_and_white.py",
    "batch/test_stopping.py",
    "batch/test_kills.py",
    "batch/test_any_file.py",
)
"""Modules that take longest, first the longest: begun last, one worker would wait for them."""


def begun(name: str) -> int:
    """The place of a module in the order in which modules are begun."""
    return SLOW.index(name) if name in SLOW else len(SLOW)
