"""Active areas of pages as annotations (ISO 32000-1, 12.5): links, and fields to fill in."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.pdf.canvas import LinkArea
from handouts.pdf.fonts import Face
from handouts.pdf.form_font import font_objects
from handouts.pdf.forms import (
    FieldArea,
    empty_appearance,
    form,
    text_widget,
    tick_appearances,
    tick_widget,
    told_apart,
    unique,
)
from handouts.pdf.objects import Body, Key
from handouts.pdf.syntax import numbers, reference, text_string, uri

Area = LinkArea | FieldArea


def link_objects(areas: Sequence[tuple[int, Area, int]], key: int) -> dict[int, Body]:
    """The links among areas (number, area, page). Keys of areas in the parent tree count from `key`."""
    return {
        number: _link(area, key + at)
        for at, (number, area, _) in enumerate(areas)
        if isinstance(area, LinkArea)
    }


def field_objects(
    areas: Sequence[tuple[int, Area, int]], key: int, first: int, face: Face | None
) -> tuple[dict[int, bytes], bytes]:
    """The fields among areas, what they need from number `first` on, and the catalog's entry.

    Without fields no form is written, and the entry is empty.
    """
    fields = [
        (number, area, key + at) for at, (number, area, _) in enumerate(areas) if isinstance(area, FieldArea)
    ]
    if not fields:
        return {}, b""
    if face is None:
        raise ValueError("a document with fields needs a face to fill them in")
    found = font_objects(face, first)
    names = unique([area.name for _, area, _ in fields])
    words = told_apart([area.words for _, area, _ in fields])
    for (number, given, own_key), name, said in zip(fields, names, words, strict=True):
        area = given._replace(words=said)
        looks = max(found) + 1
        if area.tick:
            found[looks], found[looks + 1] = tick_appearances(area)
            found[number] = tick_widget(area, name, own_key, looks, looks + 1)
        else:
            found[looks] = empty_appearance(area, first)
            found[number] = text_widget(area, name, own_key, looks)
    whole = max(found) + 1
    found[whole] = form([number for number, _, _ in fields], first)
    return found, b"/AcroForm " + reference(whole)


def _link(area: LinkArea, key: int) -> Body:
    """The active area of a link. It prints (F 4)."""
    rectangle = numbers(*area.rectangle).encode()
    return [
        b"<</Type/Annot/Subtype/Link/Rect[%s]/Border[0 0 0]/F 4/Contents%s/StructParent "
        % (rectangle, text_string(area.words)),
        Key(key),
        b"/A<</S/URI/URI%s>>>>" % text_string(uri(area.address)),
    ]
