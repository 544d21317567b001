"""Slots: places in a finished page, and text on its way into them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from handouts.press.pdf.syntax import fill

NARROWEST = 80
"""How far, in percent, letters are narrowed before a text is set on more lines or refused."""


NOTHING = b"q Q"
"""What a page says where no slot is filled: some readers take an empty stream for a broken one."""


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

    def writes(self, text: str) -> bool:
        """Whether the font has all letters of a text."""
        return self.widths.keys() >= set(text)


class FitError(ValueError):
    """A text does not fit into its slot."""

    def __init__(self, slot: str, lines: tuple[int, ...]) -> None:
        self.slot = slot
        self.lines = lines  # how many would hold it at full width, and narrowed; none where nothing would
        super().__init__(f"the text for {slot!r} is too long for its place")


class MissingLettersError(ValueError):
    """A font lacks letters of a text."""


class SlotWriter:
    """Writes values into a slot with a font."""

    def __init__(self, slot: OpenSlot, table: FontTable) -> None:
        self.slot = slot
        self.table = table
        self._head = f"BT\n/{table.name} {slot.size:g} Tf {fill(*slot.colour)}"
        self._room = slot.width * 1000 / slot.size
        self._code, self._width = table.codes.__getitem__, table.widths.__getitem__
        # so many letters fit on a line, whichever they are: nearly always that spares adding up their widths
        self._sure = 0 if slot.right else int(self._room / max([*table.widths.values(), 1]))
        self._left, self._right, self._scale = slot.x, slot.width if slot.right else 0.0, slot.size / 1000
        self._line = f" {slot.y:g} Tm <"
        self._start = f"{self._head}\n1 0 0 1 {slot.x:.6g}{self._line}"

    def write(self, value: str) -> bytes:
        """Operators that show a value. Raises FitError where it does not fit, and MissingLettersError."""
        try:
            if len(value) <= self._sure:
                return f"{self._start}{''.join(map(self._code, value))}>Tj\nET".encode("ascii")
            width = sum(map(self._width, value))
            if width > self._room:
                return self._fitted(value)
            x = self._left
            if self._right:
                x += self._right - width * self._scale
            codes = "".join(map(self._code, value))
        except KeyError:
            raise MissingLettersError from None
        return f"{self._head}\n1 0 0 1 {x:.6g}{self._line}{codes}>Tj\nET".encode("ascii")

    def _fitted(self, value: str) -> bytes:
        """The same on several lines, or narrowed."""
        slot, table = self.slot, self.table
        fitted = fit(value, table, self._room, slot.lines)
        if fitted is None:
            raise FitError(slot.name, lines_needed(slot, table, value))
        lines, scale = fitted
        code = [self._head]
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


def bare(slot: OpenSlot) -> OpenSlot:
    """A slot without what does not matter to its text: slots of several pages become the same."""
    return slot._replace(page=0, label=b"", elements=None)


def label_of(slot: OpenSlot, mark: int | None) -> bytes:
    """What stands before a slot, marked where the document has a structure (14.6)."""
    return slot.label if mark is None else b"/Lbl<</MCID %d>>BDC\n%b\nEMC" % (mark, slot.label)


def around(slot: OpenSlot, mark: int | None) -> tuple[bytes, bytes]:
    """What stands before and after a slot's text: in the furniture it is not read aloud; else its mark."""
    if slot.furniture:
        return b"/Artifact<</Type/Pagination/Subtype/%b>>BDC" % slot.furniture.encode(), b"EMC"
    return (b"", b"") if mark is None else (b"/LBody<</MCID %d>>BDC" % mark, b"EMC")


def optional(slot: OpenSlot, slots: Iterable[OpenSlot]) -> bool:
    """Whether a slot is left out where its text does not fit: one of the furniture that repeats another."""
    return bool(slot.furniture) and any(other.name == slot.name and not other.furniture for other in slots)


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
