"""Strips to tear off along the lower edge of a poster: artifacts, for their words are on the poster too.

All have the same words, which run upwards. The longer the words, the fewer strips.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from handouts.compose.blocks import Detail
from handouts.model.layout import TypeStyle
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.text_writer import PlacedLine
from handouts.typeset.boxes import TextBox
from handouts.typeset.phrases import even_lines, whole_phrases
from handouts.typeset.style_context import StyleContext

SAFE = 18.0
"""Points at the edges of the paper that many printers cannot print."""

_MOST, _FEWEST = 10, 4
_BETWEEN = 0.27
"""Room at each side of a strip's words, as a part of the leading."""

_TO_WRITE, _AFTER_LABEL = 0.7, 0.3
"""Room to write above a line, and between it and its label, as parts of the leading."""

_DASH = (5.0, 4.0)
_LINE = 0.8


class StripsTooLongError(ValueError):
    """The words need wider strips than there is room for."""

    def __init__(self) -> None:
        super().__init__("the words are too long for the strips to tear off")


class Strips(NamedTuple):
    """Strips along the lower edge; measures in pt."""

    texts: tuple[TextBox, ...]
    blanks: tuple[bool, ...]  # whether a text is the label of a line to write on
    number: int
    height: float
    width: float  # of the paper
    colour: tuple[float, float, float]

    def draw(self, surface: TaggedCanvas) -> None:
        """Draw the strips and the lines to cut along."""
        step = (self.width - 2 * SAFE) / self.number
        used = sum(text.height + text.before for text in self.texts)
        edges = [SAFE + at * step for at in range(self.number)]
        across = (SAFE, self.height), (self.width - SAFE, self.height)
        upwards = [((left, SAFE), (left, self.height)) for left in edges[1:]]
        with surface.artifact():
            surface.lines([across, *upwards], self.colour, _LINE, _DASH)
        lines: list[PlacedLine] = []
        for left in edges:
            start = left + (step - used) / 2
            for text, blank in zip(self.texts, self.blanks, strict=True):
                start += text.before
                for line in text.placed_lines(0.0, 0.0):
                    lines.append(line._replace(x=start - line.y, y=_foot(text) + line.x, upwards=True))
                if blank:
                    self._draw_line(surface, text, start)
                start += text.height
        with surface.artifact("Pagination", "Footer"):
            surface.text(lines, None)

    def _draw_line(self, surface: TaggedCanvas, text: TextBox, left: float) -> None:
        """A line to write on, from its label to the upper end."""
        right = left + text.baseline
        start = _foot(text) + text.lines[0].width + text.leading * _AFTER_LABEL
        with surface.artifact():
            surface.line((right, start), (right, self.height - text.leading * 0.5), self.colour, _LINE)


def _foot(text: TextBox) -> float:
    """Start of the lines of a strip, from the edge of the paper."""
    return SAFE + text.leading * 0.3


def strips(details: Sequence[Detail], context: StyleContext, paper_width: float) -> Strips:
    """Strips with some details; one without text gets a line to write on. Raises StripsTooLongError."""
    style = context.layout.type.furniture
    height = context.layout.furniture.strips
    room = height - SAFE - style.leading
    boxes = tuple(_set(detail, style, context.inside(room, context.node)) for detail in details)
    needed = sum(box.height + box.before for box in boxes) + 2 * _BETWEEN * style.leading
    number = min(_MOST, int((paper_width - 2 * SAFE) / needed))
    if number < _FEWEST:
        raise StripsTooLongError
    blanks = tuple(detail.text is None for detail in details)
    return Strips(boxes, blanks, number, height, paper_width, context.colours.quiet)


def _set(detail: Detail, style: TypeStyle, context: StyleContext) -> TextBox:
    if detail.text is None:
        label = context.text(detail.label, style, None, colour=context.colours.ink, bare=True)
        return replace(label, before=style.leading * _TO_WRITE)
    held = whole_phrases(detail.text, style, context.width, context)
    box = even_lines(held, style, None, context, context.colours.ink)
    return replace(box, before=0.0, after=0.0)
