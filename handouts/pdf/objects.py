"""Objects with typed references, so that they can stand in other files under other numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple


class Ref(int):
    """An indirect reference to the object of this number."""

    def __bytes__(self) -> bytes:
        return b"%d 0 R" % self


class Key(int):
    """A key of the parent tree."""

    def __bytes__(self) -> bytes:
        return b"%d" % self


class Head(int):
    """The name of a head cell, which is unique in a file. Head cells count from 1."""

    def __bytes__(self) -> bytes:
        return b"(head-%d)" % self


class Root(int):
    """The role of the element that holds all others: a part, where the document is one of several."""

    def __bytes__(self) -> bytes:
        return b"Document"


Gap = Ref | Key | Head | Root
Part = bytes | Gap
Body = Sequence[Part]
"""An object without a stream. Its bytes hold no line end."""

_KINDS: tuple[type[Gap], ...] = (Ref, Key, Head, Root)


def written(body: Body) -> bytes:
    """An object as it stands in its own file."""
    return b"".join(map(bytes, body))


def array(numbers: Iterable[int]) -> list[Part]:
    """An array of references."""
    parts = [part for number in numbers for part in (b" ", Ref(number))]
    return [b"[", *parts[1:], b"]"]


class Objects(NamedTuple):
    """Objects as they are kept: plain data, and quick to write again."""

    numbers: tuple[int, ...] = ()
    text: bytes = b""  # one object to a line; a format with %b for each gap
    kinds: bytes = b""  # of the gaps, as places in _KINDS
    targets: tuple[int, ...] = ()

    def form(self, say: Callable[[Gap], bytes]) -> bytes:
        """All objects as a format: what `say` makes of the gaps may hold further ones."""
        return self.text.replace(b"%%", b"%%%%") % self._gaps(say)

    def moved(self, to: Mapping[int, int]) -> Objects:
        """The same under other numbers. They refer to objects alone."""
        numbers, targets = (tuple(to[number] for number in each) for each in (self.numbers, self.targets))
        return self._replace(numbers=numbers, targets=targets)

    def written(self, say: Callable[[Gap], bytes] = bytes) -> dict[int, bytes]:
        """Each object by its number, with the gaps as `say` says."""
        lines = (self.text % self._gaps(say)).split(b"\n") if self.numbers else ()
        return dict(zip(self.numbers, lines, strict=True))

    def _gaps(self, say: Callable[[Gap], bytes]) -> tuple[bytes, ...]:
        return tuple(say(_KINDS[kind](to)) for kind, to in zip(self.kinds, self.targets, strict=True))


def kept(bodies: Mapping[int, Body]) -> Objects:
    """Objects, by number, to be kept."""
    text: list[bytes] = []
    gaps: list[Gap] = []
    for body in bodies.values():
        for part in body:
            if isinstance(part, bytes):
                text.append(part.replace(b"%", b"%%"))
            else:
                text.append(b"%b")
                gaps.append(part)
        text.append(b"\n")
    places = {kind: place for place, kind in enumerate(_KINDS)}
    kinds = bytes([places[type(gap)] for gap in gaps])
    return Objects(tuple(bodies), b"".join(text[:-1]), kinds, tuple(map(int, gaps)))
