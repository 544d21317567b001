"""Where boxes one below the other may be torn, and how much each place costs.

Costs are compared with how empty a page would be without them (see `flow`): a quarter of a page costs
62. They follow what book designers forbid or avoid: a stranded heading, a line, an item or a row alone, a
box torn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from handouts.press.boxes import EPSILON, MIN_LINES, Box, TextBox, is_rule
from handouts.press.ruled import ends_in_lines
from handouts.press.stacks import Row, Stack

SECTION = 0.0
TOPIC = 4.0
BLOCK = 12.0
ITEM = 16.0
ROW = 20.0
LINES = 25.0
FEW_LINES = 60.0
IN_ITEM = 60.0
HEADED = 25.0
"""Added where only the beginning of something stands below its heading."""
HIGH = 60.0
"""A single row or item on one side, but one of several lines: it looks like a paragraph."""
LEFT_OVER = 25.0
"""Added where all that is left of a section, a few lines, would begin a page."""
LINES_APART = 240.0
"""Added where lines to write on would begin a page, away from what they are for."""
BELOW_BOX = 72.0
"""Between a box with a frame or a tint and the words below it, which are about it."""
BOX = 180.0
"""A box with a frame or a tint, where no page holds it whole."""
LOPSIDED = 200.0
"""Added where nearly all of such a box is on one side; less, the more evenly it is torn."""
DESPERATE = 1000.0
"""From here on: only where there is no other way at all."""

_SMALL = 3.5
_FEW = 5
_HIGH_ITEM, _HIGH_ROW = 4, 6
"""Lines: a row alone has the head of its table above it, so it must be higher."""


class Tear(NamedTuple):
    """A place between boxes or inside one. Distances are measured from the top of the first box, in pt."""

    end: float  # where the part above ends
    start: float  # where the part below would have to begin, so that it ends where the whole ends
    cost: float
    at: tuple[int, ...]  # which box the part below begins with, then the same inside that box


class Judge(NamedTuple):
    """What decides whether something must stay whole."""

    page: float  # height of an empty column, pt
    line: float  # from line to line of running text, pt
    tip: float  # cost of tearing blocks that should stay together


def dissolved(boxes: Sequence[Box]) -> Iterator[tuple[Box, int]]:
    """Boxes without the stacks that only hold others together, each with the number of its group, or 0."""
    group = 0
    for box in boxes:
        if type(box) is Stack and box.whole and box.paint is None and box.head is None and not any(box.inset):
            group += 1
            yield from ((kid, group) for kid in box.boxes)
        else:
            yield box, 0


def tears(boxes: Sequence[tuple[Box, int]], judge: Judge) -> Iterator[Tear]:
    """Every place at which boxes may be torn, from the top down. Between two boxes and inside them."""
    y = 0.0
    for at, (box, group) in enumerate(boxes):
        if at:
            before, group_before = boxes[at - 1]
            gap = max(before.after, box.before)
            if not before.keep_with_next:
                start = y + gap
                if is_rule(box):  # a rule is left out at the head of a page
                    start += box.height + max(box.after, boxes[at + 1][0].before)
                cost = _between(before, box, judge)
                if cost == BLOCK and _is_left_over(boxes, at, judge):
                    cost += LEFT_OVER
                if cost == TOPIC and at + 1 < len(boxes) and ends_in_lines(boxes[at + 1][0]):
                    cost += LINES_APART
                if group and group == group_before:
                    cost = judge.tip if cost < DESPERATE and box.nth and box.nth[0] else DESPERATE
                yield Tear(y, start, cost, (at,))
            y += gap
        headed = HEADED if at and boxes[at - 1][0].keep_with_next else 0.0
        together = (
            (judge.tip if box.nth else DESPERATE) if group else 0.0
        )  # a sentence says what is shown below
        for tear in inside(box, judge):
            yield Tear(y + tear.end, y + tear.start, max(tear.cost + headed, together), (at, *tear.at))
        y += box.height


def _is_left_over(boxes: Sequence[tuple[Box, int]], at: int, judge: Judge) -> bool:
    """Whether a box is all that a page would have of its section, and small."""
    after = boxes[at + 1][0] if at + 1 < len(boxes) else None
    ends = after is None or is_rule(after)
    return ends and boxes[at][0].height < judge.line * _SMALL


def _between(above: Box, below: Box, judge: Judge) -> float:
    """What it costs to tear between two boxes of running text."""
    if below.nth and below.nth[0]:
        return _parted(below.nth, ITEM, above.height, below.height, judge.line * _HIGH_ITEM)
    if is_rule(below):
        return SECTION
    if below.keep_with_next:
        return TOPIC
    is_box = isinstance(above, Stack) and above.paint is not None and above.nth is None
    return BELOW_BOX if is_box and isinstance(below, TextBox) else BLOCK


def _parted(nth: tuple[int, int], cost: float, above: float, below: float, high: float) -> float:
    """What it costs to tear alike things, so many, before the one at a place; one alone must be high."""
    at, count = nth
    if (at == 1 and above < high - EPSILON) or (at == count - 1 and below < high - EPSILON):
        return DESPERATE
    return HIGH if at in (1, count - 1) else cost


def inside(box: Box, judge: Judge) -> Sequence[Tear]:
    """The places inside a box, measured from its top."""
    if isinstance(box, TextBox):
        return () if box.keep_with_next else _in_text(box)
    if isinstance(box, Row):
        return _in_row(box, judge)
    return list(_in_stack(box, judge)) if isinstance(box, Stack) else ()


def _in_text(box: TextBox) -> Sequence[Tear]:
    count, leading = len(box.lines), box.leading
    if count < 2 * MIN_LINES:
        return ()
    cost = LINES if count > _FEW else FEW_LINES
    return [Tear(k * leading, k * leading, cost, (k,)) for k in range(MIN_LINES, count - MIN_LINES + 1)]


def _in_row(row: Row, judge: Judge) -> Sequence[Tear]:
    """In its last cell, where that may be torn and the others stay beside its first part."""
    if not row.splits:
        return ()
    last = row.cells[-1][1]
    found = inside(last, judge)
    if not found:
        return ()
    others = max((box.height for _, box in row.cells[:-1]), default=0.0)
    alone = row.nth is not None and row.nth[1] > 1 and row.nth[0] in (0, row.nth[1] - 1)
    cost = DESPERATE if alone and last.height < 2 * _HIGH_ITEM * judge.line else IN_ITEM
    return [tear._replace(cost=cost) for tear in found if others <= tear.end + EPSILON]


def _in_stack(stack: Stack, judge: Judge) -> Iterator[Tear]:
    """Between the boxes of a stack and inside them; its room and its head are there on both sides."""
    kids, count = stack.boxes, len(stack.boxes)
    whole = DESPERATE if stack.whole and stack.height < judge.page else 0.0
    head = stack.head
    over = stack.inset.top + (head.height if head else 0.0)
    y = over + (max(head.after, kids[0].before) if head and kids else 0.0)
    for at, kid in enumerate(kids):
        if at:
            above = kids[at - 1]
            gap = max(above.after, kid.before)
            if not above.keep_with_next:
                again = over + (max(head.after, kid.before) if head else 0.0)
                cost = _between_kids(stack, at, count, judge)
                end = y + stack.room_for_more(above) + stack.inset.bottom
                yield Tear(end, y + gap - again, whole + cost, (at,))
            y += gap
        again = over + (head.after if head else 0.0)
        torn_kid = BOX if stack.paint is None else DESPERATE  # in a frame a sentence is never begun only
        for tear in inside(kid, judge):
            cost = whole + torn_kid + tear.cost
            end = y + tear.end + stack.room_for_more() + stack.inset.bottom
            yield Tear(end, y + tear.start - again, cost, (at, *tear.at))
        y += kid.height


def _between_kids(stack: Stack, at: int, count: int, judge: Judge) -> float:
    above, below = stack.boxes[at - 1], stack.boxes[at]
    if stack.paint is None:  # a table
        return _parted((at, count), ROW, above.height, below.height, judge.line * _HIGH_ROW)
    if min(at, count - at) < 2 < count:
        return DESPERATE  # a frame around one item, however high
    return BOX + LOPSIDED * (1 - 2 * min(at, count - at) / count) + _between(above, below, judge)


def torn(box: Box, at: tuple[int, ...]) -> tuple[Box, Box]:
    """The two parts of a box that is torn at a place inside it."""
    where, *deeper = at
    if isinstance(box, TextBox):
        return box.parted(where)
    if isinstance(box, Row):
        return box.parted(*torn(box.cells[-1][1], at))
    assert isinstance(box, Stack)  # nothing else has places inside
    upper, lower = box.boxes[:where], box.boxes[where:]
    if deeper:
        above, below = torn(box.boxes[where], tuple(deeper))
        upper, lower = (*upper, above), (below, *lower[1:])
    return box.parted(upper, lower)


def glue(boxes: Sequence[Box]) -> list[float]:
    """The room above each box, summed up from the first; it may grow and shrink."""
    sums = [0.0]
    for above, below in pairwise(boxes):
        sums.append(sums[-1] + max(above.after, below.before))
    return sums
