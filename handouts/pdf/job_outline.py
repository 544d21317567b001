"""The outline of a print job: an entry for each group of copies, and below it one for each copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from handouts.pdf.syntax import text_string


class Group(NamedTuple):
    """Copies that were written together."""

    node: int  # of the page tree
    pages: int
    bookmark: int
    first: int  # bookmark of the first copy
    last: int
    copies: int
    title: str


def entries_of_copies(parent: int, numbers: Sequence[int], titled: Sequence[tuple[str, int]]) -> list[bytes]:
    """Entries below that of a group; `titled` are their titles and pages."""
    before = [b"", *(b"/Prev %d 0 R" % number for number in numbers[:-1])]
    after = [*(b"/Next %d 0 R" % number for number in numbers[1:]), b""]
    return [
        b"<</Title%b/Parent %d 0 R/Dest[%d 0 R/Fit]%b%b>>"
        % (text_string(title), parent, page, previous, following)
        for (title, page), previous, following in zip(titled, before, after, strict=True)
    ]


def outline_of_groups(root: int, groups: Sequence[Group]) -> Iterator[tuple[int, bytes]]:
    """The outline itself and the entries of groups, which are closed (ISO 32000-1, 12.3.3)."""
    numbers = [group.bookmark for group in groups]
    around = zip(groups, [0, *numbers], [*numbers[1:], 0], strict=False)
    for group, before, after in around:
        previous = b"/Prev %d 0 R" % before if before else b""
        following = b"/Next %d 0 R" % after if after else b""
        below = b"/First %d 0 R/Last %d 0 R/Count -%d" % (group.first, group.last, group.copies)
        title = text_string(group.title)
        yield (
            group.bookmark,
            b"<</Title%b/Parent %d 0 R%b%b%b>>" % (title, root, below, previous, following),
        )
    yield (
        root,
        b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (numbers[0], numbers[-1], len(numbers)),
    )
