"""Places to write in: empty on paper, on the screen a field too where that is asked for.

Rules around and below a place are painted by whoever sets it: they are there in both.
"""

from __future__ import annotations

from handouts.typeset.boxes import Box
from handouts.typeset.ruled import Blank, FieldNames, RuledBox, TickField
from handouts.typeset.stacks import RowBox
from handouts.typeset.style_context import StyleContext


def blank(context: StyleContext, size: tuple[float, float], name: str, words: str, type_size: float) -> Blank:
    """Room to write in, a field with an element of its own where the sheet is to be filled in."""
    if not context.fillable:
        return Blank(size=size)
    return Blank(size=size, type_size=type_size, node=context.add("Form"), name=name, words=words)


def ruled(context: StyleContext, lines: int, name: str, words: str, *, read: bool = True) -> RuledBox:
    """Lines to write on, each of them a field where the sheet is to be filled in.

    On paper they are one figure that is read aloud as `words`, or none where what stands above says it all.
    """
    asked = FieldNames(name, words, context.layout.type.body.size) if context.fillable else None
    figure = context.add("Figure", alt=words) if read and not asked else None
    return RuledBox(
        lines=lines,
        step=context.layout.write_in,
        width=context.width,
        colour=context.colours.quiet,
        node=context.add("Div") if asked else figure,
        asked=asked,
    )


def ticked(context: StyleContext, drawn: Box, place: tuple[float, float, float], words: str) -> Box:
    """A drawn box, with a field over it where the sheet is to be filled in.

    `place` is the left and top of the field from the corner of what is drawn, and its side, in pt.
    """
    if not context.fillable:
        return drawn
    field = TickField(place=place, size=drawn.height, node=context.add("Form"), words=words)
    return RowBox(cells=((0.0, drawn), (0.0, field)), width=context.width)
