"""The two parts of a pack: what whoever leads a group needs once, and the pages to hand out."""

from __future__ import annotations

from msgspec.structs import replace

from handouts.model.layout import Layout
from handouts.model.selection import Part

TAKE_HOME = "take-home"
"""The section with which the pages to hand out begin, and their title in the labels."""


def is_pack(layout: Layout) -> bool:
    """Whether a layout has both parts."""
    return TAKE_HOME in layout.sections


def part_of(layout: Layout, part: Part) -> Layout:
    """The layout with the sections of one part only; as it is where all is asked for."""
    if part == "all":
        return layout
    at = layout.sections.index(TAKE_HOME)
    if part == "leaders":
        return replace(layout, sections=layout.sections[:at])
    return replace(layout, sections=layout.sections[at + 1 :], title=TAKE_HOME)
