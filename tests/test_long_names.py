"""A long name is set whole on every sheet with a place for one: in lines, narrowed, or down to the floor."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from commands import Result, words_of
from pdf_checks import findings, opened

from handouts.model.selection import Recipient, Selection
from handouts.reading.layout import layout_names, read_layout
from handouts.run.make import make

Handouts = Callable[..., Result]

CLINIC = Path(__file__).resolve().parents[1] / "examples" / "clinic"
NAMED = tuple(name for name in layout_names() if "name" in read_layout(name).slots)
SURNAMES = (
    "Wolfeschlegelsteinhausenbergerdorff",
    "Anna-Maria Wolfeschlegelsteinhausenbergerdorff",
    "Featherstonehaughington-Wolfeschlegel",
    "W" * 35,
    "Łukasz Brzęczyszczykiewiczowskiejszyńskich",
    "Łį\u0301į\u0301ʼ-Begayhastiintsosiebitsuibenallybegaye",
)
assert len(SURNAMES[0]) == 35


@pytest.mark.parametrize(("layout", "name"), [*product(NAMED, SURNAMES)])
def test_it_is_whole_and_no_smaller_than_the_floor(layout: str, name: str) -> None:
    made = make(Selection(("kidney",), layout=layout), Recipient(name=name), CLINIC, None)
    assert name in words_of(made.data)
    if made.sheets:
        assert name in words_of(made.sheets.data)
    assert [each for each in findings(opened(made.data)) if not each.startswith("furniture_is_named")] == []
    page = pypdfium2.PdfDocument(made.data)[0]
    text, floor = page.get_textpage(), read_layout(layout).floor
    for at in range(text.count_chars()):
        left, _, right, _ = text.get_charbox(at)
        assert left >= 0
        assert right <= page.get_width()
        assert not text.get_text_range(at, 1).strip() or _size(text, at) >= floor - 0.05


def _size(text: pypdfium2.PdfTextPage, at: int) -> float:
    size: float = pdfium.FPDFText_GetFontSize(text.raw, at)
    return size


def test_it_is_as_large_as_others_where_lines_hold_it() -> None:
    """A cover's name goes on in a second line before it gets smaller."""
    name = "Maximiliana Wolfeschlegelstein"
    made = make(Selection(("kidney",), layout="trifold"), Recipient(name=name), None, None)
    text = pypdfium2.PdfDocument(made.data)[0].get_textpage()
    whole = text.get_text_range()
    start = whole.index("Maximiliana")
    value = read_layout("trifold").type.value.size
    assert {round(_size(text, start + at), 1) for at in range(10)} == {value}


def test_in_a_list_it_takes_nothing_from_the_others(handouts: Handouts, tmp_path: Path) -> None:
    names = ("Ann Lee", *SURNAMES[:3], "M" * 400)
    (tmp_path / "list.csv").write_text("name,cancer\n" + "".join(f"{each},lung\n" for each in names), "utf-8")
    done = handouts("batch", tmp_path / "list.csv", "--layout", "card-folded", "--out", tmp_path / "out")
    assert done.code == 1
    job = words_of(next((tmp_path / "out").rglob("*.pdf")))
    assert all(each in job for each in names[:-1])
