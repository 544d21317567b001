"""The texts of an edition's slots, written for copy after copy.

Pages whose slots stand at the same places share one content stream, for what it says is the same. Labels
never differ, so they are written once for all copies; a text that comes again, such as a date, is written
once more and then only referred to.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping
from itertools import repeat
from typing import NamedTuple

from handouts.pdf.slots import (
    NOTHING,
    FitError,
    FontTable,
    MissingLettersError,
    OpenSlot,
    SlotWriter,
    around,
    bare,
    label_of,
    optional,
)
from handouts.pdf.template import Template

_MOST_SEEN = 256
"""Texts that are remembered in case the next copies say the same; few, so that they stay at hand."""

_MOST_SHARED = 4096
"""Texts that have streams of their own."""


class Piece(NamedTuple):
    """A slot in a content stream, and what stands around its text."""

    slot: OpenSlot  # bare
    before: bytes
    after: bytes
    optional: bool  # whether it may be left out where it does not fit


class Contents(NamedTuple):
    """What a copy says on its pages, by the kinds of pages."""

    own: list[bytes]
    shared: list[list[int]]  # streams that say the rest


Said = tuple[int, str]
"""Number of a piece, and the value that it shows."""

Code = bytes | int
"""Operators that write it, or the number of the stream that shares them."""


class Codes(NamedTuple):
    """What a copy is to say."""

    streams: list[list[tuple[Said, Code]]]
    fresh: dict[Said, bytes]  # what was not said lately


class LateText:
    """Writes the slots of one template.

    `font_for(text, font)` gives a font for a text that a slot's own cannot write. `share` writes a text that
    comes again as a stream and gives its number; without it every text stands in the copy's own content.
    """

    def __init__(
        self,
        template: Template,
        font_for: Callable[[str, str], FontTable],
        share: Callable[[bytes], int] | None = None,
        *,
        marked: bool = False,
    ) -> None:
        fonts = {table.name: table for table in template.fonts}
        self._font_for = font_for
        self._share = share
        self._seen: dict[Said, bytes] = {}  # what was said once
        self._shared: dict[Said, int] = {}  # what was said more often, and where it stands
        self._names = {slot.name for slot in template.slots}
        self.stream_of: dict[int, int] = {}  # page -> its stream
        self.labels: dict[int, bytes] = {}  # page -> content
        different: list[tuple[Piece, ...]] = []
        for page in template.late_pages:
            slots = [slot for slot in template.slots if slot.page == page.page]
            marks = _marks(slots, page.marked) if marked else [None] * len(slots)
            pieces = tuple(map(_piece, slots, marks, repeat(template), repeat(marked)))
            if pieces not in different:
                different.append(pieces)
            self.stream_of[page.page] = different.index(pieces)
            labels = [label_of(slot, mark) for slot, mark in zip(slots, marks, strict=True) if slot.label]
            if labels:
                self.labels[page.page] = b"\n".join(labels)
        known: dict[Piece, int] = {}
        self._streams = [
            [(known.setdefault(piece, len(known)), piece.slot.name) for piece in pieces]
            for pieces in different
        ]
        self._pieces = [(piece, SlotWriter(piece.slot, fonts[piece.slot.font])) for piece in known]

    @property
    def streams(self) -> int:
        """How many streams a copy has."""
        return len(self._streams)

    def forget(self) -> None:
        """Forget what was said, so that what follows does not depend on it."""
        self._seen.clear()
        self._shared.clear()

    def codes(self, values: Mapping[str, str]) -> Codes:
        """What each stream is to say; nothing of it is remembered yet, or stands anywhere.

        Raises FitError, and ValueError where values and slots do not match.
        """
        if values.keys() != self._names:
            raise ValueError("the values are not those of the slots")
        shared, seen, fresh, streams = self._shared, self._seen, dict[Said, bytes](), []
        for pieces in self._streams:
            codes: list[tuple[Said, Code]] = []
            for number, name in pieces:
                said = number, values[name]
                code = shared.get(said) or seen.get(said) or fresh.get(said)
                if code is None:
                    code = fresh[said] = self._write(*said)
                codes.append((said, code))
            streams.append(codes)
        return Codes(streams, fresh)

    def write(self, codes: Codes) -> Contents:
        """What each stream says, now for good: what was said before is written once more and referred to."""
        if len(self._shared) >= _MOST_SHARED:
            self._shared.clear()
        contents = Contents([], [])
        for stream in codes.streams:
            own, shared = self._parted(stream)
            contents.own.append(b"\n".join(own) or NOTHING)
            contents.shared.append(shared)
        if len(self._seen) >= _MOST_SEEN:
            self._seen.clear()
        self._seen.update(codes.fresh)
        return contents

    def _parted(self, codes: list[tuple[Said, Code]]) -> tuple[list[bytes], list[int]]:
        """What stands in a stream itself, and the streams that share the rest."""
        own: list[bytes] = []
        shared: list[int] = []
        for said, code in codes:
            if isinstance(code, int):
                shared.append(code)
            elif said in self._seen and self._share is not None and code:
                number = self._shared.get(said)
                if number is None:
                    number = self._shared[said] = self._share(code)
                shared.append(number)
            else:
                own.append(code)
        return own, shared

    def _write(self, number: int, value: str) -> bytes:
        piece, writer = self._pieces[number]
        try:
            try:
                code = writer.write(value)
            except MissingLettersError:
                code = SlotWriter(piece.slot, self._font_for(value, piece.slot.font)).write(value)
        except FitError:
            if not piece.optional:
                raise
            return b""
        return b"\n".join((piece.before, code, piece.after)) if piece.after else code


def _piece(slot: OpenSlot, mark: int | None, template: Template, marked: bool) -> Piece:
    before, after = around(slot, None if mark is None else mark + 1) if marked else (b"", b"")
    return Piece(bare(slot), before, after, optional(slot, template.slots))


def _marks(slots: Iterable[OpenSlot], first: int) -> list[int | None]:
    """Marked-content identifiers of the labels; a text has the next one. None in the furniture."""
    count = itertools.count(first, 2)
    return [None if slot.furniture else next(count) for slot in slots]
