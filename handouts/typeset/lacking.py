"""An edition for copies that lack some of its fields: their slots go, and the others share the room."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import groupby

from handouts.pdf.slots import Slot
from handouts.pdf.template import Template
from handouts.typeset.edition import Edition


def lacking(edition: Edition, names: Collection[str]) -> Edition:
    """The same pages with slots for these fields only. Typesets nothing."""
    if all(slot.name in names for slot in edition.template.slots):
        return edition
    sheets = edition.sheets
    return edition._replace(
        template=_lacking(edition.template, names),
        sheets=sheets._replace(template=_lacking(sheets.template, names)) if sheets else None,
    )


def _lacking(template: Template, names: Collection[str]) -> Template:
    slots: list[Slot] = []
    for _, of_page in groupby(template.slots, lambda slot: slot.page):
        page = tuple(of_page)
        rows = [slot for slot in page if not slot.furniture]
        moved = dict(_spread(sorted(rows, key=lambda slot: -slot.y), names))
        slots += [moved.get(slot.name, slot) if not slot.furniture else slot for slot in page]
    return template._replace(slots=tuple(slot for slot in slots if slot.name in names))


def _spread(rows: list[Slot], names: Collection[str]) -> Iterable[tuple[str, Slot]]:
    """The rows that stay, by name, from the top; what others leave free is shared out between them."""
    ends = [*(slot.y for slot in rows[1:]), rows[-1].y - rows[-1].leading * rows[-1].lines] if rows else []
    heights = [slot.y - end for slot, end in zip(rows, ends, strict=True)]
    stays = [slot.name in names for slot in rows]
    free = sum(height for height, stay in zip(heights, stays, strict=True) if not stay)
    apart, up, down = free / (sum(stays) + 1), 0.0, 0.0
    for slot, height, stay in zip(rows, heights, stays, strict=True):
        if stay:
            down += apart
            yield slot.name, _moved(slot, up - down)
        else:
            up += height


def _moved(slot: Slot, by: float) -> Slot:
    """A slot and its label so many points higher."""
    if not by:
        return slot
    label = f"q 1 0 0 1 0 {by:g} cm\n{slot.label}\nQ" if slot.label else ""
    return slot._replace(y=slot.y + by, label=label)
