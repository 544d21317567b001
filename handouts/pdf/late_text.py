"""The contents of the slots of many copies of one template.

Labels never differ, so they are written once for all copies. A text that repeats, such as a date, is written
as a stream of its own the second time, and referred to from then on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handouts.pdf.slot_pages import NOTHING, SlotPages
from handouts.pdf.slots import FontFor
from handouts.pdf.template import Template

_MOST_SEEN = 256
"""Texts that are remembered in case the next copies repeat them; few, so that they fit the CPU cache."""

_MOST_SHARED = 4096
"""Texts that have streams of their own."""

Content = tuple[bytes, list[int]]
"""A stream of a copy, and the shared streams that come before it on its pages."""

Key = tuple[int, str]
"""Number of a writer, and the value that it writes."""

Code = bytes | int
"""Operators that show a value, or the number of the shared stream that holds them."""

Codes = tuple[list[list[tuple[Key, Code]]], dict[Key, bytes]]
"""What each stream of a copy shows, and what of it is new."""


class LateText:
    """Writes the slots of one template.

    `font_for(text, font)` gives a font for a text that a slot's own cannot write. `share` writes a stream and
    returns its number; without it the contents are marked, and every text is in the copy's own streams.
    """

    def __init__(
        self, template: Template, font_for: FontFor, share: Callable[[bytes], int] | None = None
    ) -> None:
        self._names = {slot.name for slot in template.slots}
        self._pages = SlotPages(template, self._names, marked=share is None, in_place=False)
        self.stream_of, self.labels = self._pages.stream_of, self._pages.labels
        self.streams = len(self._pages.streams)  # of a copy
        self._font_for, self._share = font_for, share
        self._seen: dict[Key, bytes] = {}  # texts that were written once
        self._shared: dict[Key, int] = {}  # texts that repeated, and their streams

    def forget(self) -> None:
        """Forget all values, so that what follows does not depend on them."""
        self._seen.clear()
        self._shared.clear()

    def codes(self, values: Mapping[str, str]) -> Codes:
        """What each stream of a copy shows. Nothing is written or remembered yet.

        Raises FitError, and ValueError where values and slots do not match.
        """
        if values.keys() != self._names:
            raise ValueError("the values are not those of the slots")
        shared, seen, fresh, streams = self._shared, self._seen, dict[Key, bytes](), []
        writers = self._pages.writers
        for pieces in self._pages.streams:
            codes: list[tuple[Key, Code]] = []
            for number, name in pieces:
                key = number, values[name]
                code = shared.get(key) or seen.get(key) or fresh.get(key)
                if code is None:
                    code = fresh[key] = writers[number].write(values[name], self._font_for)
                codes.append((key, code))
            streams.append(codes)
        return streams, fresh

    def write(self, codes: Codes) -> list[Content]:
        """The streams of a copy. Texts that repeat get streams of their own."""
        streams, fresh = codes
        if len(self._shared) >= _MOST_SHARED:
            self._shared.clear()
        contents = [self._content(stream) for stream in streams]
        if len(self._seen) >= _MOST_SEEN:
            self._seen.clear()
        self._seen.update(fresh)
        return contents

    def _content(self, codes: list[tuple[Key, Code]]) -> Content:
        own: list[bytes] = []
        shared: list[int] = []
        for key, code in codes:
            if isinstance(code, int):
                shared.append(code)
            elif code and self._share is not None and key in self._seen:
                if key not in self._shared:  # it may repeat within one copy
                    self._shared[key] = self._share(code)
                shared.append(self._shared[key])
            else:
                own.append(code)
        return b"\n".join(own) or NOTHING, shared
