"""What a person needs is still there on a light copy and on a worn one: pixels of pages, made lighter."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageFilter

from handouts.checks.sample_sheets import MEETING
from handouts.model.library import Wanted
from handouts.model.selection import FIELDS, Field, Recipient, Selection
from handouts.reading.layout import layout_names, read_layout
from handouts.reading.library import read_library
from handouts.run.typesetting import prepare
from handouts.typeset.stamp import stamp

CLINIC = Path(__file__).resolve().parents[1] / "examples" / "clinic"
PERSON = Recipient("Ann Lee", "November 24, 2026", "Dr. Who", "3 Dec, 10:30", "Bring it.")
SCALE = 3
LOST = 78
"""Grey, of 255, from which on a light copy shows nothing: the quiet colour is 83, ink 31."""

Box = tuple[int, int, int, int]


def light(picture: Image.Image) -> Image.Image:
    """A copy that is too light: whatever is not nearly black has gone."""
    return picture.convert("L").point([0 if grey < LOST else 255 for grey in range(256)])


def worn(picture: Image.Image) -> Image.Image:
    """A copy of a copy: blurred, and what is darker than the middle has run."""
    low, high = 0.45 * 255, 0.92 * 255
    blurred = picture.convert("L").filter(ImageFilter.GaussianBlur(1.6))
    return blurred.point([round(min(max((grey - low) / (high - low), 0), 1) * 255) for grey in range(256)])


@cache
def _made(layout: str, overdue: bool = False) -> bytes:
    read = read_layout(layout)
    fields = tuple(Field(name) for name in FIELDS if name in read.slots)
    selection = Selection(
        cancers=("lung",) if read.cancer != "none" else (),
        layout=layout,
        fields=fields,
        overdue=overdue,
        event=None if read.event == "none" else MEETING,
    )
    typesetter, handout, resolved = prepare(selection, CLINIC)
    names = [field.name for field in fields]
    person = Recipient(**{name: value for name, value in PERSON.values().items() if name in names})
    return stamp(typesetter.edition(handout, resolved), person)


def _letters(page: pypdfium2.PdfPage) -> Iterator[tuple[str, float, Box]]:
    """Each letter that can be seen, its height above the page's foot in pt, and its place in pixels."""
    text = page.get_textpage()
    for at in range(text.count_chars()):
        letter = text.get_text_range(at, 1)
        left, bottom, right, top = text.get_charbox(at)
        if letter.strip() and right > left and top > bottom:
            high = page.get_height()
            box = (left, high - top, right, high - bottom)
            yield letter, bottom, tuple(round(edge * SCALE) for edge in box)  # type: ignore[misc]


def _lost(page: pypdfium2.PdfPage, above: float, below: float) -> str:
    """Letters between two heights that have gone from a light copy."""
    copy = light(page.render(scale=SCALE, grayscale=True).to_pil())
    letters = (each for each in _letters(page) if above <= each[1] <= below)
    return "".join(letter for letter, _, box in letters if copy.crop(box).getextrema()[0] == 255)


@pytest.mark.parametrize("layout", layout_names())
def test_all_but_running_heads_is_on_a_light_copy(layout: str) -> None:
    margins, back = (
        read_layout(layout).margins,
        read_library(Wanted(cancers=(), tips=())).labels.furniture.back,
    )
    document = pypdfium2.PdfDocument(_made(layout))
    for page in document:
        if back in page.get_textpage().get_text_bounded():
            continue  # a side that is left empty says so in its furniture
        foot = 0.0 if layout == "poster" else margins.bottom * 0.95  # its strips are in ink, too
        assert _lost(page, foot, page.get_height() - margins.top) == ""
    document.close()


def test_of_the_running_heads_the_quiet_words_have_gone() -> None:
    """So the test above sees what it says it sees."""
    page = pypdfium2.PdfDocument(_made("everything"))[1]
    lost = _lost(page, 0, page.get_height())
    assert "Stage4lungcancer" in lost
    assert "AnnLee" not in lost, "a page must not lose whose it is"


def test_an_overdue_review_is_told_on_a_light_copy() -> None:
    page = pypdfium2.PdfDocument(_made("everything", overdue=True))[1]
    foot = "".join(letter for letter, bottom, _ in _letters(page) if bottom < 54)
    lost = _lost(page, 0, 54)
    assert "review" in foot.lower()
    assert "review" not in lost.lower()


@pytest.mark.parametrize(("layout", "digit"), [*product(("everything", "one-page"), "08")])
def test_digits_of_phones_keep_their_counters_on_a_worn_copy(layout: str, digit: str) -> None:
    """At 300 dots to the inch: a zero has one white part, an eight two."""
    page = pypdfium2.PdfDocument(_made(layout))[0]
    picture = page.render(scale=300 / 72, grayscale=True).to_pil()
    copy = worn(picture)
    phones = [box for letter, _, box in _letters(page) if letter == digit]
    assert phones
    for box in phones:
        left, top, right, bottom = (round(edge * 300 / 72 / SCALE) for edge in box)
        column = [copy.getpixel(((left + right) // 2, y)) > 128 for y in range(top, bottom)]
        runs = [white for at, white in enumerate(column) if at == 0 or column[at - 1] != white]
        assert sum(runs) - column[0] - column[-1] == (1 if digit == "0" else 2)
