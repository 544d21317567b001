"""The kinds of breaks, and what each costs.

Costs are compared with how empty a page would be without them (see `flow`): a quarter of a page costs
62. They follow what book designers forbid or avoid: a stranded heading, a line, an item or a row alone, a
box split.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class BreakKind(Enum):
    """Where a break is, or what makes it worse; and its cost."""

    SECTION = "between two sections", 0.0
    TOPIC = "above a heading", 4.0
    BLOCK = "between two blocks", 12.0
    BELOW_BOX = "between a box with a frame or a tint and the words about it below", 72.0
    ITEM = "between two items of a list", 16.0
    ROW = "between two rows of a table", 20.0
    HIGH = "beside a single item or row of several lines, which looks like a paragraph", 60.0
    LINES = "between two lines", 25.0
    FEW_LINES = "between two lines of a short paragraph", 60.0
    IN_ITEM = "inside an item", 60.0
    BOX = "inside a box with a frame or a tint that is higher than a page", 180.0
    # Added to another:
    HEADED = "only the beginning of a block would be left below its heading", 25.0
    LEFT_OVER = "the last lines of a section would begin a page", 25.0
    LINES_APART = "lines to write on would begin a page, away from their words", 240.0
    LOPSIDED = "nearly all of a box would be on one side; less, the more evenly it is split", 200.0
    # From here on: only where there is no other way at all
    DESPERATE = "in what must stay together", 1000.0

    def __init__(self, where: str, cost: float) -> None:
        self.where = where
        self.cost = cost


_HIGH = {BreakKind.ITEM: 4, BreakKind.ROW: 6}
"""Lines: a row alone has the head of its table above it, so it must be higher."""

_EPSILON = 0.01


class BreakPoint(NamedTuple):
    """A place between boxes or inside one. Distances are measured from the top of the first box, in pt."""

    end: float  # where the part above ends
    start: float  # where the part below would have to begin, so that it ends where the whole ends
    cost: float
    at: tuple[int, ...]  # which box the part below begins with, then the same inside that box


class BreakCosts(NamedTuple):
    """Measures of the page that costs depend on."""

    page: float  # height of an empty column, pt
    line: float  # leading of running text, pt
    tip: float  # cost of splitting blocks that should stay together

    def high(self, kind: BreakKind) -> float:
        """How high an item or a row must be to stand alone, in pt."""
        return self.line * _HIGH[kind]

    def among_alike(self, nth: tuple[int, int], kind: BreakKind, heights: tuple[float, float]) -> BreakKind:
        """The kind of a break before the `nth` item or row (index, count), given the heights around it."""
        at, count = nth
        low = [height < self.high(kind) - _EPSILON for height in heights]
        if (at == 1 and low[0]) or (at == count - 1 and low[1]):
            return BreakKind.DESPERATE
        return BreakKind.HIGH if at in (1, count - 1) else kind
