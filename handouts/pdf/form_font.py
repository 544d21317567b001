"""The font in which fields are filled in: a simple TrueType font (ISO 32000-1, 9.6.3).

Readers write what is typed by themselves. They can do that in a simple encoding only, so the composite fonts
of fonts.py do not serve here.
"""

from __future__ import annotations

import io

from reportlab.pdfbase.ttfonts import TTFontMaker, TTFontParser

from handouts.pdf.fonts import Face, MissingGlyphError
from handouts.pdf.syntax import number, reference, stream

_FIRST, _LAST = 32, 255
_UNUSED = 127
_SOFT_HYPHEN = 173
"""In this encoding it is a hyphen (annex D.2, note 6)."""

_RARE = "‡‰"
"""No shipped face has them. Who types one sees an empty box."""
_NONSYMBOLIC = 32
"""Flag of a descriptor: the letters are those of the Latin alphabet (9.8.2)."""


def letters() -> dict[int, str]:
    """Each code of WinAnsiEncoding (annex D.2) and its character, without those that nobody types."""
    codes = [code for code in range(_FIRST, _LAST + 1) if code != _UNUSED]
    decoded = {code: bytes((code,)).decode("cp1252", "ignore") for code in codes}
    typed = {code: letter for code, letter in decoded.items() if letter and letter not in _RARE}
    return typed | {_SOFT_HYPHEN: "-"}


def serves(face: Face) -> bool:
    """Whether a face has all letters of the encoding: one that it lacks would be lost when it is typed."""
    return not face.lacks("".join(letters().values()))


def font_objects(face: Face, first: int) -> dict[int, bytes]:
    """The three objects of the font, numbered from `first`; `first` is the font itself.

    The name bears no tag of a cut font (9.6.4): what is typed finds its letters there, and readers take a
    tagged font for one that cannot be typed in. Raises MissingGlyphError.
    """
    codes = letters()
    if not serves(face):
        raise MissingGlyphError(face.name, face.lacks("".join(codes.values())))
    program = _program(face, sorted(set(codes.values())))
    widths = " ".join(
        number(face.widths[codes[code]]) if code in codes else "0" for code in range(_FIRST, _LAST + 1)
    )
    name = face.name.encode("ascii")
    return {
        first: b"<</Type/Font/Subtype/TrueType/BaseFont/%s/Encoding/WinAnsiEncoding/FirstChar %d/LastChar %d"
        b"/Widths[%s]/FontDescriptor %s>>"
        % (name, _FIRST, _LAST, widths.encode("ascii"), reference(first + 1)),
        first + 1: b"<</Type/FontDescriptor/FontName/%s/Flags %d/%s/FontFile2 %s>>"
        % (name, _NONSYMBOLIC, face.measures(), reference(first + 2)),
        first + 2: stream(program, b"/Length1 %d" % len(program)),
    }


def _program(face: Face, characters: list[str]) -> bytes:
    """The face cut to characters that are found by their Unicode (9.6.6.4): a table (3,1) and no other."""
    cut = TTFontParser(io.BytesIO(face.program(characters)))
    glyphs = {ord(letter): glyph for letter, glyph in face.glyphs(characters).items()}
    maker = TTFontMaker()
    for tag in cut.table:
        maker.add(tag, _unicode_map(glyphs) if tag == "cmap" else cut.get_table(tag))
    return bytes(maker.makeStream())


def _unicode_map(glyphs: dict[int, int]) -> bytes:
    """A cmap table of format 4 with a segment for each character (OpenType, cmap)."""
    codes = [*sorted(glyphs), 0xFFFF]
    shifts = [(glyphs.get(code, 0) - code) % 0x10000 for code in codes[:-1]] + [1]
    count = len(codes)
    power = 1 << (count.bit_length() - 1)
    search = (2 * power, power.bit_length() - 1, 2 * (count - power))
    words = [*codes, 0, *codes, *shifts, *([0] * count)]
    table = _words(4, 16 + 8 * count, 0, 2 * count, *search, *words)
    return _words(0, 1, 3, 1, 0, 12) + table


def _words(*values: int) -> bytes:
    return b"".join(value.to_bytes(2, "big") for value in values)
