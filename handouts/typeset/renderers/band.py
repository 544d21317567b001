"""Whom to call, in a band over the full width: what the eye must find first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from msgspec.structs import replace

from handouts.compose.blocks import Contact, Contacts
from handouts.model.layout import TypeScale, TypeStyle
from handouts.model.text import Text, plain
from handouts.pdf.canvas import TaggedCanvas
from handouts.typeset.boxes import Area, Box, DrawingBox
from handouts.typeset.panels import in_panel
from handouts.typeset.ruled import blank
from handouts.typeset.stacks import Inset, RowBox, Stack
from handouts.typeset.style_context import WHITE, StyleContext

_LINE = 1.5
_RADIUS = 4.0


def band(block: Contacts, title: Text, context: StyleContext) -> list[Box]:
    """The title on the accent colour, and beside it each number below its label."""
    padding = context.layout.padding
    widths = _widths(block, title, context)
    head = _title(title, context.inside(widths[0] - padding * 2, context.node))
    node = context.add_list()
    cells = [
        _number(each, block.write_in, context.inside(width - padding * 2, node))
        for each, width in zip(block.contacts, widths[1:], strict=True)
    ]
    lefts = list(accumulate(widths[:-1], initial=0.0))
    places = tuple((x + padding, cell) for x, cell in zip(lefts, (head, *cells), strict=True))

    def paint(surface: TaggedCanvas, place: Area) -> None:
        bottom, accent = place.bottom, context.colours.accent
        surface.rectangle((place.left, bottom, widths[0], place.height), fill=accent, radius=_RADIUS)
        square = (place.left + widths[0] - _RADIUS, bottom, _RADIUS, place.height)
        surface.rectangle(square, fill=accent)  # only the outer corners are round
        surface.rectangle(place.rectangle(), stroke=accent, line_width=_LINE, radius=_RADIUS)
        for x in lefts[2:]:
            upper, lower = place.top - padding * 0.6, bottom + padding * 0.6
            between = place.left + x
            surface.line((between, upper), (between, lower), context.colours.rule, context.rule)

    row = RowBox(cells=places, width=context.width)
    inset = Inset(padding * 0.5, 0.0, padding * 0.75, 0.0)
    gap = context.layout.type.body.after
    return in_panel([row], context, inset, paint, (gap, gap * 1.5))


def _widths(block: Contacts, title: Text, context: StyleContext) -> list[float]:
    """As wide as the title and each number need, what is left shared out; equal where that is too much."""
    scale, room = context.layout.type, context.layout.padding * 2
    first = _on_two_lines(plain(title).split(), context)
    needed = [
        max(context.measure(plain(text), style.size, style.bold) for text, style in _lines(each, scale))
        for each in block.contacts
    ]
    left = context.width - first - room - sum(needed) - room * len(needed)
    if left < 0:
        return [context.width / (len(needed) + 1)] * (len(needed) + 1)
    return [first + room, *(width + room + left / len(needed) for width in needed)]


def _on_two_lines(words: Sequence[str], context: StyleContext) -> float:
    """The least width of a title on at most two lines, in pt."""
    size = context.layout.type.section.size
    halves = ((words[:at], words[at:]) for at in range(1, len(words) + 1))
    return min(max(context.measure(" ".join(half), size, True) for half in pair) for pair in halves)


def _lines(contact: Contact, scale: TypeScale) -> list[tuple[Text, TypeStyle]]:
    """What stands one below the other: label, number, hours."""
    lines = ((contact.label, scale.label), (contact.number, scale.value), (contact.hours, scale.label))
    return [(text, style) for text, style in lines if text]


def _title(title: Text, context: StyleContext) -> Stack:
    """The heading, white on the accent colour."""
    text = context.text(title, context.layout.type.section, context.add("H2"), colour=WHITE, bare=True)
    return Stack(boxes=(replace(text, bookmark=context.bookmark(title, 2)),), width=context.width)


def _number(contact: Contact, said: str, context: StyleContext) -> Stack:
    scale = context.layout.type
    item = context.add("LI")
    (words, style), *lines = _lines(contact, scale)
    label = context.text(words, style, item.add("Lbl"), bare=True)
    body = item.add("LBody")
    if contact.number is None:
        line = empty_line(said, contact, context.inside(context.width, body))
        return Stack(boxes=(label, line), width=context.width)
    several = len(lines) > 1
    boxes = (context.text(text, style, body.add("P") if several else body) for text, style in lines)
    return Stack(boxes=(label, *boxes), width=context.width)


def empty_line(said: str, contact: Contact, context: StyleContext) -> Box:
    """A line to write a number on; a field too where the sheet is to be filled in."""
    style, room = context.layout.type.value, context.width
    node = None if context.fillable else context.add("Figure", alt=said)
    drop = (
        style.leading if context.fillable else context.baseline(style) + 2
    )  # readers set text in the middle

    def paint(surface: TaggedCanvas, left: float, top: float) -> None:
        y = top - drop
        surface.line((left, y), (left + room, y), context.colours.quiet, 0.8)

    line = DrawingBox(size=(room, style.leading), paint=paint, node=node)
    if not context.fillable:
        return line
    words = f"{plain(contact.label)}: {said}"
    field = blank(context, (room, style.leading), "phone", words, style.size)
    return RowBox(cells=((0.0, line), (0.0, field)), width=room)
