"""Where small pages stand on sheets: booklets, cards, and leaflets of three panels. Measures in pt.

Every sheet is laid out so that it is right when it is turned like the page of a book: the back of what
stands at the left stands at the right. A printer that turns about the upper edge needs the backs turned.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from handouts.model.layout import MARK, SAFE, Paper, Sheet
from handouts.pdf.imposition import Flip, Imposition, Placed, Side
from handouts.pdf.syntax import numbers

_CLEAR, _TICK = MARK

_CUT = b"0.35 G 0.4 w"
_FOLD = b"0.35 G 0.4 w [2 2] 0 d"


class Small(NamedTuple):
    """The small pages: how many, and how large."""

    pages: int
    width: float
    height: float


class _Tick(NamedTuple):
    """A mark from one point to another."""

    x: float
    y: float
    to_x: float
    to_y: float


def imposition(sheet: Sheet, paper: str, small: Small, *, in_stack: bool) -> Imposition:
    """The sheets of a layout. `in_stack`: among others that are turned about their long edge."""
    size = sheet.papers[paper]  # type: ignore[index]
    sides = _SCHEMES[sheet.scheme](sheet, paper, size, small)
    flip = flip_of(size)
    if in_stack and flip == "DuplexFlipShortEdge":
        turned = (side._replace(turned=at % 2 == 1) for at, side in enumerate(sides))
        return Imposition((size.width, size.height), tuple(turned), "DuplexFlipLongEdge")
    return Imposition((size.width, size.height), sides, flip)


def flip_of(size: Paper) -> Flip:
    """About which edge a sheet must be turned to be turned like the page of a book."""
    return "DuplexFlipShortEdge" if size.width > size.height else "DuplexFlipLongEdge"


def in_order(count: int) -> tuple[tuple[int, int], ...]:
    """Which pages (from 0) stand side by side on the sides of a booklet stapled in its fold, front, back ...

    Pages from `count` on are empty: a booklet has a multiple of four.
    """
    pages = -(-count // 4) * 4
    sides: list[tuple[int, int]] = []
    for first in range(0, pages // 2, 2):
        last = pages - 1 - first
        sides += [(last, first), (first + 1, last - 1)]
    return tuple(sides)


def _booklet(sheet: Sheet, _paper: str, size: Paper, small: Small) -> tuple[Side, ...]:
    """Two pages a side. Inner sheets creep out when folded, so their pages move towards the fold."""
    middle = size.width / 2
    sides = []
    for at, (left, right) in enumerate(in_order(small.pages)):
        inwards = sheet.creep * (at // 2)
        placed = (Placed(left, middle - small.width + inwards, 0.0), Placed(right, middle - inwards, 0.0))
        sides.append(Side(tuple(one for one in placed if one.page < small.pages)))
    return tuple(sides)


def _panels(sheet: Sheet, paper: str, size: Paper, small: Small) -> tuple[Side, ...]:
    """Six pages: cover, flap, the three inside, back. Each stands in the middle of its panel."""
    widths = sheet.widths[paper]  # type: ignore[index]
    outside = _side_of_panels((1, 5, 0), widths, size, small)
    return outside, _side_of_panels((2, 3, 4), tuple(reversed(widths)), size, small)


def _side_of_panels(pages: Iterable[int], widths: tuple[float, ...], size: Paper, small: Small) -> Side:
    lefts = [sum(widths[:at]) for at in range(len(widths))]
    placed = tuple(
        Placed(page, left + (width - small.width) / 2, 0.0)
        for page, left, width in zip(pages, lefts, widths, strict=True)
    )
    folds = [_Tick(x, y, x, y + _TICK - 2) for x in lefts[1:] for y in (SAFE, size.height - SAFE - _TICK + 2)]
    return Side(placed, _drawn(folds, _FOLD))


def _cards(sheet: Sheet, _paper: str, size: Paper, small: Small) -> tuple[Side, ...]:
    """Fronts, and backs behind them: the grid stands in the middle, so that it covers itself when turned."""
    lefts, bottoms = _grid(sheet, size, small.width, small.height)
    marks = _drawn(_cuts(lefts, bottoms, small.width, small.height), _CUT)
    return tuple(
        Side(tuple(Placed(page, x, y) for y in reversed(bottoms) for x in lefts), marks) for page in (0, 1)
    )


def _folded_cards(sheet: Sheet, _paper: str, size: Paper, small: Small) -> tuple[Side, ...]:
    """Cards that open like a book: back and front outside, the two other pages inside."""
    open_width = small.width * 2
    lefts, bottoms = _grid(sheet, size, open_width, small.height)
    cuts = _drawn(_cuts(lefts, bottoms, open_width, small.height), _CUT)
    top = bottoms[-1] + small.height + _CLEAR
    folds = [
        _Tick(left + small.width, y, left + small.width, y + _TICK)
        for left in lefts
        for y in (top, bottoms[0] - _CLEAR - _TICK)
    ]
    marks = cuts + b"\n" + _drawn(folds, _FOLD)
    return tuple(
        Side(
            tuple(
                Placed(page, left + at * small.width, y)
                for y in reversed(bottoms)
                for left in lefts
                for at, page in enumerate(pair)
            ),
            marks,
        )
        for pair in ((3, 0), (1, 2))
    )


def _grid(sheet: Sheet, size: Paper, width: float, height: float) -> tuple[list[float], list[float]]:
    """Left edges and lower edges of cards in the middle of a sheet."""
    left = (size.width - sheet.columns * width - (sheet.columns - 1) * sheet.gap) / 2
    bottom = (size.height - sheet.rows * height - (sheet.rows - 1) * sheet.gap) / 2
    lefts = [left + at * (width + sheet.gap) for at in range(sheet.columns)]
    return lefts, [bottom + at * (height + sheet.gap) for at in range(sheet.rows)]


def _cuts(lefts: list[float], bottoms: list[float], width: float, height: float) -> list[_Tick]:
    """Marks around the grid, in line with the edges of the cards."""
    across = sorted({edge for left in lefts for edge in (left, left + width)})
    up = sorted({edge for bottom in bottoms for edge in (bottom, bottom + height)})
    far = _CLEAR + _TICK
    return [
        *(_Tick(x, y, x, y + _TICK) for x in across for y in (up[-1] + _CLEAR, up[0] - far)),
        *(_Tick(x, y, x + _TICK, y) for y in up for x in (across[-1] + _CLEAR, across[0] - far)),
    ]


def _drawn(ticks: Iterable[_Tick], style: bytes) -> bytes:
    lines = (f"{numbers(tick.x, tick.y)} m {numbers(tick.to_x, tick.to_y)} l S".encode() for tick in ticks)
    return b"\n".join([style, *lines])


_SCHEMES = {"booklet": _booklet, "cards": _cards, "folded-cards": _folded_cards, "panels": _panels}
