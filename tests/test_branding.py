"""A clinic's colour and foot on its sheets."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from commands import CLINIC, text_of, write_clinic
from pdf.said import heard, noted, said
from pdf.validator import PROFILES, failures
from pdf_checks import findings, opened

from handouts.model.clinic import Clinic, Phones
from handouts.model.selection import FIELDS, Field, PaperName, Selection
from handouts.reading.contrast import ENOUGH, least_contrast
from handouts.reading.layout import read_layout
from handouts.run.make import make
from handouts.run.typesetting import prepare
from handouts.typeset.branding import branded
from handouts.typeset.stacks import FootStack

FOOT = "Free interpreters: ask at the desk. Riverside is part of Valley Health, a charity that owns no bank."
LAYOUTS = ("everything", "compact", "large")
PAPERS: tuple[PaperName, ...] = ("letter", "a4")
each = pytest.mark.parametrize(("layout", "paper"), [*product(LAYOUTS, PAPERS)])


# --- the accent and its tint ------------------------------------------------------------------------


@pytest.mark.parametrize("accent", ["#0b5275", "#c2185b", "#757575", "#6a6fc0", "#d02f2f", "#000000"])
def test_a_clinics_tint_leaves_its_accent_readable(accent: str) -> None:
    clinic = Clinic(name="A", phone=Phones(day="1", night="2"), accent=accent)
    for layout in LAYOUTS:
        colours = branded(read_layout(layout), clinic).colours
        assert colours.accent == accent
        for colour in (colours.accent, colours.ink, colours.quiet):
            assert least_contrast(colour, colours.tint) >= ENOUGH


# --- the foot ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_clinic(tmp_path_factory.mktemp("clinic"), clinic=f"{CLINIC}foot: {FOOT!r}\n")


def _selection(layout: str, paper: PaperName) -> Selection:
    fields = tuple(Field(name=name) for name in FIELDS)
    return Selection(cancers=("kidney",), layout=layout, paper=paper, fields=fields)


@each
def test_the_foot_stands_on_the_lower_margin_of_the_first_page(
    clinic: Path, layout: str, paper: PaperName
) -> None:
    typesetter, handout, selection = prepare(_selection(layout, paper), clinic)
    typesetting = typesetter.typesetting(handout, selection)
    found = [
        (at, frame)
        for at, page in enumerate(typesetting.pages)
        for frame in page.frames
        if any(isinstance(box, FootStack) for box in frame.boxes)
    ]
    ((at, frame),) = found
    assert at == 0
    height = frame.boxes[0].height
    assert frame.frame.top - height == pytest.approx(typesetting.layout.margins.bottom)
    others = (each for each in typesetting.pages[0].frames if each is not frame)
    lowest = min(place.top - place.height for other in others for place in other.places())
    assert lowest >= frame.frame.top


@each
def test_the_foot_is_read_once_after_the_letterhead(clinic: Path, layout: str, paper: PaperName) -> None:
    selection = _selection(layout, paper)._replace(fields=())
    data = make(selection, None, clinic, None).data
    _, handout, _ = prepare(selection, clinic)
    assert [failures(data, profile) for profile in PROFILES] == [[], []]
    assert findings(opened(data)) == []
    told = heard(data)
    assert told == said(noted(handout, told), {}, layout)
    assert told.index(("P", FOOT)) < told.index(("H1", handout.title))
    first, *others = (" ".join(page.split()) for page in text_of(data))
    assert FOOT in first
    assert not any(FOOT in page for page in others)


def test_a_clinic_without_a_foot_has_none(tmp_path: Path) -> None:
    folder = write_clinic(tmp_path / "clinic")
    typesetter, handout, selection = prepare(Selection(cancers=("kidney",), layout="everything"), folder)
    frames = [frame for page in typesetter.typesetting(handout, selection).pages for frame in page.frames]
    assert not any(isinstance(box, FootStack) for frame in frames for box in frame.boxes)
