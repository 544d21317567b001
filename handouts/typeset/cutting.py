"""Font subsets: the faces of a file with the letters that are set in them or may be filled in later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from handouts.model.selection import Selection
from handouts.pdf.fonts import EmbeddedFont, Face
from handouts.typeset.boxes import Box
from handouts.typeset.faces import BOLD, FALLBACK_REGULAR, REGULAR, Faces

FIELD_LETTERS = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180)])) + "\u2010–—‘’“”"
"""Letters that every edition with slots can write in its own face: Latin of western and central Europe."""


def late_fonts(selection: Selection) -> tuple[str, ...]:
    """The faces that slots are written in."""
    names = {field.name for field in selection.fields}
    bold = "name" in names or selection.short_id
    return (*([BOLD] if bold else []), *([REGULAR] if names - {"name"} else []))


def cut_fonts(boxes: Iterable[Box], late: Iterable[str], faces: Faces) -> dict[str, EmbeddedFont]:
    """Each face cut to what is set in it; those of `late` have all letters of fields, too."""
    letters: dict[str, set[str]] = defaultdict(set)
    for box in boxes:
        for fragment in box.fragments():
            letters[fragment.look.font].update(fragment.text)
    for name in late:
        letters[name] |= set(FIELD_LETTERS) - faces[name].lacks(FIELD_LETTERS)
    return {name: EmbeddedFont(faces[name], letters[name]) for name in sorted(letters)}


def field_face(faces: Faces) -> Face:
    """The body face, or the fallback where that lacks a letter that may be typed, such as the µ of µg."""
    from handouts.pdf.form_font import serves  # few sheets are filled in on a screen

    body = faces[REGULAR]
    return body if serves(body) else faces[FALLBACK_REGULAR]
