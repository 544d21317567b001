"""The context of a renderer: the layout's styles, faces and colours, a width, and the parent element."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from handouts.model.layout import Layout, TypeStyle
from handouts.model.text import Span, Text, plain
from handouts.pdf.structure import StructElem
from handouts.pdf.text_writer import Rgb
from handouts.reading.pictures import Drawings
from handouts.typeset.boxes import TextBox
from handouts.typeset.faces import REGULAR, Faces
from handouts.typeset.lines import Fragment, Line, Link, Look, break_lines


class Palette(NamedTuple):
    """A layout's colours as red, green and blue from 0 to 1."""

    ink: Rgb
    quiet: Rgb
    accent: Rgb
    tint: Rgb
    rule: Rgb
    urgent: Rgb
    urgent_tint: Rgb
    call_now: Rgb
    call_now_tint: Rgb
    same_day: Rgb
    same_day_tint: Rgb


BLACK: Rgb = (0.0, 0.0, 0.0)
WHITE: Rgb = (1.0, 1.0, 1.0)


def colours_of(layout: Layout) -> Palette:
    """The colours that a layout is set in: its own, or black, and white in place of tints."""
    if layout.bw:
        return Palette(*(WHITE if name.endswith("tint") else BLACK for name in Palette._fields))
    return Palette(*(rgb(getattr(layout.colours, name)) for name in Palette._fields))


def rgb(colour: str) -> Rgb:
    """#rrggbb as three numbers from 0 to 1."""
    red, green, blue = (round(int(colour[at : at + 2], 16) / 255, 3) for at in (1, 3, 5))
    return red, green, blue


NO_BREAK = "\N{NO-BREAK SPACE}"


def unbroken_spaces(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """Matches the first space of each phrase, in which # is a number. A text may begin after its number."""
    kinds = []
    for before, after in (phrase.split(" ", 1) for phrase in phrases):
        behind = r"(?:(?<=\d )|(?<=^ ))" if before == "#" else f"(?<=(?i:{re.escape(before)}) )"
        ahead = r"\d" if after == "#" else rf"{re.escape(after)}(?!\w)"
        kinds.append(f"{behind}(?={ahead})")
    return re.compile(f" (?:{'|'.join(kinds)})") if kinds else None


class StyleContext(msgspec.Struct, frozen=True):
    """What a renderer is given. `node` is the parent of its elements."""

    layout: Layout
    faces: Faces
    colours: Palette
    width: float  # pt
    node: StructElem
    bookmarks: bool = True  # whether headings go into the outline
    fillable: bool = False  # whether places to write in become fields too
    broken: dict[Any, tuple[Line, ...]] | None = None  # cache of line breaks
    drawings: Drawings = msgspec.field(default_factory=Drawings)
    trial: bool = False  # whether texts are only measured; their elements are discarded
    unbroken: re.Pattern[str] | None = None  # spaces at which no line ends

    def inside(self, width: float, node: StructElem) -> StyleContext:
        """The same for a narrower place or another element."""
        return replace(self, width=width, node=node)

    @property
    def rule(self) -> float:
        """Width of a thin line in pt; in black and white it must outlast being copied at half its size."""
        return 1.0 if self.layout.bw else 0.6

    def add(self, role: str, **properties: str) -> StructElem:
        """A new element."""
        return self.node.add(role, **properties)

    def add_list(self, numbering: str = "None") -> StructElem:
        """A new element of a list, with this kind of markers."""
        return self.add("L", attributes=f"/O/List/ListNumbering/{numbering}")

    def bookmark(self, text: Text, level: int) -> tuple[str, int] | None:
        """What a heading has in the outline, if there is one."""
        return (plain(text), level) if self.bookmarks else None

    def text(
        self,
        text: Text,
        style: TypeStyle,
        node: StructElem | None,
        *,
        colour: Rgb | None = None,
        width: float | None = None,
        bare: bool = False,
    ) -> TextBox:
        """A paragraph in a style; a bare one asks for no distances above and below.

        Raises MissingGlyphError, TooWideError.
        """
        room = self.width if width is None else width
        chosen = colour or getattr(self.colours, style.colour)
        lines = self._lines(text, style, chosen, room)
        return TextBox(
            lines=lines,
            leading=style.leading,
            baseline=self.baseline(style),
            node=node,
            width=room,
            before=0.0 if bare else style.before,
            after=0.0 if bare else style.after,
        )

    def _lines(self, text: Text, style: TypeStyle, colour: Rgb, room: float) -> tuple[Line, ...]:
        linked = any(span.link for span in text)  # a link has an element of its own
        key = (text, style, colour, room)
        known = {} if self.broken is None or (linked and not self.trial) else self.broken
        if key not in known:
            known[key] = break_lines(self._fragments(text, style, colour), room, self.faces)
        return known[key]

    def baseline(self, style: TypeStyle) -> float:
        """From the top of a line to its baseline: the leading is shared above and below the letters."""
        face = self.faces[REGULAR]
        letters = (face.ascent - face.descent) * style.size / 1000
        return (style.leading - letters) / 2 + face.ascent * style.size / 1000

    def measure(self, text: str, size: float, bold: bool) -> float:
        """Width of text in pt."""
        pieces = self.faces.split(text, bold)
        return sum(self.faces[name].width(piece) * size / 1000 for name, piece in pieces)

    def _fragments(self, text: Text, style: TypeStyle, colour: Rgb) -> Iterator[Fragment]:
        for address, spans in groupby(text, key=lambda span: span.link):
            run = tuple(spans)
            link = Link(address, plain(run), StructElem("Link")) if address else None
            for span in run:
                yield from self._span(span, style, colour, link)

    def _span(self, span: Span, style: TypeStyle, colour: Rgb, link: Link | None) -> Iterator[Fragment]:
        underlined = self.layout.emphasis == "underline" and span.bold and not style.bold
        bold = style.bold or span.head or (span.bold and not underlined)
        shown = self.colours.accent if link else colour
        underlined = underlined or (link is not None and not span.head)
        words = self.unbroken.sub(NO_BREAK, span.text) if self.unbroken else span.text
        for font, piece in self.faces.split(words, bold):
            yield Fragment(piece, Look(font, style.size, shown, underlined, link, span.page))
