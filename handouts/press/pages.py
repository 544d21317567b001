"""Filling pages: boxes flow through the frames of one page after the other."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeGuard

from msgspec.structs import replace

from handouts.model.layout import Layout, Paper
from handouts.pdf.canvas import TaggedCanvas
from handouts.press.boxes import Box, Break, Place, is_rule
from handouts.press.flow import Filled, NoWayError, Rooms, flowed
from handouts.press.ruled import filled_up, grows
from handouts.press.stacks import Foot, Stack, fill, placed_from, stacked_height

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

    @property
    def used(self) -> float:
        """How much of its height is filled, in pt."""
        return stacked_height(self.boxes, self.stretch)

    def draw(self, surface: TaggedCanvas) -> None:
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
    anew: bool = False  # whether it is counted as a first page


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
    if layout.pages_at_most:
        return tuple(_grown(page) for page in _pages(layout, paper, opening, body))
    *pages, last = (_grown(page) for page in _flowed(layout, paper, opening, body))
    return (*(_airy(page, layout.type.body.leading) for page in pages), last)


def pages_needed(layout: Layout, paper: Paper, opening: Sequence[Box], body: Sequence[Box]) -> int:
    """How many pages boxes take if each is filled up before the next. Raises DoesNotFitError."""
    return len(_pages(layout, paper, opening, body))


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
    if not apart:
        return page
    frames = (each._replace(boxes=tuple(_spread(box, apart) for box in each.boxes)) for each in page.frames)
    return page._replace(frames=tuple(frames))


def _room_apart(filled: FilledFrame, line: float) -> float:
    """How much further apart the items of a column's boxes may stand, in pt."""
    left = filled.frame.height - filled.used
    count = sum(kid.nth is not None for box in filled.boxes if _is_list(box) for kid in box.boxes)
    return min(left / count, _APART * line) if left > _SPARE * filled.frame.height else 0.0


def _spread(box: Box, apart: float) -> Box:
    """A box whose items stand so much further apart; what stands above and below them stays where it is."""
    if not _is_list(box):
        return box
    items = (
        replace(kid, after=kid.after + apart) if kid.nth and kid.nth[0] < kid.nth[1] - 1 else kid  # type: ignore[type-var]
        for kid in box.boxes
    )
    return replace(box, boxes=tuple(items))


def _is_list(box: Box) -> TypeGuard[Stack]:
    """Whether a box is a panel with a list in it."""
    return isinstance(box, Stack) and box.paint is not None and any(kid.nth is not None for kid in box.boxes)


def _flowed(
    layout: Layout, paper: Paper, opening: Sequence[Box], body: Sequence[Box]
) -> tuple[FilledPage, ...]:
    """Pages whose columns end where it is best for all of them."""
    *full, begun = _pages(layout, paper, opening, ())
    pages = list(full)
    for nth, (start, boxes) in enumerate(_parts(body)):
        named = start.named
        if start.sheet and layout.sheet is None and len(pages) % 2:  # a booklet's pages are no sheets
            pages.append(FilledPage((), named))  # the back of a sheet
        free = _free(begun, layout, paper, is_first=not full) if nth == 0 else ()
        rooms = Rooms(
            tuple(frame.height for frame in free), whole_frame(layout, paper).height, layout.columns
        )
        try:
            columns = flowed(boxes, rooms, layout.flow, layout.type.body.leading) if boxes else []
        except NoWayError as error:
            raise DoesNotFitError(f"{error}, which are {rooms.page:.0f} pt high") from None
        if nth == 0:
            pages.append(FilledPage((*begun.frames, *_placed(free, columns)), named))
        whole = _columns(layout, paper, 0.0, 0.0)
        for at in range(len(free), len(columns), layout.columns):
            anew = start.anew and at == len(free)
            pages.append(FilledPage(tuple(_placed(whole, columns[at:])), named, anew))
    return tuple(pages)


def _parts(body: Sequence[Box]) -> Iterator[tuple[Break, list[Box]]]:
    """What stands between breaks, each part with the break before it."""
    start, part = Break(), list[Box]()
    for box in body:
        if isinstance(box, Break):
            yield start, part
            start, part = box, []
        else:
            part.append(box)
    yield start, part


