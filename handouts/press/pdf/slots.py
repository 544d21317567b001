"""Slots: places in a finished page, and text on its way into them."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import NamedTuple

NARROWEST = 80
"""How far, in percent, letters are narrowed before a text is set on more lines or refused."""


_IN_FURNITURE = b"/Artifact<</Type/Pagination/Subtype/%s>>BDC\n%s\nEMC"


class OpenSlot(NamedTuple):
    """A place to fill; measures in pt (see surface.Slot)."""

    name: str
    page: int
    x: float
    y: float
    width: float
    size: float
    leading: float
    lines: int
    font: str
    colour: tuple[float, float, float]
    label: bytes
    furniture: str
    right: bool
    elements: tuple[int, int, int] | None  # object numbers of LI, Lbl and LBody


class FontTable(NamedTuple):
    """How text is written in an embedded font."""

    name: str  # resource name
    codes: dict[str, str]  # character -> code in hexadecimal
    widths: dict[str, float]  # character -> thousandths of the type size

    def width(self, text: str) -> float:
        """Advance in thousandths of the type size."""
        return sum(map(self.widths.__getitem__, text))


class FitError(ValueError):
    """A text does not fit into its slot."""

    def __init__(self, slot: str, lines: tuple[int, ...]) -> None:
        self.slot = slot
        self.lines = lines  # how many would hold it at full width, and narrowed; none where nothing would
        super().__init__(f"the text for {slot!r} is too long for its place")


def written(slot: OpenSlot, table: FontTable, value: str) -> bytes:
    """Operators that write a value into its slot. Raises FitError where it does not fit."""
    width, room = table.width(value), slot.width * 1000 / slot.size
    if width <= room:  # as nearly always: one line
        x = slot.x + slot.width - width * slot.size / 1000 if slot.right else slot.x
        head = _head(table.name, slot.size, slot.colour)
        codes = "".join(map(table.codes.__getitem__, value))
        return f"{head}\n1 0 0 1 {x:.6g} {slot.y:g} Tm <{codes}>Tj\nET".encode("ascii")
    fitted = fit(value, table, room, slot.lines)
    if fitted is None:
        raise FitError(slot.name, lines_needed(slot, table, value))
    lines, scale = fitted
    code = [_head(table.name, slot.size, slot.colour)]
    if scale != 100:
        code.append(f"{scale:g} Tz")
    for at, line in enumerate(lines):
        codes = "".join(map(table.codes.__getitem__, line))
        x = slot.x
        if slot.right:
            x += slot.width - table.width(line) * slot.size * scale / 100_000
        code.append(f"1 0 0 1 {x:.6g} {slot.y - at * slot.leading:g} Tm <{codes}>Tj")
    if scale != 100:
        code.append("100 Tz")
    return "\n".join([*code, "ET"]).encode("ascii")


@functools.cache
def _head(font: str, size: float, colour: tuple[float, float, float]) -> str:
    red, green, blue = colour
    return f"BT\n/{font} {size:g} Tf {red:g} {green:g} {blue:g} rg"


def in_furniture(slot: OpenSlot, table: FontTable, value: str) -> bytes:
    """The same for a slot in the furniture, which is no part of what is read aloud. Raises FitError."""
    return _IN_FURNITURE % (slot.furniture.encode(), written(slot, table, value))


def repeated(slot: OpenSlot, slots: Iterable[OpenSlot]) -> bool:
    """Whether what a slot of the furniture says stands in the text too."""
    return any(other.name == slot.name and not other.furniture for other in slots)


def lines_needed(slot: OpenSlot, table: FontTable, value: str) -> tuple[int, ...]:
    """How many lines would hold a value at full width, and narrowed; none where nothing would."""
    room = slot.width * 1000 / slot.size
    broken = (_break(value.split(" "), table, room * 100 / scale) for scale in (100, NARROWEST))
    return tuple(len(lines) for lines in broken if lines is not None)


def fit(text: str, table: FontTable, room: float, lines: int) -> tuple[list[str], float] | None:
    """Break text into at most `lines` lines of `room` (thousandths of the type size).

    Letters are narrowed to no less than NARROWEST percent; nothing is ever cut. Returns the lines and
    the scale in percent, or None where it cannot be done.
    """
    if table.width(text) <= room:
        return [text], 100
    for scale in (100, 95, 90, 85, NARROWEST):
        broken = _break(text.split(" "), table, room * 100 / scale)
        if broken is not None and len(broken) <= lines:
            return broken, scale
    return None


def _break(words: list[str], table: FontTable, room: float) -> list[str] | None:
    lines: list[str] = []
    for word in words:
        if table.width(word) > room:
            return None
        if lines and table.width(f"{lines[-1]} {word}") <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    # readers put words at line ends together unless a space says otherwise (ISO 32000-1, 14.8.2.5)
    return [f"{line} " for line in lines[:-1]] + lines[-1:]
