"""Whom to call, in a band over the full width: what the eye must find first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from msgspec.structs import replace

from handouts.compose.blocks import Contact, Contacts
from handouts.model.layout import TypeScale, TypeStyle
from handouts.model.text import Text, plain
from handouts.pdf.canvas import TaggedCanvas
from handouts.press.boxes import Box, DrawingBox, Place
from handouts.press.panels import in_panel
from handouts.press.renderers.places import blank
from handouts.press.setting import WHITE, Setting
from handouts.press.stacks import Inset, Row, Stack

_LINE = 1.5
_RADIUS = 4.0


def band(block: Contacts, title: Text, setting: Setting) -> list[Box]:
    """The title on the accent colour, and beside it each number below its label."""
    padding = setting.layout.padding
    widths = _widths(block, title, setting)
    head = _title(title, setting.inside(widths[0] - padding * 2, setting.node))
    node = setting.add_list()
    cells = [
        _number(each, block.write_in, setting.inside(width - padding * 2, node))
        for each, width in zip(block.contacts, widths[1:], strict=True)
    ]
    lefts = list(accumulate(widths[:-1], initial=0.0))
    places = tuple((x + padding, cell) for x, cell in zip(lefts, (head, *cells), strict=True))

    def paint(surface: TaggedCanvas, place: Place, _first: bool) -> None:
        bottom, accent = place.top - place.height, setting.colours.accent
        surface.rectangle((place.left, bottom, widths[0], place.height), fill=accent, radius=_RADIUS)
        square = (place.left + widths[0] - _RADIUS, bottom, _RADIUS, place.height)
        surface.rectangle(square, fill=accent)  # only the outer corners are round
        frame = (place.left, bottom, place.width, place.height)
        surface.rectangle(frame, stroke=accent, line_width=_LINE, radius=_RADIUS)
        for x in lefts[2:]:
            ends = (place.top - padding * 0.6, bottom + padding * 0.6)
            across = place.left + x
            surface.line((across, ends[0]), (across, ends[1]), setting.colours.rule, setting.rule)

    row = Row(cells=places, width=setting.width)
    inset = Inset(padding * 0.5, 0.0, padding * 0.75, 0.0)
    gap = setting.layout.type.body.after
    return in_panel([row], setting, inset, paint, (gap, gap * 1.5))


def _widths(block: Contacts, title: Text, setting: Setting) -> list[float]:
    """As wide as the title and each number need, what is left shared out; equal where that is too much."""
    scale, room = setting.layout.type, setting.layout.padding * 2
    first = _on_two_lines(plain(title).split(), setting)
    needed = [
        max(setting.measure(plain(text), style.size, style.bold) for text, style in _lines(each, scale))
        for each in block.contacts
    ]
    left = setting.width - first - room - sum(needed) - room * len(needed)
    if left < 0:
        return [setting.width / (len(needed) + 1)] * (len(needed) + 1)
    return [first + room, *(width + room + left / len(needed) for width in needed)]


def _on_two_lines(words: Sequence[str], setting: Setting) -> float:
    """The least width of a title on at most two lines, in pt."""
    size = setting.layout.type.section.size
    halves = ((words[:at], words[at:]) for at in range(1, len(words) + 1))
    return min(max(setting.measure(" ".join(half), size, True) for half in pair) for pair in halves)


def _lines(contact: Contact, scale: TypeScale) -> list[tuple[Text, TypeStyle]]:
    """What stands one below the other: label, number, hours."""
    lines = ((contact.label, scale.label), (contact.number, scale.value), (contact.hours, scale.label))
    return [(text, style) for text, style in lines if text]


def _title(title: Text, setting: Setting) -> Stack:
    """The heading, white on the accent colour."""
    text = setting.text(title, setting.layout.type.section, setting.add("H2"), colour=WHITE, bare=True)
    return Stack(boxes=(replace(text, bookmark=setting.bookmark(title, 2)),), width=setting.width)


def _number(contact: Contact, said: str, setting: Setting) -> Stack:
    scale = setting.layout.type
    item = setting.add("LI")
    (words, style), *lines = _lines(contact, scale)
    label = setting.text(words, style, item.add("Lbl"), bare=True)
    body = item.add("LBody")
    if contact.number is None:
        line = empty_line(said, contact, setting.inside(setting.width, body))
        return Stack(boxes=(label, line), width=setting.width)
    several = len(lines) > 1
    boxes = (setting.text(text, style, body.add("P") if several else body) for text, style in lines)
    return Stack(boxes=(label, *boxes), width=setting.width)


def empty_line(said: str, contact: Contact, setting: Setting) -> Box:
    """A line to write a number on; a field too where the sheet is to be filled in."""
    style, room = setting.layout.type.value, setting.width
    node = None if setting.fillable else setting.add("Figure", alt=said)
    drop = (
        style.leading if setting.fillable else setting.baseline(style) + 2
    )  # readers set text in the middle

    def paint(surface: TaggedCanvas, left: float, top: float) -> None:
        y = top - drop
        surface.line((left, y), (left + room, y), setting.colours.quiet, 0.8)

    line = DrawingBox(size=(room, style.leading), paint=paint, node=node)
    if not setting.fillable:
        return line
    words = f"{plain(contact.label)}: {said}"
    field = blank(setting, (room, style.leading), "phone", words, style.size)
    return Row(cells=((0.0, line), (0.0, field)), width=room)
