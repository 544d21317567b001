"""What is read from across a room: the title on a band of colour, and when and where."""

from __future__ import annotations

from msgspec.structs import replace

from handouts.compose.blocks import Banner, CardHead, Notice
from handouts.model.text import Text, plain
from handouts.pdf.canvas import TaggedCanvas
from handouts.typeset.boxes import Box, DrawingBox, TextBox
from handouts.typeset.panels import filled, in_panel
from handouts.typeset.phrases import even_lines, whole_phrases
from handouts.typeset.renderers.base import Render
from handouts.typeset.renderers.covers import cover
from handouts.typeset.stacks import Inset, RowBox
from handouts.typeset.style_context import WHITE, StyleContext

_LINE = 1.0


def banner(block: Banner, context: StyleContext, _render: Render) -> list[Box]:
    """White letters on the accent colour, which is dark enough for them in every layout."""
    if block.cover:
        return cover(block, context)
    scale, padding = context.layout.type, context.layout.padding
    inset = Inset(padding * 1.3, padding * 1.5, padding * 1.5, padding * 1.5)
    room = context.width - inset.left - inset.right
    inner = context.inside(room, context.node)
    title = even_lines(block.title, scale.title, context.add("H1"), inner, WHITE)
    words = even_lines(block.words, scale.subtitle, context.add("P"), inner, WHITE)
    title = replace(title, bookmark=context.bookmark(block.title, 1))
    paint = filled(context.colours.accent, padding / 2)
    return in_panel([title, words], context, inset, paint, (0.0, scale.subtitle.after))


def card_head(block: CardHead, context: StyleContext, _render: Render) -> list[Box]:
    """One line: the title, and at the right whose card it is, or below where that is too long."""
    scale, padding = context.layout.type, context.layout.padding
    inset = Inset(padding, padding * 2, padding, padding * 2)
    room = context.width - inset.left - inset.right
    title = context.text(block.title, scale.title, context.add("H1"), colour=WHITE, width=room, bare=True)
    title = replace(title, bookmark=context.bookmark(block.title, 1))
    boxes: tuple[Box, ...] = (title,)
    if block.words:
        node = context.add("P")
        words = context.text(block.words, scale.subtitle, node, colour=WHITE, width=room, bare=True)
        boxes = _side_by_side(title, words, room, context)
    paint = filled(context.colours.accent, padding)
    return in_panel(boxes, context, inset, paint, (0.0, scale.title.after))


def _side_by_side(title: TextBox, words: TextBox, room: float, context: StyleContext) -> tuple[Box, ...]:
    """On one baseline where both are one line and there is room between them."""
    used = title.lines[0].width + context.layout.type.title.size + words.lines[0].width
    if len(title.lines) > 1 or len(words.lines) > 1 or used > room:
        return (title, words)
    words = replace(words, leading=title.leading, baseline=title.baseline)
    return (RowBox(cells=((0.0, title), (room - words.lines[0].width, words)), width=room),)


def notice(block: Notice, context: StyleContext, _render: Render) -> list[Box]:
    """A row for each detail: a quiet label at the left, and large words that say it."""
    node = context.add_list()
    label_style, style = context.layout.type.point, context.layout.type.value
    widest = max(context.measure(plain(each.label), label_style.size, bold=True) for each in block.details)
    indent = widest + context.layout.padding * 1.5
    rows: list[Box] = []
    for detail in block.details:
        item = node.add("LI")
        label = context.text(detail.label, label_style, item.add("Lbl"), width=indent)
        label = label.on_line(style.leading, context.baseline(style))
        inner = context.inside(context.width - indent, item.add("LBody"))
        cells = ((0.0, label), (indent, _words(detail.text, block.write_in, inner)))
        rows.append(RowBox(cells=cells, width=context.width, before=style.before, after=style.after))
    return rows


def _words(text: Text | None, write_in: str, context: StyleContext) -> Box:
    """The words, or a line to write them on."""
    style = context.layout.type.value
    if text:
        held = whole_phrases(text, style, context.width, context)
        return context.text(held, style, context.node, bare=True)
    drop = context.baseline(style)

    def paint(surface: TaggedCanvas, left: float, top: float) -> None:
        surface.line((left, top - drop), (left + context.width, top - drop), context.colours.quiet, _LINE)

    node = context.add("Figure", alt=write_in)
    return DrawingBox(size=(context.width, style.leading), paint=paint, node=node)
