"""Blocks that are drawn: pictures, and rows that each have an icon."""

from __future__ import annotations

from typing import Literal

from handouts.compose.blocks import Block, Label
from handouts.model.base import Id, Record
from handouts.model.text import Text


class MarkedPlace(Record, frozen=True, kw_only=True):
    """A place that is marked on a body, by its id; without a label it is marked alone."""

    place: Id
    label: Text
    is_start: bool = False  # whether the cancer started there


class Picture(Label, frozen=True, kw_only=True):
    """A drawing of data/pictures, or a clinic's in its place; `compose.pictures` makes them.

    A body has places that are marked, each with a label. Three steps show the organ where cells started and
    the one where they grew, with a caption below each. Without `alt` it only decorates and is not read.
    """

    kind: Literal["body", "steps", "icon", "cover", "diary"]
    name: Id  # of the drawing; of three steps that of the body whose organs they show
    scale: float = 1.0  # of a cover: how high it is, as a part of the layout's measure
    alt: str = ""
    places: tuple[MarkedPlace, ...] = ()
    captions: tuple[Text, ...] = ()  # below three steps; in a drawing for a diary the words in its places
    beside: tuple[Block, ...] = ()  # to the right of it where there is room, else below


class IconRow(Record, frozen=True, kw_only=True):
    """An icon, and one or two texts at its right."""

    icon: Id
    text: Text
    more: Text = ()


class IconRows(Block, frozen=True, kw_only=True):
    """A list with an icon for each item. Boxes are to be ticked; icons only decorate."""

    rows: tuple[IconRow, ...]
    columns: int = 1  # how many rows stand side by side where there is room
    box: bool = False  # a box to tick stands before each icon
    across: bool = (
        False  # what more is said has a column of its own where there is room, else it stands below
    )
    ruled: bool = False  # thin rules between the rows
    tick: str = ""  # what a box to tick asks for on a screen: {item}


class Side(Block, frozen=True, kw_only=True):
    """Blocks in columns side by side; the first column is read first. They stay on one page."""

    columns: tuple[tuple[Block, ...], ...]
