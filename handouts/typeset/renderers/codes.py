"""Codes to scan (ISO/IEC 18004), with their address in words beside them."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

from msgspec.structs import replace

from handouts.compose.blocks import QrLink
from handouts.model.text import Span, plain
from handouts.pdf.canvas import TaggedCanvas
from handouts.typeset.boxes import Box, DrawingBox
from handouts.typeset.renderers.base import Render
from handouts.typeset.stacks import Inset, RowBox, Stack
from handouts.typeset.style_context import BLACK, WHITE, StyleContext

LEAST = 56.7
"""Points: 20 mm, without the quiet zone. A telephone reads that from an arm's length."""

_LARGE = 2.4
"""A large code beside the type that it stands with: it grows with that, and with the paper."""

LEAST_MODULE = 1.5
"""Points: about half a millimetre. A worn printer still draws it; a long address makes the code larger."""

QUIET = 4
"""Modules of white around a code (ISO/IEC 18004, 6.3.8)."""


def qr_link(block: QrLink, context: StyleContext, _render: Render) -> list[Box]:
    """What to do with it and the address, and the code at the right; a large one stands at the left."""
    scale = context.layout.type
    before = code_box(block, context) if block.large else None
    room = context.width - code_side(block.address, _least(block, context)) - context.layout.padding
    shown = block.address.removeprefix("https://").removeprefix("www.").rstrip("/")
    address = Span(text=shown, link=block.address)
    said = [(text, scale.body) for text in block.lines] or [(block.words, scale.label)]
    below = context.measure(shown, scale.body.size, scale.body.bold) > room  # an address is best whole
    lines = said if below else [*said, ((address,), scale.body)]
    boxes = [context.text(text, style, context.add("P"), width=room) for text, style in lines]
    words = Stack(boxes=tuple(replace(box, after=0.0) for box in boxes), width=room)
    code = before or code_box(block, context)
    down = max((code.height - words.height) / 2, 0.0)  # in the middle of the code
    words = replace(words, inset=Inset(top=down))
    apart = context.width - room
    cells = ((0.0, code), (apart, words)) if before else ((0.0, words), (context.width - code.size[0], code))
    row = RowBox(cells=cells, width=context.width, after=scale.body.after)
    return [_with_address(row, address, context)] if below else [row]


def _with_address(row: RowBox, address: Span, context: StyleContext) -> Stack:
    """A code and its words, and the address below them at full width."""
    style = context.layout.type.body
    text = context.text((address,), style, context.add("P"), bare=True)
    return Stack(
        boxes=(replace(row, after=0.0), text), width=context.width, keep_together=True, after=row.after
    )


def _least(block: QrLink, context: StyleContext) -> float:
    """How wide and high a code is at least, without its quiet zone, in pt."""
    return max(LEAST, context.layout.type.value.size * _LARGE) if block.large else LEAST


def code_side(address: str, least: float = LEAST) -> float:
    """How wide and high a code is with its quiet zone, in pt; without that it is at least `least` pt."""
    count = len(modules_of(address))
    return max(least / count, LEAST_MODULE) * (count + 2 * QUIET)


def code_box(block: QrLink, context: StyleContext) -> DrawingBox:
    """The code with its quiet zone, black on white whatever lies behind it."""
    modules, side = modules_of(block.address), code_side(block.address, _least(block, context))
    step = side / (len(modules) + 2 * QUIET)

    def paint(surface: TaggedCanvas, left: float, top: float) -> None:
        surface.rectangle((left, top - side, side, side), fill=WHITE)
        x, y = left + QUIET * step, top - QUIET * step
        bars = [
            (
                (x + start * step, y - row * step),
                (x + end * step, y - row * step),
                (x + end * step, y - (row + 1) * step),
                (x + start * step, y - (row + 1) * step),
            )
            for row, cells in enumerate(modules)
            for start, end in _dark(cells)
        ]
        surface.polygons(bars, BLACK)

    node = context.add("Figure", alt=f"{plain(block.words)}: {block.address}")
    return DrawingBox(size=(side, side), paint=paint, node=node)


def _dark(cells: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Where runs of dark modules of a row begin and end."""
    runs = (list(run) for dark, run in groupby(range(len(cells)), key=cells.__getitem__) if dark)
    return [(run[0], run[-1] + 1) for run in runs]


@lru_cache(256)
def modules_of(address: str) -> tuple[tuple[bool, ...], ...]:
    """The dark and light modules of a code, level M, rows from the top."""
    import segno  # takes tens of ms to import, and few handouts have codes

    code = segno.make_qr(address, error="m", boost_error=False)
    return tuple(tuple(bool(cell) for cell in row) for row in code.matrix)
