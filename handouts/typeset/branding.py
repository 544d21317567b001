"""A layout in a clinic's colour."""

from __future__ import annotations

import msgspec

from handouts.model.clinic import Clinic
from handouts.model.layout import Layout
from handouts.reading.contrast import ENOUGH, least_contrast

_TINTS = (0.09, 0.07, 0.05, 0.03, 0.01)
"""How much of the accent colour is in the tint behind it: the most that leaves it readable on it."""


def branded(layout: Layout, clinic: Clinic | None, bw: bool = False) -> Layout:
    """The layout with the clinic's accent colour and a tint made from it, or in black and white only."""
    if bw or layout.bw:
        return msgspec.structs.replace(layout, bw=True)
    if clinic is None or clinic.accent is None:
        return layout
    tint = _tint(clinic.accent)
    colours = msgspec.structs.replace(layout.colours, accent=clinic.accent, tint=tint)
    return msgspec.structs.replace(layout, colours=colours)


def _tint(accent: str) -> str:
    """A tint that text in the accent colour can be read on; white where none is pale enough."""
    tints = (_mixed(accent, share) for share in _TINTS)
    return next((tint for tint in tints if least_contrast(accent, tint) >= ENOUGH), "#ffffff")


def _mixed(colour: str, share: float) -> str:
    """A colour thinned with white."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)
