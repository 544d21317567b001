"""Pictures: a body, three steps, an icon, a cover, a drawing to write in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from msgspec.structs import replace

from handouts.compose.picture_blocks import Picture
from handouts.model.layout import TypeStyle
from handouts.model.pictures import Drawing
from handouts.model.text import Span, Text
from handouts.pdf.canvas import TaggedCanvas
from handouts.typeset.bodies import body_box
from handouts.typeset.boxes import Box
from handouts.typeset.drawn_box import DrawnBox, Words
from handouts.typeset.inks import inks_for, paint_as_drawn
from handouts.typeset.renderers.base import Render
from handouts.typeset.stacks import RowBox, Stack
from handouts.typeset.steps import STEPS, Organ, organ_of, paint_step
from handouts.typeset.style_context import StyleContext

_GAP: Final = 18.0
"""Points between steps side by side."""

_LEAST_STEP: Final = 100.0
"""Points that a step is wide at least where three stand side by side."""

_BESIDE: Final = 11.0
"""What stands beside a picture has room for at least so many times the size of running text."""

_WORD: Final = 0.62
"""Size of a word in a drawing at most, as a part of the height of its place."""


def picture(block: Picture, context: StyleContext, render: Render) -> list[Box]:
    """A drawing, with what stands beside it."""
    return _KINDS[block.kind](block, context, render)


def _body(block: Picture, context: StyleContext, render: Render) -> list[Box]:
    """A body in the middle of the width, or at its left with something beside it."""
    box = body_box(block, context)
    return _with_beside(box, block, context, render)


def _with_beside(box: DrawnBox, block: Picture, context: StyleContext, render: Render) -> list[Box]:
    body = context.layout.type.body
    gap = context.layout.padding * 1.5
    room = context.width - box.size[0] - gap
    if not block.beside:
        left = max(0.0, (context.width - box.size[0]) / 2)
        return [RowBox(cells=((left, box),), width=context.width, after=body.after)]
    if room < body.size * _BESIDE:
        below = [each for one in block.beside for each in render(one, context)]
        return [replace(box, after=body.after), *below]
    inner = context.inside(room, context.node)
    beside = tuple(each for one in block.beside for each in render(one, inner))
    stack = Stack(boxes=beside, width=room)
    cells: tuple[tuple[float, Box], ...] = ((0.0, box), (box.size[0] + gap, stack))
    return [RowBox(cells=cells, width=context.width, after=body.after)]


# -- steps


def _steps(block: Picture, context: StyleContext, _render: Render) -> list[Box]:
    """Three panels side by side with a caption below each, or in a narrow place one below the other."""
    width = min((context.width - 2 * _GAP) / 3, context.layout.pictures.step)
    organs = _organs(block, context)
    if width >= _LEAST_STEP:
        return _side_by_side(block, organs, width, context)
    width = min(context.layout.pictures.step, context.width * 0.45)
    return _one_below_the_other(block, organs, width, context)


def _organs(block: Picture, context: StyleContext) -> Sequence[Organ | None]:
    """What the first and the last step show; None: an organ without a name."""
    place = context.drawings.place
    first = next((place(each.place) for each in block.places if each.is_start), None)
    last = next((place(each.place) for each in block.places if not each.is_start), None)
    return (
        organ_of(first, block.name, context, grew=False) if first else None,
        None,
        organ_of(last, block.name, context, grew=True) if last else None,
    )


def _side_by_side(
    block: Picture, organs: Sequence[Organ | None], width: float, context: StyleContext
) -> list[Box]:
    drawings = [context.drawings.get(name) for name in STEPS]
    scale, step = width / drawings[0].width, width + _GAP

    def paint(surface: TaggedCanvas, left: float, top: float) -> None:
        for at, (drawing, organ) in enumerate(zip(drawings, organs, strict=True)):
            with surface.drawing(left + at * step, top, scale):
                paint_step(surface, drawing, organ, inks_for(drawing, context, scale))

    node = context.add("Figure", alt=block.alt) if block.alt else None
    size = (3 * width + 2 * _GAP, drawings[0].height * scale)
    after = context.layout.type.body.after
    figure = DrawnBox(size=size, paint=paint, node=node, keep_with_next=bool(block.captions), after=4.0)
    if not block.captions:
        return [replace(figure, after=after)]
    captions = _captions(block.captions, context, width + _GAP * 0.6)
    row = RowBox(cells=tuple((at * step, each) for at, each in enumerate(captions)), width=context.width)
    return [figure, replace(row, after=after)]


def _one_below_the_other(
    block: Picture, organs: Sequence[Organ | None], width: float, context: StyleContext
) -> list[Box]:
    indent = width + context.layout.padding
    node = context.add("Figure", alt=block.alt) if block.alt else None
    captions = _captions(block.captions, context, context.width - indent)
    boxes: list[Box] = []
    for at, name in enumerate(STEPS):
        drawing = context.drawings.get(name)
        box = _one_step(drawing, organs[at], width, context)
        figure = replace(box, node=node if at == 0 else None)
        cells: list[tuple[float, Box]] = [(0.0, figure)]
        if at < len(captions):
            cells.append((indent, captions[at]))
        boxes.append(RowBox(cells=tuple(cells), width=context.width, after=6.0, keep_with_next=at < 2))
    return [*boxes[:-1], replace(boxes[-1], after=context.layout.type.body.after)]


def _one_step(drawing: Drawing, organ: Organ | None, width: float, context: StyleContext) -> DrawnBox:
    scale = width / drawing.width

    def paint(surface: TaggedCanvas, left: float, top: float) -> None:
        with surface.drawing(left, top, scale):
            paint_step(surface, drawing, organ, inks_for(drawing, context, scale))

    return DrawnBox(size=(width, drawing.height * scale), paint=paint)


def _captions(captions: Sequence[Text], context: StyleContext, width: float) -> list[Box]:
    """The captions as a list, which is read after the figure."""
    if not captions:
        return []
    style, node = context.layout.type.label, context.add_list("Decimal")
    items = [node.add("LI") for _ in captions]
    return [
        _numbered(at, text, context.inside(width, item), style)
        for at, (text, item) in enumerate(zip(captions, items, strict=True), 1)
    ]


def _numbered(at: int, text: Text, context: StyleContext, style: TypeStyle) -> Box:
    number = (Span(text=str(at), head=True),)
    indent = style.size * 1.1
    colour = context.colours.accent
    label = context.text(number, style, context.add("Lbl"), width=indent, colour=colour, bare=True)
    body = context.text(text, style, context.add("LBody"), width=context.width - indent, bare=True)
    return RowBox(cells=((0.0, label), (indent, body)), width=context.width)


# -- drawings as they are


def _icon(block: Picture, context: StyleContext, render: Render) -> list[Box]:
    drawing = _in_layout(block.name, context)
    node = context.add("Figure", alt=block.alt) if block.alt else None
    box = replace(drawn(drawing, context.layout.pictures.icon, context), node=node)
    return _with_beside(box, block, context, render) if block.beside else [box]


def _cover(block: Picture, context: StyleContext, _render: Render) -> list[Box]:
    """Over the whole width, as high as the layout has it: a higher one is drawn smaller, in the middle."""
    drawing = _in_layout(block.name, context)
    high = context.layout.pictures.cover * block.scale
    width = min(context.width, high * drawing.width / drawing.height)
    node = context.add("Figure", alt=block.alt) if block.alt else None
    box = replace(drawn(drawing, width, context), node=node)
    left = (context.width - width) / 2
    return [RowBox(cells=((left, box),), width=context.width, after=context.layout.type.body.after)]


def _diary(block: Picture, context: StyleContext, _render: Render) -> list[Box]:
    """A drawing with words in the places that it has for them."""
    drawing = _in_layout(block.name, context)
    width = min(context.width, drawing.width)
    scale = width / drawing.width
    node = context.add("Figure", alt=block.alt) if block.alt else None
    places = [path.box for path in drawing.paths if path.look == "word"]
    words = tuple(
        _word(text, place, scale, context) for text, place in zip(block.captions, places, strict=False)
    )
    box = replace(drawn(drawing, width, context), node=node, words=words)
    return [replace(box, after=context.layout.type.body.after)]


def _word(text: Text, place: tuple[float, float, float, float], scale: float, context: StyleContext) -> Words:
    """A word in the middle of its place, in the size of labels or less."""
    left, top, right, bottom = (value * scale for value in place)
    label = context.layout.type.label
    size = max(min(label.size, (bottom - top) * _WORD), context.layout.floor)
    style = replace(label, size=size, leading=size * 1.2, bold=True)
    box = context.text(text, style, None, colour=context.colours.ink, width=1000.0, bare=True)
    return Words(box, (left + right) / 2, (top + bottom - box.height) / 2, centred=True)


def drawn(drawing: Drawing, width: float, context: StyleContext) -> DrawnBox:
    """A drawing as it is, so many points wide, without an element."""
    scale = width / drawing.width

    def paint(surface: TaggedCanvas, left: float, top: float) -> None:
        with surface.drawing(left, top, scale):
            paint_as_drawn(surface, drawing, inks_for(drawing, context, scale))

    return DrawnBox(size=(width, drawing.height * scale), paint=paint)


def _in_layout(name: str, context: StyleContext) -> Drawing:
    drawings = context.drawings
    return drawings.in_black(name) if context.layout.bw else drawings.get(name)


_KINDS: Final[dict[str, Callable[[Picture, StyleContext, Render], list[Box]]]] = {
    "body": _body,
    "steps": _steps,
    "icon": _icon,
    "cover": _cover,
    "diary": _diary,
}
