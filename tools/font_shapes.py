"""Shapes that tools/build_fonts.py changes or adds to a face: the plain zero, arrows, letters with marks.

A letter with marks that Unicode has no character for (K with a circumflex) is one glyph here, with a
character of the private use area. What stands for what is in sequences.txt beside the faces; a PDF says
the letter and its marks again, as they were typed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from math import radians, tan
from pathlib import Path
from typing import Any

import uharfbuzz
from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

Contour = list[tuple[str, tuple[Any, ...]]]
Box = tuple[float, float, float, float]

FIRST_PRIVATE = 0xE000
"""The first character that stands for a letter with marks."""

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_VOWELS = "AEIOUaeiou"
_OTHER_VOWELS = "ƐƆƏɛɔəÆæØøıŊŋŁł"
_CYRILLIC_VOWELS = "АЕИОУЫЭЮЯІЄаеиоуыэюяіє"

_MARKS = "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u030d\u0313\u0315\u031b"
_MARKS += "\u0323\u0324\u0325\u0326\u0327\u0328\u0329\u032d\u032e\u0331"
"""What stands on any one letter: the marks of DIN 91379, and those of other names in Latin letters."""

_BELOW = "\u0323\u0328\u0329\u0331"
_ABOVE = "\u0300\u0301\u0302\u0303\u0304\u0306\u0308\u030c"
_FIRST = "\u0302\u0303\u0304\u0308"
_TONES = "\u0300\u0301\u0304\u030c\u030d"

_OF_DIN_91379 = (
    "C\u0328\u0306 c\u0328\u0306 Ç\u0306 ç\u0306 Č\u0315 č\u0315 Č\u0323 č\u0323 L\u0325\u0304 l\u0325\u0304 "
    "R\u0325\u0304 r\u0325\u0304 S\u031b\u0304 s\u031b\u0304 Ž\u0326 ž\u0326 Ž\u0327 ž\u0327 Ḳ\u0304 ḳ\u0304 "
    "Ṣ\u0304 ṣ\u0304 Ṭ\u0304 ṭ\u0304 ÿ\u0301 M\u0310 m\u0310 K\u035fH K\u035fh k\u035fh"
)
"""Its sequences that are not made by the rules below."""

_OF_OTHERS = "č\u0313 ł\u0313 č\u0323 x\u0323\u030c X\u0323\u030c ŋ\u0308 Ŋ\u0308"


# --- letters with marks ------------------------------------------------------------------------------


def sequences() -> list[str]:
    """Letters with marks that have no character of their own, in composed form (NFC), sorted."""
    wanted = [
        *map("".join, product(_LETTERS, _MARKS)),
        *map("".join, product(_VOWELS + "Nn", _BELOW, _ABOVE)),
        *map("".join, product(_VOWELS, _FIRST, _TONES)),
        *map("".join, product(_OTHER_VOWELS, _ABOVE + "\u0323\u0328\u0331")),
        *map("".join, product(_CYRILLIC_VOWELS, "\u0300\u0301")),
        *_OF_DIN_91379.split(),
        *_OF_OTHERS.split(),
    ]
    composed = {unicodedata.normalize("NFC", each) for each in wanted}
    return sorted((each for each in composed if len(each) > 1), key=lambda each: (len(each), each))


def characters_for(faces: Iterable[Path]) -> dict[str, str]:
    """The private character of each letter with marks that all these faces can set."""
    wanted = sequences()
    for face in faces:
        shaper = Shaper(face)
        wanted = [each for each in wanted if shaper.placed(each)]
    return {each: chr(FIRST_PRIVATE + at) for at, each in enumerate(wanted)}


class Shaper:
    """Sets letters with marks as the layout tables of a complete face say (GSUB, GPOS)."""

    def __init__(self, file: Path) -> None:
        self._font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file))))

    def placed(self, text: str) -> list[tuple[int, int, int]]:
        """Glyph numbers with their places; empty where a glyph is missing or a mark has no place.

        A mark without anchors would stand beside its letter.
        """
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self._font, buffer, {"kern": False, "liga": False})
        found, right = [], 0
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            loose = place.x_advance == 0 and (place.x_offset, place.y_offset) == (0, 0)
            if info.codepoint == 0 or loose:
                return []
            found.append((info.codepoint, right + place.x_offset, place.y_offset))
            right += place.x_advance
        return found

    def advance(self, text: str) -> int:
        """How wide a letter with marks is."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self._font, buffer, {"kern": False, "liga": False})
        return sum(place.x_advance for place in buffer.glyph_positions)


def add_sequences(face: TTFont, complete: Path, characters: Mapping[str, str]) -> None:
    """Add a glyph, made of those of its parts, for each letter with marks."""
    shaper, order = Shaper(complete), list(face.getGlyphOrder())
    for text, character in characters.items():
        pen = TTGlyphPen(dict.fromkeys(order))
        for glyph, right, up in shaper.placed(text):
            pen.addComponent(order[glyph], (1, 0, 0, 1, right, up))
        add_glyph(face, character, pen.glyph(), shaper.advance(text))


def sequences_text(characters: Mapping[str, str]) -> str:
    """The table of private characters in hexadecimal, one a line: the character, then what it stands for."""
    lines = ["# Made by tools/build_fonts.py: glyphs of these faces that stand for a letter with marks."]
    for text, character in characters.items():
        lines.append(f"{ord(character):04X} {' '.join(f'{ord(each):04X}' for each in text)}")
    return "\n".join(lines) + "\n"


