"""Headings, paragraphs and page breaks."""

from __future__ import annotations

from msgspec.structs import replace

from handouts.compose.blocks import Heading, NewPage, Paragraph
from handouts.pdf.canvas import TaggedCanvas
from handouts.typeset.boxes import Box, Break, DrawingBox
from handouts.typeset.phrases import even_lines
from handouts.typeset.renderers.base import Render
from handouts.typeset.stacks import PointingStack
from handouts.typeset.style_context import StyleContext

_RULE = 0.75


def heading(block: Heading, context: StyleContext, _render: Render) -> list[Box]:
    """A heading that never stands last on a page; a section's has a rule above it."""
    scale = context.layout.type
    look = 1 if block.as_title else block.level
    style = {1: scale.title, 2: scale.section, 3: scale.topic, 4: scale.point}[look]
    node = context.add(f"H{block.level}")
    bookmark = context.bookmark(block.text, block.level) if block.level < 4 else None
    if look == 1:  # a title of two lines does not leave a word alone on the second
        words = even_lines(block.text, style, node, context, getattr(context.colours, style.colour))
    else:
        words = context.text(block.text, style, node)
    box = replace(words, bookmark=bookmark, name=block.name, keep_with_next=True)
    if look == 1:
        return [_bar(context), box]
    if look == 2:
        return [_rule(context, style.before), replace(box, before=0.0)]
    return [box]


def _bar(context: StyleContext) -> Box:
    """A short bar of the accent colour: where the eye starts."""
    height = context.layout.type.title.size / 5

    def paint(surface: TaggedCanvas, left: float, top: float) -> None:
        surface.rectangle((left, top - height, height * 9, height), fill=context.colours.accent)

    return DrawingBox(size=(height * 9, height), paint=paint, after=height * 1.4, keep_with_next=True)


def _rule(context: StyleContext, before: float) -> Box:
    def paint(surface: TaggedCanvas, left: float, top: float) -> None:
        y = top - _RULE / 2
        surface.line((left, y), (left + context.width, y), context.colours.rule, max(_RULE, context.rule))

    after = context.layout.type.section.size / 2
    rule = DrawingBox(size=(context.width, _RULE), paint=paint, before=before, after=after)
    return replace(rule, keep_with_next=True, is_rule=True)


def paragraph(block: Paragraph, context: StyleContext, _render: Render) -> list[Box]:
    """Running text in the style of its role. What introduces something stays with it."""
    style = getattr(context.layout.type, "label" if block.role == "caption" else block.role)
    box = context.text(block.text, style, context.add("P"))
    if any(span.page for span in block.text):
        after = box.after
        return [PointingStack(boxes=(replace(box, after=0.0),), width=context.width, after=after)]
    return [replace(box, keep_with_next=block.keep_with_next)]


def new_page(block: NewPage, context: StyleContext, render: Render) -> list[Box]:
    """What follows starts on a new page, below what stands over all its columns."""
    columns, gutter = context.layout.columns, context.layout.gutter
    whole = context.inside(context.width * columns + gutter * (columns - 1), context.node)
    across = tuple(box for kid in block.across for box in render(kid, whole))
    begins = Break(named=block.named, recto=block.recto, restart_numbering=block.restart_numbering)
    return [replace(begins, across=across)]
