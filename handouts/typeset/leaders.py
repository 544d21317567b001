"""Where the labels of a body stand: in a column at each side, close to what they name, none over another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Final, Literal, NamedTuple

Side = Literal["left", "right"]

_MOST_CHOICES: Final = 8
"""Labels that may stand on either side of which all sides are tried; of more the others stay on their own."""

_OTHER_SIDE: Final = 30.0
"""What it costs that a label stands on the other side, in square points of distance from what it names."""

_APART: Final = 2.0
"""Points between labels."""


class Label(NamedTuple):
    """A label that is to be placed: where its line ends, and its height in pt."""

    at: tuple[float, float]  # from the upper left corner of the body
    side: Side
    height: float
    mirrored: bool = False  # whether its line may as well end at the other side of the body


class Placed(NamedTuple):
    """Where a label stands, and where its line ends."""

    at: tuple[float, float]
    side: Side
    middle: float  # of its height, from the top


def placed(labels: Sequence[Label], size: tuple[float, float]) -> list[Placed]:
    """The labels at their places, in their order; `size` is the width and height of the body in pt.

    A column that is higher than the body goes beyond its foot.
    """
    free = [at for at, label in enumerate(labels) if label.mirrored][:_MOST_CHOICES]
    tries = (dict(zip(free, flips, strict=True)) for flips in product((False, True), repeat=len(free)))
    return min((_arranged(labels, flips, size) for flips in tries), key=lambda found: found[0])[1]


def _arranged(
    labels: Sequence[Label], flips: dict[int, bool], size: tuple[float, float]
) -> tuple[float, list[Placed]]:
    """What an arrangement costs, and the labels in it."""
    turned = [_flipped(label, size[0]) if flips.get(at) else label for at, label in enumerate(labels)]
    cost, found = _OTHER_SIDE * sum(flips.values()), dict[int, Placed]()
    for side in ("left", "right"):
        column = [at for at, label in enumerate(turned) if label.side == side]
        column.sort(key=lambda at: (turned[at].at[1], at))
        wanted = [turned[at].at[1] for at in column]
        for at, middle in zip(
            column, _spread(wanted, [turned[at].height for at in column], size[1]), strict=True
        ):
            found[at] = Placed(turned[at].at, turned[at].side, middle)
            cost += (middle - turned[at].at[1]) ** 2
    return cost, [found[at] for at in range(len(labels))]


def _flipped(label: Label, width: float) -> Label:
    side: Side = "left" if label.side == "right" else "right"
    return label._replace(at=(width - label.at[0], label.at[1]), side=side)


def _spread(wanted: Sequence[float], heights: Sequence[float], most: float) -> Iterator[float]:
    """Middles in order that are as near to those wanted as can be, in squares, without an overlap.

    Neighbours that would overlap form a group, which stands at the mean of what its members want.
    """
    offsets, groups = list(_offsets(heights)), list[list[float]]()  # of each group: sum of wants, count
    for want, offset in zip(wanted, offsets, strict=True):
        groups.append([want - offset, 1])
        while len(groups) > 1 and _mean(groups[-2]) > _mean(groups[-1]):
            total, count = groups.pop()
            groups[-1][0] += total
            groups[-1][1] += count
    bases = [_mean(group) for group in groups for _ in range(int(group[1]))]
    if not bases:
        return
    highest = heights[0] / 2
    lowest = max(highest, most - heights[-1] / 2 - offsets[-1])
    for base, offset in zip(bases, offsets, strict=True):
        yield min(max(base, highest), lowest) + offset


def _offsets(heights: Iterable[float]) -> Iterator[float]:
    """How far below the first each label stands at least."""
    below, last = 0.0, None
    for height in heights:
        if last is not None:
            below += (last + height) / 2 + _APART
        yield below
        last = height


def _mean(group: Sequence[float]) -> float:
    return group[0] / group[1]
