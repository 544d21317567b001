"""Setting pages that have a place of their own: each holds what is meant for it, or something is left out.

Where a layout grows, so does the type of each page, as far as that leaves out nothing more. Pages that are
seen side by side have one size.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from handouts.compose.blocks import Block, NewPage
from handouts.model.layout import Layout, Paper
from handouts.pdf.structure import StructElem
from handouts.typeset.boxes import Box
from handouts.typeset.columns import fill, stacked_height
from handouts.typeset.fewest import fewest
from handouts.typeset.lines import TooWideError
from handouts.typeset.pages import DoesNotFitError, FilledFrame, FilledPage, whole_frame
from handouts.typeset.renderers.registry import render
from handouts.typeset.scaling import STEPS, in_size, step_that_fills
from handouts.typeset.stacks import CoverStack, OptionalStack, Stack, spread_out
from handouts.typeset.style_context import StyleContext

_SEEN = {"folded-cards": (0, 1, 1, 2)}
"""Which view each page belongs to, where two are seen at once."""

_APART = 4.0
"""Points: the most that is put between the items of a box to fill its page."""

Blocks = Sequence[Block]


class FixedPages(NamedTuple):
    """Pages, and for each block that they have no room for what they lack, in words; often nothing."""

    pages: tuple[FilledPage, ...]
    lacking: tuple[str, ...]
    filled: float = 0.0  # how much of the fullest page is, before what stands on it moves apart

    @property
    def omissions(self) -> tuple[str, ...]:
        """What they lack, each once."""
        return tuple(dict.fromkeys(filter(None, self.lacking)))


def set_little_pages(blocks: Blocks, context: StyleContext, paper: Paper) -> FixedPages:
    """A page for all blocks up to each break; elements are added to the setting's.

    Raises DoesNotFitError where a page cannot hold even what may not be left out; TooWideError.
    """
    pages: list[FilledPage] = []
    lacking: list[str] = []
    for seen_at_once in _views(_parts(blocks), context.layout):
        found, node = _grown(seen_at_once, context, paper)
        pages += found.pages
        lacking += found.lacking
        context.node.kids += node.kids
    return FixedPages(tuple(pages), tuple(lacking))


def _parts(blocks: Blocks) -> list[list[Block]]:
    parts: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, NewPage):
            parts.append([])
        else:
            parts[-1].append(block)
    return parts


def _views(parts: list[list[Block]], layout: Layout) -> list[list[list[Block]]]:
    """Pages that are seen at once, in order."""
    views = _SEEN.get(layout.sheet.scheme if layout.sheet else "", range(len(parts)))
    return [[part for part, at in zip(parts, views, strict=True) if at == view] for view in sorted({*views})]


def _grown(parts: Sequence[Blocks], context: StyleContext, paper: Paper) -> tuple[FixedPages, StructElem]:
    """In the largest type in which no more is left out than in the smallest; and the elements of that."""
    layout = context.layout
    best = _set(parts, layout, context, paper)
    if layout.grows is None:
        return best
    most = len(best[0].lacking)
    serves, fails = 0, STEPS + 1
    step = max(1, step_that_fills(layout, best[0].filled))
    while serves < step < fails:  # from a good guess up or down
        try:
            grown = _set(parts, in_size(layout, step), context, paper)
        except (DoesNotFitError, TooWideError):
            grown = None
        if grown and len(grown[0].lacking) <= most:
            best, serves, step = grown, step, step + 1
        else:
            fails, step = step, step - 1
    return best


def _set(
    parts: Sequence[Blocks], layout: Layout, context: StyleContext, paper: Paper
) -> tuple[FixedPages, StructElem]:
    node = StructElem(context.node.role)
    inner = replace(context, layout=layout, node=node)
    frame, pages, lacking, filled = whole_frame(layout, paper), [], list[str](), 0.0
    for blocks in parts:
        boxes, without = _page([box for block in blocks for box in render(block, inner)], frame.height)
        filled = max(filled, stacked_height(boxes) / frame.height)
        pages.append(FilledPage((FilledFrame(frame, spread(boxes, frame.height)),), named=True))
        lacking += without
    return FixedPages(tuple(pages), tuple(lacking), filled), node


def _page(boxes: Sequence[Box], room: float) -> tuple[list[Box], list[str]]:
    """The boxes that a page holds, and what it lacks without the optional ones that it has no room for."""
    optional = {at: box for at, box in enumerate(boxes) if isinstance(box, OptionalStack)}
    steps = sorted(optional, key=lambda at: (optional[at].priority, -at))

    def group(at: int) -> object:
        """What has a fallback comes back alone; all else in its order, which is the author's."""
        return at if optional[at].fallback else None

    gone = fewest(steps, lambda gone: _placed(boxes, gone, room) is not None, group)
    placed = None if gone is None else _placed(boxes, gone, room)
    if gone is None or placed is None:
        over = stacked_height(_without(boxes, steps)) - room
        raise DoesNotFitError(
            f"what may not be left out of a page of this layout is {over:.0f} pt higher than it. "
            "Shorten a name or a number, make one for each cancer, or choose a layout with more room"
        )
    return placed, [optional[at].omission for at in sorted(gone)]


def _placed(boxes: Sequence[Box], gone: Sequence[int], room: float) -> list[Box] | None:
    """The boxes that a page holds without some; None where it does not hold all others."""
    placed, rest = fill(_without(boxes, gone), room, fresh=True)
    return None if rest else placed


def _without(boxes: Sequence[Box], gone: Sequence[int]) -> list[Box]:
    """Boxes with what takes the place of some."""
    kept: list[Box] = []
    for at, box in enumerate(boxes):
        kept += box.fallback if isinstance(box, OptionalStack) and at in gone else (box,)
    return kept


def spread(boxes: Sequence[Box], room: float) -> tuple[Box, ...]:
    """The boxes of a page `room` pt high, so that it is full.

    A cover's title takes what is left; the items of a box that has its page for itself move apart a little.
    """
    more = room - stacked_height(boxes)
    match boxes:
        case [CoverStack()]:
            pass
        case [Stack(paint=paint, boxes=items) as alone] if paint and items:
            return (_airy(alone, more),)
    return tuple(box.taller(more) if isinstance(box, CoverStack) and more > 0 else box for box in boxes)


def _airy(stack: Stack, more: float) -> Stack:
    return spread_out(stack, min(more / len(stack.boxes), _APART))
