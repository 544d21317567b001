"""Places to write in: empty on paper, on the screen a field too where that is asked for.

Rules around and below a place are painted by whoever sets it: they are there in both.
"""

from __future__ import annotations

from handouts.press.boxes import Box
from handouts.press.ruled import Asked, Blank, RuledBox, TickField
from handouts.press.setting import Setting
from handouts.press.stacks import Row


def blank(setting: Setting, size: tuple[float, float], name: str, words: str, type_size: float) -> Blank:
    """Room to write in, a field with an element of its own where the sheet is to be filled in."""
    if not setting.fillable:
        return Blank(size=size)
    return Blank(size=size, type_size=type_size, node=setting.add("Form"), name=name, words=words)


def ruled(setting: Setting, lines: int, name: str, words: str, *, read: bool = True) -> RuledBox:
    """Lines to write on, each of them a field where the sheet is to be filled in.

    On paper they are one figure that is read aloud as `words`, or none where what stands above says it all.
    """
    asked = Asked(name, words, setting.layout.type.body.size) if setting.fillable else None
    figure = setting.add("Figure", alt=words) if read and not asked else None
    return RuledBox(
        lines=lines,
        step=setting.layout.write_in,
        width=setting.width,
        colour=setting.colours.quiet,
        node=setting.add("Div") if asked else figure,
        asked=asked,
    )


def ticked(setting: Setting, drawn: Box, place: tuple[float, float, float], words: str) -> Box:
    """A drawn box, with a field over it where the sheet is to be filled in.

    `place` is the left and top of the field from the corner of what is drawn, and its side, in pt.
    """
    if not setting.fillable:
        return drawn
    field = TickField(place=place, size=drawn.height, node=setting.add("Form"), words=words)
    return Row(cells=((0.0, drawn), (0.0, field)), width=setting.width)
