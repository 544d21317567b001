"""Filling pages: boxes flow through the frames of one page after the other."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from handouts.model.layout import Layout, Paper
from handouts.press.boxes import Box, Break, Place
from handouts.press.pdf.surface import Surface
from handouts.press.ruled import filled_up
from handouts.press.stacks import Foot, fill, placed_from, stacked_height


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

    def draw(self, surface: Surface) -> None:
        """Draw the boxes."""
        for box, top in placed_from(self.boxes, self.frame.top):
            box.draw(surface, self.frame.left, top)

    def places(self) -> Iterator[Place]:
        """Where text and pictures stand."""
        for box, top in placed_from(self.boxes, self.frame.top):
            yield from box.places(self.frame.left, top)


class FilledPage(NamedTuple):
    """A page before it is drawn."""

    frames: tuple[FilledFrame, ...]
    named: bool  # whether the recipient's name may stand in the furniture


class DoesNotFitError(ValueError):
    """A box is higher than an empty page and cannot be split."""


def column_width(layout: Layout, paper: Paper) -> float:
    """Width of a column."""
    room = paper.width - layout.margins.left - layout.margins.right
    return (room - layout.gutter * (layout.columns - 1)) / layout.columns


def text_width(layout: Layout, paper: Paper) -> float:
    """Width between the margins."""
    return paper.width - layout.margins.left - layout.margins.right


_NEARLY_EMPTY = 0.25
_TIGHTER = (0.9, 0.8, 0.7)


def fill_pages(
    layout: Layout, paper: Paper, opening: Sequence[Box], body: Sequence[Box]
) -> tuple[FilledPage, ...]:
    """Pages of boxes: the opening across the first page, then the body through the columns.

    Where the last page would be nearly empty, the distances between boxes are made a little smaller,
    if that saves the page.
    """
    return tuple(_grown(page) for page in _flown(layout, paper, opening, body))


def pages_needed(layout: Layout, paper: Paper, opening: Sequence[Box], body: Sequence[Box]) -> int:
    """How many pages boxes take with their usual distances. Raises DoesNotFitError."""
    return len(_pages(layout, paper, opening, body))


def _flown(
    layout: Layout, paper: Paper, opening: Sequence[Box], body: Sequence[Box]
) -> tuple[FilledPage, ...]:
    pages = _pages(layout, paper, opening, body)
    if _filled(pages[-1]) > _NEARLY_EMPTY:
        return pages
    for share in _TIGHTER:
        tighter = _pages(layout, paper, opening, [_closer(box, share) for box in body])
        if len(tighter) < len(pages):
            return tighter
    return pages


def _grown(page: FilledPage) -> FilledPage:
    """The page with lines to write on in the room that is left, where some may grow."""
    frames = (each._replace(boxes=filled_up(each.boxes, each.frame.height)) for each in page.frames)
    return page._replace(frames=tuple(frames))


def _closer(box: Box, share: float) -> Box:
    """The box with its distances to its neighbours made smaller."""
    if isinstance(box, Break):
        return box
    return replace(box, before=box.before * share, after=box.after * share)  # type: ignore[type-var]


def _filled(page: FilledPage) -> float:
    """How much of a page's frames is filled, from 0 to 1."""
    room = sum(filled.frame.height for filled in page.frames)
    return sum(stacked_height(filled.boxes) for filled in page.frames) / room


def _pages(
    layout: Layout, paper: Paper, opening: Sequence[Box], body: Sequence[Box]
) -> tuple[FilledPage, ...]:
    pages: list[FilledPage] = []
    first, rest = [box for box in opening if not isinstance(box, Foot)], list(body)
    foot = next((box for box in opening if isinstance(box, Foot)), None)
    named = True
    while first or rest or not pages:
        below = foot if not pages else None
        kept = below.height + layout.type.body.after if below else 0.0
        filled = [_at_foot(below, layout, paper)] if below else []
        used = 0.0
        if first:
            across = whole_frame(layout, paper, kept)
            placed, first = _fill_frame(across, first, fresh=True)
            filled.append(FilledFrame(across, tuple(placed)))
            used = stacked_height(placed) + placed[-1].after
        for frame in _columns(layout, paper, used, kept):
            if rest and not first and not isinstance(rest[0], Break):
                placed, rest = _fill_frame(frame, rest, fresh=not used)
                filled.append(FilledFrame(frame, tuple(placed)))
        pages.append(FilledPage(tuple(filled), named))
        if rest and not first and isinstance(rest[0], Break):
            named = rest[0].named
            if rest[0].sheet and len(pages) % 2:
                pages.append(FilledPage((), named))  # the back of a sheet
            rest = rest[1:]
    return tuple(pages)


def _fill_frame(frame: Frame, boxes: Sequence[Box], fresh: bool) -> tuple[list[Box], list[Box]]:
    placed, rest = fill(boxes, frame.height, fresh)
    if fresh and not placed:
        raise DoesNotFitError(f"a piece of {boxes[0].height:.0f} pt does not fit into {frame.height:.0f} pt")
    return placed, rest


def _at_foot(foot: Foot, layout: Layout, paper: Paper) -> FilledFrame:
    """The first page's foot, on the lower margin."""
    margins = layout.margins
    width = text_width(layout, paper)
    return FilledFrame(Frame(margins.left, margins.bottom + foot.height, width, foot.height), (foot,))


def whole_frame(layout: Layout, paper: Paper, kept: float = 0.0) -> Frame:
    """All between the margins but what is `kept` below, in pt."""
    margins = layout.margins
    height = paper.height - margins.top - margins.bottom - kept
    return Frame(margins.left, paper.height - margins.top, text_width(layout, paper), height)


def _columns(layout: Layout, paper: Paper, used: float, kept: float) -> tuple[Frame, ...]:
    whole = whole_frame(layout, paper, kept)
    width = column_width(layout, paper)
    return tuple(
        Frame(whole.left + at * (width + layout.gutter), whole.top - used, width, whole.height - used)
        for at in range(layout.columns)
    )
