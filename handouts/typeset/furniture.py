"""What stands around the text on each page: running head, page x of y. Always artifacts."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from handouts.compose.blocks import Detail
from handouts.model.layout import Layout, Paper
from handouts.model.text import Span
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.slots import Slot
from handouts.typeset.boxes import TextBox
from handouts.typeset.faces import BOLD
from handouts.typeset.lines import TooWideError
from handouts.typeset.pages import FilledPage, text_width
from handouts.typeset.strips import strips
from handouts.typeset.style_context import StyleContext

_FROM_EDGE = 0.55
"""Where the running head and foot stand, as a part of the margin, measured from the edge."""

_TITLE_SHARE = 0.62
"""How much of the width the running title may take; the rest is for the recipient's name."""

_ID_SHARE = 8.0
"""Room for a short id, as a multiple of the type size: 1000000-K7QM needs it."""


class RunningText(NamedTuple):
    """What a handout says at the head and the foot of its pages."""

    titles: tuple[str, ...]  # the first that fits is printed
    page: str  # {page} {pages}
    overdue: str  # that its review has fallen due; empty where it has not
    trace: str  # which content and which program made it; left out where it does not fit
    back: str  # on a side that is empty on purpose
    strip: tuple[Detail, ...] = ()  # on each strip to tear off


class CopyMarks(NamedTuple):
    """What the copies of an edition bear on their pages."""

    named: bool
    short_id: bool
    whole_sheets: bool


def _numbers(pages: Sequence[FilledPage]) -> Iterator[tuple[int, int]]:
    """Which page of how many each is; of a pack the pages to hand out are counted by themselves."""
    starts = [0, *(at for at, page in enumerate(pages) if page.restart_numbering), len(pages)]
    for start, end in pairwise(starts):
        yield from ((at, end - start) for at in range(1, end - start + 1))


