"""Filled pages, their frames, and the use of room that is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from handouts.model.layout import Layout, Paper
from handouts.pdf.canvas import TaggedCanvas
from handouts.typeset.boxes import Area, Box
from handouts.typeset.columns import placed_from, stacked_height
from handouts.typeset.ruled import filled_up

_SPARE, _APART = 0.08, 0.4
"""Empty part of a column that is distributed, and the most that is added between two items, in lines."""


class Frame(NamedTuple):
    """A column on a page, in pt from the lower left corner of the paper."""

    left: float
    top: float
    width: float
    height: float


class FilledFrame(NamedTuple):
    """A frame and the boxes in it."""

    frame: Frame
    boxes: tuple[Box, ...]
    stretch: float = 1.0  # of the distances between boxes
    at_foot: bool = False  # of the first page, below all columns

    @property
    def used(self) -> float:
        """How much of its height is filled, in pt."""
        return stacked_height(self.boxes, self.stretch)

    def draw(self, surface: TaggedCanvas) -> None:
        """Draw the boxes."""
        for box, top in placed_from(self.boxes, self.frame.top, self.stretch):
            box.draw(surface, self.frame.left, top)

    def places(self) -> Iterator[Area]:
        """Where text and pictures stand."""
        for box, top in placed_from(self.boxes, self.frame.top, self.stretch):
            yield from box.places(self.frame.left, top)


class FilledPage(NamedTuple):
    """A page before it is drawn."""

    frames: tuple[FilledFrame, ...]
    named: bool  # whether the recipient's name may stand in the furniture
    restart_numbering: bool = False  # whether it is counted as a first page

    @property
    def boxes(self) -> list[Box]:
        """All boxes."""
        return [box for filled in self.frames for box in filled.boxes]

    def map(self, change: Callable[[Box], Box]) -> FilledPage:
        """The same page with each box changed."""
        frames = (filled._replace(boxes=tuple(map(change, filled.boxes))) for filled in self.frames)
        return self._replace(frames=tuple(frames))


class DoesNotFitError(ValueError):
    """A box is higher than an empty page and cannot be split."""


def column_width(layout: Layout, paper: Paper) -> float:
    """Width of a column."""
    room = paper.width - layout.margins.left - layout.margins.right
    return (room - layout.gutter * (layout.columns - 1)) / layout.columns


def text_width(layout: Layout, paper: Paper) -> float:
    """Width between the margins."""
    return paper.width - layout.margins.left - layout.margins.right


def grown(page: FilledPage) -> FilledPage:
    """The page with more lines to write on in the room that is left."""
    frames = []
    for filled in page.frames:
        boxes = filled_up(filled.boxes, filled.frame.height)
        frames.append(filled if boxes == filled.boxes else filled._replace(boxes=boxes, stretch=1.0))
    return page._replace(frames=tuple(frames))


def airy(page: FilledPage, line: float) -> FilledPage:
    """The page with the items in its panels further apart by the same distance, if room is left."""
    with_lists = (each for each in page.frames if any(map(_is_list, each.boxes)))
    apart = min((_room_apart(each, line) for each in with_lists), default=0.0)
    return page.map(lambda box: _spread(box, apart)) if apart else page


def _room_apart(filled: FilledFrame, line: float) -> float:
    """The distance that may be added between the items of a column's panels, in pt."""
    left = filled.frame.height - filled.used
    count = sum(kid.nth is not None for box in filled.boxes if _is_list(box) for kid in box.children())
    return min(left / count, _APART * line) if left > _SPARE * filled.frame.height else 0.0


def _spread(box: Box, apart: float) -> Box:
    """A panel with its items `apart` pt further apart."""

    def moved(kid: Box) -> Box:
        is_last = kid.nth is None or kid.nth[0] == kid.nth[1] - 1
        return kid if is_last else replace(kid, after=kid.after + apart)

    return box.map(moved) if _is_list(box) else box


def _is_list(box: Box) -> bool:
    """Whether a box is a panel with a list in it."""
    return box.is_panel and any(kid.nth is not None for kid in box.children())


def whole_frame(layout: Layout, paper: Paper, kept: float = 0.0) -> Frame:
    """The frame between the margins, without `kept` pt at the foot."""
    margins = layout.margins
    height = paper.height - margins.top - margins.bottom - kept
    return Frame(margins.left, paper.height - margins.top, text_width(layout, paper), height)
