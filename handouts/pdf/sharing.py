"""What the copies in a print job share: contents, labels, fonts, pictures. Each stands in the file once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from handouts.pdf.growing import GrowingFile
from handouts.pdf.rereading import (
    entry_reference,
    entry_references,
    is_stream,
    reachable,
    references_in,
    renumbered,
)
from handouts.pdf.slots import FontTable
from handouts.pdf.syntax import reference, stream
from handouts.pdf.template import LateFont, Template


class Shared(NamedTuple):
    """New numbers of what the copies of one template share."""

    objects: dict[int, int]  # by the number in the template
    labels: dict[int, int]  # by page
    resources: int


class SharedObjects:
    """Writes them, and remembers where they are.

    `late_font(text, font, family)` makes a font of a family for a text that a slot's own font cannot write.
    What it makes must be able to write all such texts of the job; its name is its own.
    """

    def __init__(self, file: GrowingFile, late_font: Callable[[str, str, str], LateFont]) -> None:
        self._file = file
        self._make_late_font = late_font
        self._of_templates: dict[str, Shared] = {}
        self._resources: dict[int, tuple[bytes, bytes]] = {}  # dictionaries whose fonts are still open
        self._same: dict[bytes, int] = {}  # digest of a stream -> its number
        self._late_fonts: dict[tuple[str, str], tuple[FontTable, int]] = {}  # by font and family

    def state(self) -> tuple[Any, ...]:
        """All of it as plain data."""
        of_templates = {key: tuple(shared) for key, shared in self._of_templates.items()}
        fonts = {called: number for called, (_, number) in self._late_fonts.items()}
        return of_templates, dict(self._resources), dict(self._same), fonts

    def take_up(self, state: tuple[Any, ...]) -> None:
        """Go on from a state."""
        of_templates, self._resources, self._same, fonts = state
        self._of_templates = {key: Shared(*shared) for key, shared in of_templates.items()}
        self._late_fonts = {
            called: (self._make_late_font("", *called).table, number) for called, number in fonts.items()
        }

    def of(
        self, key: str, template: Template, objects: Mapping[int, bytes], labels: Mapping[int, bytes]
    ) -> Shared:
        """What is shared of this template; written where that has not been done."""
        if key not in self._of_templates:
            self._of_templates[key] = self._write(template, objects, labels)
        return self._of_templates[key]

    def _write(self, template: Template, objects: Mapping[int, bytes], labels: Mapping[int, bytes]) -> Shared:
        dictionary = template.resources_start, template.resources_end
        contents = [number for page in pages_of(objects, template) for number in contents_of(objects, page)]
        found = reachable(objects, [*contents, *references_in(b"".join(dictionary))])
        plain = [number for number in found if not is_stream(objects[number])]
        first = self._file.new(len(plain))
        numbers = {number: first + at for at, number in enumerate(plain)}
        numbers |= {number: self._once(objects[number]) for number in found if is_stream(objects[number])}

        def moved(body: bytes) -> bytes:
            return renumbered(body, lambda old: reference(numbers[old]))

        self._file.pack([(numbers[number], moved(objects[number])) for number in plain])
        resources = self._file.new()
        self._resources[resources] = (moved(dictionary[0]), moved(dictionary[1]))
        return Shared(numbers, {page: self._once(stream(code)) for page, code in labels.items()}, resources)

    def _once(self, body: bytes) -> int:
        """The number of a stream; one that was written before is not written again."""
        digest = hashlib.sha256(body).digest()
        if digest not in self._same:
            self._same[digest] = self._file.add(body)
        return self._same[digest]

    def font_for(self, text: str, font: str, family: str) -> FontTable:
        """How a text is written that the slot's own font cannot write."""
        called = font, family
        if called not in self._late_fonts:
            made = self._make_late_font(text, font, family)
            first = self._file.new()
            objects = made.objects(first)
            self._file.new(len(objects) - 1)
            for number, body in objects.items():
                self._file.write(number, body)
            self._late_fonts[called] = (made.table, first)
        table = self._late_fonts[called][0]
        if not table.widths.keys() >= set(text):
            self._make_late_font(text, font, family)  # says which letters no font has
        return table

    def resources(self) -> Iterator[tuple[int, bytes]]:
        """The resources of all templates, with the late fonts."""
        late = b"".join(b"/%s %d 0 R" % (t.name.encode(), at) for t, at in self._late_fonts.values())
        for number, (start, end) in self._resources.items():
            yield number, start + late + end


def pages_of(objects: Mapping[int, bytes], template: Template) -> list[int]:
    """The page objects of a template, in order."""
    tree = entry_reference(b"/Pages", objects[template.root])
    return entry_references(b"/Kids", objects[tree])


def contents_of(objects: Mapping[int, bytes], page: int) -> list[int]:
    """The content streams of a page that are there; the late one is not."""
    return [number for number in entry_references(b"/Contents", objects[page]) if number in objects]
