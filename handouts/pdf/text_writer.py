"""Text on a page: lines of runs, written with as few changes of font, colour and element as they have."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from handouts.pdf.fonts import EmbeddedFont
from handouts.pdf.structure import StructElem
from handouts.pdf.syntax import fill, number

Rgb = tuple[float, float, float]


class Run(NamedTuple):
    """Text in one face, size and colour, that belongs to one element."""

    text: str
    font: str  # resource name of an embedded font
    size: float  # pt
    colour: Rgb
    node: StructElem | None = None  # a link's own element; None: the element being drawn


class PlacedLine(NamedTuple):
    """Runs that follow each other on one baseline; x and y of its start in pt."""

    x: float
    y: float
    runs: Sequence[Run]
    upwards: bool = False  # runs from the bottom to the top instead of from left to right


class TextWriter:
    """Writes one text object (BT ... ET) and changes font, colour and element only where they change."""

    def __init__(
        self,
        fonts: dict[str, EmbeddedFont],
        begin: Callable[[StructElem, StructElem | None], str],
        node: StructElem | None,
    ) -> None:
        self._fonts = fonts
        self._begin = begin
        self._own = node
        self._code = ["BT"]
        self._open: StructElem | None = None
        self._font: tuple[str, float] | None = None
        self._colour: Rgb | None = None

    def line(self, line: PlacedLine) -> None:
        """Write a line at its place."""
        turn = "0 1 -1 0" if line.upwards else "1 0 0 1"
        self._code.append(f"{turn} {number(line.x)} {number(line.y)} Tm")
        for text, font, size, colour, link in line.runs:
            node = (link or self._own) if self._own else None  # no links in artifacts
            if node is not self._open:
                self._enter(node)
            if (font, size) != self._font:
                self._font = (font, size)
                self._code.append(f"/{font} {number(size)} Tf")
            if colour != self._colour:
                self._colour = colour
                self._code.append(fill(*colour))
            self._code.append(f"[{self._fonts[font].show(text)}]TJ")

    def _enter(self, node: StructElem | None) -> None:
        if self._open is not None:
            self._code.append("EMC")
        if node is not None:
            self._code.append(self._begin(node, self._own))
        self._open = node

    def finish(self) -> str:
        """The text object."""
        if self._open is not None:
            self._enter(None)
        self._code.append("ET")
        return "\n".join(self._code)
