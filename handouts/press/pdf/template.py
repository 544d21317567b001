"""A finished document whose slots are still open, and the file that it becomes.

All static objects are bytes already. Filling writes one small content stream for each page that has
slots, the slots' structure elements and a cross-reference stream (ISO 32000-1, 7.5.8): no typesetting,
no ReportLab. A slot that stays open leaves nothing behind: no label, no element, no object.
"""

import hashlib
from collections.abc import Callable, Mapping
from typing import NamedTuple

from handouts.press.pdf.packing import FREE, ROW, in_file
from handouts.press.pdf.slots import FitError, FontTable, OpenSlot, in_furniture, repeated, written
from handouts.press.pdf.syntax import stream


class LatePage(NamedTuple):
    """What is still open on a page that has slots."""

    page: int  # index from 0
    object: int
    stream: int  # object number of the content to come
    parents: int  # object number of the page's array in the parent tree; 0: there is no structure
    marks: bytes  # the array's static references
    marked: int  # how many they are


class LateFont(NamedTuple):
    """A font that only this copy needs."""

    table: FontTable
    objects: Callable[[int], dict[int, bytes]]  # numbered from a first number; the first is the font


class Template(NamedTuple):
    """A document with open slots. Holds nothing about a recipient."""

    head: bytes  # header and all static objects
    digest: bytes  # of the head
    rows: bytes  # cross-reference rows of the static objects, from object 0
    size: int  # number of the next new object
    root: int
    info: int
    pages: int  # how many
    resources: int  # object number of the shared resources, written late
    resources_start: bytes  # fonts dictionary still open
    resources_end: bytes
    slots: tuple[OpenSlot, ...] = ()
    late_pages: tuple[LatePage, ...] = ()
    list: int = 0  # object number of the L element around the slots; 0: there is none
    list_start: bytes = b""
    fonts: tuple[FontTable, ...] = ()


def fill(template: Template, values: Mapping[str, str], late_font: Callable[[str, str], LateFont]) -> bytes:
    """The file with its slots filled.

    `values` maps slot names to text. `late_font(text, font)` gives a font for a text that the slot's
    own font cannot write. Raises FitError, or whatever late_font raises for letters no font has.
    """
    filler = _Filler(template, values, late_font)
    return filler.file()


def filled_structure(template: Template) -> dict[int, bytes]:
    """The objects of the structure tree that are written when all slots are filled."""
    filler = _Filler(template, dict.fromkeys((slot.name for slot in template.slots), "1"), _no_font)
    filler.fill()
    contents = {page.stream for page in template.late_pages}
    return {
        number: body
        for number, body in filler.objects.items()
        if number not in contents and number != template.resources
    }


def _no_font(_text: str, font: str) -> LateFont:
    raise ValueError(f"the font {font} has no digits")


