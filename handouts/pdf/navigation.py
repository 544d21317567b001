"""How readers find their way: the outline (bookmarks; ISO 32000-1, 12.3.3) and page labels (12.4.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from handouts.pdf.canvas import Bookmark
from handouts.pdf.syntax import number, text_string


class BookmarkGroup(NamedTuple):
    """Copies in a print job that were written together."""

    node: int  # of the page tree
    pages: int
    bookmark: int
    first: int  # bookmark of the first copy
    last: int
    copies: int
    title: str


def outline_objects(
    marks: Sequence[Bookmark], root: int, own: Sequence[int], pages: Sequence[int]
) -> dict[int, bytes]:
    """The outline and its entries. `own` numbers the entries, `pages` the pages."""
    kids: dict[int, list[int]] = {root: []}  # by the number of what is above them: places of marks
    above: list[int] = []
    for at, mark in enumerate(marks):
        while above and marks[above[-1]].level >= mark.level:
            above.pop()
        kids.setdefault(own[above[-1]] if above else root, []).append(at)
        above.append(at)

    def family(entry: int) -> bytes:
        below = kids.get(entry, [])
        return _family(own[below[0]], own[below[-1]], len(below)) if below else b""

    objects = {root: b"<</Type/Outlines%b>>" % family(root)}
    for parent, places in kids.items():
        for at, around in zip(places, _around([own[at] for at in places]), strict=True):
            mark = marks[at]
            place = b"/Dest[%d 0 R/XYZ 0 %b null]" % (pages[mark.page], number(mark.top).encode())
            objects[own[at]] = _entry(mark.title, parent, place + around + family(own[at]))
    return objects


def entries_of_copies(parent: int, numbers: Sequence[int], titled: Sequence[tuple[str, int]]) -> list[bytes]:
    """Entries below that of a group; `titled` are their titles and pages."""
    return [
        _entry(title, parent, b"/Dest[%d 0 R/Fit]%b" % (page, around))
        for (title, page), around in zip(titled, _around(numbers), strict=True)
    ]


def outline_of_groups(root: int, groups: Sequence[BookmarkGroup]) -> Iterator[tuple[int, bytes]]:
    """The outline of a print job and the entries of its groups, which are closed."""
    numbers = [group.bookmark for group in groups]
    for group, around in zip(groups, _around(numbers), strict=True):
        below = _family(group.first, group.last, -group.copies)
        yield group.bookmark, _entry(group.title, root, around + below)
    yield root, b"<</Type/Outlines%b>>" % _family(numbers[0], numbers[-1], len(numbers))


def page_labels(starts: Iterable[int]) -> bytes:
    """The catalog's entry. `starts` are pages, from 0 and in order, that bear a 1, as the first does."""
    ranges = b"".join(b"%d<</S/D>>" % start for start in dict.fromkeys((0, *starts)))
    return b"/PageLabels<</Nums[%s]>>" % ranges


def _entry(title: str, parent: int, more: bytes) -> bytes:
    return b"<</Title%b/Parent %d 0 R%b>>" % (text_string(title), parent, more)


def _around(numbers: Sequence[int]) -> list[bytes]:
    """What stands before and after each entry of a row."""
    before = [b"", *(b"/Prev %d 0 R" % each for each in numbers[:-1])]
    after = [*(b"/Next %d 0 R" % each for each in numbers[1:]), b""]
    return [previous + following for previous, following in zip(before, after, strict=True)]


def _family(first: int, last: int, count: int) -> bytes:
    return b"/First %d 0 R/Last %d 0 R/Count %d" % (first, last, count)
