"""How cancer spreads, in three steps: the organ where it started, a vessel, and the organ where it grew."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from handouts.model.pictures import Box, Drawing, DrawnPath, Place
from handouts.pdf.canvas import Pen, TaggedCanvas
from handouts.pdf.syntax import numbers
from handouts.typeset.inks import Inks, pen_of
from handouts.typeset.style_context import BLACK, WHITE, StyleContext

STEPS: Final = ("steps-1-started", "steps-2-travelled", "steps-3-grew")

_SLOTS: Final[dict[str, Box]] = {
    "steps-1-started": (30.0, 10.0, 122.0, 86.0),
    "steps-3-grew": (48.0, 10.0, 140.0, 86.0),
}
"""Where the organ is put: left, top, right and bottom."""

_FINE: Final = ("detail", "duct", "contour", "dots", "spot")
"""Looks of what is drawn inside an organ, or at it, and not measured."""

_CELLS: Final = ("cell", "nucleus")
_LEFT, _RIGHT = 0.5, 155.5
"""The edges of a panel."""

_SPREAD: Final = 22.0
"""Units over which a vessel widens, away from the cells."""


class _Fit(NamedTuple):
    """How an organ is put into its slot."""

    scale: float
    x: float
    y: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the organ in the step."""
        return x * self.scale + self.x, y * self.scale + self.y


class Organ(NamedTuple):
    """What a step shows of a place."""

    paths: tuple[DrawnPath, ...]
    cells: tuple[float, ...] | None  # x, y and size of the cells


def organ_of(place: Place, body: str, context: StyleContext, *, grew: bool) -> Organ:
    """The organ of a place, as the steps show it."""
    if place.organ:
        paths = context.drawings.get(place.organ).paths
    else:
        drawing, names = context.drawings.get(body), place.shape or place.paths
        paths = tuple(path for path in drawing.paths if path.id in names)
    return Organ(paths, place.grew if grew else place.started)


def paint_step(surface: TaggedCanvas, drawing: Drawing, organ: Organ | None, inks: Inks) -> None:
    """A step, with an organ in the place of the one that the drawing has."""
    if organ is None or drawing.id not in _SLOTS:
        for path in drawing.paths:
            surface.curve(path.curve, _pen(path, inks))
        return
    fit = _fit(organ, _SLOTS[drawing.id])
    cells = _cells(drawing, organ, fit)
    panel = next(path.curve for path in drawing.paths if path.id == "panel")
    for path in drawing.paths:
        kind = path.id.partition("-")[0]
        if kind == "organ":
            with surface.clipped(panel), surface.moved(*fit):
                _paint_organ(surface, path, organ, inks._replace(scale=inks.scale * fit.scale), fit.scale)
        elif kind == "vessel":
            surface.curve(_vessel(drawing.id, cells, closed=path.fill is not None), _pen(path, inks))
        elif kind in _CELLS:
            with surface.moved(*cells.fit):
                surface.curve(path.curve, _pen(path, inks._replace(scale=inks.scale * cells.fit.scale)))
        else:
            surface.curve(path.curve, _pen(path, inks))


def _pen(path: DrawnPath, inks: Inks) -> Pen:
    """As drawn; in black and white cells are black, with white around them, so that each is seen."""
    if not inks.bw:
        return pen_of(path, inks)
    if path.id == "panel":
        return Pen(WHITE, BLACK, inks.points(1.0))
    if path.id.startswith("cell"):
        return Pen(BLACK, WHITE, inks.points(1.2))
    if path.id.startswith("nucleus"):
        return Pen(WHITE)
    return pen_of(path, inks)


def _fit(organ: Organ, slot: Box) -> _Fit:
    """As large as the slot holds it, in its middle."""
    box = around(path.box for path in organ.paths if path.look not in _FINE)
    scale = min((slot[2] - slot[0]) / (box[2] - box[0]), (slot[3] - slot[1]) / (box[3] - box[1]))
    (x, y), (to_x, to_y) = _middle(box), _middle(slot)
    return _Fit(scale, to_x - scale * x, to_y - scale * y)


def _paint_organ(surface: TaggedCanvas, as_drawn: DrawnPath, organ: Organ, inks: Inks, scale: float) -> None:
    """White areas with a contour as the drawing's own organ has it, then fine lines."""
    width = inks.line(as_drawn.width / scale)
    for part in sorted(organ.paths, key=lambda part: part.look in _FINE):
        is_fine = part.look in _FINE
        inside = WHITE if part.fill else None
        along = inks.ink if part.stroke else None
        thick = inks.line(0.8 * width) if is_fine else width
        surface.curve(part.curve, Pen(inside, along, thick, even_odd=part.even_odd))


class _Cells(NamedTuple):
    """Where the cells of a step are: how they are moved, and their middle."""

    fit: _Fit
    middle: tuple[float, float]


def _cells(drawing: Drawing, organ: Organ, fit: _Fit) -> _Cells:
    """The cells where the place has them: in the middle where it says nothing."""
    x, y = _middle(around(path.box for path in drawing.paths if path.id.startswith("cell")))
    middle, size = _middle(_SLOTS[drawing.id]), 1.0
    if organ.cells:
        middle, size = fit.point(organ.cells[0], organ.cells[1]), organ.cells[2]
    return _Cells(_Fit(size, middle[0] - x * size, middle[1] - y * size), middle)


def _vessel(step: str, cells: _Cells, *, closed: bool) -> str:
    """A vessel from the cells to the right edge, or from the left edge to them."""
    (x, y), half = cells.middle, max(6.0, min(10.0, 14.0 * cells.fit.scale))
    edge, bend = (_RIGHT, 128.0) if step == STEPS[0] else (_LEFT, 24.0)
    turn = x + _SPREAD if edge > x else x - _SPREAD
    upper = f"{numbers(x, y - half)} m {numbers(turn, y - half, bend, 41, edge, 40)} c"
    joint = f"{numbers(edge, 64)} {'l' if closed else 'm'}"
    lower = f"{joint} {numbers(bend, 65, turn, y + half, x, y + half)} c"
    return f"{upper} {lower}{' h' if closed else ''}"


def around(boxes: Iterable[Box]) -> Box:
    """The box around boxes."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
