"""What is left of a first page where nothing more fits there: lines to write on instead of white."""

from __future__ import annotations

from handouts.compose.blocks import Block
from handouts.model.layout import Paper
from handouts.pdf.structure import StructElem
from handouts.typeset.columns import stacked_height
from handouts.typeset.pages import FilledFrame, FilledPage, Frame, whole_frame
from handouts.typeset.renderers.registry import in_sequence
from handouts.typeset.ruled import filled_up
from handouts.typeset.style_context import StyleContext


def written_in(
    pages: tuple[FilledPage, ...], blocks: tuple[Block, ...], context: StyleContext, paper: Paper
) -> tuple[FilledPage, ...]:
    """The pages with blocks below all columns of the first, where that leaves room that is worth it.

    Their elements come before those of the second page.
    """
    if not blocks or len(pages) < 2 or not pages[1].frames:
        return pages
    flowing = [one for one in pages[0].frames if one.boxes and not one.at_foot]
    before = pages[1].frames[0].boxes[0].order
    whole = whole_frame(context.layout, paper)
    left = min((_left(one) for one in flowing), default=0.0)
    if before is None or left <= context.layout.flow.torn * whole.height:
        return pages
    node = StructElem(context.node.role)
    added = in_sequence(blocks, context.inside(whole.width, node))
    room = left - added[0].before
    if stacked_height(added) > room:
        return pages
    context.node.kids[before:before] = node.kids
    foot = min(one.frame.top - one.frame.height for one in flowing)
    below = FilledFrame(Frame(whole.left, foot + room, whole.width, room), filled_up(added, room))
    usual = tuple(one._replace(stretch=1.0) if one in flowing else one for one in pages[0].frames)
    return (pages[0]._replace(frames=(*usual, below)), *pages[1:])


def _left(filled: FilledFrame) -> float:
    """Room below the boxes of a frame with their distances as usual, in pt."""
    return filled.frame.height - stacked_height(filled.boxes)
