"""Layouts that put all on one page, in type as large as it holds.

Their measures are for their first paper and for much text: on larger paper everything grows with the paper,
and where there is little to say the type grows until the page is full.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from handouts.model.layout import Layout, TypeScale, TypeStyle
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
    margins, strips = layout.margins, layout.furniture.strips
    wider = msgspec.structs.replace(
        margins,
        top=margins.top * share,
        right=margins.right * share,
        bottom=margins.bottom * share - strips * (share - 1.0),
        left=margins.left * share,
    )
    return msgspec.structs.replace(
        layout,
        margins=wider,
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
    names = [name for name in scale.__struct_fields__ if name not in _FIXED]
    return msgspec.structs.replace(scale, **{name: _larger(getattr(scale, name), share) for name in names})


def _larger(style: TypeStyle, share: float) -> TypeStyle:
    return msgspec.structs.replace(
        style,
        size=style.size * share,
        leading=style.leading * share,
        before=style.before * share,
        after=style.after * share,
    )


def _measures(layout: Layout, share: float) -> dict[str, float]:
    return {name: getattr(layout, name) * share for name in ("indent", "padding", "write_in", "figure")}
