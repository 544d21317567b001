"""What readers call the pages: by the numbers that are printed on them (ISO 32000-1, 12.4.2)."""

from __future__ import annotations

from collections.abc import Iterable


def page_labels(starts: Iterable[int]) -> bytes:
    """The entry of the catalog. `starts` are pages, from 0 and in order, that bear a 1, as the first does."""
    ranges = b"".join(b"%d<</S/D>>" % start for start in dict.fromkeys((0, *starts)))
    return b"/PageLabels<</Nums[%s]>>" % ranges
