"""One voice of type: no page has more than four sizes. Strips to tear off a poster are read by themselves."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from handouts.checks.sample_sheets import MEETING
from handouts.model.selection import FIELDS, Field, Recipient, Selection
from handouts.reading.layout import layout_names, read_layout
from handouts.run.typesetting import prepare
from handouts.typeset.stamp import stamp

CLINIC = Path(__file__).resolve().parents[1] / "examples" / "clinic"
MOST = 4
PERSON = Recipient("Ann Lee", "November 24, 2026", "Dr. Who", "3 Dec, 10:30", "Bring it.")


def _sizes(data: bytes, without: float) -> dict[int, set[float]]:
    """The sizes of all text on each page, in pt; `without` a strip so high along the lower edge."""
    found: dict[int, set[float]] = defaultdict(set)
    for number, page in enumerate(pypdfium2.PdfDocument(data), 1):
        textpage = page.get_textpage()
        for at in range(textpage.count_chars()):
            if textpage.get_text_range(at, 1).strip() and textpage.get_charbox(at)[1] > without:
                found[number].add(round(pdfium.FPDFText_GetFontSize(textpage.raw, at), 1))
    return found


@pytest.mark.parametrize(("layout", "clinic"), list(product(layout_names(), (None, CLINIC))))
def test_a_page_has_at_most_four_sizes_of_type(layout: str, clinic: Path | None) -> None:
    read = read_layout(layout)
    fields = tuple(Field(name) for name in FIELDS if name in read.slots)
    selection = Selection(
        cancers=("lung",) if read.cancer != "none" else (),
        layout=layout,
        numbers=read.whole,
        fields=fields,
        event=None if read.event == "none" else MEETING,
    )
    typesetter, handout, resolved = prepare(selection, clinic)
    edition = typesetter.edition(handout, resolved)
    names = [field.name for field in fields]
    person = Recipient(**{name: value for name, value in PERSON.values().items() if name in names})
    sizes = _sizes(stamp(edition, person), read.furniture.strips)
    assert len(sizes) == edition.pages
    assert {page: found for page, found in sizes.items() if len(found) > MOST} == {}
