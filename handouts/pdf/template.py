"""A finished document whose slots are still open. filling.py makes files of it.

All static objects are bytes already, with their cross-reference stream.
"""

from collections.abc import Callable
from typing import NamedTuple

from handouts.pdf.slots import FontTable, OpenSlot


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

    head: bytes  # header, all static objects, their cross-reference stream
    digest: bytes  # of the head
    rows: bytes  # cross-reference rows of the static objects, from object 0
    xref: int  # where the cross-reference stream stands
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
    starts: tuple[int, ...] = ()  # pages, from 0, beside the first that are printed as page 1 of a part