class FurniturePainter:
    """Running head and foot of every page of one handout."""

    def __init__(
        self,
        context: StyleContext,
        paper: Paper,
        running: RunningText,
        copies: CopyMarks,
        pages: Sequence[FilledPage],
    ) -> None:
        self._setting = context
        self._layout: Layout = context.layout
        self._paper = paper
        self._width = text_width(context.layout, paper)
        self._left, self._right = self._layout.margins.left, paper.width - self._layout.margins.right
        self._in_booklet = self._layout.sheet is not None and self._layout.sheet.scheme == "booklet"
        self._title = self._first_on_one_line(running.titles)
        self._pages = [
            self._text(running.page.replace("{page}", str(at)).replace("{pages}", str(count)), self._width)
            for at, count in _numbers(pages)
        ]
        self._overdue = self._needed(running.overdue) if running.overdue else None
        self._back = self._text(running.back, self._width) if copies.whole_sheets else None
        self._strips = strips(running.strip, context, paper.width) if running.strip else None
        self._copies = copies
        self._trace = self._beside_the_number(running.trace)

    def boxes(self) -> list[TextBox]:
        """All text, so that the fonts can be cut to it."""
        strip = self._strips.texts if self._strips else ()
        every = (self._title, self._overdue, self._trace, self._back, *self._pages, *strip)
        return [box for box in every if box]

    def draw(self, surface: TaggedCanvas, page: FilledPage) -> None:
        """Draw around a page."""
        foot = self._layout.margins.bottom * _FROM_EDGE + self._pages[0].leading / 2
        if self._back and not page.frames:
            middle = (self._width - self._back.lines[0].width) / 2
            with surface.artifact("Pagination", "Header"):
                self._back.draw(surface, self._left + middle, self._paper.height / 2)
        if self._strips and surface.index == 0:
            self._strips.draw(surface)
        if self._copies.short_id:
            surface.slots.append(self._id_slot(surface.index, foot))
        self._draw_foot(surface, foot)
        begins = surface.index == 0 or page.restart_numbering
        if self._layout.furniture.head and not begins and not self._is_cover(surface.index):
            self._draw_head(surface, page)

    def _draw_foot(self, surface: TaggedCanvas, top: float) -> None:
        """The page's number at the outer edge, and at the other one what marks the sheet."""
        plain = self._layout.furniture.foot and not self._is_cover(surface.index)
        marks = [mark for mark in (self._overdue, self._trace if plain else None) if mark]
        apart = self._layout.padding * 2
        used = sum(mark.lines[0].width for mark in marks) + apart * (len(marks) - 1)
        left = self._right - used if self._mirrored(surface.index) else self._left
        for mark in marks:
            with surface.artifact("Pagination", "Footer"):
                mark.draw(surface, left, top)
            left += mark.lines[0].width + apart
        if plain:
            number = self._pages[surface.index]
            outer = self._left if self._mirrored(surface.index) else self._right - number.lines[0].width
            with surface.artifact("Pagination", "Footer"):
                number.draw(surface, outer, top)

    def _draw_head(self, surface: TaggedCanvas, page: FilledPage) -> None:
        """The title at the inner edge, and at the outer one whose page it is."""
        leading = self._layout.type.furniture.leading
        top = self._paper.height - self._layout.margins.top * _FROM_EDGE + leading / 2
        if self._title:
            inner = self._right - self._title.lines[0].width if self._mirrored(surface.index) else self._left
            with surface.artifact("Pagination", "Header"):
                self._title.draw(surface, inner, top)
        if self._copies.named and page.named:
            surface.slots.append(self._name_slot(surface.index, top))

    def _mirrored(self, page: int) -> bool:
        """Whether a page stands at the left when a booklet is open; its outer edge is the left one then."""
        return self._in_booklet and page % 2 == 1

    def _is_cover(self, page: int) -> bool:
        """Whether a page is the front or the back of a booklet: these bear no number."""
        return self._in_booklet and page in (0, len(self._pages) - 1)

    def _marked(self) -> float:
        """How much of the foot the mark of an overdue review takes, from the left."""
        return self._overdue.lines[0].width + self._layout.padding * 2 if self._overdue else 0.0

    def _beside_the_number(self, trace: str) -> TextBox | None:
        """Where sheet and content come from, if that fits on one line between the mark and the number."""
        if not trace:
            return None
        try:
            box = self._text(trace, self._width)
        except TooWideError:
            return None
        needed = self._marked() + box.lines[0].width + self._layout.padding * 2 + self._widest_number()
        if self._copies.short_id:
            needed += self._id_width() + self._layout.padding
        return box if len(box.lines) == 1 and needed <= self._width else None

    def _widest_number(self) -> float:
        return max(page.lines[0].width for page in self._pages)

    def _id_width(self) -> float:
        return self._layout.type.furniture.size * _ID_SHARE

    def _id_slot(self, page: int, top: float) -> Slot:
        """Which copy it is, beside the number of the page and at the same place on all pages."""
        beside = self._widest_number() + self._layout.padding
        start = self._left + beside if self._mirrored(page) else self._right - beside - self._id_width()
        return self._slot("id", "Footer", page, top, (start, self._id_width()))

    def _name_slot(self, page: int, top: float) -> Slot:
        """Whose page it is, at the outer edge of the head; left out where it does not fit whole."""
        used = self._title.lines[0].width + self._layout.padding * 2 if self._title else 0.0
        start = self._left if self._mirrored(page) else self._left + used
        return self._slot("name", "Header", page, top, (start, self._width - used))

    def _slot(self, name: str, furniture: str, page: int, top: float, place: tuple[float, float]) -> Slot:
        """A bold line; `place` says where its room begins at the left, and how wide it is, in pt.

        It is no quiet one: a page that has lost whose it is on a light copy may come to another person.
        """
        style, (left, width) = self._layout.type.furniture, place
        return Slot(
            name=name,
            page=page,
            x=left,
            y=top - self._setting.baseline(style),
            width=width,
            size=style.size,
            leading=style.leading,
            lines=1,
            font=BOLD,
            colour=self._setting.colours.ink,
            label="",
            furniture=furniture,
            right=not self._mirrored(page),
            least=self._layout.floor,
        )

    def _first_on_one_line(self, titles: tuple[str, ...]) -> TextBox | None:
        """The first title that fits beside a name; none where none does, for nothing is ever cut."""
        boxes = (self._text(title, self._width * _TITLE_SHARE) for title in titles)
        return next((box for box in boxes if len(box.lines) == 1), None)

    def _needed(self, words: str) -> TextBox:
        """What must be read on a light copy too."""
        ink, style = self._setting.colours.ink, self._layout.type.furniture
        return self._setting.text((Span(text=words),), style, None, colour=ink, width=self._width)

    def _text(self, words: str, width: float) -> TextBox:
        return self._setting.text((Span(text=words),), self._layout.type.furniture, None, width=width)
