"""The type of a renderer."""

from collections.abc import Callable
from typing import Any

from handouts.typeset.boxes import Box
from handouts.typeset.style_context import StyleContext

Render = Callable[[Any, StyleContext], list[Box]]
"""Sets a block of any kind; its elements are added to the context's node."""

Renderer = Callable[[Any, StyleContext, Render], list[Box]]
"""Sets a block of one kind, and the blocks inside it with `Render`."""
