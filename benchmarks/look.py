"""What peers are given, and the measures by which our typesetter decides, for all peers alike."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from handouts.compose import blocks
from handouts.compose.handout import Handout
from handouts.model.layout import Layout, Paper
from handouts.model.text import plain

FONTS = Path(__file__).resolve().parents[1] / "layouts" / "fonts"

PAGE_TOLD = "1"
"""What peers print that cannot say on which page something stands: no page is worked out for them."""

LIST_STYLES: Mapping[str, Literal["body", "small", "table"]] = {
    "body": "body",
    "small": "small",
    "tight": "table",
}
"""The kind of text by the role of a list."""

CALLOUT_COLOURS = {"call-911": "urgent", "call-now": "call_now", "same-day": "same_day"}
"""By the kind of a callout; others have the accent."""

FRAME = 1.25
"""Line around what cannot wait, in pt."""

_NARROW = 30
"""A column narrower than so many times the type size of tables has no room for theirs."""

_WIDE = {"body": 32, "small": 32, "tight": 38}
"""Over so many times its type size, a list of a role stands in columns."""

_BAR, _BAR_OF_TYPE = 8.0, 0.6
"""The strip at the side of a callout: in pt at most, and as a part of running text."""

_LETTER, _BEGINS = 0.5, 0.65
"""A letter's width as a part of its size; of the width at most, for words that one goes on from."""


class Sheet(NamedTuple):
    """What the peer is given: the blocks, the look, and what is stamped into our edition."""

    handout: Handout
    layout: Layout
    paper: Paper
    page_label: str
    values: Mapping[str, str] = {}
    room: float = 0.0  # width for the blocks in hand, in pt; 0: a column's

    @property
    def whole_width(self) -> float:
        """Width between the margins, in pt."""
        return self.paper.width - self.layout.margins.left - self.layout.margins.right

    @property
    def column_width(self) -> float:
        """Width of a column, in pt."""
        layout = self.layout
        return (self.whole_width - layout.gutter * (layout.columns - 1)) / layout.columns

    @property
    def width(self) -> float:
        """The width for the current blocks, in pt."""
        return self.room or self.column_width

    @property
    def bar(self) -> float:
        """Width of the strip at the side of a callout, in pt."""
        return min(_BAR, _BAR_OF_TYPE * self.layout.type.body.size)

    def across(self) -> Sheet:
        """For blocks that stand over all columns."""
        return self._replace(room=self.whole_width)

    def in_callout(self) -> Sheet:
        """For blocks in a callout."""
        return self._replace(room=self.width - self.bar - 2 * self.layout.padding)


def columns_of(block: blocks.Bullets, sheet: Sheet) -> int:
    """In how many columns a list is set."""
    size = getattr(sheet.layout.type, LIST_STYLES[block.role]).size
    return block.columns if sheet.width > _WIDE[block.role] * size else 1


def has_columns(block: blocks.Table, sheet: Sheet) -> bool:
    """Whether a table is set with columns, and not as entries."""
    return bool(block.head) and not is_narrow(sheet)


def is_narrow(sheet: Sheet) -> bool:
    """Whether there is no room for the columns of a table."""
    return sheet.column_width < sheet.layout.type.table.size * _NARROW


def has_line_beside(block: blocks.WriteIn, sheet: Sheet) -> bool:
    """Whether a line to write on stands beside the words before it, by the usual width of letters."""
    letters = len(plain(block.begins)) * sheet.layout.type.table.size * _LETTER
    return letters <= _BEGINS * sheet.width
