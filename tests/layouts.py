"""The shipped layouts by what they hold. No tests."""

from __future__ import annotations

from handouts.reading.layout import layout_names, read_layout

WHOLE = tuple(name for name in layout_names() if read_layout(name).whole)
"""Layouts that say all that the library has about a cancer: what tests say of every sheet holds for these."""

NEED_NO_MEETING = tuple(name for name in layout_names() if read_layout(name).event == "none")
"""Layouts that a cancer is enough for; those for a meeting have tests of their own."""


def _runs_on(name: str) -> bool:
    layout = read_layout(name)
    return layout.whole and layout.pages_at_most is None and not (layout.sheet and layout.sheet.has_places)


LONG = tuple(name for name in layout_names() if _runs_on(name))
"""Layouts that run on over as many pages as they need."""

NARROW = ("booklet", "compact", "large", "one-page", "trifold")
"""Layouts without room for the columns of a table: each row is an entry of a list, without heads."""
