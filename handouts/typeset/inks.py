"""How the parts of a picture are painted: as drawn, as places that are marked on a body, and in black.

A copier loses tints and thin lines. So whatever is marked has a contour in ink of at least a point, and in
black and white a pattern of its own: solid where the cancer started, hatched where it spreads, dashed where
that is a lining.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, NamedTuple

from handouts.model.pictures import Box, Drawing, DrawnPath
from handouts.pdf.canvas import Pen, TaggedCanvas
from handouts.pdf.syntax import numbers
from handouts.pdf.text_writer import Rgb
from handouts.typeset.style_context import BLACK, WHITE, StyleContext, rgb

How = Literal["start", "site", "plain"]
"""Where the cancer started, where it spreads, or only what a place lies at."""

THINNEST: Final = 1.0
"""Points of a contour."""

_HALO, _RING, _CLEAR = 3.4, 5.4, 4.4
"""Points of lines around a place that keep it apart from what lies below."""

_SOLID_HALO = 2.4
_DASH, _DASHED = (4.2, 2.4), 2.6
_WIDE, _FINE = (3.4, 1.0), (3.0, 0.8)
"""Points from line to line of a hatch, and of a line; in bones, which are thin, finer ones."""

_OURS: Final = {"#0b5275": "accent", "#e9f2f6": "tint", "#1b1f24": "ink"}
"""Colours of drawings in whose place those of the layout are used."""


class Inks(NamedTuple):
    """What a drawing is painted with, at its scale."""

    context: StyleContext
    scale: float  # points a unit
    skin: Rgb = WHITE  # what lies around the places of a body

    @property
    def bw(self) -> bool:
        """Whether all is black and white."""
        return self.context.layout.bw

    @property
    def ink(self) -> Rgb:
        """The colour of contours."""
        return self.context.colours.ink

    @property
    def accent(self) -> Rgb:
        """The colour of what is most important."""
        return self.context.colours.accent

    def points(self, width: float) -> float:
        """A width in points in units of the drawing."""
        return width / self.scale

    def colour(self, colour: str | None) -> Rgb | None:
        """A colour of the drawing, or the layout's in its place."""
        if colour is None:
            return None
        ours = _OURS.get(colour)
        return getattr(self.context.colours, ours) if ours else rgb(colour)

    def line(self, width: float) -> float:
        """The width of a line that is to be so many units, but never too thin to be copied."""
        return max(width, self.points(THINNEST))


def inks_for(drawing: Drawing, context: StyleContext, scale: float) -> Inks:
    """What a drawing is painted with."""
    inks = Inks(context, scale)
    around = drawing.named("body-fill")
    skin = inks.colour(around.fill) if around and not inks.bw else None
    return inks._replace(skin=skin or WHITE)


# -- as drawn


def paint_as_drawn(surface: TaggedCanvas, drawing: Drawing, inks: Inks) -> None:
    """All of a drawing, as it is."""
    for path in drawing.paths:
        if path.look != "word":
            surface.curve(path.curve, pen_of(path, inks))


def pen_of(path: DrawnPath, inks: Inks) -> Pen:
    """How a path is painted as drawn; in black and white an area with a contour is white, any other black."""
    inside, along = inks.colour(path.fill), inks.colour(path.stroke)
    if inks.bw:
        if inside is not None and inside != WHITE:
            inside = WHITE if along is not None else BLACK
        along = along if along in (None, WHITE) else BLACK
    return Pen(inside, along, inks.line(path.width), path.dash, path.even_odd)


# -- as a place of a body

_Painter = Callable[[TaggedCanvas, DrawnPath, How, bool, Inks], None]


def paint_place(surface: TaggedCanvas, path: DrawnPath, how: How, ring: bool, inks: Inks) -> None:
    """A path of a place on a body; `ring` puts a clear ring around where the cancer started."""
    _PAINTERS.get(path.look, _area)(surface, path, how, ring, inks)


def _area(surface: TaggedCanvas, path: DrawnPath, how: How, ring: bool, inks: Inks) -> None:
    points, curve, odd = inks.points, path.curve, path.even_odd
    if how == "plain":
        surface.curve(curve, Pen(WHITE, inks.ink, points(THINNEST), even_odd=odd))
    elif how == "start" and ring:
        surface.curve(curve, Pen(None, inks.accent, points(_RING)))
        surface.curve(curve, Pen(None, WHITE, points(_HALO)))
        surface.curve(curve, Pen(inks.accent, even_odd=odd))
    elif how == "start":
        surface.curve(curve, Pen(None, WHITE, points(_HALO)))
        surface.curve(curve, Pen(inks.accent, inks.ink, points(THINNEST), even_odd=odd))
    else:
        _site(surface, path, inks)


