"""Layouts that put all on one page, in type as large as it holds.

Their measures are for their first paper and for much text: on larger paper everything grows with the paper,
and where there is little to say the type grows until the page is full.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from handouts.model.base import Record
from handouts.model.layout import Layout, TypeScale
from handouts.model.selection import PaperName

STEPS = 12
"""Sizes of type above the smallest."""

_FIXED = ("furniture",)
"""Kinds of text that stay as they are: strips to tear off are read in the hand."""


def on_paper(layout: Layout, name: PaperName) -> Layout:
    """The layout with all measures grown from its first paper to another one."""
    first, paper = next(iter(layout.papers.values())), layout.papers[name]
    share = min(paper.width / first.width, paper.height / first.height)
    if share <= 1.0:
        return layout
    margins, strips = _times(layout.margins, share), layout.furniture.strips
    bottom = margins.bottom - strips * (share - 1.0)
    return msgspec.structs.replace(
        layout,
        margins=msgspec.structs.replace(margins, bottom=bottom),
        gutter=layout.gutter * share,
        type=_grown(layout.type, share),
        **_measures(layout, share),
    )


def sizes(layout: Layout) -> Iterator[Layout]:
    """The layout with its type grown, from the largest to as it is."""
    return (in_size(layout, step) for step in range(STEPS, -1, -1))


def in_size(layout: Layout, step: int) -> Layout:
    """The layout with its type grown by so many steps; none: as it is."""
    share = 1.0 + ((layout.grows or 1.0) - 1.0) * step / STEPS
    return msgspec.structs.replace(layout, type=_grown(layout.type, share), **_measures(layout, share))


def step_that_fills(layout: Layout, share: float) -> int:
    """About the step at which text fills a page of which it fills such a share as it is.

    Larger type is higher, and breaks into more lines; but most lines are short.
    """
    most = (layout.grows or 1.0) - 1.0
    wanted = (1.0 / share) ** (2 / 3) - 1.0 if share else most
    return max(0, min(STEPS, int(wanted / most * STEPS))) if most else 0


def _grown(scale: TypeScale, share: float) -> TypeScale:
    kept = {name: getattr(scale, name) for name in _FIXED}
    grown: TypeScale = msgspec.structs.replace(_times(scale, share), **kept)
    return grown


def _measures(layout: Layout, share: float) -> dict[str, float]:
    return {name: getattr(layout, name) * share for name in ("indent", "padding", "write_in", "figure")}


def _times(record: Any, share: float) -> Any:
    """A record of measures, each so many times as large, those inside it too."""
    changed: dict[str, Any] = {}
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if isinstance(value, Record):
            changed[name] = _times(value, share)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            changed[name] = value * share
    return msgspec.structs.replace(record, **changed)
