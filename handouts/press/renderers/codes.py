"""Codes to scan (ISO/IEC 18004), with their address in words beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from handouts.compose.blocks import QrLink
from handouts.model.text import Span, plain
from handouts.press.boxes import Box, DrawingBox
from handouts.press.pdf.surface import Surface
from handouts.press.renderers.base import Render
from handouts.press.setting import WHITE, Setting
from handouts.press.stacks import Row, Stack

LEAST = 56.7
"""Points: 20 mm, which a telephone reads from an arm's length."""

QUIET = 4
"""Modules of white around a code."""

_BLACK = (0.0, 0.0, 0.0)


def qr_link(block: QrLink, setting: Setting, _render: Render) -> list[Box]:
    """The code at the left, what to do with it and the address at the right."""
    scale = setting.layout.type
    code = _code(block, setting)
    indent = code.size[0] + setting.layout.padding
    room = setting.width - indent
    address = Span(text=block.address.removeprefix("https://").rstrip("/"), link=block.address)
    lines = ((block.words, scale.label), ((address,), scale.body))
    boxes = tuple(setting.text(text, style, setting.add("P"), width=room) for text, style in lines)
    words = Stack(boxes=boxes, width=room)
    return [Row(cells=((0.0, code), (indent, words)), width=setting.width, after=scale.body.after)]


def _code(block: QrLink, setting: Setting) -> DrawingBox:
    """The code, at least 20 mm wide without the white around it."""
    modules = modules_of(block.address)
    count = len(modules)
    inner = max(LEAST, 3.4 * setting.layout.type.body.leading)
    step = inner / count
    side = step * (count + 2 * QUIET)

    def paint(surface: Surface, left: float, top: float) -> None:
        surface.rectangle((left, top - side, side, side), fill=WHITE)
        for row, cells in enumerate(modules):
            y = top - (QUIET + row + 1) * step
            for start, length in _dark_runs(cells):
                x = left + (QUIET + start) * step
                surface.rectangle((x, y, step * length, step), fill=_BLACK)

    node = setting.add("Figure", alt=f"{plain(block.words)}: {block.address}")
    return DrawingBox(size=(side, side), paint=paint, node=node)


def _dark_runs(cells: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where neighbouring dark modules of a row begin, and how many they are."""
    at = 0
    for dark, run in groupby(cells):
        length = len(list(run))
        if dark:
            yield at, length
        at += length


def modules_of(address: str) -> tuple[tuple[bool, ...], ...]:
    """The dark and light modules of a code, level M, rows from the top."""
    import segno  # only where a code is drawn

    code = segno.make_qr(address, error="m", boost_error=False)
    return tuple(tuple(bool(cell) for cell in row) for row in code.matrix)
