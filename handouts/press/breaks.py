"""Where boxes one below the other may be split, and how much each place costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handouts.press.boxes import Box
from handouts.press.break_costs import COSTS, BreakCosts, BreakPoint, Kind
from handouts.press.columns import between

_SMALL = 3.5
"""Lines: what is lower looks left over at the head of a page."""

Grouped = Sequence[tuple[Box, int]]
"""Boxes, each with the number of the group that it stays together with, or 0."""


def dissolved(boxes: Sequence[Box]) -> Iterator[tuple[Box, int]]:
    """Boxes without the stacks that only keep others together, each with the number of its group, or 0."""
    group = 0
    for box in boxes:
        if box.is_group:
            group += 1
            yield from ((kid, group) for kid in box.children())
        else:
            yield box, 0


def break_points(boxes: Grouped, costs: BreakCosts) -> Iterator[BreakPoint]:
    """Every place at which boxes may be split, from the top down: between two boxes and inside them."""
    y = 0.0
    for at, (box, group) in enumerate(boxes):
        above = boxes[at - 1][0] if at else None
        if above:
            gap = max(above.after, box.before)
            if not above.keep_with_next:
                start = y + gap
                if box.is_rule:  # it is left out at the head of a page
                    start += box.height + max(box.after, boxes[at + 1][0].before)
                yield BreakPoint(y, start, _cost_before(boxes, at, costs), (at,))
            y += gap
        headed = COSTS[Kind.HEADED] if above and above.keep_with_next else 0.0
        least = _cost_in_group(costs, is_item=bool(box.nth)) if group else 0.0
        for point in box.break_points(costs):
            cost = max(point.cost + headed, least)
            yield BreakPoint(y + point.end, y + point.start, cost, (at, *point.at))
        y += box.height


def _cost_before(boxes: Grouped, at: int, costs: BreakCosts) -> float:
    (above, group_above), (box, group) = boxes[at - 1], boxes[at]
    kind = between(above, box, costs)
    if group and group == group_above:
        is_item = kind is not Kind.DESPERATE and bool(box.nth and box.nth[0])
        return _cost_in_group(costs, is_item=is_item)
    following = boxes[at + 1][0] if at + 1 < len(boxes) else None
    is_last = following is None or following.is_rule
    if kind is Kind.BLOCK and is_last and box.height < costs.line * _SMALL:
        return COSTS[kind] + COSTS[Kind.LEFT_OVER]
    if kind is Kind.TOPIC and following and following.ends_in_lines:
        return COSTS[kind] + COSTS[Kind.LINES_APART]
    return COSTS[kind]


def _cost_in_group(costs: BreakCosts, *, is_item: bool) -> float:
    """Of what stands together only a list is split: a sentence says what is shown below."""
    return costs.tip if is_item else COSTS[Kind.DESPERATE]
