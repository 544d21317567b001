"""Filling slots: a template becomes the file of a copy.

A copy adds a small content stream for each page with slots, the slots' structure elements, and a second
cross-reference stream that has rows for these only and refers to the first (ISO 32000-1, 7.5.6 and 7.5.8):
no typesetting, no ReportLab, no compression. A slot that stays open leaves nothing behind: no label, no
element, no object. What does not depend on the values is made once for all copies with the same slots.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from handouts.pdf.objects import written
from handouts.pdf.packing import in_file, runs
from handouts.pdf.slot_pages import SlotPages, structure_of
from handouts.pdf.slots import FontTable
from handouts.pdf.syntax import stream
from handouts.pdf.template import LateFont, Template, resources

_BEFORE = re.compile(rb"/Prev ([0-9]{1,10})[/\s]")
_OBJECTS_OF_NONE = 3  # both cross-reference streams and the resources


class _Frame(NamedTuple):
    """A file with values for some slots, without the values."""

    start: bytes  # static objects, and the structure of these slots
    pages: SlotPages
    rows: Mapping[int, bytes]  # by ascending numbers; none yet for streams and resources
    runs: bytes  # of these numbers


class Filling:
    """Fills the slots of one template.

    `late_font(text, font)` gives a font for a text that the slot's own font cannot write.
    """

    def __init__(self, template: Template, late_font: Callable[[str, str], LateFont]) -> None:
        self._template = template
        self._late_font = late_font
        self._frames: dict[tuple[str, ...], _Frame] = {}

    def file(self, values: Mapping[str, str]) -> bytes:
        """The file; `values` maps slot names to text.

        Raises FitError, or whatever the late font raises for letters that no font has.
        """
        named = tuple(dict.fromkeys(slot.name for slot in self._template.slots if values.get(slot.name)))
        frame = self._frames.get(named)
        if frame is None:
            frame = self._frames[named] = _frame(self._template, named)
        late: dict[str, LateFont] = {}

        def font_for(_: str, font: str) -> FontTable:
            if not late:
                late.update(self._late_fonts({name: values[name] for name in named}))
            return late[font].table

        return self._assembled(frame, frame.pages.contents(values, font_for), tuple(late.values()))

    def _late_fonts(self, values: Mapping[str, str]) -> dict[str, LateFont]:
        """One late font for each font that cannot write all its values."""
        late = {}
        for table in self._template.fonts:
            foreign = [each for each, text in values.items() if not table.writes(text)]
            slots = {slot.name for slot in self._template.slots if slot.font == table.name} if foreign else ()
            text = "".join(values[each] for each in foreign if each in slots)
            if text:
                late[table.name] = self._late_font(text, table.name)
        return late

    def _assembled(self, frame: _Frame, contents: Sequence[bytes], late: Sequence[LateFont]) -> bytes:
        template, following = self._template, self._template.size
        streams = [stream(code, compress=False) for code in contents]
        objects = {page.stream: streams[frame.pages.stream_of[page.page]] for page in template.late_pages}
        fonts = template.font_objects
        for font in late:
            fonts += ((font.table.name, following),)
            objects |= {number: written(body) for number, body in font.objects(following).items()}
            following = max(objects) + 1
        objects[template.resources] = resources(fonts, template.pictures)
        at, parts, rows = len(frame.start), [frame.start], dict(frame.rows)
        for number, body in sorted(objects.items()):
            parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
            rows[number] = in_file(at)
            at += len(parts[-1])
        rows[following] = in_file(at)
        said = hashlib.sha256(template.digest + frame.start[len(template.head) :])
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
    """Whether a file was made by filling a template."""
    return _BEFORE.search(data, max(0, data.rfind(b"/Type/XRef"))) is not None


def is_filled(data: bytes) -> bool:
    """Whether a file was made from a template and has filled slots.

    Without fields a copy adds the resources and a cross-reference stream to its template, and nothing else.
    """
    found = _BEFORE.search(data, data.rfind(b"/Type/XRef"))
    return found is not None and data.count(b" 0 obj\n", int(found[1])) > _OBJECTS_OF_NONE


def fill(template: Template, values: Mapping[str, str], late_font: Callable[[str, str], LateFont]) -> bytes:
    """The file of one copy; see Filling."""
    return Filling(template, late_font).file(values)


def _frame(template: Template, names: Sequence[str]) -> _Frame:
    """What files with values for these slots have in common."""
    start, rows = [template.head], dict[int, bytes]()
    at = len(template.head)
    for number, body in structure_of(template, names).items():
        start.append(b"%d 0 obj\n%s\nendobj\n" % (number, written(body)))
        rows[number] = in_file(at)
        at += len(start[-1])
    numbers = sorted([*rows, template.resources, *(page.stream for page in template.late_pages)])
    return _Frame(
        start=b"".join(start),
        pages=SlotPages(template, names),
        rows={number: rows.get(number, b"") for number in numbers},
        runs=runs(numbers),
    )