class _Filler:
    """The objects of one copy, while they are being made."""

    def __init__(
        self, template: Template, values: Mapping[str, str], late_font: Callable[[str, str], LateFont]
    ) -> None:
        self._template = template
        self._values = values
        self._late_font = late_font
        self._fonts = {table.name: table for table in template.fonts}
        self._next = template.size
        self.objects: dict[int, bytes] = {}
        self._items: list[int] = []  # filled LI elements
        self._added_fonts: dict[str, int] = {}
        self._fallbacks = {table.name: self._fallback(table) for table in template.fonts}

    def file(self) -> bytes:
        self.fill()
        return self._assemble()

    def fill(self) -> None:
        for page in self._template.late_pages:
            self._fill_page(page)
        if self._template.list and not self._items:
            raise ValueError("a document with slots needs a value for at least one of them")
        if self._template.list:
            kids = b" ".join(b"%d 0 R" % item for item in self._items)
            self.objects[self._template.list] = b"%s/K[%s]>>" % (self._template.list_start, kids)
        added = b"".join(b"/%s %d 0 R" % (name.encode(), at) for name, at in self._added_fonts.items())
        self.objects[self._template.resources] = b"%s%s%s" % (
            self._template.resources_start,
            added,
            self._template.resources_end,
        )

    def _fill_page(self, page: LatePage) -> None:
        code: list[bytes] = []
        marks: list[int] = []
        for slot in self._template.slots:
            value = self._values.get(slot.name)
            if slot.page != page.page or not value:
                continue
            table = self._table(slot, value)
            if slot.furniture:
                code += self._in_furniture(slot, table, value)
                continue
            text = written(slot, table, value)
            if slot.elements is None:  # on an imposed sheet, which has no structure
                code += [slot.label, text]
                continue
            code += self._marked(slot, text, page.marked + len(marks))
            marks += self._elements(slot, page, page.marked + len(marks))
        body = b"\n".join(code) or b"q Q"  # some readers take an empty stream for a broken one
        self.objects[page.stream] = stream(body, compress=False)
        if page.parents:
            late = b"".join(b" %d 0 R" % mark for mark in marks)
            self.objects[page.parents] = b"[%s%s]" % (page.marks, late)

    def _in_furniture(self, slot: OpenSlot, table: FontTable, value: str) -> list[bytes]:
        """Left out where it does not fit whole, if the value stands elsewhere in full."""
        try:
            return [in_furniture(slot, table, value)]
        except FitError:
            if repeated(slot, self._template.slots):
                return []
            raise

    def _marked(self, slot: OpenSlot, text: bytes, mcid: int) -> list[bytes]:
        label = b"/Lbl<</MCID %d>>BDC\n%s\nEMC" % (mcid, slot.label)
        return [label, b"/LBody<</MCID %d>>BDC\n%s\nEMC" % (mcid + 1, text)]

    def _elements(self, slot: OpenSlot, page: LatePage, mcid: int) -> list[int]:
        assert slot.elements is not None
        item, label, body = slot.elements
        self._items.append(item)
        self.objects[item] = b"<</S/LI/P %d 0 R/K[%d 0 R %d 0 R]>>" % (self._template.list, label, body)
        for at, (number, role) in enumerate(((label, b"Lbl"), (body, b"LBody"))):
            self.objects[number] = b"<</S/%s/P %d 0 R/Pg %d 0 R/K %d>>" % (
                role,
                item,
                page.object,
                mcid + at,
            )
        return [label, body]

    def _table(self, slot: OpenSlot, value: str) -> FontTable:
        table = self._fonts[slot.font]
        if table.widths.keys() >= set(value):
            return table
        return self._fallbacks[slot.font] or table

    def _fallback(self, table: FontTable) -> FontTable | None:
        """One added font for all values that the slots' own font cannot write whole."""
        named = {slot.name for slot in self._template.slots if slot.font == table.name}
        texts = [value for name, value in self._values.items() if name in named]
        foreign = "".join(text for text in texts if not table.widths.keys() >= set(text))
        if not foreign:
            return None
        late = self._late_font(foreign, table.name)
        self._added_fonts[late.table.name] = self._next
        objects = late.objects(self._next)
        self.objects |= objects
        self._next += len(objects)
        return late.table

    def _assemble(self) -> bytes:
        template = self._template
        xref = self._next
        static = len(template.rows) // ROW
        rows = bytearray(template.rows + FREE * (xref + 1 - static))
        parts = [template.head]
        at = len(template.head)
        for number, body in sorted(self.objects.items()):
            rows[number * ROW : number * ROW + ROW] = in_file(at)
            parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
            at += len(parts[-1])
        rows[xref * ROW : xref * ROW + ROW] = in_file(at)
        identity = hashlib.sha256(template.digest + b"".join(parts[1:])).hexdigest()[:32].upper().encode()
        entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]" % (
            xref + 1,
            template.root,
            template.info,
            identity,
            identity,
        )
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (xref, stream(bytes(rows), entries, level=1)))
        parts.append(b"startxref\n%d\n%%%%EOF\n" % at)
        return b"".join(parts)
