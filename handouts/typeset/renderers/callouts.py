"""Callouts: boxes that must be seen. A sign and words show their kind, never colour alone."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from handouts.compose.blocks import Callout
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.text_writer import Rgb
from handouts.typeset.boxes import Box, DrawingBox
from handouts.typeset.panels import bar, colour_and_tint, panel
from handouts.typeset.phrases import even_lines
from handouts.typeset.renderers.base import Render
from handouts.typeset.stacks import Inset, RowBox, Stack
from handouts.typeset.style_context import WHITE, StyleContext

Sign = Callable[[TaggedCanvas, float, float, float, Rgb], None]
"""Draws a sign of a given size at (left, bottom)."""


def callout(block: Callout, context: StyleContext, render: Render) -> list[Box]:
    """A box with a bar at its side."""
    colour, _ = colour_and_tint(block.kind, context)
    padding = context.layout.padding
    inset = Inset(padding, padding, padding, padding + bar(context))
    inner = context.inside(context.width - inset.left - inset.right, context.add("Div"))
    title = _title(block, inner, colour) if block.title else None
    body = context.layout.type.body
    stack = Stack(
        boxes=tuple(box for kid in block.blocks for box in render(kid, inner)),
        head=title,  # drawn again where the box is higher than a page and goes on
        more=inner.text(block.more, body, None, colour=colour) if block.more else None,
        width=context.width,
        inset=inset,
        paint=panel(block.kind, context),
        keep_together=block.keep_together or block.kind != "summary",
        before=body.after / 2,
        after=body.after * 1.5,
    )
    return [stack]


def _title(block: Callout, context: StyleContext, colour: Rgb) -> Box:
    style = context.layout.type.callout
    sign = _SIGNS.get(block.kind)
    indent = style.size * 1.7 if sign else 0.0
    node = context.add(f"H{block.level}")
    inner = context.inside(context.width - indent, node)
    text = even_lines(block.title or (), style, node, inner, colour)
    text = replace(text, bookmark=context.bookmark(block.title or (), block.level))
    if sign is None:
        return replace(text, keep_with_next=True)
    mark = _sign_box(sign, style.size * 1.25, style.leading, colour)
    cells = ((0.0, mark), (indent, text))
    return RowBox(cells=cells, width=context.width, after=style.after, keep_with_next=True)


def _sign_box(sign: Sign, size: float, leading: float, colour: Rgb) -> Box:
    def paint(surface: TaggedCanvas, left: float, top: float) -> None:
        sign(surface, left, top - leading / 2 - size / 2, size, colour)

    return DrawingBox(size=(size, leading), paint=paint)


def _triangle(surface: TaggedCanvas, left: float, bottom: float, size: float, colour: Rgb) -> None:
    """A warning triangle with an exclamation mark."""
    middle = left + size / 2
    top = bottom + size * 0.93
    surface.polygon(
        ((left, bottom + size * 0.05), (left + size, bottom + size * 0.05), (middle, top)), colour
    )
    stem = size * 0.11
    surface.rectangle((middle - stem / 2, bottom + size * 0.34, stem, size * 0.3), fill=WHITE)
    surface.circle((middle, bottom + size * 0.22), stem * 0.62, WHITE)


def _telephone(surface: TaggedCanvas, left: float, bottom: float, size: float, colour: Rgb) -> None:
    """A mobile telephone."""
    width = size * 0.56
    x = left + (size - width) / 2
    surface.rectangle((x, bottom, width, size), fill=colour, radius=size * 0.1)
    surface.rectangle((x + width * 0.14, bottom + size * 0.2, width * 0.72, size * 0.64), fill=WHITE)
    surface.circle((x + width / 2, bottom + size * 0.1), size * 0.05, WHITE)


def _clock(surface: TaggedCanvas, left: float, bottom: float, size: float, colour: Rgb) -> None:
    """A clock: some time today."""
    middle = (left + size / 2, bottom + size / 2)
    surface.circle(middle, size / 2, colour)
    surface.circle(middle, size * 0.36, WHITE)
    for end in ((0.0, 0.3), (0.2, -0.12)):
        tip = (middle[0] + size * end[0], middle[1] + size * end[1])
        surface.line(middle, tip, colour, size * 0.11)


_SIGNS: dict[str, Sign] = {"call-911": _triangle, "call-now": _telephone, "same-day": _clock}
