"""What lies behind a box that must be seen: a tint, or in black and white a frame, with a strip at its side.

The strip's pattern tells the tiers apart, for a copier leaves no colours and hardly a tint. Nothing but white
ever lies under text that is black on paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from msgspec.structs import replace

from handouts.model.signs import Tier
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.text_writer import Rgb
from handouts.typeset.boxes import Area, Box
from handouts.typeset.stacks import Inset, Painter, Stack
from handouts.typeset.style_context import BLACK, StyleContext

Kind = Literal["summary", "note"] | Tier
Point = tuple[float, float]

_RADIUS = 4.0
_BAR, _BAR_OF_TYPE = 8.0, 0.6
"""Width of a strip at most, and as a part of the type beside it: cards are small."""
_URGENT = 1.25
"""The frame of what cannot wait: greys of a copier tell tints no longer apart."""
_STRIP, _STRIP_OF_TYPE = 11.0, 0.85
"""The same in black alone: its patterns need more room to be told apart."""

_STRIPE = 2.4
_STRIPES = 6.0  # from one to the next, upwards
_DOT = 1.05
_DOTS = 4.4  # from one to the next

Pattern = Callable[[TaggedCanvas, Area, Rgb], None]
"""Fills a strip in a colour."""


class _Look(NamedTuple):
    """How a kind of box looks."""

    line: float  # of the frame in black and white, in pt
    pattern: Pattern  # of its strip; without a colour of its own only in black and white
    colour: str = ""
    edge: float = 0.0  # of the frame in colour, in pt


def bar(context: StyleContext) -> float:
    """Width of what stands at the side of a box, in pt."""
    most, part = (_STRIP, _STRIP_OF_TYPE) if context.layout.bw else (_BAR, _BAR_OF_TYPE)
    return min(most, part * context.layout.type.body.size)


def colour_and_tint(kind: Kind, context: StyleContext) -> tuple[Rgb, Rgb]:
    """In which colour a box has its strip and its title, and the tint behind it."""
    colours, name = context.colours, _LOOKS[kind].colour
    return (
        (getattr(colours, name), getattr(colours, f"{name}_tint")) if name else (colours.accent, colours.tint)
    )


def panel(kind: Kind, context: StyleContext) -> Painter:
    """What is painted behind a callout."""
    look, width, black = _LOOKS[kind], bar(context), context.layout.bw
    colour, tint = colour_and_tint(kind, context)
    line, radius = (look.line, 0.0) if black else (look.edge, _RADIUS)
    pattern = look.pattern if black or look.colour else _solid

    def paint(surface: TaggedCanvas, place: Area) -> None:
        if not black:
            surface.rectangle(place.rectangle(), fill=tint, radius=radius)
        if line:
            surface.rectangle(place.rectangle(line), stroke=colour, line_width=line, radius=radius)
        pattern(surface, place._replace(width=width), colour)

    return paint


def in_panel(
    boxes: Sequence[Box], context: StyleContext, inset: Inset, paint: Painter, apart: tuple[float, float]
) -> list[Box]:
    """Boxes that stay together in a frame or on a tint, so far apart from what is above and below them."""
    box = Stack(boxes=tuple(boxes), width=context.width, inset=inset, paint=paint, keep_together=True)
    return [replace(box, before=apart[0], after=apart[1])]


def filled(colour: Rgb, radius: float) -> Painter:
    """A colour behind white letters."""
    return lambda surface, place: surface.rectangle(place.rectangle(), fill=colour, radius=radius)


def framed(colour: Rgb, line: float) -> Painter:
    """A line around a place, half of it outside."""
    return lambda surface, place: surface.rectangle(
        place.rectangle(), stroke=colour, line_width=line, radius=_RADIUS
    )


def rule_above(context: StyleContext) -> Painter:
    """A thin rule along the upper edge."""
    return lambda surface, place: _rule(surface, place, place.top - context.rule / 2, context)


def rule_below(context: StyleContext) -> Painter:
    """A thin rule along the lower edge."""
    return lambda surface, place: _rule(surface, place, place.bottom, context)


def _rule(surface: TaggedCanvas, place: Area, y: float, context: StyleContext) -> None:
    surface.line((place.left, y), (place.right, y), context.colours.rule, context.rule)


def quiet_panel(context: StyleContext) -> Painter:
    """What is painted behind the fields of a recipient."""

    def paint(surface: TaggedCanvas, place: Area) -> None:
        if context.layout.bw:
            surface.rectangle(place.rectangle(1.0), stroke=BLACK, line_width=1.0, radius=_RADIUS)
        else:
            surface.rectangle(place.rectangle(), fill=context.colours.tint, radius=_RADIUS)

    return paint


def _solid(surface: TaggedCanvas, strip: Area, colour: Rgb) -> None:
    surface.rectangle(strip.rectangle(), fill=colour)


def _hatched(surface: TaggedCanvas, strip: Area, colour: Rgb) -> None:
    """Stripes that rise to the right."""
    surface.polygons(list(_stripes(strip)), colour)
    _edge(surface, strip, colour)


def _ruled(surface: TaggedCanvas, strip: Area, colour: Rgb) -> None:
    """Two lines side by side."""
    for part in (0.3, 0.7):
        x = strip.left + strip.width * part
        surface.line((x, strip.top), (x, strip.bottom), colour, strip.width * 0.2)


def _stripes(strip: Area) -> Iterator[list[Point]]:
    left, right, top = strip.left, strip.left + strip.width, strip.top
    bottom = start = top - strip.height
    y = start - strip.width
    while y < top:
        stripe = [
            (left, y),
            (right, y + strip.width),
            (right, y + strip.width + _STRIPE),
            (left, y + _STRIPE),
        ]
        kept = _above(_above(stripe, bottom), -top, flip=-1)
        if len(kept) > 2:
            yield kept
        y += _STRIPES


def _above(points: list[Point], low: float, flip: int = 1) -> list[Point]:
    """What of a polygon is above a height; with `flip` -1, what is below the height -low."""
    kept: list[Point] = []
    for (x1, y1), (x2, y2) in zip(points, [*points[1:], *points[:1]], strict=True):
        inside = flip * y1 >= low
        if inside:
            kept.append((x1, y1))
        if inside != (flip * y2 >= low):
            share = (flip * low - y1) / (y2 - y1)
            kept.append((x1 + share * (x2 - x1), flip * low))
    return kept


def _dotted(surface: TaggedCanvas, strip: Area, colour: Rgb) -> None:
    """Dots in rows that are set off from each other."""
    rows = max(int((strip.height - _DOTS) / (_DOTS / 2)) + 1, 1)
    first = strip.top - (strip.height - (rows - 1) * _DOTS / 2) / 2
    middle = strip.left + strip.width / 2
    for row in range(rows):
        y = first - row * _DOTS / 2
        for x in (middle,) if row % 2 else (middle - _DOTS / 2, middle + _DOTS / 2):
            surface.circle((x, y), _DOT, colour)
    _edge(surface, strip, colour)


def _edge(surface: TaggedCanvas, strip: Area, colour: Rgb) -> None:
    """A line between the pattern and the text."""
    surface.line((strip.right, strip.top), (strip.right, strip.bottom), colour, 0.5)


_LOOKS: dict[Kind, _Look] = {
    "call-911": _Look(2.2, _solid, "urgent", _URGENT),
    "call-now": _Look(1.7, _hatched, "call_now"),
    "same-day": _Look(1.3, _ruled, "same_day"),
    "note": _Look(1.0, _dotted),
    "summary": _Look(1.0, _dotted),
}