def add_glyph(face: TTFont, character: str, glyph: Any, advance: float) -> None:
    """Add a glyph under a character."""
    name = f"own{ord(character):04X}"
    face.setGlyphOrder([*face.getGlyphOrder(), name])
    face["glyf"][name] = glyph
    glyph.recalcBounds(face["glyf"])
    face["hmtx"][name] = (round(advance), getattr(glyph, "xMin", 0))
    for table in face["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(character)] = name


# --- the plain zero ----------------------------------------------------------------------------------


def plain_zero(face: TTFont) -> None:
    """Take the slash out of the zero: one counter, formed like that of the O, in place of two."""
    names, lean = face.getBestCmap(), tan(radians(-face["post"].italicAngle))
    outer, *inner = _upright(face, names[ord("0")], lean)
    _, counter = _upright(face, names[ord("O")], lean)
    left, bottom = min(_box(each)[0] for each in inner), min(_box(each)[1] for each in inner)
    top, edges = max(_box(each)[3] for each in inner), _box(outer)
    right = edges[2] - (left - edges[0])
    glyph = _drawn([outer, _moved(counter, (left, bottom, right, top))], lean)
    face["glyf"][names[ord("0")]] = glyph
    glyph.recalcBounds(face["glyf"])


def _upright(face: TTFont, name: str, lean: float) -> list[Contour]:
    """The contours of a glyph without the slant of an italic, the largest first."""
    pen = DecomposingRecordingPen(face.getGlyphSet())
    face.getGlyphSet()[name].draw(TransformPen(pen, (1, 0, -lean, 1, 0, 0)))
    contours: list[Contour] = []
    for operator, points in pen.value:
        if operator == "moveTo":
            contours.append([])
        contours[-1].append((operator, points))
    return sorted(contours, key=lambda each: -_area(_box(each)))


def _drawn(contours: Iterable[Contour], lean: float) -> Any:
    """A glyph of contours, slanted as the italic is."""
    pen = TTGlyphPen(None)
    slanted = TransformPen(pen, (1, 0, lean, 1, 0, 0))
    for contour in contours:
        for operator, points in contour:
            getattr(slanted, operator)(*points)
    return pen.glyph(round=round)


def _moved(contour: Contour, box: Box) -> Contour:
    """A contour stretched to fill a box."""
    left, bottom, right, top = _box(contour)
    wide, high = (box[2] - box[0]) / (right - left), (box[3] - box[1]) / (top - bottom)

    def moved(point: tuple[float, float] | None) -> tuple[float, float] | None:
        return point and ((point[0] - left) * wide + box[0], (point[1] - bottom) * high + box[1])

    return [(operator, tuple(map(moved, points))) for operator, points in contour]


def _box(contour: Contour) -> Box:
    points = [point for _, each in contour for point in each if point]
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


# --- arrows, and signs that compare ------------------------------------------------------------------


def add_signs(face: TTFont) -> None:
    """Add arrows as heavy as the minus sign, and comparison signs that the face lacks."""
    bounds = ControlBoundsPen(face.getGlyphSet())
    minus = face.getBestCmap()[0x2212]
    face.getGlyphSet()[minus].draw(bounds)
    left, bottom, right, top = bounds.bounds
    centre, across = ((left + right) / 2, (bottom + top) / 2), face["hmtx"][minus][0]
    for character, turn in {"←": (-1, 0), "↑": (0, 1), "→": (1, 0), "↓": (0, -1)}.items():
        points = [_turned(point, turn, centre) for point in _arrow((right - left) / 2, top - bottom)]
        add_glyph(face, character, _polygons([points]), across)
    for character, sign in (("≤", "<"), ("≥", ">")):
        if ord(character) not in face.getBestCmap():
            _add_comparing(face, character, sign, (left, right, top - bottom))


def _arrow(half: float, thick: float) -> Iterator[tuple[float, float]]:
    """An arrow to the right around the origin, from half its length and the width of its strokes."""
    arm, stroke = half * 0.62, thick / 2
    slope = thick * 0.7071
    yield from ((-half, stroke), (half - stroke - slope, stroke), (half - arm - slope, arm))
    yield from ((half - arm, arm + slope), (half + stroke * 0.4, 0.0), (half - arm, -arm - slope))
    yield from ((half - arm - slope, -arm), (half - stroke - slope, -stroke), (-half, -stroke))


def _turned(
    point: tuple[float, float], turn: tuple[int, int], centre: tuple[float, float]
) -> tuple[float, float]:
    """A point turned around a centre from the right to a direction."""
    x, y = point
    return centre[0] + x * turn[0] - y * turn[1], centre[1] + x * turn[1] + y * turn[0]


def _polygons(shapes: Iterable[Iterable[tuple[float, float]]]) -> Any:
    pen = TTGlyphPen(None)
    for points in shapes:
        first, *others = points
        pen.moveTo(first)
        for point in others:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph(round=round)


def _add_comparing(face: TTFont, character: str, sign: str, bar: tuple[float, float, float]) -> None:
    """The sign, raised, over a bar (left, right, thickness)."""
    name = face.getBestCmap()[ord(sign)]
    contours, (left, right, thick) = _upright(face, name, 0.0), bar
    low = min(_box(each)[1] for each in contours)
    up = max(2.2 * thick - low, 0.0)
    raised = [_moved(each, _higher(_box(each), up)) for each in contours]
    corners = [(left, thick), (right, thick), (right, 0.0), (left, 0.0)]
    line: Contour = [("lineTo" if at else "moveTo", (corner,)) for at, corner in enumerate(corners)]
    glyph = _drawn([*raised, [*line, ("closePath", ())]], 0.0)
    add_glyph(face, character, glyph, face["hmtx"][name][0])


def _higher(box: Box, up: float) -> Box:
    return box[0], box[1] + up, box[2], box[3] + up
