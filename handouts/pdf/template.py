"""A finished document with open slots. What copies need is typed data, the rest is bytes already."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from handouts.pdf.objects import Body, Objects
from handouts.pdf.slots import FontTable, Slot

Named = tuple[tuple[str, int], ...]
"""Objects by their resource names."""


class Page(NamedTuple):
    """A page: its object, its size in pt, and its content streams, including the late one."""

    number: int
    size: tuple[float, float]
    contents: tuple[int, ...]


class LatePage(NamedTuple):
    """The objects of a page that are written when its slots are filled."""

    page: int  # index from 0
    stream: int  # object number of the late content
    parents: int = 0  # object number of the page's array in the parent tree; 0: not tagged
    marks: tuple[int, ...] = ()  # that array's elements so far


class LateFont(NamedTuple):
    """A font that only some copies need."""

    table: FontTable
    objects: Callable[[int], dict[int, Body]]  # numbered from a first number; the first is the font


class SlotList(NamedTuple):
    """The list of the slots, without its items."""

    number: int
    parent: int
    properties: bytes


class Structure(NamedTuple):
    """Pages, elements and links of a tagged document."""

    objects: Objects
    pages: int  # object number of the page tree
    root: int  # of the structure tree
    top: int  # of the element that holds all others
    keys: tuple[int, ...]  # of the parent tree: the object of each
    heads: tuple[int, ...]  # head cells
    language: str
    fields: bool  # whether it has form fields


class Template(NamedTuple):
    """A document with open slots. Holds no patient data."""

    head: bytes  # header, all static objects, their cross-reference stream
    digest: bytes  # of the head
    xref: int  # offset of the cross-reference stream
    size: int  # number of the next new object
    root: int
    info: int
    resources: int  # object number of the shared resources, written late
    font_objects: Named
    pictures: Named
    page_objects: tuple[Page, ...]
    shared: Objects  # of fonts, without streams
    streams: dict[int, tuple[int, int]]  # contents, fonts and pictures: where each begins and ends in head
    slots: tuple[Slot, ...] = ()
    late_pages: tuple[LatePage, ...] = ()
    list: SlotList | None = None
    fonts: tuple[FontTable, ...] = ()
    starts: tuple[int, ...] = ()  # pages, from 0, after the first that are numbered 1
    structure: Structure | None = None

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self.page_objects)

    def resources_as(self, numbers: Mapping[int, int]) -> tuple[Named, Named]:
        """Its fonts and pictures under other numbers."""
        fonts = tuple((name, numbers[number]) for name, number in self.font_objects)
        return fonts, tuple((name, numbers[number]) for name, number in self.pictures)

    def static_streams(self) -> dict[int, bytes]:
        """Contents, fonts and pictures by number."""
        return {number: self.head[start:end] for number, (start, end) in self.streams.items()}


def resources(fonts: Named, pictures: Named) -> bytes:
    """The dictionary of fonts and pictures (ISO 32000-1, 7.8.3)."""
    images = _named(pictures)
    return b"<</Font<<%b>>%b>>" % (_named(fonts), b"/XObject<<%b>>" % images if images else b"")


def _named(objects: Named) -> bytes:
    return b"".join(b"/%b %d 0 R" % (name.encode(), number) for name, number in objects)
