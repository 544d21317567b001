"""What kinds of breaks there are, and what each costs.

Costs are compared with how empty a page would be without them (see `flow`): a quarter of a page costs
62. They follow what book designers forbid or avoid: a stranded heading, a line, an item or a row alone, a
box split.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple


class BreakKind(Enum):
    """Where a break is, or what makes it worse."""

    SECTION = auto()
    TOPIC = auto()
    BLOCK = auto()
    BELOW_BOX = auto()
    ITEM = auto()
    ROW = auto()
    HIGH = auto()
    LINES = auto()
    FEW_LINES = auto()
    IN_ITEM = auto()
    BOX = auto()
    HEADED = auto()
    LEFT_OVER = auto()
    LINES_APART = auto()
    LOPSIDED = auto()
    DESPERATE = auto()


COSTS: dict[BreakKind, float] = {
    BreakKind.SECTION: 0.0,
    BreakKind.TOPIC: 4.0,
    BreakKind.BLOCK: 12.0,
    BreakKind.BELOW_BOX: 72.0,  # between a box with a frame or a tint and the words about it below
    BreakKind.ITEM: 16.0,
    BreakKind.ROW: 20.0,
    BreakKind.HIGH: 60.0,  # a single row or item on one side, but of several lines: it looks like a paragraph
    BreakKind.LINES: 25.0,
    BreakKind.FEW_LINES: 60.0,
    BreakKind.IN_ITEM: 60.0,
    BreakKind.BOX: 180.0,  # in a box with a frame or a tint, where no page holds it whole
    # Added to another:
    BreakKind.HEADED: 25.0,  # only the beginning of something would stand below its heading
    BreakKind.LEFT_OVER: 25.0,  # all that is left of a section, a few lines, would begin a page
    BreakKind.LINES_APART: 240.0,  # lines to write on would begin a page, away from what they are for
    BreakKind.LOPSIDED: 200.0,  # nearly all of a box is on one side; less, the more evenly it is split
    # From here on: only where there is no other way at all
    BreakKind.DESPERATE: 1000.0,
}


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
    """What decides whether something must stay whole."""

    page: float  # height of an empty column, pt
    line: float  # from line to line of running text, pt
    tip: float  # cost of splitting blocks that should stay together

    def high(self, kind: BreakKind) -> float:
        """How high one of alike things must be to stand alone, in pt."""
        return self.line * _HIGH[kind]

    def among_alike(self, nth: tuple[int, int], kind: BreakKind, heights: tuple[float, float]) -> BreakKind:
        """The kind of a break among alike things, so many, before the one at a place."""
        at, count = nth
        low = [height < self.high(kind) - _EPSILON for height in heights]
        if (at == 1 and low[0]) or (at == count - 1 and low[1]):
            return BreakKind.DESPERATE
        return BreakKind.HIGH if at in (1, count - 1) else kind
