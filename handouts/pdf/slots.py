"""Slots: places in a finished page, and text on its way into them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from handouts.pdf.long_text import Fitted, fit
from handouts.pdf.syntax import fill, text_string

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
    most: int = 0  # lines that the same slot of another edition may have
    least: float = 0.0  # pt: the smallest type that it may be set in; 0: its own


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
        """The same on several lines, narrowed or smaller: see long_text."""
        slot, table = self.slot, self.table
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
            codes = "".join(map(table.codes.__getitem__, line))
            x = slot.x
            if slot.right:
                x += slot.width - table.width(line) * size * scale / 100_000
            code.append(f"1 0 0 1 {x:.6g} {slot.y - at * slot.leading:g} Tm <{codes}>Tj")
        if scale != 100:
            code.append("100 Tz")
        code.append("ET")
        whole = all(line.endswith(" ") for line in lines[:-1])
        return "\n".join(code if whole else self._as_one(value, code)).encode("ascii")

    def _as_one(self, value: str, code: list[str]) -> list[str]:
        """What shows a value whose words are broken, with the value as it is read (14.9.4).

        Readers take a hyphen at the end of a line for one that was put there, and a line's end for a space.
        """
        for character, text in self.table.said:
            value = value.replace(character, text)
        return [f"/Span<</ActualText{text_string(value).decode('ascii')}>>BDC", *code, "EMC"]


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
