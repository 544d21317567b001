"""What must go where not all fits: as few things as possible, the least important ones first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Hashable, Sequence
from typing import TypeVar

S = TypeVar("S")


def fewest(
    steps: Sequence[S],
    fits: Callable[[tuple[S, ...]], bool],
    group: Callable[[S], Hashable],
    taken: Collection[S] = (),
) -> tuple[S, ...] | None:
    """The steps that must be taken until the rest fits, in order; None where all of them do not suffice.

    `steps` stand in the order in which they are taken; those of `taken` are taken in any case. The first so
    many that suffice are found by bisection. Then steps are taken back for which there is room all the same,
    the last first. Of a group none is taken back before those that were taken after it.
    """

    def first(count: int) -> tuple[S, ...]:
        return tuple(step for at, step in enumerate(steps) if at < count or step in taken)

    if fits(first(0)):
        return first(0)
    count = bisect_left(range(len(steps) + 1), True, lo=1, key=lambda count: fits(first(count)))
    if count > len(steps):
        return None
    made = first(count)
    needed = {group(step) for step in made[-1:]}  # groups of which no step can be taken back
    for step in reversed(made[:-1]):
        fewer = tuple(each for each in made if each != step)
        if step in taken or group(step) in needed:
            continue
        if fits(fewer):
            made = fewer
        else:
            needed.add(group(step))
    return made
