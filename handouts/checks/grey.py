"""Whether a sheet in greyscale still shows the differences that colours show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from handouts.compose.blocks import Block, Callout, IconArray
from handouts.model.layout import Layout
from handouts.model.text import Span
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.structure import StructElem
from handouts.reading.contrast import contrast_in_grey
from handouts.typeset.boxes import Box, DrawingBox
from handouts.typeset.faces import Faces
from handouts.typeset.panels import Kind
from handouts.typeset.renderers.registry import render
from handouts.typeset.style_context import StyleContext, colours_of

APART: Final = 1.5
"""The least contrast of two greys that look different at a glance."""

SHAPES: Final = 3.0
"""The least contrast of what is drawn (WCAG 2.2, success criterion 1.4.11)."""

_WIDTH: Final = 400.0
_FILL = re.compile(r"([0-9.]+) ([0-9.]+) ([0-9.]+) (rg|RG)\b")
_KINDS: Final[tuple[tuple[Kind, str], ...]] = (
    ("call-911", "urgent_tint"),
    ("call-now", "call_now_tint"),
    ("same-day", "same_day_tint"),
    ("note", "tint"),
)


def alike_in_grey(layout: Layout) -> Iterator[tuple[str, str]]:
    """Pairs of colour keys that differ by colour alone."""
    context = StyleContext(layout, Faces(layout.fonts), colours_of(layout), _WIDTH, StructElem("Document"))
    for (kind, tint), (other, other_tint) in combinations(_KINDS, 2):
        shades = (getattr(layout.colours, key) for key in (tint, other_tint))
        if contrast_in_grey(*shades) < APART and _callout(kind, context) == _callout(other, context):
            yield tint, other_tint
    pale = contrast_in_grey(layout.colours.accent, "#ffffff") < SHAPES
    none, all_of_them = (IconArray(count=count, alt="A", caption=()) for count in (0, 100))
    if pale or _drawn(none, context) == _drawn(all_of_them, context):
        yield "accent", "white"


def _callout(kind: Kind, context: StyleContext) -> str:
    """What a callout draws beside its title."""
    return _drawn(Callout(kind=kind, title=(Span(text="A"),), blocks=()), context)


def _drawn(block: Block, context: StyleContext) -> str:
    """The shapes of a block, without its text and panel, as drawn in grey."""
    surface = TaggedCanvas(0, (_WIDTH, _WIDTH), {})
    for box in render(block, context):
        for drawing in _drawings(box):
            with surface.artifact():
                drawing.paint(surface, 0.0, _WIDTH)
    return _FILL.sub(_grey, surface.content().decode("ascii"))


def _drawings(box: Box) -> Iterator[DrawingBox]:
    """The drawings in a box: stacks hold boxes, rows hold cells."""
    if isinstance(box, DrawingBox):
        yield box
    head = getattr(box, "head", None)
    inside = (
        *((head,) if head else ()),
        *getattr(box, "boxes", ()),
        *(cell for _, cell in getattr(box, "cells", ())),
    )
    for each in inside:
        yield from _drawings(each)


def _grey(match: re.Match[str]) -> str:
    """A colour as dark or light: all that a grey print keeps of it at a glance."""
    red, green, blue = (round(float(part) * 255) for part in match.groups()[:3])
    shade = contrast_in_grey(f"#{red:02x}{green:02x}{blue:02x}", "#ffffff") >= SHAPES
    return f"{'dark' if shade else 'light'} {match[4]}"
