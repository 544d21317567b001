"""The contents of a template's pages and its structure elements once slots are filled."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import count

from handouts.pdf.objects import Body, Ref, array
from handouts.pdf.slots import FontFor, PlacedSlot, Slot, SlotWriter
from handouts.pdf.template import LatePage, Template

NOTHING = b"q Q"
"""Content of a page without filled slots: some readers take an empty stream for a broken one."""


class SlotPages:
    """Content streams of pages whose slots are filled. Pages with slots in equal places share one.

    An untagged document is not `marked`. Without `in_place` the labels are in `labels` instead.
    """

    def __init__(
        self, template: Template, names: Collection[str], *, marked: bool = True, in_place: bool = True
    ) -> None:
        fonts = {table.name: table for table in template.fonts}
        self.stream_of: dict[int, int] = {}  # page -> its stream
        self.labels: dict[int, bytes] = {}  # page -> content
        different: list[tuple[PlacedSlot, ...]] = []
        for page, slots in _filled(template, names):
            marks = _marks(slots, page) if marked else [None] * len(slots)
            labels = list(map(_label, slots, marks))
            pieces = tuple(
                _piece(slot, mark, label if in_place else "", template.slots, marked=marked)
                for slot, mark, label in zip(slots, marks, labels, strict=True)
            )
            if any(labels) and not in_place:
                self.labels[page.page] = "\n".join(filter(None, labels)).encode("ascii")
            if pieces not in different:
                different.append(pieces)
            self.stream_of[page.page] = different.index(pieces)
        known: dict[PlacedSlot, int] = {}
        self.streams = [
            [(known.setdefault(piece, len(known)), piece.slot.name) for piece in pieces]
            for pieces in different
        ]
        """Of each stream the numbers of its writers and the names of their slots."""
        self.writers = [SlotWriter(piece, fonts[piece.slot.font]) for piece in known]

    def contents(self, values: Mapping[str, str], font_for: FontFor) -> list[bytes]:
        """Each stream."""
        texts = [writer.write(values[writer.name], font_for) for writer in self.writers]
        return [
            b"\n".join(filter(None, (texts[number] for number, _ in pieces))) or NOTHING
            for pieces in self.streams
        ]


def structure_of(template: Template, names: Collection[str]) -> dict[int, Body]:
    """The elements of slots that are filled, their list, and the pages' arrays in the parent tree."""
    objects: dict[int, Body] = {}
    items: list[int] = []
    for page, slots in _filled(template, names):
        owners = list(page.marks)
        for slot, mark in zip(slots, _marks(slots, page), strict=True):
            if slot.elements is None or mark is None or template.list is None:
                continue
            item, label, body = slot.elements
            items.append(item)
            owners += label, body
            kids = array((label, body))
            objects[item] = [b"<</S/LI/P ", Ref(template.list.number), b"/K", *kids, b">>"]
            on_page: Body = [b"/Pg ", Ref(template.page_objects[page.page].number)]
            objects[label] = [b"<</S/Lbl/P ", Ref(item), *on_page, b"/K %d>>" % mark]
            objects[body] = [b"<</S/LBody/P ", Ref(item), *on_page, b"/K %d>>" % (mark + 1)]
        if page.parents:
            objects[page.parents] = array(owners)
    if template.list:
        if not items:
            raise ValueError("a document with slots needs a value for at least one of them")
        number, parent, entries = template.list
        objects[number] = [b"<</S/L/P ", Ref(parent), entries, b"/K", *array(items), b">>"]
    return objects


def _filled(template: Template, names: Collection[str]) -> Iterable[tuple[LatePage, list[Slot]]]:
    for page in template.late_pages:
        yield page, [slot for slot in template.slots if slot.page == page.page and slot.name in names]


def _marks(slots: Sequence[Slot], page: LatePage) -> list[int | None]:
    """Marked-content identifiers of the labels; values have the next ones. None: not tagged."""
    free = count(len(page.marks), 2)
    return [None if slot.elements is None else next(free) for slot in slots]


def _label(slot: Slot, mark: int | None) -> str:
    if slot.furniture or mark is None:
        return slot.label
    return f"/Lbl<</MCID {mark}>>BDC\n{slot.label}\nEMC"


def _piece(slot: Slot, mark: int | None, label: str, slots: Iterable[Slot], *, marked: bool) -> PlacedSlot:
    before = [label] if label else []
    if slot.furniture and marked:
        before.append(f"/Artifact<</Type/Pagination/Subtype/{slot.furniture}>>BDC")
    elif mark is not None:
        before.append(f"/LBody<</MCID {mark + 1}>>BDC")
    repeats = any(other.name == slot.name and not other.furniture for other in slots)
    return PlacedSlot(
        slot=slot._replace(page=0, label="", elements=None),
        before="".join(f"{each}\n" for each in before),
        after="\nEMC" if marked and (slot.furniture or mark is not None) else "",
        optional=bool(slot.furniture) and repeats,
    )
