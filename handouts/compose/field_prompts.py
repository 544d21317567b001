"""What boxes to tick and lines below questions ask for, where a sheet is filled in on a screen."""

from __future__ import annotations

from msgspec.structs import replace

from handouts.compose.blocks import Block, Bullets
from handouts.model.labels import PlaceLabels


def asking(blocks: tuple[Block, ...], labels: PlaceLabels) -> tuple[Block, ...]:
    """The blocks with words for each place that becomes a field: `{item}` is what stands beside it."""
    return tuple(_asking(block, labels) for block in blocks)


def _asking(block: Block, labels: PlaceLabels) -> Block:
    if isinstance(block, Bullets) and block.marker == "box":
        return replace(block, tick=labels.tick, answer=labels.answer)
    return block.changed(lambda text: text, lambda child: _asking(child, labels))
