"""Strips to tear off along the lower edge of a poster: artifacts, for what they say stands above.

Each says the same, turned so that it reads upwards. The longer the words, the fewer strips.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from handouts.model.text import Text
from handouts.press.boxes import TextBox
from handouts.press.pdf.surface import PlacedLine, Surface
from handouts.press.phrases import even_lines, whole_phrases
from handouts.press.setting import Setting

SAFE = 18.0
"""Points from the edges of the paper that many printers leave white."""

_MOST, _FEWEST = 10, 4
_BETWEEN = 0.27
"""Room at each side of a strip's words, as a part of the leading."""

_DASH = (5.0, 4.0)
_LINE = 0.8


class StripsTooLongError(ValueError):
    """Words that even a few wide strips do not hold."""

    def __init__(self) -> None:
        super().__init__("the words are too long for the strips to tear off")


class Strips(NamedTuple):
    """Strips along the lower edge; measures in pt."""

    texts: tuple[TextBox, ...]
    number: int
    height: float
    width: float  # of the paper
    colour: tuple[float, float, float]

    def draw(self, surface: Surface) -> None:
        """Draw the strips and the lines to cut along."""
        step = (self.width - 2 * SAFE) / self.number
        used = sum(text.height for text in self.texts)
        for at in range(self.number):
            left = SAFE + at * step
            if at:
                with surface.artifact():
                    surface.line((left, 0), (left, self.height), self.colour, _LINE, _DASH)
            start = left + (step - used) / 2
            for text in self.texts:
                with surface.artifact("Pagination", "Footer"):
                    surface.text(self._upwards(text, start), None)
                start += text.height
        with surface.artifact():
            surface.line((0, self.height), (self.width, self.height), self.colour, _LINE, _DASH)

    def _upwards(self, text: TextBox, left: float) -> list[PlacedLine]:
        """Lines that begin at the lower end of a strip, one at the right of the other."""
        bottom = SAFE + text.leading * 0.3
        lines = text.placed(0.0, 0.0)
        return [line._replace(x=left - line.y, y=bottom + line.x, upwards=True) for line in lines]


def strips(texts: Sequence[Text], setting: Setting, paper_width: float) -> Strips:
    """Strips that say some paragraphs. Raises StripsTooLongError."""
    style = setting.layout.type.furniture
    height = setting.layout.furniture.strips
    room = height - SAFE - style.leading
    inner = setting.inside(room, setting.node)
    held = (whole_phrases(text, style, room, setting) for text in texts)
    even = (even_lines(text, style, None, inner, setting.colours.ink) for text in held)
    boxes = tuple(replace(box, before=0.0, after=0.0) for box in even)
    needed = sum(box.height for box in boxes) + 2 * _BETWEEN * style.leading
    number = min(_MOST, int((paper_width - 2 * SAFE) / needed))
    if number < _FEWEST:
        raise StripsTooLongError
    return Strips(boxes, number, height, paper_width, setting.colours.quiet)
