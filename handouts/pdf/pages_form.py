"""The pages of a copy in a print job: one text with gaps, filled anew for each copy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from handouts.pdf.sharing import Shared
from handouts.pdf.syntax import numbers
from handouts.pdf.template import Page, Template


class PagesForm(NamedTuple):
    """The pages of a copy, without what a copy says there and without their parent."""

    text: bytes  # one object to a line, with a gap for each piece
    pieces: Callable[[Sequence[bytes]], tuple[bytes, ...]]  # from what streams say, and the parent
    pages: int


def pages_form(template: Template, shared: Shared, stream_of: Mapping[int, int]) -> PagesForm:
    """The form of a template's pages. `stream_of` says which of a copy's streams stands on a page."""
    late = {page.stream: page.page for page in template.late_pages}
    pages = [_page(page, shared, late) for page in template.page_objects]
    parent = len(set(stream_of.values()))  # comes after what the streams say
    order = [at for _, said in pages for at in (*(stream_of[page] for page in said), parent)]
    return PagesForm(b"\n".join(text for text, _ in pages), _pieces(order), len(pages))


def _page(page: Page, shared: Shared, late: Mapping[int, int]) -> tuple[bytes, list[int]]:
    """A page with gaps for what a copy says there and for its parent, and which pages' late text that is.

    `late` are pages by the streams to come.
    """
    box = numbers(*page.size).encode()
    pieces, said = [b"<</Type/Page/MediaBox[0 0 %b]/Resources %d 0 R/Contents[" % (box, shared.resources)], []
    for number in page.contents:
        if number not in late:
            pieces.append(b" %d 0 R" % shared.objects[number])
            continue
        if late[number] in shared.labels:
            pieces.append(b" %d 0 R" % shared.labels[late[number]])
        said.append(late[number])
        pieces.append(b"%b")
    return b"".join([*pieces, b"]/Parent %b>>"]), said


def _pieces(order: Sequence[int]) -> Callable[[Sequence[bytes]], tuple[bytes, ...]]:
    """Chooses pieces by their places; in C where there are several."""
    return itemgetter(*order) if len(order) > 1 else lambda said: (said[order[0]],)
