"""Blocks one after the other: their boxes, and how many elements stand before those of each."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from handouts.compose.blocks import Block
from handouts.pdf.canvas import TaggedCanvas
from handouts.press.boxes import Box, is_rule
from handouts.press.breaks import dissolved
from handouts.press.renderers.registry import render
from handouts.press.ruled import ends_in_lines
from handouts.press.setting import Setting


class InSequence(NamedTuple):
    """Boxes of blocks, and of each box how many elements stand before those of its block."""

    boxes: list[Box]
    elements: dict[int, int]


def in_sequence(blocks: Iterable[Block], setting: Setting) -> InSequence:
    """Blocks in boxes; elements are added to the setting's. Raises MissingGlyphError, TooWideError."""
    boxes, elements = list[Box](), dict[int, int]()
    for block in blocks:
        before, made = len(setting.node.kids), render(block, setting)
        elements |= {id(box): before for box, _ in dissolved(made)}
        boxes += made
    return InSequence(_without_rules_below_lines(boxes), elements)


def _without_rules_below_lines(boxes: list[Box]) -> list[Box]:
    """Boxes of which no rule looks like one more line to write on."""
    below = (
        replace(box, paint=_nothing) if is_rule(box) and ends_in_lines(above) else box
        for above, box in pairwise(boxes)
    )
    return [*boxes[:1], *below]


def _nothing(surface: TaggedCanvas, left: float, top: float) -> None:
    """Only the room of a rule."""
