"""Imposition plans: booklets, cards, and leaflets of three panels. Measures in pt.

Each sheet is right when it is turned like the page of a book: the back of its left half is at the right. A
printer that turns about the upper edge needs the backs rotated.
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


_Tick = tuple[float, float, float, float]
"""A mark from one point to another."""


class Small(NamedTuple):
    """The small pages: how many, and how large."""

    pages: int
    width: float
    height: float


def imposition(sheet: Sheet, paper: str, small: Small, *, in_stack: bool) -> Imposition:
    """The sheets of a layout; `in_stack` with others that are turned about their long edge."""
    size = sheet.papers[paper]  # type: ignore[index]
    sides = _SCHEMES[sheet.scheme](sheet, paper, size, small)
    flip = flip_of(size)
    if in_stack and flip == "DuplexFlipShortEdge":
        turned = (side._replace(turned=at % 2 == 1) for at, side in enumerate(sides))
        return Imposition((size.width, size.height), tuple(turned), "DuplexFlipLongEdge")
    return Imposition((size.width, size.height), sides, flip)


def flip_of(size: Paper) -> Flip:
    """The edge about which a sheet is turned like the page of a book."""
    return "DuplexFlipShortEdge" if size.width > size.height else "DuplexFlipLongEdge"


def in_order(count: int) -> tuple[tuple[int, int], ...]:
    """The pages (from 0) side by side on each side of a saddle-stitched booklet: front, back, front ...

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
    """Six pages: cover, flap, the three inside, back; each in the middle of its panel."""
    widths = sheet.widths[paper]  # type: ignore[index]
    outside = _side_of_panels((1, 5, 0), widths, size, small)
    return outside, _side_of_panels((2, 3, 4), tuple(reversed(widths)), size, small)


def _side_of_panels(pages: Iterable[int], widths: tuple[float, ...], size: Paper, small: Small) -> Side:
    lefts = [sum(widths[:at]) for at in range(len(widths))]
    placed = tuple(
        Placed(page, left + (width - small.width) / 2, 0.0)
        for page, left, width in zip(pages, lefts, widths, strict=True)
    )
    folds = [(x, y, x, y + _TICK - 2) for x in lefts[1:] for y in (SAFE, size.height - SAFE - _TICK + 2)]
    return Side(placed, _drawn(folds, _FOLD))


def _cards(sheet: Sheet, _paper: str, size: Paper, small: Small) -> tuple[Side, ...]:
    """Cards in a grid in the middle of the sheet, so that the backs are behind their fronts.

    A folded card opens like a book: its back and its front are outside, the two other pages inside.
    """
    is_folded = sheet.scheme == "folded-cards"
    sides = ((3, 0), (1, 2)) if is_folded else ((0,), (1,))
    width = small.width * len(sides[0])
    lefts, bottoms = _grid(sheet, size, width, small.height)
    marks = _drawn(_cuts(lefts, bottoms, width, small.height), _CUT)
    if is_folded:
        ends = (bottoms[-1] + small.height + _CLEAR, bottoms[0] - _CLEAR - _TICK)
        folds = [(left + small.width, y, left + small.width, y + _TICK) for left in lefts for y in ends]
        marks += b"\n" + _drawn(folds, _FOLD)
    corners = [(x, y) for y in reversed(bottoms) for x in lefts]
    return tuple(
        Side(
            tuple(Placed(page, x + at * small.width, y) for x, y in corners for at, page in enumerate(pages)),
            marks,
        )
        for pages in sides
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
        *((x, y, x, y + _TICK) for x in across for y in (up[-1] + _CLEAR, up[0] - far)),
        *((x, y, x + _TICK, y) for y in up for x in (across[-1] + _CLEAR, across[0] - far)),
    ]


def _drawn(ticks: Iterable[_Tick], style: bytes) -> bytes:
    lines = (f"{numbers(x, y)} m {numbers(to_x, to_y)} l S".encode() for x, y, to_x, to_y in ticks)
    return b"\n".join([style, *lines])


_SCHEMES = {"booklet": _booklet, "cards": _cards, "folded-cards": _cards, "panels": _panels}
