"""What a renderer of blocks is."""

from __future__ import annotations

from typing import Any, Protocol

from handouts.typeset.boxes import Box
from handouts.typeset.style_context import StyleContext


class Render(Protocol):
    """Sets blocks of any kind, so that blocks may hold blocks."""

    def __call__(self, block: Any, context: StyleContext, /) -> list[Box]:
        """The boxes of a block; its elements are added to `setting.node`."""
        ...


class Renderer(Protocol):
    """Sets blocks of one kind: makes the boxes and their structure elements together."""

    def __call__(self, block: Any, context: StyleContext, render: Render, /) -> list[Box]:
        """The boxes of the block. `render` sets the blocks inside it."""
        ...
