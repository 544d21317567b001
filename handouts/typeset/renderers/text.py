"""Headings and paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from handouts.compose.blocks import Block, Heading, IconArray, NewPage, Paragraph, Together
from handouts.pdf.canvas import TaggedCanvas
from handouts.typeset.boxes import Box, Break, DrawingBox
from handouts.typeset.phrases import even_lines
from handouts.typeset.renderers.base import Render
from handouts.typeset.renderers.figures import with_words
from handouts.typeset.stacks import Stack
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
    return DrawingBox(
        size=(context.width, _RULE),
        paint=paint,
        before=before,
        after=after,
        keep_with_next=True,
        is_rule=True,
    )


def paragraph(block: Paragraph, context: StyleContext, _render: Render) -> list[Box]:
    """Running text in the style of its role. What leads on to something stays with it."""
    scale = context.layout.type
    styles = {"subtitle": scale.subtitle, "body": scale.body, "point": scale.point}
    style = styles.get(block.role, scale.small if block.role == "small" else scale.label)
    box = context.text(block.text, style, context.add("P"))
    return [replace(box, keep_with_next=block.keep_with_next)]


def together(block: Together, context: StyleContext, render: Render) -> list[Box]:
    """Blocks that stay on one page. What is said of figures stands beside them where there is room."""
    part = context.add("Div")
    inner = context.inside(context.width, part)
    boxes: list[Box] = []
    kids = list(block.blocks)
    while kids:
        leads = list(_paragraphs(kids))
        match kids[len(leads) :]:
            case [IconArray() as figures, *others]:
                words = list(_paragraphs(others))
                boxes += with_words(figures, leads, words, inner, render)
                kids = others[len(words) :]
            case _:
                boxes += render(kids.pop(0), inner)
    first, last = boxes[0], boxes[-1]
    return [
        Stack(
            boxes=tuple(boxes), width=context.width, keep_together=True, before=first.before, after=last.after
        )
    ]


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """Those that stand first."""
    for block in blocks:
        if not isinstance(block, Paragraph):
            return
        yield block


def new_page(block: NewPage, context: StyleContext, render: Render) -> list[Box]:
    """What follows starts on a new page, below what stands over all its columns."""
    layout = context.layout
    whole = context.inside(
        context.width * layout.columns + layout.gutter * (layout.columns - 1), context.node
    )
    across = tuple(box for kid in block.across for box in render(kid, whole))
    return [
        Break(named=block.named, recto=block.recto, restart_numbering=block.restart_numbering, across=across)
    ]
