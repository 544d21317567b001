"""Slots: places that are filled after a document is finished, and their writer."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from handouts.pdf.syntax import fill, text_string


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
    label: str  # operators that draw its label, written only where the slot is filled
    furniture: str  # Header or Footer, an artifact; empty for a slot in the text
    right: bool = False  # flush right
    most: int = 0  # lines that the same slot of another edition may have
    least: float = 0.0  # smallest type size in pt; 0: its own
    elements: tuple[int, int, int] | None = None  # in a template: object numbers of LI, Lbl and LBody


class FontTable(NamedTuple):
    """How text is written in an embedded font."""

    name: str  # resource name
    codes: dict[str, str]  # character -> code in hexadecimal
    widths: dict[str, float]  # character -> thousandths of the type size
    said: tuple[tuple[str, str], ...] = ()  # characters of private use, and their meaning

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
        self.lines = lines  # numbers of lines that would hold it
        super().__init__(f"the text for {slot!r} is too long for its place")


class MissingLettersError(ValueError):
    """A font lacks letters of a text."""


FontFor = Callable[[str, str], FontTable]
"""Gives a font for a text that the font of this name cannot write."""


class PlacedSlot(NamedTuple):
    """A slot on a page. Where two are equal, the same value gives the same operators."""

    slot: Slot  # without what does not matter to its text
    before: str
    after: str
    optional: bool  # left out where the value does not fit, for it is printed elsewhere in full


class SlotWriter:
    """Writes values into a slot."""

    def __init__(self, piece: PlacedSlot, table: FontTable) -> None:
        slot = piece.slot
        self._piece, self._slot, self._table = piece, slot, table
        self._room = slot.width * 1000 / slot.size
        self._code, self._width = table.codes.__getitem__, table.widths.__getitem__
        # so many letters fit on a line, whichever they are: saves adding up widths in nearly all cases
        self._sure = 0 if slot.right else int(self._room / max([*table.widths.values(), 1]))
        self._left, self._right, self._scale = slot.x, slot.width if slot.right else 0.0, slot.size / 1000
        self._line = f" {slot.y:g} Tm <"
        self._head = f"{piece.before}BT\n/{table.name} {slot.size:g} Tf {fill(*slot.colour)}\n1 0 0 1 "
        self._start = f"{self._head}{slot.x:.6g}{self._line}"
        self._end = f">Tj\nET{piece.after}"

    @property
    def name(self) -> str:
        """The slot's name."""
        return self._slot.name

    def write(self, value: str, font_for: FontFor) -> bytes:
        """Operators that show a value; none where it does not fit an optional slot. Raises FitError."""
        try:
            try:
                return self._shown(value)
            except MissingLettersError:
                return SlotWriter(self._piece, font_for(value, self._slot.font))._shown(value)
        except FitError:
            if not self._piece.optional:
                raise
            return b""

    def _shown(self, value: str) -> bytes:
        try:
            if len(value) <= self._sure:
                return f"{self._start}{''.join(map(self._code, value))}{self._end}".encode("ascii")
            width = sum(map(self._width, value))
            if width > self._room:
                return self._fitted(value)
            x = self._left
            if self._right:
                x += self._right - width * self._scale
            codes = "".join(map(self._code, value))
        except KeyError:
            raise MissingLettersError from None
        return f"{self._head}{x:.6g}{self._line}{codes}{self._end}".encode("ascii")

    def _fitted(self, value: str) -> bytes:
        """Operators that show a value on several lines, narrowed or smaller."""
        from handouts.pdf.long_text import Fitted, fit  # few texts are too long

        slot, table = self._slot, self._table
        least = min(slot.least / slot.size, 1.0) if slot.least else 1.0
        fitted = fit(value, table.width, self._room, slot.lines, most=slot.most, least=least)
        if not isinstance(fitted, Fitted):
            raise FitError(slot.name, (fitted,) if fitted else ())
        lines, scale, share = fitted
        size = slot.size * share
        code = [f"BT\n/{table.name} {size:.5g} Tf {fill(*slot.colour)}"]
        if scale != 100:
            code.append(f"{scale:g} Tz")
        for at, line in enumerate(lines):
            x = slot.x
            if slot.right:
                x += slot.width - table.width(line) * size * scale / 100_000
            codes = "".join(map(table.codes.__getitem__, line))
            code.append(f"1 0 0 1 {x:.6g} {slot.y - at * slot.leading:g} Tm <{codes}>Tj")
        code.append("100 Tz\nET" if scale != 100 else "ET")
        if not all(line.endswith(" ") for line in lines[:-1]):  # readers would add a space in a broken word
            for character, text in table.said:
                value = value.replace(character, text)
            actual = text_string(value).decode("ascii")  # 14.9.4
            code = [f"/Span<</ActualText{actual}>>BDC", *code, "EMC"]
        shown = "\n".join(code)
        return f"{self._piece.before}{shown}{self._piece.after}".encode("ascii")
