"""The outline (bookmarks; ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.pdf.canvas import Bookmark
from handouts.pdf.syntax import number, reference, text_string


def outline_objects(
    marks: Sequence[Bookmark], root: int, own: Sequence[int], pages: Sequence[int]
) -> dict[int, bytes]:
    """The outline and its entries. `own` numbers the entries, `pages` the pages."""
    parents = _parents(marks)
    objects: dict[int, bytes] = {}
    for at, (mark, entry) in enumerate(zip(marks, own, strict=True)):
        siblings = [i for i, parent in enumerate(parents) if parent == parents[at]]
        place = siblings.index(at)
        above = parents[at]
        body = b"<</Title%s/Parent %s/Dest[%s/XYZ 0 %s null]" % (
            text_string(mark.title),
            reference(root if above is None else own[above]),
            reference(pages[mark.page]),
            number(mark.top).encode(),
        )
        if place:
            body += b"/Prev " + reference(own[siblings[place - 1]])
        if place + 1 < len(siblings):
            body += b"/Next " + reference(own[siblings[place + 1]])
        objects[entry] = body + _family(own, [i for i, p in enumerate(parents) if p == at]) + b">>"
    top = [i for i, parent in enumerate(parents) if parent is None]
    objects[root] = b"<</Type/Outlines" + _family(own, top) + b">>"
    return objects


def _parents(marks: Sequence[Bookmark]) -> list[int | None]:
    """For each bookmark the place of the one above it."""
    parents: list[int | None] = []
    stack: list[int] = []
    for at, mark in enumerate(marks):
        while stack and marks[stack[-1]].level >= mark.level:
            stack.pop()
        parents.append(stack[-1] if stack else None)
        stack.append(at)
    return parents


def _family(own: Sequence[int], kids: list[int]) -> bytes:
    if not kids:
        return b""
    return b"/First %s/Last %s/Count %d" % (reference(own[kids[0]]), reference(own[kids[-1]]), len(kids))
