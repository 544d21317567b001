"""What lies behind a box that must be seen: a tint with a bar at its side, or in black and white a frame
with a pattern at its side. Nothing but white ever lies under text that is black on paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from handouts.press.boxes import Place
from handouts.press.pdf.surface import Surface
from handouts.press.pdf.text_writer import Rgb
from handouts.press.setting import BLACK, Setting
from handouts.press.stacks import Painter

Kind = Literal["summary", "note", "emergency", "same-day"]
Point = tuple[float, float]

_RADIUS = 4.0
_BAR = 5.0
_URGENT = 1.25
"""The frame of what cannot wait: greys of a copier tell tints no longer apart."""
_STRIP = 11.0
"""A pattern needs more room than a colour to be told from another one."""

_STRIPE = 2.4
_STRIPES = 6.0  # from one to the next, upwards
_DOT = 1.05
_DOTS = 4.4  # from one to the next

Pattern = Callable[[Surface, Place], None]
"""Fills a strip."""


class _Frame(NamedTuple):
    """How a kind of box looks in black and white; `line` in pt."""

    line: float
    pattern: Pattern


def bar(setting: Setting) -> float:
    """Width of what stands at the side of a box, in pt."""
    return _STRIP if setting.layout.bw else _BAR


def panel(kind: Kind, setting: Setting) -> Painter:
    """What is painted behind a callout."""
    if setting.layout.bw:
        return _framed(_FRAMES[kind])
    colours = setting.colours
    if kind == "emergency":
        return _tinted(colours.urgent, colours.urgent_tint, line=_URGENT)
    if kind == "same-day":
        return _tinted(colours.same_day, colours.same_day_tint)
    return _tinted(colours.accent, colours.tint)


def quiet_panel(setting: Setting) -> Painter:
    """What is painted behind the fields of a recipient."""

    def paint(surface: Surface, place: Place, _first: bool) -> None:
        if setting.layout.bw:
            surface.rectangle(_within(place, 1.0), stroke=BLACK, line_width=1.0, radius=_RADIUS)
        else:
            surface.rectangle(_within(place, 0), fill=setting.colours.tint, radius=_RADIUS)

    return paint


def _tinted(colour: Rgb, tint: Rgb, line: float = 0.0) -> Painter:
    def paint(surface: Surface, place: Place, _first: bool) -> None:
        surface.rectangle(_within(place, 0), fill=tint, radius=_RADIUS)
        if line:
            surface.rectangle(_within(place, line), stroke=colour, line_width=line, radius=_RADIUS)
        surface.rectangle((place.left, place.top - place.height, _BAR, place.height), fill=colour)

    return paint


def _framed(frame: _Frame) -> Painter:
    def paint(surface: Surface, place: Place, _first: bool) -> None:
        surface.rectangle(_within(place, frame.line), stroke=BLACK, line_width=frame.line)
        frame.pattern(surface, place._replace(width=_STRIP))

    return paint


def _within(place: Place, line: float) -> tuple[float, float, float, float]:
    """The rectangle whose outline, `line` pt wide, stays inside a place."""
    return (
        place.left + line / 2,
        place.top - place.height + line / 2,
        place.width - line,
        place.height - line,
    )


def _solid(surface: Surface, strip: Place) -> None:
    surface.rectangle(_within(strip, 0), fill=BLACK)


def _hatched(surface: Surface, strip: Place) -> None:
    """Stripes that rise to the right."""
    surface.polygons(list(_stripes(strip)), BLACK)
    _edge(surface, strip)


def _stripes(strip: Place) -> Iterator[list[Point]]:
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


def _dotted(surface: Surface, strip: Place) -> None:
    """Dots in rows that are set off from each other."""
    rows = max(int((strip.height - _DOTS) / (_DOTS / 2)) + 1, 1)
    first = strip.top - (strip.height - (rows - 1) * _DOTS / 2) / 2
    middle = strip.left + strip.width / 2
    for row in range(rows):
        y = first - row * _DOTS / 2
        for x in (middle,) if row % 2 else (middle - _DOTS / 2, middle + _DOTS / 2):
            surface.circle((x, y), _DOT, BLACK)
    _edge(surface, strip)


def _edge(surface: Surface, strip: Place) -> None:
    """A line between the pattern and the text."""
    x = strip.left + strip.width
    surface.line((x, strip.top), (x, strip.top - strip.height), BLACK, 0.5)


_FRAMES: dict[Kind, _Frame] = {
    "emergency": _Frame(2.2, _solid),
    "same-day": _Frame(1.5, _hatched),
    "note": _Frame(1.0, _dotted),
    "summary": _Frame(1.0, _dotted),
}
