"""Links and form fields as annotations (ISO 32000-1, 12.5 and 12.7), each of them an element.

A field has words that describe it (ISO 14289-1, 7.18.1) and an appearance although it is empty; none has an
action (ISO 19005-2, 6.4.1). Readers redraw what is typed, some of them over the appearance that is there, so
no two fields share one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from handouts.pdf.fonts import Face
from handouts.pdf.form_font import font_objects
from handouts.pdf.objects import Body, Key
from handouts.pdf.structure import StructElem
from handouts.pdf.syntax import number, numbers, reference, references, stream, text_string, uri

FONT = b"Fill"
"""Resource name of the font of the fields."""

_SEVERAL_LINES = 1 << 12
_NO_SCROLLING = 1 << 23
"""Flags (table 228). Text ends where its place ends: what was typed can be seen, and printed, whole."""


class LinkArea(NamedTuple):
    """The active area of a link."""

    node: StructElem
    rectangle: tuple[float, float, float, float]  # left, bottom, right, top in pt
    address: str
    words: str


class FieldArea(NamedTuple):
    """A place to type in."""

    node: StructElem
    rectangle: tuple[float, float, float, float]  # left, bottom, right, top in pt
    name: str  # made unique where it is not
    words: str  # read aloud
    size: float  # of type, in pt
    several: bool  # whether it takes more than one line
    tick: bool = False  # a box to tick; it takes no text


Area = LinkArea | FieldArea


def link_objects(areas: Sequence[tuple[int, Area, int]], key: int) -> dict[int, Body]:
    """The links among areas (number, area, page). Keys of areas in the parent tree count from `key`."""
    return {
        number: _link(area, key + at)
        for at, (number, area, _) in enumerate(areas)
        if isinstance(area, LinkArea)
    }


def _link(area: LinkArea, key: int) -> Body:
    """A link annotation. It prints (F 4)."""
    rectangle = numbers(*area.rectangle).encode()
    return [
        b"<</Type/Annot/Subtype/Link/Rect[%s]/Border[0 0 0]/F 4/Contents%s/StructParent "
        % (rectangle, text_string(area.words)),
        Key(key),
        b"/A<</S/URI/URI%s>>>>" % text_string(uri(area.address)),
    ]


def field_objects(
    areas: Sequence[tuple[int, Area, int]], key: int, first: int, face: Face | None
) -> tuple[dict[int, bytes], bytes]:
    """The fields among areas, with other objects numbered from `first`, and the catalog's entry.

    Without fields there is no form, and the entry is empty.
    """
    fields = [
        (number, area, key + at) for at, (number, area, _) in enumerate(areas) if isinstance(area, FieldArea)
    ]
    if not fields:
        return {}, b""
    if face is None:
        raise ValueError("a document with fields needs a face to fill them in")
    objects = font_objects(face, first)
    names = field_names(area.name for _, area, _ in fields)
    words = unique((area.words for _, area, _ in fields), "{} ({})")
    for (own, given, own_key), name, said in zip(fields, names, words, strict=True):
        area = given._replace(words=said)
        look = max(objects) + 1
        if area.tick:
            objects[look], objects[look + 1] = _tick_appearances(area)
            objects[own] = _tick_widget(area, name, own_key, look)
        else:
            objects[look] = _empty_appearance(area, first)
            objects[own] = _text_widget(area, name, own_key, look)
    form = max(objects) + 1
    kids, font = references([number for number, _, _ in fields]), _font_entry(first)
    objects[form] = b"<</Fields%s/DR<<%s>>/DA%s>>" % (kids, font, _default_appearance(0))
    return objects, b"/AcroForm " + reference(form)


def field_names(names: Iterable[str]) -> list[str]:
    """Unique names of fields. A full stop would nest them (12.7.3.2)."""
    return unique((name.replace(".", "-") for name in names), "{}-{}")


def unique(texts: Iterable[str], numbered: str) -> list[str]:
    """Each text once: a second "notes" becomes "notes-2", as `numbered` says."""
    taken: dict[str, None] = {}
    for text in texts:
        other, count = text, 1
        while other in taken:
            count += 1
            other = numbered.format(text, count)
        taken[other] = None
    return list(taken)


def _tick_widget(area: FieldArea, name: str, key: int, ticked: int) -> bytes:
    """A box to tick (12.7.4.2.3), not ticked. It has both appearances, so readers need no font."""
    look = b"/V/Off/AS/Off/AP<</N<</Yes %d 0 R/Off %d 0 R>>>>" % (ticked, ticked + 1)
    return _widget(b"Btn", area, name, key, look)


def _tick_appearances(area: FieldArea) -> tuple[bytes, bytes]:
    """A ticked box, and an empty one: its sides are drawn on the page.

    The field reaches a little beyond them, so that a finger or a shaky hand hits it.
    """
    left, bottom, right, top = area.rectangle
    wide, high = right - left, top - bottom
    entries = _form_xobject(area, b"")
    stroke = f"{number(wide * 0.1)} w 1 J 1 j 0 G"
    points = ((0.33, 0.5), (0.46, 0.36), (0.74, 0.72))
    path = " ".join(f"{numbers(wide * x, high * y)} {'l' if at else 'm'}" for at, (x, y) in enumerate(points))
    ticked = f"q {stroke} {path} S Q".encode("ascii")
    return stream(ticked, entries, compress=False), stream(b"", entries, compress=False)


def _text_widget(area: FieldArea, name: str, key: int, appearance: int) -> bytes:
    flags = _NO_SCROLLING | (_SEVERAL_LINES if area.several else 0)
    look = b"/Ff %d/DA%s/AP<</N %d 0 R>>" % (flags, _default_appearance(area.size), appearance)
    return _widget(b"Tx", area, name, key, look)


def _widget(kind: bytes, area: FieldArea, name: str, key: int, look: bytes) -> bytes:
    """A field and its only widget as one object (12.5.6.19). It prints (F 4); `key` is of the parent tree."""
    return b"<</Type/Annot/Subtype/Widget/FT/%s/T%s/TU%s/Rect[%s]/F 4%s/StructParent %d>>" % (
        kind,
        text_string(name),
        text_string(area.words),
        numbers(*area.rectangle).encode(),
        look,
        key,
    )


def _empty_appearance(area: FieldArea, font: int) -> bytes:
    """A text field before anything is typed (12.7.3.3)."""
    return stream(b"/Tx BMC\nEMC", _form_xobject(area, _font_entry(font)), compress=False)


def _form_xobject(area: FieldArea, resources: bytes) -> bytes:
    left, bottom, right, top = area.rectangle
    size = numbers(right - left, top - bottom).encode()
    return b"/Type/XObject/Subtype/Form/BBox[0 0 %s]/Resources<<%s>>" % (size, resources)


def _font_entry(font: int) -> bytes:
    return b"/Font<</%s %s>>" % (FONT, reference(font))


def _default_appearance(size: float) -> bytes:
    """Font, size and black."""
    return text_string(f"/{FONT.decode()} {numbers(size)} Tf 0 g")
