"""What a poster's blanks ask for, and what a first page need not say."""

from __future__ import annotations

import re
from itertools import product

import pytest
from commands import text_of, words_of
from pdf_checks import findings, opened

from handouts.model.selection import Event, PaperName, Recipient, Selection
from handouts.run.make import make

TWO = ("breast", "lung")
LAYOUTS = ("everything", "large", "compact", "booklet")
PAPERS: tuple[PaperName, ...] = ("letter", "a4", "tabloid", "a3")


@pytest.mark.parametrize(
    ("layout", "cancers", "name"), [*product(LAYOUTS, (("kidney",), TWO, (*TWO, "kidney")), ("", "Ann Lee"))]
)
def test_no_page_names_itself(layout: str, cancers: tuple[str, ...], name: str) -> None:
    recipient = Recipient(name=name) if name else None
    data = make(Selection(cancers, layout=layout), recipient, None, None).data
    pages = text_of(data)
    named = [
        (at, int(page))
        for at, said in enumerate(pages, 1)
        for page in re.findall(r"When to call for help: page (\d+)", said)
    ]
    assert [each for each in named if each[0] == each[1]] == []
    signs = next(at for at, said in enumerate(pages, 1) if re.search(r"When to call for help\r?\n", said))
    assert {page for _, page in named} <= {signs}
    assert named or signs == 1 or layout == "compact", "what stands on another page is named"


def test_where_the_signs_stand_on_the_first_page_nothing_is_left_of_the_words() -> None:
    """No empty row, and no empty element."""
    data = make(Selection(TWO, layout="everything"), None, None, None).data
    assert "When to call for help: page" not in words_of(data)
    assert findings(opened(data)) == []


# --- posters -----------------------------------------------------------------------------------------


def _poster(paper: PaperName, **known: str) -> str:
    event = Event(**known) if known else None
    data = make(Selection((), layout="poster", paper=paper, event=event), None, None, None).data
    return "".join(text_of(data)[0].split())  # pdfium sets no spaces in words that run upwards


@pytest.mark.parametrize("paper", PAPERS)
def test_blank_lines_of_strips_say_what_they_are_for(paper: PaperName) -> None:
    words = _poster(paper)
    strips = words.count("Support") - 1
    assert strips >= 4
    assert words.count("When") == words.count("Contact") == strips + 1
    assert "Questions" not in words


def test_what_is_known_has_no_label_on_a_strip() -> None:
    words = _poster("letter", what="Open evening", contact="Maria, 555-010-0142")
    strips = words.count("Open") - 1
    assert words.count("When") == strips + 1
    assert words.count("Contact") == 1
    assert words.count("555-010-0142") == strips + 1
