"""The pages of a copy in a print job: one text with gaps, filled for each copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from handouts.pdf.sharing import Shared
from handouts.pdf.syntax import numbers
from handouts.pdf.template import Template


class PagesForm(NamedTuple):
    """The page objects of a template, without the content streams of a copy and without their parent."""

    text: bytes  # one object to a line
    order: tuple[int, ...]  # which piece fills each gap: a reference to a stream of the copy, or the parent
    pages: int

    def filled(self, pieces: Sequence[bytes]) -> bytes:
        """The page objects of a copy, from references to its streams and to the parent."""
        return self.text % tuple(map(pieces.__getitem__, self.order))


def pages_form(template: Template, shared: Shared, stream_of: Mapping[int, int]) -> PagesForm:
    """The form of a template's pages. `stream_of` maps pages to streams of a copy."""
    late = {page.stream: page.page for page in template.late_pages}
    lines, order = [], list[int]()
    for page in template.page_objects:
        box = numbers(*page.size).encode()
        line = b"<</Type/Page/MediaBox[0 0 %b]/Resources %d 0 R/Contents[" % (box, shared.resources)
        for number in page.contents:
            if number not in late:
                line += b" %d 0 R" % shared.objects[number]
                continue
            if late[number] in shared.labels:
                line += b" %d 0 R" % shared.labels[late[number]]
            line += b"%b"
            order.append(stream_of[late[number]])
        lines.append(line + b"]/Parent %b>>")
        order.append(-1)
    return PagesForm(b"\n".join(lines), tuple(order), len(lines))
