"""A cover's title: white on the accent colour over calm hills; in black and white, a frame and lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import pi, sin

from msgspec.structs import replace

from handouts.compose.blocks import Banner
from handouts.model.layout import TypeStyle
from handouts.model.text import Text
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.text_writer import Rgb
from handouts.typeset.boxes import Area, Box, TextBox
from handouts.typeset.phrases import even_lines, widest_word
from handouts.typeset.stacks import CoverStack, Inset
from handouts.typeset.style_context import BLACK, WHITE, StyleContext

_LARGEST, _LOWER, _LEAST = 1.5, 0.75, 0.7
"""A cover's title beside those of other sheets."""

_MOST_LINES = 4

_STEPS = 10
_LOW = 42.0
"""Points below the words that hills take at least; most covers have more room."""

_SHARE, _HIGHEST = 0.8, 0.4
"""How much of the room below the words the hills take, and their height as a part of their width."""

_FRAME, _RIBBON, _APART = 1.5, 0.9, 9.0
_POINTS = 60

Hill = Callable[[float], float]
"""The height of a hill, from 0 to 1, at a part of the width."""


def cover(block: Banner, context: StyleContext) -> list[Box]:
    """The title as large as it can be, a few words, and below them as much room as the page has left.

    Where a page is too full for that, a lower one with a smaller title takes its place.
    """
    padding = context.layout.padding
    high = Inset(padding * 3, padding * 2, _LOW, padding * 2)
    low = Inset(padding, padding * 2, padding, padding * 2)
    lower = _cover(block, context, low, _LOWER)
    return [replace(_cover(block, context, high, _LARGEST), fallback=(lower,))]


def _cover(block: Banner, context: StyleContext, inset: Inset, largest: float) -> CoverStack:
    scale = context.layout.type
    inner = context.inside(context.width - inset.left - inset.right, context.node)
    colour = BLACK if context.layout.bw else WHITE
    title = _title(block.title, scale.title, inner, colour, largest)
    words = even_lines(block.words, scale.subtitle, context.add("P"), inner, colour)
    title, words = replace(title, bookmark=context.bookmark(block.title, 1)), replace(words, after=0.0)
    used = inset.top + title.height + max(title.after, words.before) + words.height

    def paint(surface: TaggedCanvas, place: Area) -> None:
        high = min((place.height - used) * _SHARE, place.width * _HIGHEST)
        _painted(surface, place, high, context)

    return CoverStack(
        boxes=(title, words),
        width=context.width,
        inset=inset,
        paint=paint,
        keep_together=True,
        after=scale.subtitle.after,
    )


def _title(text: Text, style: TypeStyle, context: StyleContext, colour: Rgb, largest: float) -> TextBox:
    """In the largest type that holds its longest word in a line, and all of it in a few lines."""
    node = context.add("H1")
    for step in range(_STEPS, 0, -1):
        size = style.size * (_LEAST + (largest - _LEAST) * step / _STEPS)
        larger = replace(style, size=size, leading=size * style.leading / style.size)
        if widest_word(text, larger, context) <= context.width:
            box = even_lines(text, larger, node, context, colour)
            if len(box.lines) <= _MOST_LINES:
                return box
    return even_lines(text, style, node, context, colour)


def _painted(surface: TaggedCanvas, place: Area, high: float, context: StyleContext) -> None:
    land = Area(place.left, place.bottom + high, place.width, high, "hills")
    if context.layout.bw:
        surface.polygons(list(_contours(land)), BLACK)
        surface.rectangle(place.rectangle(_FRAME), stroke=BLACK, line_width=_FRAME)
        return
    accent = context.colours.accent
    surface.rectangle(place.rectangle(), fill=accent)
    surface.polygon(_land(_far, land), _paler(accent, 0.16))
    surface.polygon(_land(_near, land), _paler(accent, 0.32))


def _far(at: float) -> float:
    return 0.68 + 0.3 * sin(2 * pi * (0.85 * at + 0.02))


def _near(at: float) -> float:
    return 0.38 + 0.26 * sin(2 * pi * (0.75 * at + 0.58))


def _land(hill: Hill, land: Area) -> list[tuple[float, float]]:
    return [(land.left, land.bottom), *_line(hill, land, 0.0), (land.right, land.bottom)]


def _contours(land: Area) -> Iterator[list[tuple[float, float]]]:
    """Lines that follow the far hill, one below the other, as far as they are above the ground."""
    for step in range(int(land.height / _APART)):
        down = step * _APART
        yield [*_line(_far, land, down), *reversed(_line(_far, land, down + _RIBBON))]


def _line(hill: Hill, land: Area, down: float) -> list[tuple[float, float]]:
    """Points along a hill from the left to the right, so many pt below its outline."""
    bottom, parts = land.bottom, [at / _POINTS for at in range(_POINTS + 1)]
    return [
        (land.left + at * land.width, max(bottom, bottom + hill(at) * land.height - down)) for at in parts
    ]


def _paler(colour: Rgb, share: float) -> Rgb:
    """A colour with so much white in it."""
    red, green, blue = (round(part + (1 - part) * share, 3) for part in colour)
    return red, green, blue
