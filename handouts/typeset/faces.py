"""The faces of a layout, and which of them sets which letters.

A word with a letter that the body face lacks is set whole in the fallback face; a letter that neither
has is an error. A box is never printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.model.layout import Fonts
from handouts.pdf.fonts import Face, MissingGlyphError
from handouts.reading.sequences import has_marked, settable, spelled
from handouts.reading.shelf import shelf

REGULAR, BOLD, FALLBACK_REGULAR, FALLBACK_BOLD = "R", "B", "FR", "FB"
MARKED_REGULAR, MARKED_BOLD = "FMR", "FMB"
"""Resource names of the faces in a file; the marked ones are fallbacks that have letters with marks, too."""

_FALLBACK = {REGULAR: FALLBACK_REGULAR, BOLD: FALLBACK_BOLD}
_MARKED = {REGULAR: MARKED_REGULAR, BOLD: MARKED_BOLD}
_FILES = {
    REGULAR: "regular",
    BOLD: "bold",
    FALLBACK_REGULAR: "regular",
    FALLBACK_BOLD: "bold",
    MARKED_REGULAR: "regular-marks",
    MARKED_BOLD: "bold-marks",
}
_WORDS = re.compile(r"\s+|\S+")


class Faces:
    """The faces of a layout, loaded when first needed."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._loaded: dict[str, Face] = {}

    def __getitem__(self, name: str) -> Face:
        face = self._loaded.get(name)
        if face is None:
            family = self._fonts.body if name in (REGULAR, BOLD) else self._fonts.fallback
            face = self._loaded[name] = load(family, _FILES[name])
        return face

    def split(self, text: str, bold: bool) -> Iterator[tuple[str, str]]:
        """Pieces of text, each with the name of the face that sets it.

        Raises MissingGlyphError for letters that no face has.
        """
        name = BOLD if bold else REGULAR
        face = self[name]
        if not face.lacks(text):
            yield name, text
            return
        for word in _WORDS.findall(settable(text)):
            yield (name if not face.lacks(word) else self._fallback_for(word, name)), word

    def _fallback_for(self, word: str, name: str) -> str:
        fallback = (_MARKED if has_marked(word) else _FALLBACK)[name]
        missing = self[fallback].lacks(word)
        if missing:
            raise MissingGlyphError(self[fallback].name, missing)
        return fallback


def load(family: str, style: str) -> Face:
    """A face from layouts/fonts/, by the name of its file."""
    return Face(shelf("layouts") / "fonts" / family / f"{style}.ttf", spelled)