def _site(surface: TaggedCanvas, path: DrawnPath, inks: Inks) -> None:
    is_solid, odd = path.look in ("solid", "small"), path.even_odd
    halo = _SOLID_HALO if path.look in ("solid", "bone") else _HALO
    surface.curve(path.curve, Pen(None, WHITE if path.look == "small" else inks.skin, inks.points(halo)))
    width = inks.points(THINNEST)
    if not inks.bw:
        surface.curve(path.curve, Pen(inks.colour(path.fill), inks.ink, width, even_odd=odd))
    elif is_solid:
        surface.curve(path.curve, Pen(BLACK, even_odd=odd))
    else:
        with surface.clipped(path.curve, even_odd=odd):
            surface.curve(_rectangle(path.box), Pen(WHITE))
            gap, line = _FINE if path.look == "bone" else _WIDE
            surface.curve(_hatch(path.box, inks.points(gap)), Pen(None, BLACK, inks.points(line)))
        surface.curve(path.curve, Pen(None, BLACK, inks.points(1.2)))


def _detail(surface: TaggedCanvas, path: DrawnPath, how: How, _ring: bool, inks: Inks) -> None:
    """Lines inside an organ: lost in a hatch, so left out there."""
    if not (inks.bw and how == "site"):
        surface.curve(path.curve, Pen(None, WHITE if how == "start" else inks.ink, inks.points(THINNEST)))


def _duct(surface: TaggedCanvas, path: DrawnPath, _how: How, _ring: bool, inks: Inks) -> None:
    surface.curve(path.curve, Pen(None, inks.ink, inks.points(THINNEST)))


def _lining(surface: TaggedCanvas, path: DrawnPath, how: How, _ring: bool, inks: Inks) -> None:
    colour = BLACK if inks.bw else inks.accent if how == "start" else inks.colour(path.stroke)
    surface.curve(path.curve, Pen(None, inks.skin, inks.points(_CLEAR)))
    surface.curve(path.curve, Pen(None, colour, inks.points(_DASHED), (_DASH[0], _DASH[1])))


def _contour(surface: TaggedCanvas, path: DrawnPath, how: How, _ring: bool, inks: Inks) -> None:
    surface.curve(path.curve, Pen(None, WHITE, inks.points(_CLEAR)))
    surface.curve(path.curve, Pen(None, inks.accent if how == "start" else inks.ink, inks.points(2.0)))


def _plain(surface: TaggedCanvas, path: DrawnPath, _how: How, ring: bool, inks: Inks) -> None:
    _area(surface, path, "plain", ring, inks)


def _cover(surface: TaggedCanvas, path: DrawnPath, _how: How, _ring: bool, inks: Inks) -> None:
    """What hides the organs below."""
    surface.curve(path.curve, Pen(inks.skin))


def _spot(surface: TaggedCanvas, path: DrawnPath, how: How, _ring: bool, inks: Inks) -> None:
    if how == "start":
        surface.curve(path.curve, Pen(inks.accent, WHITE, inks.points(2.0)))


def _dots(surface: TaggedCanvas, path: DrawnPath, _how: How, _ring: bool, _inks: Inks) -> None:
    surface.curve(path.curve, Pen(WHITE))


_PAINTERS: Final[dict[str, _Painter]] = {
    "contour": _contour,
    "cover": _cover,
    "detail": _detail,
    "dots": _dots,
    "duct": _duct,
    "lining": _lining,
    "plain": _plain,
    "spot": _spot,
}
"""By look; all others are areas."""


def paint_outline(surface: TaggedCanvas, drawing: Drawing, inks: Inks) -> None:
    """The outline of a body, below all places."""
    for path in drawing.paths:
        if path.look == "outline":
            inside = inks.skin if path.fill else None
            width = inks.points(1.4) if path.width > 1 else inks.points(THINNEST)
            surface.curve(
                path.curve, Pen(inside, inks.ink if path.stroke else None, width, even_odd=path.even_odd)
            )


# -- shapes


def _rectangle(box: Box) -> str:
    left, top, right, bottom = box
    across = f"{numbers(left, top)} m {numbers(right, top)} l"
    return f"{across} {numbers(right, bottom)} l {numbers(left, bottom)} l h"


def _hatch(box: Box, gap: float) -> str:
    """Lines over a box that rise to the right, so far apart."""
    left, top, right, bottom = box
    high, step = bottom - top, gap * 2**0.5
    count = int((right - left + high) / step) + 1
    starts = (left - high + (at + 0.5) * step for at in range(count))
    return " ".join(f"{numbers(x, bottom)} m {numbers(x + high, top)} l" for x in starts)


def circle(x: float, y: float, radius: float) -> str:
    """A circle as a curve."""
    near = 0.5523 * radius
    right, left, below, above = x + radius, x - radius, y + radius, y - radius
    return (
        f"{numbers(right, y)} m {numbers(right, y + near, x + near, below, x, below)} c "
        f"{numbers(x - near, below, left, y + near, left, y)} c "
        f"{numbers(left, y - near, x - near, above, x, above)} c "
        f"{numbers(x + near, above, right, y - near, right, y)} c h"
    )
