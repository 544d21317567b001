"""The edition: a handout typeset in a layout. Reading one needs no ReportLab."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import groupby
from typing import NamedTuple

from handouts.pdf.slots import Slot
from handouts.pdf.template import Template


class Sheets(NamedTuple):
    """The same pages on sheets to fold or cut, for printing only."""

    template: Template
    sides: int
    how: str  # booklet, cards, folded-cards or panels
    flip: str  # about which edge the printer turns the sheets
    times: int  # how often the handout stands on them: ten cards, one booklet


class Edition(NamedTuple):
    """A handout typeset in a layout, ready to be stamped. Holds no patient data."""

    title: str
    paper: str
    pages: int
    fallback: str  # family for letters that the edition's own face lacks
    template: Template
    empty_sections: tuple[str, ...]  # that had nothing to say, or were not asked for
    omissions: tuple[str, ...]  # what it has no room for, in words
    review_by: str  # ISO date on which the first review of its content falls due
    content: str  # which content it was made from (compose/provenance.py)
    sheets: Sheets | None = None  # None: the pages themselves are printed
    told: tuple[str, ...] = ()  # about the clinic's phones, for whoever prints it
    shared: bool = True  # whether it serves copies without its optional fields: no page more, no word less

    @property
    def printed(self) -> Edition:
        """What goes to the printer."""
        if self.sheets is None:
            return self
        return self._replace(template=self.sheets.template, pages=self.sheets.sides)


def lacking(edition: Edition, names: Collection[str]) -> Edition:
    """An edition for copies with these fields only; they share the room of the others. Typesets nothing."""
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
    """The rows that stay, by name, from the top; the room of the others is distributed between them."""
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
    """A slot and its label, moved up `by` pt."""
    if not by:
        return slot
    label = f"q 1 0 0 1 0 {by:g} cm\n{slot.label}\nQ" if slot.label else ""
    return slot._replace(y=slot.y + by, label=label)
