"""Lines to write on: none looks like a rule, and a column that has room for them has them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from handouts.model.selection import PaperName, Recipient, Selection
from handouts.reading.names import cancer_ids
from handouts.run.make import make
from handouts.run.typesetting import prepare
from handouts.typeset.boxes import Box, TextBox
from handouts.typeset.stamp import stamp
from layouts import LONG

OWN = "Your own questions"
PAPERS: tuple[PaperName, ...] = ("letter", "a4")
CLINIC = Path(__file__).resolve().parents[1] / "examples" / "clinic"


@pytest.mark.parametrize("layout", ["questions", "one-page", "everything", "diary"])
def test_no_rule_is_drawn_below_lines_to_write_on(layout: str) -> None:
    typesetter, handout, resolved = prepare(Selection(cancers=("lung",), layout=layout), None)
    found = typesetter.typesetting(handout, resolved)
    pairs = [pair for page in found.pages for frame in page.frames for pair in pairwise(frame.boxes)]
    rules = [(above, rule) for above, rule in pairs if rule.is_rule]
    below = [rule.paint.__name__ for above, rule in rules if above.ends_in_lines]  # type: ignore[attr-defined]
    others = [rule.paint.__name__ for above, rule in rules if not above.ends_in_lines]  # type: ignore[attr-defined]
    assert set(below) <= {"_nothing"}
    assert "_nothing" not in others
    assert below or layout not in ("questions", "everything")


@pytest.mark.parametrize("paper", PAPERS)
def test_notes_stand_where_the_back_of_one_page_has_room(paper: PaperName) -> None:
    """Below all else; where the signs and helplines leave no room for them, there are none."""
    kept = 0
    for cancer in cancer_ids():
        typesetter, handout, resolved = prepare(
            Selection(cancers=(cancer,), layout="one-page", paper=paper), None
        )
        page = typesetter.typesetting(handout, resolved).pages[1]
        notes = [frame for frame in page.frames if any(box.grows for box in frame.boxes)]
        assert len(notes) <= 1
        kept += len(notes)
        assert all(frame.used <= frame.frame.height + 0.01 for frame in notes)
    assert kept


def _lefts(data: bytes, words: tuple[str, ...]) -> list[float]:
    """Where words begin on the first page, in pt."""
    textpage = pypdfium2.PdfDocument(data)[0].get_textpage()
    found = []
    for word in words:
        at, _ = textpage.search(word, match_case=True).get_next()
        found.append(textpage.get_charbox(at)[0])
    return found


def test_values_of_a_person_begin_where_phone_numbers_do() -> None:
    data = make(
        Selection(cancers=("kidney",), layout="everything"), Recipient(name="Mo Lee"), CLINIC, None
    ).data
    name, night, label, below = _lefts(data, ("Mo Lee", "555-010-0199", "For", "Nights"))
    assert name == pytest.approx(night, abs=1.5)
    assert label == pytest.approx(below, abs=1.5)


def test_the_box_of_emergencies_has_a_frame_that_a_copier_shows() -> None:
    typesetter, handout, resolved = prepare(Selection(cancers=("lung",), layout="everything"), None)
    page = pypdfium2.PdfDocument(stamp(typesetter.edition(handout, resolved), None))[1]
    grey = page.render(scale=3, grayscale=True).to_pil().convert("L")
    right = (3 * (612 - 54)) - 2
    columns = [min(grey.getpixel((x, y)) for x in range(right - 6, right + 3)) for y in range(300, 600, 20)]
    assert max(columns) < 110  # a dark line all along its right side


@pytest.mark.parametrize("layout", LONG)
def test_lines_for_own_questions_stand_below_the_questions(layout: str) -> None:
    """Not at the head of the next page, joined to something else; but for one sheet in many."""
    apart = []
    for cancer in cancer_ids():
        typesetter, handout, resolved = prepare(Selection(cancers=(cancer,), layout=layout), None)
        frames = [frame for page in typesetter.typesetting(handout, resolved).pages for frame in page.frames]
        firsts = (frame.boxes[0] for frame in frames if frame.boxes)
        apart += [cancer for box in firsts if OWN in "".join(piece.text for piece in box.fragments())]
    assert len(apart) <= 1


@pytest.mark.parametrize("layout", ["one-page", "trifold"])
@pytest.mark.parametrize("country", ["uk", "nz"])
def test_no_line_ends_inside_a_phone_number(layout: str, country: str) -> None:
    """Where a name leaves too little room for it, all of it stands on the next line."""
    selection = Selection(cancers=("breast",), layout=layout, country=country)
    typesetter, handout, resolved = prepare(selection, None)
    pages = typesetter.typesetting(handout, resolved).pages
    found = [_dialled(box) for page in pages for frame in page.frames for box in frame.boxes]
    dialled = [lines for texts in found for lines in texts if lines]
    assert dialled
    assert [lines for lines in dialled if lines != 1] == []


def _dialled(box: Box) -> list[int]:
    """Of each text in a box, on how many lines a phone number stands."""
    if isinstance(box, TextBox):
        links = (
            {piece.look.link.address for piece in line.fragments if piece.look.link} for line in box.lines
        )
        return [sum(any(address.startswith("tel:") for address in line) for line in links)]
    return [count for kid in box.children() for count in _dialled(kid)]
