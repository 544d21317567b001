"""Headings and paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from handouts.compose.blocks import Block, Heading, IconArray, NewPage, Paragraph, Together
from handouts.pdf.canvas import TaggedCanvas
from handouts.press.boxes import Box, Break, DrawingBox
from handouts.press.phrases import even_lines
from handouts.press.renderers.base import Render
from handouts.press.renderers.figures import with_words
from handouts.press.setting import Setting
from handouts.press.stacks import Stack

_RULE = 0.75


def heading(block: Heading, setting: Setting, _render: Render) -> list[Box]:
    """A heading that never stands last on a page; a section's has a rule above it."""
    scale = setting.layout.type
    look = 1 if block.as_title else block.level
    style = {1: scale.title, 2: scale.section, 3: scale.topic, 4: scale.point}[look]
    node = setting.add(f"H{block.level}")
    bookmark = setting.bookmark(block.text, block.level) if block.level < 4 else None
    if look == 1:  # a title of two lines does not leave a word alone on the second
        words = even_lines(block.text, style, node, setting, getattr(setting.colours, style.colour))
    else:
        words = setting.text(block.text, style, node)
    box = replace(words, bookmark=bookmark, name=block.name, keep_with_next=True)
    if look == 1:
        return [_bar(setting), box]
    if look == 2:
        return [_rule(setting, style.before), replace(box, before=0.0)]
    return [box]


def _bar(setting: Setting) -> Box:
    """A short bar of the accent colour: where the eye starts."""
    height = setting.layout.type.title.size / 5

    def paint(surface: TaggedCanvas, left: float, top: float) -> None:
        surface.rectangle((left, top - height, height * 9, height), fill=setting.colours.accent)

    return DrawingBox(size=(height * 9, height), paint=paint, after=height * 1.4, keep_with_next=True)


def _rule(setting: Setting, before: float) -> Box:
    def paint(surface: TaggedCanvas, left: float, top: float) -> None:
        y = top - _RULE / 2
        surface.line((left, y), (left + setting.width, y), setting.colours.rule, max(_RULE, setting.rule))

    after = setting.layout.type.section.size / 2
    return DrawingBox(
        size=(setting.width, _RULE),
        paint=paint,
        before=before,
        after=after,
        keep_with_next=True,
        is_rule=True,
    )


def paragraph(block: Paragraph, setting: Setting, _render: Render) -> list[Box]:
    """Running text in the style of its role. What leads on to something stays with it."""
    scale = setting.layout.type
    styles = {"subtitle": scale.subtitle, "body": scale.body, "point": scale.point}
    style = styles.get(block.role, scale.small if block.role == "small" else scale.label)
    box = setting.text(block.text, style, setting.add("P"))
    return [replace(box, keep_with_next=block.keep_with_next)]


def together(block: Together, setting: Setting, render: Render) -> list[Box]:
    """Blocks that stay on one page. What is said of figures stands beside them where there is room."""
    part = setting.add("Div")
    inner = setting.inside(setting.width, part)
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
            boxes=tuple(boxes), width=setting.width, keep_together=True, before=first.before, after=last.after
        )
    ]


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """Those that stand first."""
    for block in blocks:
        if not isinstance(block, Paragraph):
            return
        yield block


def new_page(block: NewPage, setting: Setting, render: Render) -> list[Box]:
    """What follows starts on a new page, below what stands over all its columns."""
    layout = setting.layout
    whole = setting.inside(
        setting.width * layout.columns + layout.gutter * (layout.columns - 1), setting.node
    )
    across = tuple(box for kid in block.across for box in render(kid, whole))
    return [
        Break(named=block.named, recto=block.recto, restart_numbering=block.restart_numbering, across=across)
    ]
