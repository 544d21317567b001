"""What the copies in a print job share: contents, labels, fonts, pictures, each written once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from handouts.pdf.object_writer import ObjectWriter
from handouts.pdf.objects import written
from handouts.pdf.slots import FontTable
from handouts.pdf.syntax import stream
from handouts.pdf.template import LateFont, Named, Template, resources


class Shared(NamedTuple):
    """New numbers of what the copies of one template share."""

    objects: dict[int, int]  # by the number in the template
    labels: dict[int, int]  # by page
    resources: int


class SharedObjects:
    """Writes them, and remembers their numbers.

    `late_font(text, font, family)` makes a font of a family for a text that a slot's own font cannot write.
    It must be able to write all such texts of the job, and have a resource name of its own.
    """

    def __init__(
        self,
        file: ObjectWriter,
        late_font: Callable[[str, str, str], LateFont],
        state: tuple[Any, ...] | None = None,
    ) -> None:
        of_templates, resources, same, fonts = state or ({}, {}, {}, {})
        self._file = file
        self._make_late_font = late_font
        self._of_templates = {key: Shared(*shared) for key, shared in of_templates.items()}
        self._resources: dict[int, tuple[Named, Named]] = resources  # fonts but late ones, and pictures
        self._same: dict[bytes, int] = same  # digest of a stream -> its number
        self._late_fonts: dict[tuple[str, str], tuple[FontTable, int]] = {  # by font and family
            called: (late_font("", *called).table, number) for called, number in fonts.items()
        }

    def state(self) -> tuple[Any, ...]:
        """All of it as plain data."""
        of_templates = {key: tuple(shared) for key, shared in self._of_templates.items()}
        fonts = {called: number for called, (_, number) in self._late_fonts.items()}
        return of_templates, dict(self._resources), dict(self._same), fonts

    def of(self, key: str, template: Template, labels: Mapping[int, bytes]) -> Shared:
        """What the copies of a template share; written when it is first asked for."""
        if key not in self._of_templates:
            self._of_templates[key] = self._write(template, labels)
        return self._of_templates[key]

    def _write(self, template: Template, labels: Mapping[int, bytes]) -> Shared:
        plain = template.shared.numbers
        first = self._file.new(len(plain))
        numbers = {number: first + at for at, number in enumerate(plain)}
        numbers |= {number: self._once(body) for number, body in template.static_streams().items()}
        self._file.pack(list(template.shared.moved(numbers).written().items()))
        number = self._file.new()
        self._resources[number] = template.resources_as(numbers)
        return Shared(numbers, {page: self._once(stream(code)) for page, code in labels.items()}, number)

    def _once(self, body: bytes) -> int:
        """The number of a stream; equal streams are written once."""
        digest = hashlib.sha256(body).digest()
        if digest not in self._same:
            self._same[digest] = self._file.add(body)
        return self._same[digest]

    def font_for(self, text: str, font: str, family: str) -> FontTable:
        """The late font for a text that the slot's own font cannot write."""
        called = font, family
        if called not in self._late_fonts:
            made = self._make_late_font(text, font, family)
            first = self._file.new()
            objects = made.objects(first)
            self._file.new(len(objects) - 1)
            for number, body in objects.items():
                self._file.write(number, written(body))
            self._late_fonts[called] = (made.table, first)
        table = self._late_fonts[called][0]
        if not table.writes(text):
            self._make_late_font(text, font, family)  # raises an error that names the letters
        return table

    def resources(self) -> Iterator[tuple[int, bytes]]:
        """The resources of all templates, with the late fonts."""
        late = tuple((table.name, number) for table, number in self._late_fonts.values())
        for number, (fonts, pictures) in self._resources.items():
            yield number, resources(fonts + late, pictures)
