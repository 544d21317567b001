"""The shipped layouts by what they hold. No tests."""

from __future__ import annotations

from handouts.reading.layout import layout_names, read_layout

WHOLE = tuple(name for name in layout_names() if read_layout(name).whole)
"""Layouts that say all that the library has about a cancer: what tests say of every sheet holds for these."""

NEED_NO_MEETING = tuple(name for name in layout_names() if read_layout(name).event == "none")
"""Layouts that a cancer is enough for; those for a meeting have tests of their own."""
