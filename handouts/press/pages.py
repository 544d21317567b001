"""Filling pages: boxes flow through the frames of one page after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from handouts.model.layout import Layout, Paper
from handouts.press.boxes import Box, Break, Place
from handouts.press.columns import fill, placed_from, stacked_height
from handouts.press.flow import NoWayError, Rooms, flowed
from handouts.press.pdf.surface import Surface
from handouts.press.ruled import filled_up
from handouts.press.stacks import Foot, Stack

_MUCH = 0.25
"""Part of a column that is worth filling."""
_SPARE, _APART = 0.08, 0.4
"""Part of a column that is to spare, and what is then put between the items of a box at most, in lines."""


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
    stretch: float = 1.0  # distances between the boxes are so many times as large as usual
    at_foot: bool = False  # whether it stands at the foot of the first page, below all columns

    @property
    def used(self) -> float:
        """How much of its height is filled, in pt."""
        return stacked_height(self.boxes, self.stretch)

    def draw(self, surface: Surface) -> None:
        """Draw the boxes."""
        for box, top in placed_from(self.boxes, self.frame.top, self.stretch):
            box.draw(surface, self.frame.left, top)

    def places(self) -> Iterator[Place]:
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
        """All that stands on it."""
        return [box for filled in self.frames for box in filled.boxes]

    def map(self, change: Callable[[Box], Box]) -> FilledPage:
        """The same with each of its boxes changed."""
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


def fill_pages(
    layout: Layout, paper: Paper, opening: Sequence[Box], body: Sequence[Box]
) -> tuple[FilledPage, ...]:
    """Pages of boxes: the opening across the first page, then the body through the columns.

    Where all columns end is chosen together (`flow`). A layout with a limit of pages is cut to what its pages
    hold when each is filled up before the next, so there they are. Raises DoesNotFitError.
    """
    in_turn = layout.pages_at_most is not None
    pages = [_grown(page) for page in _filled(layout, paper, opening, body, in_turn=in_turn)]
    if not in_turn:
        pages[:-1] = [_airy(page, layout.type.body.leading) for page in pages[:-1]]
    return tuple(pages)


def pages_needed(layout: Layout, paper: Paper, opening: Sequence[Box], body: Sequence[Box]) -> int:
    """How many pages boxes take if each is filled up before the next. Raises DoesNotFitError."""
    return len(_filled(layout, paper, opening, body, in_turn=True))


def _grown(page: FilledPage) -> FilledPage:
    """The page with lines to write on in the room that is left, where some may grow."""
    return page._replace(frames=tuple(_frame_grown(each) for each in page.frames))


def _frame_grown(filled: FilledFrame) -> FilledFrame:
    boxes = filled_up(filled.boxes, filled.frame.height)
    return filled if boxes == filled.boxes else filled._replace(boxes=boxes, stretch=1.0)


def _airy(page: FilledPage, line: float) -> FilledPage:
    """The page with the items of its boxes a little further apart, all alike, where it has room to spare."""
    apart = min(
        (_room_apart(each, line) for each in page.frames if any(map(_is_list, each.boxes))), default=0.0
    )
    return page.map(lambda box: _spread(box, apart)) if apart else page


def _room_apart(filled: FilledFrame, line: float) -> float:
    """How much further apart the items of a column's boxes may stand, in pt."""
    left = filled.frame.height - filled.used
    count = sum(kid.nth is not None for box in filled.boxes if _is_list(box) for kid in box.children())
    return min(left / count, _APART * line) if left > _SPARE * filled.frame.height else 0.0


def _spread(box: Box, apart: float) -> Box:
    """A box whose items stand so much further apart; what stands above and below them stays where it is."""
    if not _is_list(box):
        return box
    return box.map(
        lambda kid: replace(kid, after=kid.after + apart) if kid.nth and kid.nth[0] < kid.nth[1] - 1 else kid
    )


def _is_list(box: Box) -> bool:
    """Whether a box is a panel with a list in it."""
    return box.is_panel and any(kid.nth is not None for kid in box.children())


def _filled(
    layout: Layout, paper: Paper, opening: Sequence[Box], body: Sequence[Box], *, in_turn: bool
) -> list[FilledPage]:
    foot = next((box for box in opening if isinstance(box, Foot)), None)
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
    """What stands between breaks, each part with the break before it."""
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
        self._foot = foot  # still to be placed
        self._start = Break()
        self._is_open = False
        self._frames: list[FilledFrame] = []  # of the open page
        self._below: list[FilledFrame] = []  # of the same, drawn last
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
        """Go on with another part, on a new page but for the first."""
        self._start = start
        if (
            start.recto and self._layout.sheet is None and len(self.pages) % 2
        ):  # a booklet's pages are no sheets
            self.pages.append(FilledPage((), start.named))  # the back of a sheet

    def place_across(self, boxes: Sequence[Box]) -> None:
        """Boxes over all columns, at the head of a page and, if need be, on whole pages."""
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
        """Fill columns so that all of them end where it is best for all."""
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
        """The columns of the open page: below what stands across them, and above its foot."""
        whole = whole_frame(self._layout, self._paper, self._kept)
        width = column_width(self._layout, self._paper)
        lefts = (whole.left + at * (width + self._layout.gutter) for at in range(self._layout.columns))
        return tuple(Frame(left, whole.top - self._used, width, whole.height - self._used) for left in lefts)


def _ended(boxes: tuple[Box, ...]) -> tuple[Box, ...]:
    """The boxes of a column without the rule below an entry with which it ends: it would part nothing."""
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
    """The lines to write on that a part ends with, below a column that has room for them; and what is left.

    What comes next is too high for that room, and a quarter of a column is not left empty.
    """
    begins = next((at for at in range(len(rest) - 1, 0, -1) if rest[at].is_rule), 0)
    if not begins or not filled.boxes or not rest[-1].grows:
        return [], rest
    section, frame = rest[begins:], filled.frame
    room = frame.height - filled.used - max(filled.boxes[-1].after, section[0].before)
    if room < max(_MUCH * frame.height, stacked_height(section)):
        return [], rest
    below = frame._replace(top=frame.top - frame.height + room, height=room)
    return [FilledFrame(below, tuple(section))], rest[:begins]


def whole_frame(layout: Layout, paper: Paper, kept: float = 0.0) -> Frame:
    """All between the margins but what is `kept` below, in pt."""
    margins = layout.margins
    height = paper.height - margins.top - margins.bottom - kept
    return Frame(margins.left, paper.height - margins.top, text_width(layout, paper), height)
