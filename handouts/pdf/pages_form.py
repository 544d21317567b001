"""The pages of a copy in a print job: one text with gaps, filled anew for each copy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from handouts.pdf.rereading import entry_references
from handouts.pdf.sharing import Shared, pages_of
from handouts.pdf.syntax import reference
from handouts.pdf.template import Template


class PagesForm(NamedTuple):
    """The pages of a copy, without what a copy says there and without their parent."""

    text: bytes  # one object to a line, with a gap for each piece
    pieces: Callable[[Sequence[bytes]], tuple[bytes, ...]]  # from what streams say, and the parent
    pages: int


def pages_form(
    template: Template, objects: Mapping[int, bytes], shared: Shared, stream_of: Mapping[int, int]
) -> PagesForm:
    """The form of a template's pages. `stream_of` says which of a copy's streams stands on a page."""
    late = {page.stream: page.page for page in template.late_pages}
    pages = [_page(objects[page], shared, late) for page in pages_of(objects, template)]
    parent = len(set(stream_of.values()))  # comes after what the streams say
    order = [at for _, said in pages for at in (*(stream_of[page] for page in said), parent)]
    return PagesForm(b"\n".join(text for text, _ in pages), _pieces(order), len(pages))


def _page(body: bytes, shared: Shared, late: Mapping[int, int]) -> tuple[bytes, list[int]]:
    """A page with gaps for what a copy says there and for its parent, and which pages' late text that is.

    `late` are pages by the streams to come.
    """
    head = b"<</Type/Page%s/Resources %s/Contents[" % (_media_box(body), reference(shared.resources))
    pieces, said = [head.replace(b"%", b"%%")], []
    for number in entry_references(b"/Contents", body):
        page = late.get(number)
        if page is None:
            pieces.append(b" " + reference(shared.objects[number]))
            continue
        if page in shared.labels:
            pieces.append(b" " + reference(shared.labels[page]))
        said.append(page)
        pieces.append(b"%b")
    return b"".join([*pieces, b"]/Parent %b>>"]), said


def _pieces(order: Sequence[int]) -> Callable[[Sequence[bytes]], tuple[bytes, ...]]:
    """Chooses pieces by their places; in C where there are several."""
    return itemgetter(*order) if len(order) > 1 else lambda said: (said[order[0]],)


def _media_box(body: bytes) -> bytes:
    """The entry of a page that says how large it is."""
    start = body.index(b"/MediaBox[")
    return body[start : body.index(b"]", start) + 1]
