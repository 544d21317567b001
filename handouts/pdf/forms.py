"""Fields to fill in on the screen (ISO 32000-1, 12.7): places for text and boxes to tick, each an element.

Each field says in words what it is for (ISO 14289-1, 7.18.1) and has an appearance although it is empty; none
has an action (ISO 19005-2, 6.4.1). Readers draw anew what is typed, some of them over the appearance that
is there, so no two fields share one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from handouts.pdf.structure import StructElem
from handouts.pdf.syntax import number, numbers, reference, references, stream, text_string

FONT = b"Fill"
"""Resource name of the font in which fields are filled in."""

_SEVERAL_LINES = 1 << 12
_NO_SCROLLING = 1 << 23
"""Flags (table 228). Text ends where its place ends: what was typed can be seen, and printed, whole."""


class FieldArea(NamedTuple):
    """A place to type in."""

    node: StructElem
    rectangle: tuple[float, float, float, float]  # left, bottom, right, top in pt
    name: str  # made unique where it is not
    words: str  # what is asked for, as it is read aloud
    size: float  # of type, in pt
    several: bool  # whether it takes more than one line
    tick: bool = False  # a box to tick; it takes no text


def unique(names: Sequence[str]) -> list[str]:
    """Each name once: a second "notes" becomes "notes-2". A full stop would make a family of fields."""
    given: set[str] = set()
    found = []
    for name in names:
        plain, other, count = name.replace(".", "-"), name.replace(".", "-"), 1
        while other in given:
            count += 1
            other = f"{plain}-{count}"
        given.add(other)
        found.append(other)
    return found


def told_apart(words: Sequence[str]) -> list[str]:
    """Words for each field, those of the second with the same words with a number: "Tick: Chemo (2)"."""
    counts: dict[str, int] = {}
    found = []
    for each in words:
        counts[each] = counts.get(each, 0) + 1
        found.append(each if counts[each] == 1 else f"{each} ({counts[each]})")
    return found


def tick_widget(area: FieldArea, name: str, key: int, ticked: int, empty: int) -> bytes:
    """A box to tick (12.7.4.2.3), not ticked. Both its looks are there: readers need no font."""
    looks = b"/V/Off/AS/Off/AP<</N<</Yes %d 0 R/Off %d 0 R>>>>" % (ticked, empty)
    return _widget(b"Btn", area, name, key, looks)


def tick_appearances(area: FieldArea) -> tuple[bytes, bytes]:
    """How a box looks that is ticked, and one that is not: its sides are drawn on the page.

    The field reaches a little beyond them, so that a finger or a shaky hand finds it.
    """
    left, bottom, right, top = area.rectangle
    wide, high = right - left, top - bottom
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 %s]/Resources<<>>" % numbers(wide, high).encode()
    stroke = f"{number(wide * 0.1)} w 1 J 1 j 0 G"
    points = ((0.33, 0.5), (0.46, 0.36), (0.74, 0.72))
    path = " ".join(f"{numbers(wide * x, high * y)} {'l' if at else 'm'}" for at, (x, y) in enumerate(points))
    ticked = f"q {stroke} {path} S Q".encode("ascii")
    return stream(ticked, entries, compress=False), stream(b"", entries, compress=False)


def text_widget(area: FieldArea, name: str, key: int, appearance: int) -> bytes:
    """A place for text."""
    flags = _NO_SCROLLING | (_SEVERAL_LINES if area.several else 0)
    looks = b"/Ff %d/DA%s/AP<</N %d 0 R>>" % (flags, _look(area.size), appearance)
    return _widget(b"Tx", area, name, key, looks)


def _widget(kind: bytes, area: FieldArea, name: str, key: int, looks: bytes) -> bytes:
    """A field and its one widget as one object (12.5.6.19). It prints (F 4); `key` is of the parent tree."""
    return b"<</Type/Annot/Subtype/Widget/FT/%s/T%s/TU%s/Rect[%s]/F 4%s/StructParent %d>>" % (
        kind,
        text_string(name),
        text_string(area.words),
        numbers(*area.rectangle).encode(),
        looks,
        key,
    )


def empty_appearance(area: FieldArea, font: int) -> bytes:
    """How a field looks that nothing was typed into (12.7.3.3)."""
    left, bottom, right, top = area.rectangle
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 %s]/Resources<</Font<</%s %s>>>>" % (
        numbers(right - left, top - bottom).encode(),
        FONT,
        reference(font),
    )
    return stream(b"/Tx BMC\nEMC", entries, compress=False)


def form(fields: Sequence[int], font: int) -> bytes:
    """The document's form (12.7.2)."""
    return b"<</Fields%s/DR<</Font<</%s %s>>>>/DA%s>>" % (
        references(tuple(fields)),
        FONT,
        reference(font),
        _look(0),
    )


def _look(size: float) -> bytes:
    """The default appearance: font, size and black."""
    return text_string(f"/{FONT.decode()} {numbers(size)} Tf 0 g")
