"""The texts of an edition's slots, written for copy after copy.

Pages whose slots stand at the same places share one content stream, for what it says is the same. Labels
never differ, so they are written once for all copies; a text that comes again, such as a date, is written
once more and then only referred to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from handouts.press.pdf.slots import FitError, FontTable, OpenSlot, in_furniture, repeated, written
from handouts.press.pdf.template import Template

_MOST_KEPT = 4096
"""Texts that are remembered in case the next copies say the same."""

_NOTHING = b"q Q"
"""Some readers take an empty stream for a broken one."""


class Piece(NamedTuple):
    """A slot in a content stream."""

    slot: OpenSlot
    mark: int | None  # marked-content identifier of its label; its text has the next one
    optional: bool  # whether it may be left out where it does not fit


class Content(NamedTuple):
    """What a copy says on a page."""

    own: bytes
    shared: tuple[int, ...]  # streams that say the rest


Code = tuple[tuple[int, str], bytes]
"""Number of a piece and its value, and the operators that write it."""


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
        self._fonts = {table.name: table for table in template.fonts}
        self._font_for = font_for
        self._share = share
        self._marks = marked
        self._seen: dict[tuple[int, str], bytes] = {}  # by the number of the piece and the value
        self._shared: dict[tuple[int, str], int] = {}
        self._names = {slot.name for slot in template.slots}
        self.stream_of: dict[int, int] = {}  # page -> its stream
        self.labels: dict[int, bytes] = {}  # page -> content
        different: list[tuple[Piece, ...]] = []
        for page in template.late_pages:
            slots = [slot for slot in template.slots if slot.page == page.page]
            pieces = _pieces(slots, page.marked if marked else None, template)
            if pieces not in different:
                different.append(pieces)
            self.stream_of[page.page] = different.index(pieces)
            labelled = [pair for pair in zip(slots, pieces, strict=True) if pair[0].label]
            if labelled:
                codes = [_marked(b"Lbl", piece.mark, slot.label) for slot, piece in labelled]
                self.labels[page.page] = b"\n".join(codes)
        known: dict[Piece, int] = {}
        self._streams = [
            [(known.setdefault(piece, len(known)), piece) for piece in pieces] for pieces in different
        ]

    @property
    def streams(self) -> int:
        """How many streams a copy has."""
        return len(self._streams)

    def forget(self) -> None:
        """Forget what was said, so that what follows does not depend on it."""
        self._seen.clear()
        self._shared.clear()

    def codes(self, values: Mapping[str, str]) -> list[list[Code]]:
        """What each stream is to say; nothing of it is remembered yet, or stands anywhere.

        Raises FitError, and ValueError where values and slots do not match.
        """
        if values.keys() != self._names:
            raise ValueError("the values are not those of the slots")
        fresh: dict[tuple[int, str], bytes] = {}
        return [self._codes_of(pieces, values, fresh) for pieces in self._streams]

    def _codes_of(
        self, pieces: list[tuple[int, Piece]], values: Mapping[str, str], fresh: dict[tuple[int, str], bytes]
    ) -> list[Code]:
        codes: list[Code] = []
        for number, piece in pieces:
            said = number, values[piece.slot.name]
            code = self._seen.get(said)
            if code is None:
                code = fresh.get(said)
            if code is None:
                code = fresh[said] = self._write(piece, said[1])
            codes.append((said, code))
        return codes

    def write(self, codes: list[list[Code]]) -> list[Content]:
        """What each stream says, now for good: what was said before is written once more and referred to."""
        if len(self._seen) >= _MOST_KEPT:
            self.forget()
        contents = [self._content(stream) for stream in codes]
        for stream in codes:
            self._seen.update(stream)
        return contents

    def _content(self, codes: list[Code]) -> Content:
        own: list[bytes] = []
        shared: list[int] = []
        for said, code in codes:
            if said in self._shared:
                shared.append(self._shared[said])
            elif said in self._seen and self._share is not None and code:
                self._shared[said] = self._share(code)
                shared.append(self._shared[said])
            else:
                own.append(code)
        return Content(b"\n".join(own) or _NOTHING, tuple(shared))

    def _write(self, piece: Piece, value: str) -> bytes:
        slot, table = piece.slot, self._fonts[piece.slot.font]
        if not table.widths.keys() >= set(value):
            table = self._font_for(value, slot.font)
        write = in_furniture if self._marks and slot.furniture else written
        try:
            code = write(slot, table, value)
        except FitError:
            if not piece.optional:
                raise
            return b""
        return code if piece.mark is None else _marked(b"LBody", piece.mark + 1, code)


def _pieces(slots: list[OpenSlot], mark: int | None, template: Template) -> tuple[Piece, ...]:
    """The slots of a page, without what does not matter to what is written there."""
    pieces = []
    for slot in slots:
        own = None if slot.furniture else mark
        bare = slot._replace(page=0, label=b"", elements=None)
        pieces.append(Piece(bare, own, _optional(slot, template)))
        if mark is not None and not slot.furniture:
            mark += 2
    return tuple(pieces)


def _optional(slot: OpenSlot, template: Template) -> bool:
    return bool(slot.furniture) and repeated(slot, template.slots)


def _marked(role: bytes, mark: int | None, code: bytes) -> bytes:
    return code if mark is None else b"/%s<</MCID %d>>BDC\n%s\nEMC" % (role, mark, code)
