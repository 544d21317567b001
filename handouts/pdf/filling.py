"""Slots are filled: a template becomes a file, for one copy or for many.

A copy adds a small content stream for each page that has slots, the slots' structure elements and a second
cross-reference stream, which has rows for these only and leads to the first (ISO 32000-1, 7.5.6 and 7.5.8):
no typesetting, no ReportLab, nothing compressed anew. A slot that stays open leaves nothing behind: no label,
no element, no object.

What does not hang on the values is made once for all copies with values for the same slots.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from handouts.pdf.packing import in_file, runs
from handouts.pdf.slots import (
    NOTHING,
    FitError,
    MissingLettersError,
    OpenSlot,
    SlotWriter,
    around,
    bare,
    label_of,
    optional,
)
from handouts.pdf.syntax import stream
from handouts.pdf.template import LateFont, LatePage, Template

Objects = dict[int, bytes]

_BEFORE = re.compile(rb"/Prev ([0-9]{1,10})[/\s]")
_OBJECTS_OF_NONE = 3  # both cross-reference streams and the resources


class _Place(NamedTuple):
    """A slot on a page, and what stands around its text."""

    name: str
    writer: SlotWriter
    before: bytes
    after: bytes
    optional: bool  # left out where it does not fit, for its text stands elsewhere in full


class _Frame(NamedTuple):
    """A file with values for some slots, without the values."""

    start: bytes  # static objects, and the structure of these slots
    structure: int  # where that begins
    streams: tuple[tuple[list[int], list[_Place]], ...]  # what pages say, by the numbers that say the same
    rows: Mapping[int, bytes]  # by ascending numbers; none yet for streams and resources
    runs: bytes  # of these numbers


class Filling:
    """Fills the slots of one template.

    `late_font(text, font)` gives a font for a text that the slot's own font cannot write.
    """

    def __init__(self, template: Template, late_font: Callable[[str, str], LateFont]) -> None:
        self._template = template
        self._late_font = late_font
        self._fonts = {table.name: table for table in template.fonts}
        self._frames: dict[tuple[str, ...], _Frame] = {}

    def file(self, values: Mapping[str, str]) -> bytes:
        """The file; `values` maps slot names to text.

        Raises FitError, or whatever the late font raises for letters that no font has.
        """
        named = tuple(dict.fromkeys(slot.name for slot in self._template.slots if values.get(slot.name)))
        frame = self._frames.get(named)
        if frame is None:
            frame = self._frames[named] = _Framing(self._template, named).frame()
        try:
            return self._assembled(frame, _contents(frame, values, {}), [])
        except MissingLettersError:
            late = self._late_fonts({name: values[name] for name in named})
            return self._assembled(frame, _contents(frame, values, late), list(late.values()))

    def _late_fonts(self, values: Mapping[str, str]) -> dict[str, LateFont]:
        """By the name of a font that cannot write all its values: one font that writes those whole."""
        late = {}
        for name, table in self._fonts.items():
            foreign = [each for each, text in values.items() if not table.writes(text)]
            slots = {slot.name for slot in self._template.slots if slot.font == name} if foreign else ()
            text = "".join(values[each] for each in foreign if each in slots)
            if text:
                late[name] = self._late_font(text, name)
        return late

    def _assembled(self, frame: _Frame, contents: Objects, late: Sequence[LateFont]) -> bytes:
        template, following, fonts = self._template, self._template.size, b""
        for font in late:
            fonts += b"/%s %d 0 R" % (font.table.name.encode(), following)
            contents |= font.objects(following)
            following = max(contents) + 1
        contents[template.resources] = b"%s%s%s" % (template.resources_start, fonts, template.resources_end)
        at, parts, rows = len(frame.start), [frame.start], dict(frame.rows)
        for number, body in sorted(contents.items()):
            parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
            rows[number] = in_file(at)
            at += len(parts[-1])
        rows[following] = in_file(at)
        said = hashlib.sha256(template.digest + frame.start[frame.structure :])
        said.update(b"".join(parts[1:]))
        identity = said.hexdigest()[:32].upper().encode()
        entries = (
            b"/Type/XRef/Size %d/Prev %d/Index[%s %d %d]/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]"
            % (
                following + 1,
                template.xref,
                frame.runs,
                template.size,
                following + 1 - template.size,
                template.root,
                template.info,
                identity,
                identity,
            )
        )
        end = stream(b"".join(rows.values()), entries, compress=False)
        parts.append(b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (following, end, at))
        return b"".join(parts)


def is_from_template(data: bytes) -> bool:
    """Whether `fill` made a file."""
    return _BEFORE.search(data, max(0, data.rfind(b"/Type/XRef"))) is not None


def is_filled(data: bytes) -> bool:
    """Whether somebody's fields are in a file that `fill` made.

    What a copy adds to its template stands at the end of the file, behind the template's own cross-reference
    stream. Without fields that is the resources and a cross-reference stream. False for other files.
    """
    found = _BEFORE.search(data, data.rfind(b"/Type/XRef"))
    return found is not None and data.count(b" 0 obj\n", int(found[1])) > _OBJECTS_OF_NONE


def fill(template: Template, values: Mapping[str, str], late_font: Callable[[str, str], LateFont]) -> bytes:
    """The file of one copy; see Filling."""
    return Filling(template, late_font).file(values)


def filled_structure(template: Template) -> Objects:
    """The objects of the structure tree that are written when all slots are filled."""
    return _Framing(template, tuple(slot.name for slot in template.slots)).structure


class _Framing:
    """Makes a frame: the structure of the slots that get values, and what stands around these."""

    def __init__(self, template: Template, named: Sequence[str]) -> None:
        self._template = template
        self._fonts = {table.name: table for table in template.fonts}
        self._writers: dict[OpenSlot, SlotWriter] = {}
        self._items: list[int] = []  # LI elements
        self.structure: Objects = {}
        slots = [slot for slot in template.slots if slot.name in named]
        self._pages = [
            (page, self._places(page, [slot for slot in slots if slot.page == page.page]))
            for page in template.late_pages
        ]
        if template.list:
            if not self._items:
                raise ValueError("a document with slots needs a value for at least one of them")
            kids = b" ".join(b"%d 0 R" % item for item in self._items)
            self.structure[template.list] = b"%s/K[%s]>>" % (template.list_start, kids)

    def frame(self) -> _Frame:
        start, rows = [self._template.head], Objects()
        at = len(self._template.head)
        for number, body in self.structure.items():
            start.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
            rows[number] = in_file(at)
            at += len(start[-1])
        late = [self._template.resources, *(page.stream for page, _ in self._pages)]
        numbers = sorted([*rows, *late])
        same: dict[tuple[_Place, ...], list[int]] = {}
        for page, places in self._pages:
            same.setdefault(places, []).append(page.stream)
        return _Frame(
            start=b"".join(start),
            structure=len(self._template.head),
            streams=tuple((numbers, list(places)) for places, numbers in same.items()),
            rows={number: rows.get(number, b"") for number in numbers},
            runs=runs(numbers),
        )

    def _places(self, page: LatePage, slots: Sequence[OpenSlot]) -> tuple[_Place, ...]:
        """What is filled on a page; the structure of it is added to the rest."""
        places, marks = [], list[int]()
        for slot in slots:
            mark = None
            if slot.elements is not None:  # in the furniture, and on an imposed sheet, there is no structure
                mark = page.marked + len(marks)
                marks += self._elements(slot.elements, page, mark)
            before, after = around(slot, None if mark is None else mark + 1)
            label = b"" if slot.furniture else label_of(slot, mark)
            before = b"\n".join(each for each in (label, before) if each)
            places.append(
                _Place(slot.name, self._writer(slot), before, after, optional(slot, self._template.slots))
            )
        if page.parents:
            late = b"".join(b" %d 0 R" % mark for mark in marks)
            self.structure[page.parents] = b"[%s%s]" % (page.marks, late)
        return tuple(places)

    def _writer(self, slot: OpenSlot) -> SlotWriter:
        key = bare(slot)
        if key not in self._writers:
            self._writers[key] = SlotWriter(key, self._fonts[slot.font])
        return self._writers[key]

    def _elements(self, numbers: tuple[int, int, int], page: LatePage, mcid: int) -> tuple[int, int]:
        item, label, body = numbers
        self._items.append(item)
        self.structure[item] = b"<</S/LI/P %d 0 R/K[%d 0 R %d 0 R]>>" % (self._template.list, label, body)
        for at, (number, role) in enumerate(((label, b"Lbl"), (body, b"LBody"))):
            self.structure[number] = b"<</S/%s/P %d 0 R/Pg %d 0 R/K %d>>" % (
                role,
                item,
                page.object,
                mcid + at,
            )
        return label, body


def _contents(frame: _Frame, values: Mapping[str, str], late: Mapping[str, LateFont]) -> Objects:
    """What the pages say. A text that stands at the same place on several pages is written once."""
    said: dict[SlotWriter, bytes] = {}
    contents = Objects()
    for numbers, places in frame.streams:
        codes: list[bytes] = []
        for place in places:
            text = said.get(place.writer)
            if text is None:
                text = said[place.writer] = _text(place, values[place.name], late)
            if text:
                codes += filter(None, (place.before, text, place.after))
        body = stream(b"\n".join(codes) or NOTHING, compress=False)
        contents |= dict.fromkeys(numbers, body)
    return contents


def _text(place: _Place, value: str, late: Mapping[str, LateFont]) -> bytes:
    """Operators that show a value; none where it does not fit and need not."""
    writer = place.writer
    if late and not writer.table.writes(value):
        writer = SlotWriter(writer.slot, late[writer.table.name].table)
    try:
        return writer.write(value)
    except FitError:
        if not place.optional:
            raise
        return b""
