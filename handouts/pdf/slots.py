"""Slots: places that are filled after a document is finished, and the fonts of what goes there."""

from __future__ import annotations

from typing import NamedTuple


class Slot(NamedTuple):
    """A place to fill; measures in pt."""

    name: str
    page: int  # index from 0
    x: float  # start of the first baseline
    y: float
    width: float
    size: float
    leading: float
    lines: int  # at most
    font: str  # resource name
    colour: tuple[float, float, float]
    label: str  # operators that draw what stands before it, written only where the slot is filled
    furniture: str  # Header or Footer, an artifact; empty for a slot in the text
    right: bool = False  # ends at the right edge of its width instead of starting at the left
    most: int = 0  # lines that the same slot of another edition may have
    least: float = 0.0  # pt: the smallest type that it may be set in; 0: its own
    elements: tuple[int, int, int] | None = None  # in a template: object numbers of LI, Lbl and LBody


class FontTable(NamedTuple):
    """How text is written in an embedded font."""

    name: str  # resource name
    codes: dict[str, str]  # character -> code in hexadecimal
    widths: dict[str, float]  # character -> thousandths of the type size
    said: tuple[tuple[str, str], ...] = ()  # characters of private use, and what they stand for

    def width(self, text: str) -> float:
        """Advance in thousandths of the type size."""
        return sum(map(self.widths.__getitem__, text))

    def writes(self, text: str) -> bool:
        """Whether the font has all letters of a text."""
        return self.widths.keys() >= set(text)


class FitError(ValueError):
    """A text does not fit into its slot."""

    def __init__(self, slot: str, lines: tuple[int, ...]) -> None:
        self.slot = slot
        self.lines = lines  # how many would hold it; none where nothing would
        super().__init__(f"the text for {slot!r} is too long for its place")


class MissingLettersError(ValueError):
    """A font lacks letters of a text."""
