"""A booklet's pages: cover, guide, pages for notes up to a multiple of four, and a back cover."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

from handouts.model.layout import Layout, Paper
from handouts.typeset.boxes import Box, Break
from handouts.typeset.columns import stacked_height
from handouts.typeset.fixed_pages import spread
from handouts.typeset.page_builder import pages_needed
from handouts.typeset.pages import FilledFrame, FilledPage
from handouts.typeset.stacks import CoverStack

LEAF = 4
"""Pages of a sheet that is folded once."""

Page = Callable[[], FilledPage]
"""Sets a page with elements of its own."""


def opening_that_fits(
    layout: Layout, paper: Paper, opening: Sequence[Box], body: Sequence[Box]
) -> Sequence[Box]:
    """The opening, with a lower title where the cover would need a second page."""
    on_cover = list(takewhile(lambda box: not isinstance(box, Break), body))
    if pages_needed(layout, paper, opening, on_cover) == 1:
        return opening
    return [each for box in opening for each in (box.fallback if isinstance(box, CoverStack) else (box,))]


def bound(guide: Sequence[FilledPage], notes: Page, back: Page) -> tuple[FilledPage, ...]:
    """All pages of a booklet, in order."""
    empty = -(len(guide) + 1) % LEAF
    first, *others = guide
    return (covered(first), *others, *(notes() for _ in range(empty)), back())


def covered(page: FilledPage) -> FilledPage:
    """The first page with a title that fills it; what is below moves down. The title grows, not the glue."""
    page = page._replace(frames=tuple(each._replace(stretch=1.0) for each in page.frames))
    flowing = [each for each in page.frames if each.boxes and not each.at_foot]
    more = min((_left(each) for each in flowing), default=0.0)
    if more <= 0 or not any(_has_cover(each) for each in flowing):
        return page
    return page._replace(frames=tuple(_moved(each, more) for each in page.frames))


def _left(filled: FilledFrame) -> float:
    """Room below the boxes of a frame and the distance that the last one asks for."""
    return filled.frame.height - stacked_height(filled.boxes) - filled.boxes[-1].after


def _moved(filled: FilledFrame, more: float) -> FilledFrame:
    if filled.at_foot:
        return filled
    if _has_cover(filled):
        return filled._replace(boxes=spread(filled.boxes, stacked_height(filled.boxes) + more))
    frame = filled.frame
    return filled._replace(frame=frame._replace(top=frame.top - more, height=frame.height - more))


def _has_cover(filled: FilledFrame) -> bool:
    return any(isinstance(box, CoverStack) for box in filled.boxes)
