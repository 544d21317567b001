"""Pagination: where columns end is chosen for all of them together.

Dynamic programming over the break points finds the cheapest choice, as in Knuth and Plass for lines (Breaking
paragraphs into lines, 1981) and Plass for pages (Optimal pagination techniques, 1981). A column costs the
square of its empty part, a break what its kind costs (`break_costs`), a page a little, and a nearly empty
last page much.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from typing import NamedTuple

from handouts.model.layout import Flow
from handouts.typeset.boxes import EPSILON, Box
from handouts.typeset.break_costs import BreakCosts, BreakKind, BreakPoint
from handouts.typeset.columns import break_points, dissolved, glue

_EMPTY = 1000.0
"""Times the square of the empty part of a column: a quarter costs 62."""
_LOOSE = 6.0
"""A column whose glue is stretched as far as it may be; less by the square."""
_TIGHT = 12.0
"""The same for glue that is shrunk."""
_PAGE = 30.0
_THIN = (100.0, 600.0)
"""A last page a little too empty, and how much more a nearly empty one."""
_UNEVEN = 800.0
"""Times the square of the difference between the columns of a last page."""
_NO_MORE = 150.0
"""Emptier columns are not tried once one is known that costs so much less,"""
_SOON = 2.2
"""unless so few pages are left that only these can fill the last one."""

_Place = tuple[int, ...]
"""Index of the box that a column begins with, then the index inside that box."""


class Rooms(NamedTuple):
    """Heights of columns in pt; the columns of the open page come first, then those of any other page."""

    begun: tuple[float, ...]  # of the open page
    page: float
    columns: int  # of the other pages

    def of(self, kind: int) -> float:
        """Height of a column."""
        return self.begun[kind] if kind < len(self.begun) else self.page

    def after(self, kind: int) -> int:
        """The next column."""
        return kind + 1 if kind + 1 < len(self.begun) + self.columns else len(self.begun)

    def left(self, kind: int) -> int:
        """How many columns are left on the page, this one included."""
        begun = len(self.begun)
        return begun - kind if kind < begun else begun + self.columns - kind


class Filled(NamedTuple):
    """The boxes of one column; their distances are multiplied by `stretch`."""

    boxes: tuple[Box, ...]
    stretch: float = 1.0


class NoWayError(ValueError):
    """No column is high enough."""

    def __init__(self, height: float) -> None:
        super().__init__(f"a piece of {height:.0f} pt fits into no column")


def flowed(boxes: Sequence[Box], rooms: Rooms, flow: Flow, line: float) -> list[Filled]:
    """Boxes in columns; `line` is the leading of running text, in pt. Raises NoWayError."""
    parts = list(dissolved(boxes))
    plain = [box for box, _ in parts]
    found = list(break_points(parts, BreakCosts(rooms.page, line, _EMPTY * flow.torn**2)))
    for most in (BreakKind.DESPERATE.cost, float("inf")):
        column = _column(plain, [point for point in found if point.cost < most])
        path = _Ways(column, rooms, flow).path()
        if path:
            return list(_filled(plain, column, path, rooms, flow))
    raise NoWayError(max(box.height for box in plain))


class _Column(NamedTuple):
    """All boxes in one endless column: its break points from head to foot, both of these included."""

    ends: list[float]  # of the part above, in pt from the head
    starts: list[float]  # of the part below
    costs: list[float]
    glue_above: list[float]  # glue from the head to the end of the part above
    glue_below: list[float]  # and to the start of the part below
    end_at: list[_Place]
    start_at: list[_Place]


def _column(boxes: Sequence[Box], found: Sequence[BreakPoint]) -> _Column:
    sums = glue(boxes)
    height = sum(box.height for box in boxes) + sums[-1]
    begins = [_past_rule(boxes, point.at) for point in found]
    first = _past_rule(boxes, (0,))
    start = boxes[0].height + sums[1] if first != (0,) else 0.0
    return _Column(
        ends=[0.0, *(point.end for point in found), height],
        starts=[start, *(point.start for point in found), height],
        costs=[0.0, *(point.cost for point in found), 0.0],
        glue_above=[0.0, *(sums[point.at[0] - (len(point.at) == 1)] for point in found), sums[-1]],
        glue_below=[sums[first[0]], *(sums[place[0]] for place in begins), sums[-1]],
        end_at=[(0,), *(point.at for point in found), (len(boxes),)],
        start_at=[first, *begins, (len(boxes),)],
    )


def _past_rule(boxes: Sequence[Box], at: _Place) -> _Place:
    """A place, after a rule that is not printed at the head of a column."""
    box = boxes[at[0]]
    is_last = at[0] + 1 == len(boxes)
    return at if len(at) > 1 or is_last or not box.is_rule else (at[0] + 1,)


class _Ways:
    """The cheapest way to each break point."""

    def __init__(self, column: _Column, rooms: Rooms, flow: Flow) -> None:
        self._column, self._rooms, self._flow = column, rooms, flow
        self._last = len(column.ends) - 1
        begun, kinds = len(rooms.begun), len(rooms.begun) + rooms.columns
        self._cost: list[dict[int, float]] = [{} for _ in range(kinds)]
        self._from: list[dict[int, tuple[int, int]]] = [{} for _ in range(kinds)]
        self._cost[0][0] = 0.0
        for kind in range(begun):
            for place in sorted(self._cost[kind]):
                self._go_on(kind, place)
        for place in range(self._last):
            for kind in range(begun, kinds):
                if place in self._cost[kind]:
                    self._go_on(kind, place)

    def path(self) -> list[tuple[int, int, int]]:
        """All columns in order: kind, where it begins and ends. Empty: there is no way."""
        ends = [(cost[self._last], kind) for kind, cost in enumerate(self._cost) if self._last in cost]
        if not ends:
            return []
        kind, place = min(ends)[1], self._last
        columns = []
        while place or kind:
            before, begins = self._from[kind][place]
            columns.append((before, begins, place))
            kind, place = before, begins
        return columns[::-1]

    def _go_on(self, kind: int, place: int) -> None:
        """Try every end of the column that begins here."""
        column, rooms = self._column, self._rooms
        furthest = self._furthest(place, rooms.of(kind))
        spent, came = self._cost[kind][place], (kind, place)
        following = rooms.after(kind)
        if furthest <= place:
            if kind < len(rooms.begun):  # nothing fits below what stands on the begun page
                self._reach(following, place, spent + _EMPTY * (rooms.of(kind) / rooms.page) ** 2, came)
            return
        rest, left = column.ends[-1] - column.starts[place], rooms.left(kind)
        is_last = left > 1 and rest <= left * rooms.of(kind)
        if kind == len(rooms.begun):
            spent += _PAGE + (self._thin(rest / left / rooms.page) if is_last or left == 1 else 0.0)
        ends_soon = rest < _SOON * rooms.page * rooms.columns
        least, most = float("inf"), float("inf") if ends_soon else _NO_MORE
        for at in range(furthest, place, -1):
            height = column.ends[at] - column.starts[place]
            if is_last:
                cost = _UNEVEN * ((height - rest / left) / rooms.page) ** 2
            else:
                cost = 0.0 if at == self._last else self._loose(place, at, rooms.of(kind) - height)
                if cost > least + most:
                    break
            cost += column.costs[at]
            least = min(least, cost)
            self._reach(following, at, spent + cost, came)

    def _loose(self, place: int, at: int, short: float) -> float:
        """Cost of a column from place to place that is `short` pt shorter than its room."""
        grows = self._column.glue_above[at] - self._column.glue_below[place]
        if short < -EPSILON:
            least = self._flow.shrink * grows
            return _TIGHT * (short / least) ** 2 if least else 0.0
        most = self._flow.stretch * grows
        if short < most:
            return _LOOSE * (short / most) ** 2 if most else 0.0
        return _LOOSE + _EMPTY * ((short - most) / self._rooms.page) ** 2

    def _thin(self, share: float) -> float:
        """Cost of a last page of which this share is filled."""
        wanted = self._flow.last
        return _THIN[0] + _THIN[1] * (wanted - share) / wanted if share < wanted else 0.0

    def _furthest(self, place: int, room: float) -> int:
        """The last end of a column, with its glue shrunk as far as it may be."""
        ends, above, start = self._column.ends, self._column.glue_above, self._column.starts[place]
        below, shrink = self._column.glue_below[place], self._flow.shrink
        at = bisect_right(ends, start + room + EPSILON) - 1
        while at < self._last and ends[at + 1] - start - room <= shrink * (above[at + 1] - below):
            at += 1
        return at

    def _reach(self, kind: int, place: int, cost: float, came: tuple[int, int]) -> None:
        if cost < self._cost[kind].get(place, float("inf")):
            self._cost[kind][place] = cost
            self._from[kind][place] = came


def _filled(
    boxes: Sequence[Box], column: _Column, path: list[tuple[int, int, int]], rooms: Rooms, flow: Flow
) -> Iterator[Filled]:
    """The boxes of each column of a path."""
    places, pieces = zip(*_pieces(boxes, [column.end_at[end] for _, _, end in path]), strict=True)
    last = _opening(path, rooms)
    for nth, (kind, begin, end) in enumerate(path):
        first = bisect_left(places, column.start_at[begin])
        kept = pieces[first : max(first, bisect_left(places, column.end_at[end]))]
        short = rooms.of(kind) - (column.ends[end] - column.starts[begin])
        grows = column.glue_above[end] - column.glue_below[begin]
        most = 0.0 if nth >= last else flow.stretch
        yield Filled(kept, 1.0 + min(short / grows, most) if grows and end > begin else 1.0)


def _opening(path: list[tuple[int, int, int]], rooms: Rooms) -> int:
    """The first column of the last page, whose foot need not be even with those of other pages."""
    opens = (0, len(rooms.begun))
    return max((nth for nth, (kind, _, _) in enumerate(path) if kind in opens), default=0)


def _pieces(boxes: Sequence[Box], places: Sequence[_Place]) -> list[tuple[_Place, Box]]:
    """All boxes or their parts in order, each with the place where it begins."""
    inside = sorted(place for place in places if len(place) > 1)
    cut = {at: list(found) for at, found in groupby(inside, key=lambda place: place[0])}
    return list(chain.from_iterable(_parts(at, box, cut.get(at, [])) for at, box in enumerate(boxes)))


def _parts(at: int, box: Box, places: list[_Place]) -> list[tuple[_Place, Box]]:
    """A box split at places in it: the last one first, so that the others stay valid."""
    parts: list[tuple[_Place, Box]] = []
    for place in reversed(places):
        box, below = box.split_at(place[1:])
        parts.append((place, below))
    return [((at,), box), *reversed(parts)]
