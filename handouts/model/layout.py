"""Records of a layout: measures in points (1/72 inch), colours as #rrggbb.

A layout is YAML: one complete base and small files of differences. It names paper, margins, type,
colours, furniture and the sections in their order. `reading.layout` joins and checks it.
"""

from collections.abc import Sequence
from typing import Annotated, Final, Literal

import msgspec

from handouts.model.base import Id, Plain, Record
from handouts.model.selection import FieldName, PaperName

SAFE: Final = 18.0
"""Points (a quarter of an inch) at the edge of a sheet that many printers leave out."""

OVERLEAF: Final = "overleaf"
"""The section with which a part ends: what follows begins a new page."""

TELLS: Final = ("sources: brief", "sources: guide")
"""The sections that name what was left out."""

NUMBERS: Final = "numbers"
"""The section of survival numbers: under a limit of pages it is a part of its own, which has none."""

SectionName = Annotated[
    str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(: [a-z0-9]+(-[a-z0-9]+)*)?$", max_length=160)
]
"""A section, and at which detail it says what it says: `treatments`, `treatments: brief`."""

MARK: Final = (3.0, 9.0)
"""Points between a card and the mark to cut it by, and the length of the mark."""

Points = Annotated[float, msgspec.Meta(ge=0, le=1440)]
TypeSize = Annotated[float, msgspec.Meta(ge=4, le=96)]
Colour = Annotated[str, msgspec.Meta(pattern=r"^#[0-9a-fA-F]{6}$")]


OF_CANCER: Final = " @"
"""Between the name of a section and the cancer that it is about, where each of several has its own."""


def section_of(name: SectionName) -> str:
    """The id in the name of a section."""
    return name.partition(OF_CANCER)[0].partition(":")[0]


class Paper(Record, frozen=True, kw_only=True):
    """A sheet."""

    width: Points
    height: Points


class Margins(Record, frozen=True, kw_only=True):
    """Distance of the text from the edges of the paper."""

    top: Points
    right: Points
    bottom: Points
    left: Points


class TypeStyle(Record, frozen=True, kw_only=True):
    """How a kind of text is typeset."""

    size: TypeSize
    leading: Points
    bold: bool = False
    colour: Literal["ink", "accent", "quiet", "urgent"] = "ink"
    before: Points = 0.0
    after: Points = 0.0


class TypeScale(Record, frozen=True, kw_only=True):
    """The kinds of text."""

    title: TypeStyle
    subtitle: TypeStyle
    section: TypeStyle  # heading of a section
    topic: TypeStyle  # heading inside a section
    point: TypeStyle  # heading inside a topic
    body: TypeStyle
    table: TypeStyle
    callout: TypeStyle  # heading of a callout
    label: TypeStyle  # "For", "Date", captions
    value: TypeStyle  # what stands in a slot
    small: TypeStyle  # sources
    furniture: TypeStyle  # running head and foot


class Colours(Record, frozen=True, kw_only=True):
    """The palette. Text colours hold 4.5:1 on white and on the tints they stand on."""

    ink: Colour
    quiet: Colour
    accent: Colour
    tint: Colour
    rule: Colour
    urgent: Colour
    urgent_tint: Colour
    call_now: Colour
    call_now_tint: Colour
    same_day: Colour
    same_day_tint: Colour


class Furniture(Record, frozen=True, kw_only=True):
    """What stands on each page around the text."""

    head: bool = True  # running head from the second page on
    foot: bool = True  # page x of y
    strips: Points = 0.0  # height of strips to tear off along the lower edge of the first page; 0: none


Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Flow(Record, frozen=True, kw_only=True):
    """How text flows from column to column, as shares of the usual distances."""

    stretch: Share = 0.55  # how much the room between blocks may grow, so that columns end at the same height
    shrink: Share = 0.1  # how much it may shrink
    last: Annotated[float, msgspec.Meta(gt=0, le=1)] = 0.33  # of the last page at least so much is filled
    torn: Share = 0.25  # a tip goes on overleaf only where more than so much of a page would stay empty


class Fonts(Record, frozen=True, kw_only=True):
    """Folders under layouts/fonts/."""

    body: Id
    fallback: Id  # for letters that the body face lacks


class PictureSizes(Record, frozen=True, kw_only=True):
    """How large pictures are. What a width does not hold is drawn smaller."""

    body: Points = 230.0  # height of a body
    step: Points = 156.0  # width of one of three steps, at most
    icon: Points = 28.0  # of an icon beside a row of text
    cover: Points = 120.0  # height of a cover's picture, at most


Count = Annotated[int, msgspec.Meta(ge=0)]


