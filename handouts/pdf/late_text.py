"""The texts of an edition's slots, written for copy after copy.

Pages whose slots stand at the same places share one content stream, for what it says is the same. Labels
never differ, so they are written once for all copies; a text that comes again, such as a date, is written
once more and then only referred to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from handouts.pdf.slot_pages import NOTHING, SlotPages
from handouts.pdf.slots import FontFor
from handouts.pdf.template import Template

_MOST_SEEN = 256
"""Texts that are remembered in case the next copies say the same; few, so that they stay at hand."""

_MOST_SHARED = 4096
"""Texts that have streams of their own."""


class CopyContents(NamedTuple):
    """What a copy says on its pages, by the kinds of pages."""

    own: list[bytes]
    shared: list[list[int]]  # streams that say the rest


Said = tuple[int, str]
"""Number of a writer, and the value that it shows."""

Code = bytes | int
"""Operators that write it, or the number of the stream that shares them."""


class CopyCodes(NamedTuple):
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
        font_for: FontFor,
        share: Callable[[bytes], int] | None = None,
        *,
        marked: bool = False,
    ) -> None:
        self._names = {slot.name for slot in template.slots}
        self._pages = SlotPages(template, self._names, marked=marked, in_place=False)
        self.stream_of, self.labels = self._pages.stream_of, self._pages.labels
        self._font_for = font_for
        self._share = share
        self._seen: dict[Said, bytes] = {}  # what was said once
        self._shared: dict[Said, int] = {}  # what was said more often, and where it stands

    @property
    def streams(self) -> int:
        """How many streams a copy has."""
        return len(self._pages.streams)

    def forget(self) -> None:
        """Forget what was said, so that what follows does not depend on it."""
        self._seen.clear()
        self._shared.clear()

    def codes(self, values: Mapping[str, str]) -> CopyCodes:
        """What each stream is to say; nothing of it is remembered yet, or stands anywhere.

        Raises FitError, and ValueError where values and slots do not match.
        """
        if values.keys() != self._names:
            raise ValueError("the values are not those of the slots")
        shared, seen, fresh, streams = self._shared, self._seen, dict[Said, bytes](), []
        writers = self._pages.writers
        for pieces in self._pages.streams:
            codes: list[tuple[Said, Code]] = []
            for number, name in pieces:
                said = number, values[name]
                code = shared.get(said) or seen.get(said) or fresh.get(said)
                if code is None:
                    code = fresh[said] = writers[number].write(values[name], self._font_for)
                codes.append((said, code))
            streams.append(codes)
        return CopyCodes(streams, fresh)

    def write(self, codes: CopyCodes) -> CopyContents:
        """What each stream says, now for good: what was said before is written once more and referred to."""
        if len(self._shared) >= _MOST_SHARED:
            self._shared.clear()
        contents = CopyContents([], [])
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
