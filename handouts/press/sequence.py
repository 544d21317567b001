"""The boxes of blocks one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from msgspec.structs import replace

from handouts.compose.blocks import Block
from handouts.press.boxes import Box
from handouts.press.pdf.surface import Surface
from handouts.press.renderers.registry import render
from handouts.press.setting import Setting


def in_sequence(blocks: Iterable[Block], setting: Setting) -> list[Box]:
    """Blocks in boxes; elements are added to the setting's. Raises MissingGlyphError, TooWideError."""
    boxes: list[Box] = []
    for block in blocks:
        before = len(setting.node.kids)
        boxes += (_numbered(box, before) for box in render(block, setting))
    return _without_rules_below_lines(boxes)


def _numbered(box: Box, order: int) -> Box:
    """A box that says how many elements stand before its block's, and so do those that it only groups."""
    kids = box.map(lambda kid: replace(kid, order=order)) if box.is_group else box
    return replace(kids, order=order)


def _without_rules_below_lines(boxes: list[Box]) -> list[Box]:
    """Boxes of which no rule looks like one more line to write on."""
    below = (
        replace(box, paint=_nothing) if box.is_rule and above.ends_in_lines else box
        for above, box in pairwise(boxes)
    )
    return [*boxes[:1], *below]


def _nothing(surface: Surface, left: float, top: float) -> None:
    """Only the room of a rule."""