class Cut(Record, frozen=True, kw_only=True):
    """One step by which a sheet that does not fit gets shorter: what a section is limited to from then on."""

    section: Id  # at whatever detail the layout has it
    items: Count | tuple[Count, ...] | None = None  # so many at most, or step by step; 0: it goes
    lines: Annotated[int, msgspec.Meta(ge=1)] | None = None  # so many to write on, at each place
    short: bool = False  # names without what stands beside them

    @property
    def steps(self) -> tuple["Cut", ...]:
        """The same as cuts that limit a section to one number of items each."""
        if not isinstance(self.items, tuple):
            return (self,)
        return tuple(msgspec.structs.replace(self, items=items) for items in self.items)


class Sheet(Record, frozen=True, kw_only=True):
    """The paper that goes through the printer, where a layout's papers are smaller pages on it.

    They are folded or cut out afterwards. `starts` are the sections with which a new page begins. Where each
    page has a place of its own, what it cannot hold is left out, or the sheet is refused.
    """

    scheme: Literal["booklet", "cards", "folded-cards", "panels"]
    papers: dict[PaperName, Paper]
    creep: Annotated[float, msgspec.Meta(ge=0, le=2)] = 0.0  # of a booklet: pt for each sheet inside another
    columns: Annotated[int, msgspec.Meta(ge=1, le=6)] = 1  # of cards
    rows: Annotated[int, msgspec.Meta(ge=1, le=12)] = 1
    gap: Points = 0.0  # between cards
    widths: dict[PaperName, tuple[Points, ...]] = msgspec.field(default_factory=dict)  # of panels, outside
    starts: tuple[SectionName, ...] = ()
    notes: tuple[SectionName, ...] = ()  # of a booklet: on each page that is wanting to a multiple of four
    back: tuple[SectionName, ...] = ()  # of a booklet: sections on its last page, the back

    @property
    def has_places(self) -> bool:
        """Whether each page has a place of its own: of a card or a leaflet."""
        return self.scheme != "booklet"


class Layout(Record, frozen=True, kw_only=True):
    """How a handout looks."""

    id: Id
    name: Plain
    purpose: Plain
    title: Id | None = None  # in the labels' titles; None: the cancer's own
    whole: bool = True  # whether it says all that the library has about a cancer
    cancer: Literal["needed", "optional", "none"] = "needed"  # whether a sheet is about one
    event: Literal["needed", "optional", "none"] = "none"  # whether a sheet is about a meeting
    masthead: bool = False  # the clinic's head stands beside the title, not above it
    banner: bool = False  # the title stands large on a band of the accent colour
    grows: Annotated[float, msgspec.Meta(ge=1, le=3)] | None = (
        None  # all is on one page, and type grows up to so many times while it fits; none: pages as needed
    )
    papers: dict[PaperName, Paper]  # measures are for the first one; with `grows` they follow larger ones
    margins: Margins
    columns: Annotated[int, msgspec.Meta(ge=1, le=3)]
    gutter: Points
    flow: Flow = Flow()
    fonts: Fonts
    type: TypeScale
    floor: TypeSize  # nothing is set smaller
    emphasis: Literal["bold", "underline"]
    colours: Colours
    bw: bool = False  # black and white only: patterns in place of tints
    qr: bool = False  # codes to scan beside the addresses of helplines
    indent: Points  # of list items
    item_gap: Share = 0.3  # between list items, as a part of the leading
    padding: Points  # inside callouts and table cells
    write_in: Points  # distance of write-in lines
    figure: Points  # width of one figure of an icon array
    pictures: PictureSizes = PictureSizes()
    furniture: Furniture
    sections: Annotated[tuple[SectionName, ...], msgspec.Meta(min_length=1)]
    across: tuple[SectionName, ...] = ()  # the first of them, over all columns of the first page
    room_left: tuple[SectionName, ...] = ()  # on what is left of a first page that holds nothing more
    slots: tuple[FieldName, ...]
    pages_at_most: Annotated[int, msgspec.Meta(ge=1, le=20)] | None = None  # of each part (see `overleaf`)
    cuts: tuple[Cut, ...] = ()  # made in this order until the pages suffice: the least important first
    by_cancer: tuple[SectionName, ...] = ()  # of several cancers each has parts of its own with these
    elsewhere: tuple[SectionName, ...] = ()  # sections of the full handout that this one says it leaves out
    sheet: Sheet | None = None  # None: the papers themselves go through the printer

    @property
    def parts(self) -> tuple[tuple[str, ...], ...]:
        """The sections by part: for each of them `pages_at_most` counts by itself."""
        parts: list[list[str]] = [[]]
        for name in self.sections:
            if name == NUMBERS and self.pages_at_most:
                parts.append([])
            parts[-1].append(name)
            if name == OVERLEAF:
                parts.append([])
        return tuple(tuple(part) for part in parts)

    def cuts_of(self, part: Sequence[SectionName]) -> tuple[Cut, ...]:
        """The cuts of a part step by step, the least important first."""
        sections = {section_of(name) for name in part}
        return tuple(step for cut in self.cuts for step in cut.steps if step.section in sections)
