"""A layout in a clinic's colour."""

from __future__ import annotations

import msgspec

from handouts.model.clinic import Clinic
from handouts.model.layout import Layout

_TINT = 0.09
"""How much of the accent colour is in the tint behind it."""


def branded(layout: Layout, clinic: Clinic | None) -> Layout:
    """The layout with the clinic's accent colour, and a tint made from it."""
    if clinic is None or clinic.accent is None:
        return layout
    tint = _mixed(clinic.accent, _TINT)
    colours = msgspec.structs.replace(layout.colours, accent=clinic.accent, tint=tint)
    return msgspec.structs.replace(layout, colours=colours)


def _mixed(colour: str, share: float) -> str:
    """A colour thinned with white."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)
