"""The order of a layout's sections for one selection."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from handouts.compose.sections.signs import SIGNS
from handouts.model.layout import OF_CANCER, OVERLEAF, Layout


def by_cancer(layout: Layout, cancers: Sequence[str]) -> Layout:
    """The layout in which each of several cancers has its own parts; what is for all is in the last."""
    own = [part for part in layout.parts if set(part) & set(layout.by_cancer)]
    if not own or len(cancers) < 2:
        return layout
    of_each = [
        f"{name}{OF_CANCER}{cancer}" if name in layout.by_cancer else name
        for cancer in cancers
        for part in own
        for name in part
        if name in layout.by_cancer or name == OVERLEAF or cancer == cancers[-1]
    ]
    at = layout.parts.index(own[0])
    parts = (*layout.parts[:at], of_each, *layout.parts[at + len(own) :])
    return replace(layout, sections=tuple(name for part in parts for name in part))


def signs_first(layout: Layout) -> Layout:
    """The layout with the signs before what to know first, where the first page has no room for that.

    It is long for several cancers, and there is less room below a clinic's head and a person's fields.
    """
    names = list(layout.sections)
    if "to-know" not in names or SIGNS not in names or names.index(SIGNS) != names.index("to-know") + 1:
        return layout
    at = names.index("to-know")
    names[at : at + 2] = [SIGNS, "to-know"]
    return replace(layout, sections=tuple(names))
