"""Filling pages that have a place of their own: each holds what is meant for it, or something is left out."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.model.layout import Layout, Paper
from handouts.press.boxes import Box, Break
from handouts.press.pages import DoesNotFitError, FilledFrame, FilledPage, whole_frame
from handouts.press.stacks import SpareStack, fill, stacked_height


def fill_little_pages(
    layout: Layout, paper: Paper, boxes: Sequence[Box]
) -> tuple[tuple[FilledPage, ...], tuple[str, ...]]:
    """A page for all boxes up to each break, and the names of what was left out of them.

    Raises DoesNotFitError where a page cannot hold even what may not be left out.
    """
    left_out: dict[str, None] = {}
    pages = []
    for part in _parts(boxes):
        page, names = _page(layout, paper, part)
        pages.append(page)
        left_out |= dict.fromkeys(names)
    return tuple(pages), tuple(left_out)


def _parts(boxes: Sequence[Box]) -> list[list[Box]]:
    parts: list[list[Box]] = [[]]
    for box in boxes:
        if isinstance(box, Break):
            parts.append([])
        else:
            parts[-1].append(box)
    return parts


def _page(layout: Layout, paper: Paper, boxes: list[Box]) -> tuple[FilledPage, list[str]]:
    """A page of boxes without those that it has no room for: the last spare one goes first."""
    frame = whole_frame(layout, paper)
    kept, names = list(boxes), list[str]()
    while True:
        placed, rest = fill(kept, frame.height, fresh=True)
        if not rest:
            return FilledPage((FilledFrame(frame, tuple(placed)),), named=True), names[::-1]
        spare = [at for at, box in enumerate(kept) if isinstance(box, SpareStack)]
        if not spare:
            over = stacked_height(kept) - frame.height
            raise DoesNotFitError(
                f"what may not be left out of a page of this layout is {over:.0f} pt higher than it. "
                "Shorten a name or a number, make one for each cancer, or choose a layout with more room"
            )
        gone = kept.pop(spare[-1])
        names.append(gone.name)  # type: ignore[attr-defined]
        _drop_lonely_heading(kept, spare[-1])


def _drop_lonely_heading(boxes: list[Box], at: int) -> None:
    """Take out what only led on to a box that is gone: headings, and the rules above them."""
    follows = at < len(boxes) and not boxes[at].keep_with_next
    while not follows and at and boxes[at - 1].keep_with_next:
        at -= 1
        boxes.pop(at)
