"""Boxes one below the other: their heights, how many fit a column, and where they may be split."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from handouts.typeset.boxes import EPSILON, Box, TextBox
from handouts.typeset.break_costs import BreakCosts, BreakKind, BreakPoint

_SMALL = 3.5
"""Lines: a lower block looks left over at the head of a page."""

Grouped = Sequence[tuple[Box, int]]
"""Boxes, each with the number of the group that it is kept together with, or 0."""


def stacked_height(boxes: Sequence[Box], stretch: float = 1.0) -> float:
    """Height of boxes one below the other, with the distances between them times `stretch`."""
    return sum([box.height for box in boxes]) + sum(gaps(boxes)) * stretch


def gaps(boxes: Sequence[Box]) -> list[float]:
    """Distances between neighbours."""
    return [max(a.after, b.before) for a, b in pairwise(boxes)]


def placed_from(boxes: Sequence[Box], top: float, stretch: float = 1.0) -> Iterator[tuple[Box, float]]:
    """Boxes one below the other, each with its top, with the distances between them times `stretch`."""
    y = top
    for at, box in enumerate(boxes):
        if at:
            y -= max(boxes[at - 1].after, box.before) * stretch
        yield box, y
        y -= box.height


def _is_alone(above: Box, below: Box) -> bool:
    """Whether a break would leave a single item of a list on one side."""
    if above.nth is None or below.nth is None or below.nth[0] == 0:
        return False
    at, count = below.nth
    return at == 1 or (at == count - 1 and count > 2)


def fill(boxes: Sequence[Box], room: float, fresh: bool = False) -> tuple[list[Box], list[Box]]:
    """As many boxes as `room` holds, the last of them split if need be, and the rest.

    On a `fresh` page, where moving on would not help, what should stay together is split too. Nothing placed
    means that nothing fits.
    """
    placed: list[Box] = []
    y = 0.0
    for at, box in enumerate(boxes):
        if not placed and box.is_rule:
            continue
        gap = max(placed[-1].after, box.before) if placed else 0.0
        if y + gap + box.height <= room + EPSILON:
            placed.append(box)
            y += gap + box.height
            continue
        forced = fresh and all(each.keep_with_next for each in placed)
        is_short = placed and box.nth is not None and not forced  # items are not split
        parts = None if is_short else box.split(room - y - gap, forced=forced)
        if parts is not None:
            return [*placed, parts[0]], [parts[1], *boxes[at + 1 :]]
        rest = list(boxes[at:])
        while placed and (placed[-1].keep_with_next or _is_alone(placed[-1], rest[0])):
            rest.insert(0, placed.pop())
        return placed, rest
    return placed, []


def between(above: Box, below: Box, costs: BreakCosts) -> BreakKind:
    """The kind of the break between two boxes of running text."""
    if below.nth and below.nth[0]:
        return costs.among_alike(below.nth, BreakKind.ITEM, (above.height, below.height))
    if below.is_rule:
        return BreakKind.SECTION
    if below.keep_with_next:
        return BreakKind.TOPIC
    return BreakKind.BELOW_BOX if above.is_panel and isinstance(below, TextBox) else BreakKind.BLOCK


def glue(boxes: Sequence[Box]) -> list[float]:
    """The glue (distances that may stretch and shrink) above each box, summed up from the first."""
    return list(accumulate(gaps(boxes), initial=0.0))


def dissolved(boxes: Sequence[Box]) -> Iterator[tuple[Box, int]]:
    """Boxes, with those of a group in place of the group; each with the number of its group, or 0."""
    group = 0
    for box in boxes:
        if box.is_group:
            group += 1
            yield from ((kid, group) for kid in box.children())
        else:
            yield box, 0


def break_points(boxes: Grouped, costs: BreakCosts) -> Iterator[BreakPoint]:
    """Every place where boxes may be split, from the top down."""
    y = 0.0
    for at, (box, group) in enumerate(boxes):
        above = boxes[at - 1][0] if at else None
        if above:
            gap = max(above.after, box.before)
            if not above.keep_with_next:
                start = y + gap
                if box.is_rule:  # not printed at the head of a page
                    start += box.height + max(box.after, boxes[at + 1][0].before)
                yield BreakPoint(y, start, _cost_before(boxes, at, costs), (at,))
            y += gap
        headed = BreakKind.HEADED.cost if above and above.keep_with_next else 0.0
        least = _cost_in_group(costs, is_item=bool(box.nth)) if group else 0.0
        for point in box.break_points(costs):
            cost = max(point.cost + headed, least)
            yield BreakPoint(y + point.end, y + point.start, cost, (at, *point.at))
        y += box.height


def _cost_before(boxes: Grouped, at: int, costs: BreakCosts) -> float:
    (above, group_above), (box, group) = boxes[at - 1], boxes[at]
    kind = between(above, box, costs)
    if group and group == group_above:
        is_item = kind is not BreakKind.DESPERATE and bool(box.nth and box.nth[0])
        return _cost_in_group(costs, is_item=is_item)
    following = boxes[at + 1][0] if at + 1 < len(boxes) else None
    is_last = following is None or following.is_rule
    if kind is BreakKind.BLOCK and is_last and box.height < costs.line * _SMALL:
        return kind.cost + BreakKind.LEFT_OVER.cost
    if kind is BreakKind.TOPIC and following and following.ends_in_lines:
        return kind.cost + BreakKind.LINES_APART.cost
    return kind.cost


def _cost_in_group(costs: BreakCosts, *, is_item: bool) -> float:
    """Of a group only a list may be split: a sentence belongs to what it introduces."""
    return costs.tip if is_item else BreakKind.DESPERATE.cost
