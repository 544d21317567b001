"""TrueType faces: measuring with kerning, and embedding as composite fonts (ISO 32000-1, 9.7).

A composite font gives each character of a document one two-byte code, so that the same embedded
program serves the text that is typeset and the names that are stamped in later.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import add
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFontFile

from handouts.pdf.objects import Body, Ref
from handouts.pdf.slots import FontTable
from handouts.pdf.syntax import number, numbers, stream

Kerned = tuple[tuple[int, float], ...]
"""Places in a text, from 1, each with how much farther its letter stands from the one before."""


class MissingGlyphError(ValueError):
    """A face has no glyph for a character: it would be printed as an empty box."""

    def __init__(self, face: str, characters: Iterable[str]) -> None:
        self.characters = tuple(sorted(set(characters)))
        named = ", ".join(f"{c} (U+{ord(c):04X})" for c in self.characters)
        super().__init__(f"{face} has no glyph for {named}")


class Face:
    """A loaded face. Measures are in thousandths of the type size."""

    def __init__(self, path: Path, spelled: Callable[[], Mapping[str, str]] = dict) -> None:
        self._file = TTFontFile(str(path))
        self._spelled = spelled
        self.name: str = self._file.name.decode("ascii")
        glyphs = self._file.charToGlyph  # glyph 0 is the empty box: a character that leads to it is missing
        self.widths: dict[str, float] = {chr(c): w for c, w in self._file.charWidths.items() if glyphs[c]}
        self._letters = frozenset(self.widths)
        self.ascent: float = self._file.ascent
        self.descent: float = self._file.descent
        self.cap_height: float = self._file.capHeight
        kerning = path.with_suffix(".kern.json")
        self.kerning: dict[str, float] = _pairs(kerning.read_bytes()) if kerning.exists() else {}
        self._words: dict[str, float] = {}
        self._kerned: dict[str, Kerned] = {}

    def lacks(self, text: str) -> set[str]:
        """The characters of text for which the face has no glyph."""
        return set(text) - self._letters

    def width(self, text: str) -> float:
        """Advance of text, kerning included, in thousandths of the type size."""
        known = self._words.get(text)
        if known is None:
            widths = self.widths
            try:
                known = sum([widths[c] for c in text])
            except KeyError:
                raise MissingGlyphError(self.name, self.lacks(text)) from None
            known += sum([kern for _, kern in self.kerned(text)])
            self._words[text] = known
        return known

    def kerned(self, text: str) -> Kerned:
        """Where pairs of its letters are kerned, and by how much."""
        known = self._kerned.get(text)
        if known is None:
            found, kerning = enumerate(map(add, text, text[1:]), 1), self.kerning
            known = self._kerned[text] = tuple([(at, kerning[pair]) for at, pair in found if pair in kerning])
        return known

    def said(self, characters: Sequence[str]) -> list[str]:
        """What a reader gets for each character: of one of private use, what it stands for."""
        if max(characters, default="") < _PRIVATE:
            return list(characters)
        spelled = self._spelled()
        return [spelled.get(character, character) for character in characters]

    def program(self, characters: list[str]) -> bytes:
        """The face cut to these characters; the glyph of the n-th (from 1) different one is n."""
        return bytes(self._file.makeSubset([ord(c) for c in characters]))

    def glyphs(self, characters: list[str]) -> dict[str, int]:
        """Glyph numbers that `program` gives: characters drawn alike share one."""
        seen: dict[int, int] = {}
        return {c: seen.setdefault(self._file.charToGlyph[ord(c)], len(seen) + 1) for c in characters}

    def measures(self) -> bytes:
        """The measures of a descriptor (9.8.1), the box that holds every glyph among them."""
        found = numbers(*self._file.bbox), *map(number, (self.ascent, self.descent, self.cap_height))
        return "FontBBox[{}]/ItalicAngle 0/Ascent {}/Descent {}/CapHeight {}/StemV 80".format(*found).encode()


def _pairs(data: bytes) -> dict[str, float]:
    """Pairs of letters and their kerning."""
    from msgspec.json import decode  # where a face has no kerning, as for a name's letters, it is not needed

    return decode(data, type=dict[str, float])


_PRIVATE = "\ue000"
"""The first character of private use. A face may hold letters with marks as such characters."""

_DIGITS = 4
"""Digits of a code."""


class EmbeddedFont:
    """A face cut to the characters of one document. Immutable once made."""

    def __init__(self, face: Face, characters: Iterable[str]) -> None:
        self.face = face
        self.characters = sorted(set(characters) | {" "})
        missing = face.lacks("".join(self.characters))
        if missing:
            raise MissingGlyphError(face.name, missing)
        glyphs = face.glyphs(self.characters)
        self.codes: dict[str, str] = {c: f"{glyph:04X}" for c, glyph in glyphs.items()}
        self._glyphs = glyphs
        self._table = {ord(c): code for c, code in self.codes.items()}
        self._shown: dict[str, str] = {"": ""}  # word -> its codes with their kerning

    def show(self, text: str) -> str:
        """The elements of a TJ array (9.4.3) that show text with its kerning. No space is kerned."""
        shown = self._shown
        words = [shown[word] if word in shown else self._word(word) for word in text.split(" ")]
        return f"<{self.codes[' '].join(words)}>"

    def _word(self, word: str) -> str:
        codes = word.translate(self._table)
        if len(codes) != _DIGITS * len(word):  # a letter that has no code stays as it is
            raise MissingGlyphError(self.face.name, set(word) - self.codes.keys())
        for at, kern in reversed(self.face.kerned(word)):
            codes = f"{codes[: at * _DIGITS]}>{number(-kern)}<{codes[at * _DIGITS :]}"
        self._shown[word] = codes
        return codes

    def objects(self, first: int) -> dict[int, Body]:
        """The five objects of the font, numbered from `first`; `first` is the font itself."""
        program = self.face.program(self.characters)
        name = self._tag() + b"+" + self.face.name.encode("ascii")
        by_glyph = {glyph: c for c, glyph in reversed(self._glyphs.items())}
        said = dict(zip(by_glyph, self.face.said(list(by_glyph.values())), strict=True))
        widths = " ".join(number(self.face.widths[by_glyph[g]]) for g in sorted(by_glyph))
        face = self.face
        return {
            first: [
                b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[" % name,
                Ref(first + 1),
                b"]/ToUnicode ",
                Ref(first + 4),
                b">>",
            ],
            first + 1: [
                b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)"
                b"/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity/DW 500/W[1[%s]]/FontDescriptor "
                % (name, widths.encode("ascii")),
                Ref(first + 2),
                b">>",
            ],
            first + 2: [
                b"<</Type/FontDescriptor/FontName/%s/Flags 4/%s/FontFile2 " % (name, face.measures()),
                Ref(first + 3),
                b">>",
            ],
            first + 3: [stream(program, b"/Length1 %d" % len(program))],
            first + 4: [stream(_to_unicode(said))],
        }

    def table(self, name: str) -> FontTable:
        """How text is written in it, under a resource name, without the face."""
        widths = {c: self.face.widths[c] for c in self.characters}
        said = zip(self.characters, self.face.said(self.characters), strict=True)
        return FontTable(name, self.codes, widths, tuple((c, text) for c, text in said if c != text))

    def _tag(self) -> bytes:
        """The six letters that mark a cut font (9.6.4), made from what it was cut to."""
        digest = hashlib.sha256((self.face.name + "".join(self.characters)).encode()).digest()
        return bytes(65 + byte % 26 for byte in digest[:6])


def _to_unicode(said: dict[int, str]) -> bytes:
    """The map from codes back to text (9.10.3), in blocks of at most 100."""
    entries = [f"<{glyph:04X}> <{text.encode('utf-16-be').hex()}>" for glyph, text in sorted(said.items())]
    blocks = [entries[at : at + 100] for at in range(0, len(entries), 100)]
    body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
        f"{body}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
