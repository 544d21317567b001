"""The structure of one handout in each layout, as a list that a person can read.

Where it changed on purpose: pytest tests/pdf --renew, and read what changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, groupby
from operator import itemgetter
from pathlib import Path

import pytest
from pdf_checks import opened

from handouts.model.selection import Event, Selection
from handouts.run.make import make
from pdf.opening import Element

GOLDEN = Path(__file__).parent / "golden"
FIRST, WORDS = 12, 4
"""Elements of a section and words of an element that are listed: the shape, not the content."""


LISTED = (
    "everything",
    "large",
    "compact",
    "booklet",
    "card",
    "card-folded",
    "diary",
    "group",
    "one-page",
    "poster",
    "questions",
    "trifold",
)

EVENT = Event("A group", "Tuesday, 6 p.m.", "Room 2", "Maria, 555-010-0142", "https://example.org/group")


@pytest.mark.parametrize("layout", LISTED)
def test_structure(layout: str, renew: bool) -> None:
    selection = Selection(cancers=("kidney",), layout=layout)
    if layout in ("group", "poster"):
        selection = selection._replace(cancers=(), event=EVENT)
    elements = opened(make(selection, None, None, None).data).elements
    listing = "\n".join(_listing(elements)) + "\n"
    file = GOLDEN / f"{layout}.txt"
    if renew:
        file.write_text(listing, encoding="utf-8")

    assert listing == file.read_text(encoding="utf-8")


def _listing(elements: list[Element]) -> Iterator[str]:
    """The first elements of each section; that nothing is missing in the rest is proved elsewhere."""
    sections = list(accumulate(one.role == "H2" for one in elements))
    for _, group in groupby(zip(sections, elements, strict=True), key=itemgetter(0)):
        members = [one for _, one in group]
        yield from (_line(one) for one in members[:FIRST])
        if len(members) > FIRST:
            yield "  ..."


def _line(one: Element) -> str:
    words = one.text.split()
    more = " ..." if len(words) > WORDS else ""
    return f"{'  ' * one.depth}{one.role} {' '.join(words[:WORDS])}{more}".rstrip()
