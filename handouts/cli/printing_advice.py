"""How sheets are printed, folded and cut: one line for the person at the printer."""

from __future__ import annotations

from pathlib import Path

from handouts.run.make import ForPrinting

_EDGES = {"DuplexFlipShortEdge": "short", "DuplexFlipLongEdge": "long"}

_AFTER = {
    "booklet": "Fold the stack in the middle and staple it in the fold.",
    "cards": "Cut along the marks.",
    "folded-cards": "Cut along the marks and fold at the dashed ones.",
    "panels": "Fold at the marks: first the panel with the three things to know, then the cover over it.",
}


def how_to_print(path: Path, sheets: ForPrinting) -> str:
    """What to tell about the file with the sheets."""
    edge = _EDGES[sheets.flip]
    return (
        f"{path}: the same for the printer. Print on both sides, flip on the {edge} edge, at 100%. "
        f"{_AFTER[sheets.how]}"
    )
