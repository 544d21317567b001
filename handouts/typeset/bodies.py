"""A body with places that are marked, and their labels at both sides with a line to each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from handouts.compose.picture_blocks import MarkedPlace, Picture
from handouts.model.layout import TypeStyle
from handouts.model.pictures import Drawing, DrawnPath, Place
from handouts.model.text import Span
from handouts.pdf.canvas import Pen, TaggedCanvas
from handouts.pdf.syntax import numbers
from handouts.typeset.boxes import TextBox
from handouts.typeset.drawn_box import DrawnBox, Words
from handouts.typeset.inks import How, Inks, circle, inks_for, paint_outline, paint_place
from handouts.typeset.leaders import Label, Placed, placed
from handouts.typeset.style_context import WHITE, StyleContext

_REACH: Final = 0.475
"""From the middle of a body to where labels begin, as a part of its width: beyond its hands."""

_BEFORE: Final = 3.0
"""Points between the end of a line and its label."""

_ELBOW: Final = 8.0
"""Points of a line that are level, before its label."""

_NARROW: Final = 6.6
"""Where something stands beside the body, labels are at most so many times their size wide."""

_DOT: Final = 2.0
_BULL: Final = (3.6, 1.7)
"""Radius of a dot, and of the ring and the dot where the cancer started."""


class _Marked(NamedTuple):
    """A place that is marked."""

    place: Place
    said: MarkedPlace

    def at(self, body: str) -> tuple[float, float]:
        """Where its line ends, in units of the body."""
        x, y = self.place.at_b if body.endswith("b") and self.place.at_b else self.place.at
        return x, y


class _Set(NamedTuple):
    """A label, set and placed."""

    marked: _Marked
    text: TextBox
    place: Placed


def body_box(block: Picture, context: StyleContext) -> DrawnBox:
    """The body in a box that is as wide as it is with its labels."""
    drawing = context.drawings.get(block.name)
    scale = _scale(drawing, block, context)
    marked = [_Marked(context.drawings.place(each.place), each) for each in block.places]
    labels = _labels(marked, drawing, scale, context, narrow=bool(block.beside))
    reach = drawing.width * scale * _REACH + _BEFORE
    room = {side: max((_width(each.text) for each in labels if each.place.side == side), default=0.0)
            for side in ("left", "right")}  # fmt: skip
    middle = max(reach + room["left"], drawing.width * scale / 2)
    width = middle + max(reach + room["right"], drawing.width * scale / 2)
    height = max([drawing.height * scale, *(each.place.middle + each.text.height / 2 for each in labels)])
    left = middle - drawing.width * scale / 2

    def paint(surface: TaggedCanvas, x: float, y: float) -> None:
        with surface.drawing(x + left, y, scale):
            _paint(surface, drawing, marked, inks_for(drawing, context, scale))
        with surface.drawing(x, y, 1.0):
            for each in labels:
                _line(surface, each, (left, middle, reach), context)

    words = tuple(_words(each, middle, reach) for each in labels)
    node = context.add("Figure", alt=block.alt) if block.alt else None
    return DrawnBox(size=(width, height), paint=paint, node=node, words=words)


def _scale(drawing: Drawing, block: Picture, context: StyleContext) -> float:
    """Points a unit: as the layout says, or less where labels would have no room beside."""
    style = context.layout.type.label
    least = 2 * _NARROW * style.size * (0.7 if block.beside else 1.0) if block.places else 0.0
    widest = max(context.width - least, context.width / 3) / (2 * _REACH * drawing.width)
    return min(context.layout.pictures.body / drawing.height, widest)


# -- labels


def _labels(
    marked: Sequence[_Marked], drawing: Drawing, scale: float, context: StyleContext, *, narrow: bool
) -> list[_Set]:
    style = context.layout.type.label
    reach = drawing.width * scale * _REACH + _BEFORE
    most = context.width / 2 - reach
    room = min(most, style.size * _NARROW) if narrow else most
    said = [each for each in marked if each.said.label]
    texts = [_text(each.said, style, context, room) for each in said]
    wanted = [_label(each, text, drawing.id, scale) for each, text in zip(said, texts, strict=True)]
    places = placed(wanted, (drawing.width * scale, drawing.height * scale))
    return [_Set(*parts) for parts in zip(said, texts, places, strict=True)]


def _text(said: MarkedPlace, style: TypeStyle, context: StyleContext, room: float) -> TextBox:
    colours = context.colours
    spans = tuple(replace(span, head=True) for span in said.label) if said.is_start else said.label
    colour = colours.accent if said.is_start else colours.ink
    return context.text(tuple[Span, ...](spans), style, None, colour=colour, width=room, bare=True)


def _label(each: _Marked, text: TextBox, body: str, scale: float) -> Label:
    x, y = each.at(body)
    return Label((x * scale, y * scale), each.place.side, text.height, each.place.mirrored)


def _width(text: TextBox) -> float:
    return max(line.width for line in text.lines)


def _words(each: _Set, middle: float, reach: float) -> Words:
    """The text of a label at its place: from its line on, or up to it."""
    top = each.place.middle - each.text.height / 2
    if each.place.side == "right":
        return Words(each.text, middle + reach, top)
    return Words(each.text, middle - reach, top, flush_right=True)


def _line(
    surface: TaggedCanvas, each: _Set, measures: tuple[float, float, float], context: StyleContext
) -> None:
    """The line from a place to its label, over a white one that keeps it apart from what it crosses."""
    left, middle, reach = measures
    x, y = each.place.at[0] + left, each.place.at[1]
    turn = 1 if each.place.side == "right" else -1
    end, height = middle + turn * (reach - _BEFORE), each.place.middle
    bent = numbers(end - turn * _ELBOW, height)
    curve = f"{numbers(x, y)} m {bent} l {numbers(end, height)} l"
    ink, is_start = context.colours.ink, each.marked.said.is_start
    surface.curve(curve, Pen(None, WHITE, 2.6))
    surface.curve(curve, Pen(None, ink, 1.0))
    if not each.marked.place.dot:
        return
    if is_start:
        surface.curve(circle(x, y, _BULL[0]), Pen(WHITE, ink, 1.0))
        surface.curve(circle(x, y, _BULL[1]), Pen(context.colours.accent))
    else:
        surface.curve(circle(x, y, _DOT), Pen(ink, WHITE, 0.9))


# -- the body


class _Part(NamedTuple):
    """A path that is painted, and how."""

    over: bool  # whether it comes after all others
    small: bool
    order: int
    path: DrawnPath
    how: How
    ring: bool


def _paint(surface: TaggedCanvas, drawing: Drawing, marked: Sequence[_Marked], inks: Inks) -> None:
    paint_outline(surface, drawing, inks)
    for part in sorted(_parts(drawing, marked), key=lambda part: part[:3]):
        paint_place(surface, part.path, part.how, part.ring, inks)


def _parts(drawing: Drawing, marked: Sequence[_Marked]) -> Iterator[_Part]:
    """What is painted of a body, each path once: where the cancer started it is on top."""
    order = {path.id: (at, path) for at, path in enumerate(drawing.paths)}
    started = {name for each in marked if each.said.is_start for name in each.place.paths}
    own = {name for each in marked for name in each.place.paths}
    hidden = {name for each in marked for name in each.place.hides} - started
    done: set[str] = set()
    for each in sorted(marked, key=lambda each: not each.said.is_start):
        how: How = "start" if each.said.is_start else "site"
        named = ((name, how) for name in each.place.paths)
        around: Iterator[tuple[str, How]] = (
            (name, "plain") for name in each.place.context if name not in own
        )
        for name, painted in (*named, *around):
            if name in done or name in hidden:
                continue
            done.add(name)
            at, path = order[name]
            over = painted == "start" and path.look != "cover"
            yield _Part(over, path.look in ("small", "dots"), at, path, painted, each.place.ring)
