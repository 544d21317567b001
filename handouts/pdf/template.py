"""A finished document whose slots are still open: filling.py makes files of it, job.py many copies.

Whatever is needed again, in a copy or in another file, is here as typed data; the rest is bytes already.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from handouts.pdf.objects import Body, Objects
from handouts.pdf.slots import FontTable, Slot

Named = tuple[tuple[str, int], ...]
"""Objects that are used on pages, with their resource names."""


class Page(NamedTuple):
    """A page: its object, its size in pt, and its content streams, the one to come among them."""

    number: int
    size: tuple[float, float]
    contents: tuple[int, ...]


class LatePage(NamedTuple):
    """What is still open on a page that has slots."""

    page: int  # index from 0
    stream: int  # object number of the content to come
    parents: int = 0  # object number of the page's array in the parent tree; 0: there is no structure
    marks: tuple[int, ...] = ()  # the array's elements so far


class LateFont(NamedTuple):
    """A font that only this copy needs."""

    table: FontTable
    objects: Callable[[int], dict[int, Body]]  # numbered from a first number; the first is the font


class SlotList(NamedTuple):
    """The list around the slots, without its items."""

    number: int
    parent: int
    properties: bytes


class Structure(NamedTuple):
    """Pages, elements and links of a tagged document."""

    objects: Objects
    pages: int  # object number of the page tree
    root: int  # of the structure tree
    top: int  # of the element that holds all others
    keys: tuple[int, ...]  # of the parent tree: what each leads to
    heads: tuple[int, ...]  # head cells
    language: str
    fields: bool  # whether there is something to fill in on the screen


class Template(NamedTuple):
    """A document with open slots. Holds nothing about a recipient."""

    head: bytes  # header, all static objects, their cross-reference stream
    digest: bytes  # of the head
    xref: int  # where the cross-reference stream stands
    size: int  # number of the next new object
    root: int
    info: int
    resources: int  # object number of the shared resources, written late
    font_objects: Named
    pictures: Named
    page_objects: tuple[Page, ...]
    shared: Objects  # what fonts are made of, without streams
    streams: dict[int, tuple[int, int]]  # contents, fonts and pictures: where each stands in head
    slots: tuple[Slot, ...] = ()
    late_pages: tuple[LatePage, ...] = ()
    list: SlotList | None = None
    fonts: tuple[FontTable, ...] = ()
    starts: tuple[int, ...] = ()  # pages, from 0, beside the first that are printed as page 1 of a part
    structure: Structure | None = None

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self.page_objects)

    def resources_as(self, numbers: Mapping[int, int]) -> tuple[Named, Named]:
        """Its fonts and pictures under other numbers."""
        fonts, pictures = (
            tuple((name, numbers[number]) for name, number in each)
            for each in (self.font_objects, self.pictures)
        )
        return fonts, pictures

    def static_streams(self) -> dict[int, bytes]:
        """Contents, fonts and pictures by number."""
        return {number: self.head[start:end] for number, (start, end) in self.streams.items()}


def resources(fonts: Named, pictures: Named) -> bytes:
    """The dictionary of fonts and pictures (ISO 32000-1, 7.8.3)."""
    images = _named(pictures)
    return b"<</Font<<%b>>%b>>" % (_named(fonts), b"/XObject<<%b>>" % images if images else b"")


def _named(objects: Named) -> bytes:
    return b"".join(b"/%b %d 0 R" % (name.encode(), number) for name, number in objects)
