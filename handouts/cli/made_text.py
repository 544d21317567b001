"""What `handouts make` prints: the file and what is in it, and how sheets are printed, folded and cut."""

from __future__ import annotations

from pathlib import Path

from handouts.run.make import ForPrinting, Made

PAPER_NAMES = {"letter": "US Letter", "a4": "A4", "tabloid": "tabloid", "a3": "A3"}

_PIECES = {"booklet": "booklet", "cards": "card", "folded-cards": "folded card", "panels": "leaflet"}
_EDGES = {"DuplexFlipShortEdge": "short", "DuplexFlipLongEdge": "long"}
_AFTER = {
    "booklet": "Fold the stack in the middle and staple it in the fold.",
    "cards": "Cut along the marks.",
    "folded-cards": "Cut along the marks and fold at the dashed ones.",
    "panels": "Fold at the marks: first the panel with the three things to know, then the cover over it.",
}


def made_text(made: Made, *, verbose: bool) -> str:
    """Title, size and paper; then what is missing, and how to get it."""
    line = f"{made.title}, {_amount(made)}, {PAPER_NAMES[made.paper]}."
    if "numbers" in made.empty_sections:
        line += " Survival numbers are left out; --numbers adds them on a last page of their own."
    if made.omissions:
        parts = _counted(len(made.omissions), "part")
        what = ", ".join(made.omissions) if verbose else f"{parts} (-v lists them)"
        line += f" Left out for space: {what}; the layout everything has it all."
    if made.overdue:
        line += " Every page says that its review is overdue."
    return line


def how_to_print(path: Path, sheets: ForPrinting) -> str:
    """A line about the file with the sheets."""
    edge = _EDGES[sheets.flip]
    return f"{path}: print this one, on both sides, flipped on the {edge} edge, at 100%. {_AFTER[sheets.how]}"


def _amount(made: Made) -> str:
    """How much is in the file."""
    if made.laid_out:
        how, pieces, sheets = made.laid_out
        return f"{_counted(pieces, _PIECES[how])} on {_counted(sheets, 'sheet')}"
    pages = _counted(made.pages, "page")
    if made.once:
        return f"{made.once} pages for the leader, once, and {made.copies} x {pages} to hand out"
    return f"{made.copies} copies of {pages}" if made.copies > 1 else pages


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