def _free(begun: FilledPage, layout: Layout, paper: Paper, *, is_first: bool) -> tuple[Frame, ...]:
    """The columns below what stands on the page that is begun, and above its foot."""
    foot = next((filled.boxes[0] for filled in begun.frames if isinstance(filled.boxes[0], Foot)), None)
    kept = _kept_for(foot if is_first else None, layout)
    across = next((filled.boxes for filled in begun.frames if filled.boxes[0] is not foot), ())
    used = stacked_height(across) + across[-1].after if across else 0.0
    return _columns(layout, paper, used, kept)


def _placed(frames: Sequence[Frame], columns: Sequence[Filled]) -> Iterator[FilledFrame]:
    """Columns in the frames of a page."""
    for frame, column in zip(frames, columns, strict=False):
        yield FilledFrame(frame, _ended(column.boxes), column.stretch)


def _ended(boxes: tuple[Box, ...]) -> tuple[Box, ...]:
    """The boxes of a column without the rule below an entry with which it ends: it would part nothing."""
    match boxes:
        case (*others, Stack(nth=tuple()) as entry):
            return (*others, replace(entry, paint=None))
    return boxes


def _pages(
    layout: Layout, paper: Paper, opening: Sequence[Box], body: Sequence[Box]
) -> tuple[FilledPage, ...]:
    pages: list[FilledPage] = []
    first, rest = [box for box in opening if not isinstance(box, Foot)], list(body)
    foot = next((box for box in opening if isinstance(box, Foot)), None)
    named = True
    while first or rest or not pages:
        below = foot if not pages else None
        kept = _kept_for(below, layout)
        filled = [_at_foot(below, layout, paper)] if below else []
        used, late = 0.0, list[FilledFrame]()
        if first:
            across = whole_frame(layout, paper, kept)
            placed, first = _fill_frame(across, first, fresh=True)
            filled.append(FilledFrame(across, tuple(placed)))
            used = stacked_height(placed) + placed[-1].after
        for frame in _columns(layout, paper, used, kept):
            if rest and not first and not isinstance(rest[0], Break):
                placed, rest = _fill_frame(frame, rest, fresh=not used)
                filled.append(FilledFrame(frame, tuple(placed)))
                lines, rest = _lines_below(filled[-1], rest)
                late += lines
        pages.append(FilledPage((*filled, *late), named))
        if rest and not first and isinstance(rest[0], Break):
            named, first = rest[0].named, list(rest[0].across)
            if rest[0].sheet and len(pages) % 2:
                pages.append(FilledPage((), named))  # the back of a sheet
            rest = rest[1:]
    return tuple(pages)


def _fill_frame(frame: Frame, boxes: Sequence[Box], fresh: bool) -> tuple[list[Box], list[Box]]:
    placed, rest = fill(boxes, frame.height, fresh)
    if fresh and not placed:
        raise DoesNotFitError(f"a piece of {boxes[0].height:.0f} pt does not fit into {frame.height:.0f} pt")
    return placed, rest


def _lines_below(filled: FilledFrame, rest: list[Box]) -> tuple[list[FilledFrame], list[Box]]:
    """The lines to write on that a page ends with, below a column that has room for them; and what is left.

    What comes next is too high for that room, and a quarter of a column is not left empty.
    """
    ends = next((at for at, box in enumerate(rest) if isinstance(box, Break)), len(rest))
    begins = next((at for at in range(ends - 1, 0, -1) if is_rule(rest[at])), 0)
    if not begins or not filled.boxes or not grows(rest[ends - 1]):
        return [], rest
    section, frame = rest[begins:ends], filled.frame
    room = frame.height - filled.used - max(filled.boxes[-1].after, section[0].before)
    if room < max(_MUCH * frame.height, stacked_height(section)):
        return [], rest
    below = frame._replace(top=frame.top - frame.height + room, height=room)
    return [FilledFrame(below, tuple(section))], [*rest[:begins], *rest[ends:]]


def _kept_for(foot: Box | None, layout: Layout) -> float:
    """Room that the first page's foot takes, and what keeps clear of it, in pt."""
    return foot.height + 2 * layout.type.body.after if foot else 0.0


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
