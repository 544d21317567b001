"""Figures: the icon array with the words about it, and lines to write on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from handouts.compose.blocks import Block, IconArray, Paragraph, Together, WriteIn
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.structure import StructElem
from handouts.typeset.boxes import Box, DrawingBox
from handouts.typeset.columns import stacked_height
from handouts.typeset.renderers.base import Render
from handouts.typeset.ruled import ruled
from handouts.typeset.stacks import RowBox, Stack
from handouts.typeset.style_context import WHITE, StyleContext

_COLUMNS = 10
_ROWS = 10
_ASPECT = 1.55
"""Height of a figure, with the room above it, as a multiple of its width."""
_OUTLINE = 0.8
"""Thickness of the outline of an empty figure, in pt."""

_CAPTION_BESIDE = 14
"""Words are set beside the figures where at least so many times the size of a caption is left for them."""
_LEAD_BESIDE = 16
"""The introduction too, where so many times the body size is left,"""
_HIGHER = 1.25
"""and all words together are at most so many times as high as the figures."""

_LEAD_IN = 0.65
"""Widest words at the beginning of a line to write on, as a part of the width."""


Paragraphs = Sequence[Paragraph]


def icon_array(block: IconArray, context: StyleContext, render: Render) -> list[Box]:
    """A hundred figures, filled from the bottom left (Zikmund-Fisher 2012), and a caption."""
    return _with_words(block, (), (), context, render)


def together(block: Together, context: StyleContext, render: Render) -> list[Box]:
    """Blocks that stay on one page. The words about figures are set beside them where there is room."""
    inner = context.inside(context.width, context.add("Div"))
    boxes: list[Box] = []
    kids = list(block.blocks)
    while kids:
        leads = list(_paragraphs(kids))
        match kids[len(leads) :]:
            case [IconArray() as figures, *others]:
                words = list(_paragraphs(others))
                boxes += _with_words(figures, leads, words, inner, render)
                kids = others[len(words) :]
            case _:
                boxes += render(kids.pop(0), inner)
    stack = Stack(boxes=tuple(boxes), width=context.width, keep_together=True)
    return [replace(stack, before=boxes[0].before, after=boxes[-1].after)]


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """The paragraphs at the beginning of blocks."""
    for block in blocks:
        if not isinstance(block, Paragraph):
            return
        yield block


def _with_words(
    block: IconArray, leads: Paragraphs, words: Paragraphs, context: StyleContext, render: Render
) -> list[Box]:
    """Figures with their introduction, their caption and some words.

    All of it is set beside them if that is hardly higher than they are. Else the introduction is set above
    them, and what there is no room for below.
    """
    scale, (width, height) = context.layout.type, _size(context)
    indent = width + context.layout.padding * 2
    room = context.width - indent
    caption = (Paragraph(text=block.caption, role="caption"),) if block.caption else ()
    about = (*caption, *words)
    if room < scale.label.size * _CAPTION_BESIDE or not about:
        above = _set(leads, context, render)
        after = scale.body.after / 2 if caption else scale.body.after
        figure = replace(_figures(block, context), keep_with_next=bool(caption), after=after)
        return [*above, figure, *_captioned(caption, context), *_set(words, context, render)]
    trial, inner = context.inside(room, StructElem("Div")), context.inside(room, context.node)
    every = (*leads, *about)
    is_wide = room > scale.body.size * _LEAD_BESIDE
    if leads and is_wide and _fitting(every, height * _HIGHER, trial, render) == len(every):
        above, beside, count = list[Box](), _set(leads, inner, render), len(about)
    else:
        above, beside, count = _set(leads, context, render), [], _fitting(about, height, trial, render)
    figure = _figures(block, context)
    beside += [*_captioned(caption, inner), *_set(words[: count - len(caption)], inner, render)]
    cells = ((0.0, figure), (indent, Stack(boxes=tuple(beside), width=room)))
    row = RowBox(cells=cells, width=context.width, before=scale.body.after / 2, after=scale.body.after)
    return [*above, row, *_set(words[count - len(caption) :], context, render)]


def _fitting(words: Paragraphs, height: float, trial: StyleContext, render: Render) -> int:
    """How many paragraphs are set beside figures: at least the first."""
    boxes: list[Box] = []
    for at, paragraph in enumerate(words):
        boxes += render(paragraph, trial)
        if at and stacked_height(boxes) > height:
            return at
    return len(words)


def _set(words: Paragraphs, context: StyleContext, render: Render) -> list[Box]:
    return [box for paragraph in words for box in render(paragraph, context)]


def _captioned(caption: Paragraphs, context: StyleContext) -> list[Box]:
    """The caption in a Caption element."""
    style = context.layout.type.label
    after = context.layout.type.body.after
    node = context.add("Caption") if caption else None
    return [replace(context.text(each.text, style, node), after=after) for each in caption]


def _step(context: StyleContext) -> float:
    """From figure to figure, in pt."""
    return min(context.layout.figure, context.width / _COLUMNS)


def _size(context: StyleContext) -> tuple[float, float]:
    """Width and height of all figures, in pt."""
    return _step(context) * _COLUMNS, _step(context) * _ASPECT * _ROWS


def _figures(block: IconArray, context: StyleContext) -> DrawingBox:
    step = _step(context)
    row = step * _ASPECT
    node = context.add("Figure", alt=block.alt)

    def paint(surface: TaggedCanvas, left: float, top: float) -> None:
        for at in range(_COLUMNS * _ROWS):
            x = left + (at % _COLUMNS) * step
            y = top - (_ROWS - at // _COLUMNS) * row
            _person(surface, x, y, step, context, filled=at < block.count)

    before = context.layout.type.body.after / 2
    return DrawingBox(size=_size(context), paint=paint, node=node, before=before)


def _person(
    surface: TaggedCanvas, left: float, bottom: float, step: float, context: StyleContext, filled: bool
) -> None:
    """A head and shoulders, solid or in outline, so that grey print tells them apart."""
    colour = context.colours.accent
    head = step * 0.2
    middle = left + step / 2
    body = (middle - step * 0.28, bottom + step * 0.1, step * 0.56, step * 0.72)
    centre = (middle, bottom + step * 1.1)
    surface.circle(centre, head, colour)
    surface.rectangle(body, fill=colour, radius=step * 0.2)
    if not filled:
        surface.circle(centre, head - _OUTLINE, WHITE)
        inner = (body[0] + _OUTLINE, body[1] + _OUTLINE, body[2] - 2 * _OUTLINE, body[3] - 2 * _OUTLINE)
        surface.rectangle(inner, fill=WHITE, radius=step * 0.2 - _OUTLINE)


def write_in(block: WriteIn, context: StyleContext, _render: Render) -> list[Box]:
    """Ruled lines, one element for all of them; on a sheet to fill in on a screen, a field on each."""
    if block.begins:
        return _sentence(block, context)
    lines = ruled(context, block.lines, block.name, block.label)
    return [replace(lines, grows=block.fills, after=context.layout.type.body.after)]


def _sentence(block: WriteIn, context: StyleContext) -> list[Box]:
    """The beginning of a sentence and a line beside it, or below it where the line would be too short."""
    style, step = context.layout.type.table, context.layout.write_in
    node = context.add("Div")
    text = context.text(block.begins, style, node.add("P"))
    indent = max(line.width for line in text.lines) + style.size / 2
    if len(text.lines) > 1 or indent > _LEAD_IN * context.width:
        lines = ruled(context.inside(context.width, node), block.lines, block.name, block.label)
        return [replace(text, keep_with_next=True, after=0.0), lines]
    inner = context.inside(context.width - indent, node)
    line = ruled(inner, block.lines, block.name, block.label)
    return [RowBox(cells=((0.0, text.on_line(step, step - 2)), (indent, line)), width=context.width)]
