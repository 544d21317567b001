"""Filling pages: boxes flow through the frames of pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from handouts.model.layout import Layout, Paper
from handouts.typeset.boxes import Box, Break
from handouts.typeset.columns import fill, stacked_height
from handouts.typeset.flow import NoWayError, Rooms, flowed
from handouts.typeset.pages import (
    DoesNotFitError,
    FilledFrame,
    FilledPage,
    Frame,
    airy,
    column_width,
    grown,
    text_width,
    whole_frame,
)
from handouts.typeset.stacks import FootStack, Stack

_MUCH = 0.25
"""Part of a column that is not left empty."""


def fill_pages(
    layout: Layout, paper: Paper, opening: Sequence[Box], body: Sequence[Box]
) -> tuple[FilledPage, ...]:
    """Pages of boxes: the opening across the first page, then the body in columns. Raises DoesNotFitError.

    Where columns end is chosen for all together (`flow`). Where pages are limited, each is filled before the
    next, as it was when the content was cut to fit.
    """
    in_turn = layout.pages_at_most is not None
    pages = [grown(page) for page in _filled(layout, paper, opening, body, in_turn=in_turn)]
    if not in_turn:
        pages[:-1] = [airy(page, layout.type.body.leading) for page in pages[:-1]]
    return tuple(pages)


def pages_needed(layout: Layout, paper: Paper, opening: Sequence[Box], body: Sequence[Box]) -> int:
    """The number of pages if each is filled before the next. Raises DoesNotFitError."""
    return len(_filled(layout, paper, opening, body, in_turn=True))


def _filled(
    layout: Layout, paper: Paper, opening: Sequence[Box], body: Sequence[Box], *, in_turn: bool
) -> list[FilledPage]:
    foot = next((box for box in opening if isinstance(box, FootStack)), None)
    across = tuple(box for box in opening if box is not foot)
    builder = _Builder(layout, paper, foot)
    builder.open()
    for start, boxes in _parts(Break(across=across), body):
        builder.start(start)
        builder.place_across(start.across)
        if in_turn:
            builder.fill_in_turn(boxes)
        else:
            builder.flow(boxes)
    return builder.pages


def _parts(start: Break, body: Sequence[Box]) -> Iterator[tuple[Break, list[Box]]]:
    """The boxes between page breaks, with the break before them."""
    part: list[Box] = []
    for box in body:
        if isinstance(box, Break):
            yield start, part
            start, part = box, []
        else:
            part.append(box)
    yield start, part


class _Builder:
    """Opens pages, fills them and closes them."""

    def __init__(self, layout: Layout, paper: Paper, foot: Box | None) -> None:
        self.pages: list[FilledPage] = []
        self._layout, self._paper = layout, paper
        self._foot = foot  # not yet placed
        self._start = Break()
        self._is_open = False
        self._frames: list[FilledFrame] = []  # of the open page
        self._below: list[FilledFrame] = []  # of the same page, drawn last
        self._used = self._kept = 0.0  # of the open page, above its columns and below them, in pt

    def open(self) -> None:
        """Open a page; the first has the foot."""
        foot, self._foot = self._foot, None
        self._is_open, self._used = True, 0.0
        self._frames, self._below = [], []
        self._kept = foot.height + 2 * self._layout.type.body.after if foot else 0.0  # some keeps clear of it
        if foot:
            margins, width = self._layout.margins, text_width(self._layout, self._paper)
            frame = Frame(margins.left, margins.bottom + foot.height, width, foot.height)
            self._frames.append(FilledFrame(frame, (foot,), at_foot=True))

    def close(self) -> None:
        """Close the open page."""
        frames = (*self._frames, *self._below)
        self.pages.append(FilledPage(frames, self._start.named, self._start.restart_numbering))
        self._start = replace(self._start, restart_numbering=False)
        self._is_open = False

    def start(self, start: Break) -> None:
        """Begin a part; all but the first begin on a new page."""
        self._start = start
        is_sheet = self._layout.sheet is None  # a booklet's pages are none
        if start.recto and is_sheet and len(self.pages) % 2:
            self.pages.append(FilledPage((), start.named))  # the back of a sheet

    def place_across(self, boxes: Sequence[Box]) -> None:
        """Place boxes over all columns, on several pages if need be."""
        while boxes:
            if not self._is_open:
                self.open()
            across = whole_frame(self._layout, self._paper, self._kept)
            placed, boxes = _fill_frame(across, boxes, fresh=True)
            self._frames.append(FilledFrame(across, tuple(placed)))
            self._used = stacked_height(placed) + placed[-1].after
            if boxes:
                self.close()

    def fill_in_turn(self, boxes: list[Box]) -> None:
        """Fill each column before the next."""
        while boxes or self._is_open:
            if not self._is_open:
                self.open()
            for frame in self._columns():
                if boxes:
                    placed, boxes = _fill_frame(frame, boxes, fresh=not self._used)
                    self._frames.append(FilledFrame(frame, tuple(placed)))
                    lines, boxes = _lines_below(self._frames[-1], boxes)
                    self._below += lines
            self.close()

    def flow(self, boxes: list[Box]) -> None:
        """Fill columns with the cheapest breaks."""
        layout = self._layout
        begun = self._columns() if self._is_open else ()
        page = whole_frame(layout, self._paper).height
        rooms = Rooms(tuple(frame.height for frame in begun), page, layout.columns)
        try:
            columns = flowed(boxes, rooms, layout.flow, layout.type.body.leading) if boxes else []
        except NoWayError as error:
            raise DoesNotFitError(f"{error}, which are {page:.0f} pt high") from None
        while columns or self._is_open:
            if not self._is_open:
                self.open()
            frames = self._columns()
            for frame, column in zip(frames, columns, strict=False):
                self._frames.append(FilledFrame(frame, _ended(column.boxes), column.stretch))
            columns = columns[len(frames) :]
            self.close()

    def _columns(self) -> tuple[Frame, ...]:
        """The columns of the open page, between what is across them and the foot."""
        whole = whole_frame(self._layout, self._paper, self._kept)
        width = column_width(self._layout, self._paper)
        lefts = (whole.left + at * (width + self._layout.gutter) for at in range(self._layout.columns))
        return tuple(Frame(left, whole.top - self._used, width, whole.height - self._used) for left in lefts)


def _ended(boxes: tuple[Box, ...]) -> tuple[Box, ...]:
    """The boxes of a column, without the rule below an entry at its end: it would separate nothing."""
    match boxes:
        case (*others, Stack(nth=tuple()) as entry):
            return (*others, replace(entry, paint=None))
    return boxes


def _fill_frame(frame: Frame, boxes: Sequence[Box], fresh: bool) -> tuple[list[Box], list[Box]]:
    placed, rest = fill(boxes, frame.height, fresh)
    if fresh and not placed:
        raise DoesNotFitError(f"a piece of {boxes[0].height:.0f} pt does not fit into {frame.height:.0f} pt")
    return placed, rest


def _lines_below(filled: FilledFrame, rest: list[Box]) -> tuple[list[FilledFrame], list[Box]]:
    """The section of lines that ends a part, below a column too short for anything else; and the rest."""
    begins = next((at for at in range(len(rest) - 1, 0, -1) if rest[at].is_rule), 0)
    if not begins or not filled.boxes or not rest[-1].grows:
        return [], rest
    section, frame = rest[begins:], filled.frame
    room = frame.height - filled.used - max(filled.boxes[-1].after, section[0].before)
    if room < max(_MUCH * frame.height, stacked_height(section)):
        return [], rest
    below = frame._replace(top=frame.top - frame.height + room, height=room)
    return [FilledFrame(below, tuple(section))], rest[:begins]
