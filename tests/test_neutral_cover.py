"""What is folded and bears a name says on its outside nothing of what somebody has."""

from __future__ import annotations

import io
import re
from itertools import product
from pathlib import Path

import pikepdf
import pytest
from commands import text_of, words_of

from handouts.model.library import Wanted
from handouts.model.selection import Recipient, Selection
from handouts.reading.layout import layout_names, read_layout
from handouts.reading.library import read_library
from handouts.run.make import Made, make

CLINIC = Path(__file__).resolve().parents[1] / "examples" / "clinic"
FOLDED = tuple(
    name for name in layout_names() if (sheet := read_layout(name).sheet) and sheet.scheme != "cards"
)
TITLED = ("booklet", "trifold")
CANCERS = (("kidney",), ("brain",), ("myeloma",), ("brain", "testis"))
TELLS = re.compile(
    r"stage|spread|metasta|tumor|kidney|brain|glioma|myeloma|testi|What it means", re.IGNORECASE
)

SEVERAL = ("brain", "testis")
SHEETS = [each for each in product(FOLDED, CANCERS) if each != ("trifold", SEVERAL)]  # has no room for two

each = pytest.mark.parametrize(("layout", "cancers"), SHEETS)


def _made(layout: str, cancers: tuple[str, ...], **fields: str) -> Made:
    recipient = Recipient(**fields) if fields else None
    return make(Selection(cancers, layout=layout), recipient, None, None)


def _outside(made: Made) -> tuple[str, str]:
    """The text of the front and of the back."""
    pages = text_of(made.data)
    return pages[0], pages[-1]


def test_there_are_folded_layouts() -> None:
    assert set(FOLDED) == {"booklet", "card-folded", "trifold"}


@each
def test_the_outside_of_a_named_sheet_is_neutral(layout: str, cancers: tuple[str, ...]) -> None:
    front, back = _outside(_made(layout, cancers, name="Ann Lee"))
    assert "Ann Lee" in front
    assert "Ann Lee" not in back or layout == "booklet"
    assert TELLS.findall(front) == []
    assert "cancer" not in front.lower()
    assert TELLS.findall(back.replace("Cancer and stage", "")) == []


@each
def test_the_clinic_may_say_its_own_name(layout: str, cancers: tuple[str, ...]) -> None:
    made = make(Selection(cancers, layout=layout), Recipient(name="Ann Lee"), CLINIC, None)
    front, _ = _outside(made)
    assert TELLS.findall(front) == []
    assert front.lower().count("cancer") == front.count("Riverbend Cancer Center") == 1


@pytest.mark.parametrize(("layout", "cancers"), [sheet for sheet in SHEETS if sheet[0] in TITLED])
def test_what_it_is_about_stands_inside(layout: str, cancers: tuple[str, ...]) -> None:
    """So that whoever hands it over can see what it is."""
    general, named = _made(layout, cancers), _made(layout, cancers, name="Ann Lee")
    inside = " ".join(" ".join(text_of(named.data)[1:-1]).split())
    assert general.title == named.title
    names = [each.name for each in read_library(Wanted(cancers=cancers)).cancers.values()]
    whats = [general.title] if len(cancers) == 1 else names
    assert all(what.lower() in inside.lower() for what in whats)


@pytest.mark.parametrize("layout", FOLDED)
def test_sheets_without_a_name_say_what_they_are_about(layout: str) -> None:
    for fields in ({}, {"date": "May 2"}):
        if fields and "date" not in read_layout(layout).slots:
            continue
        front, _ = _outside(_made(layout, ("kidney",), **fields))
        assert "kidney" in front or "My cancer card" in front


@pytest.mark.parametrize("layout", ["card", "everything", "large", "one-page"])
def test_what_is_not_folded_is_as_it_was(layout: str) -> None:
    front, _ = _outside(_made(layout, ("kidney",), name="Ann Lee"))
    assert "cancer" in front


@pytest.mark.parametrize("layout", FOLDED)
def test_files_are_called_as_before(layout: str) -> None:
    """In a list of files a title tells them apart; it holds nothing about a person."""
    titles = []
    for fields in ({}, {"name": "Ann Lee"}):
        with pikepdf.open(io.BytesIO(_made(layout, ("kidney",), **fields).data)) as pdf:
            titles.append(str(pdf.docinfo.Title))
    assert titles[0] == titles[1]


def test_a_line_for_the_diagnosis_stands_on_the_other_side_of_a_named_card() -> None:
    front, back = _outside(_made("card-folded", ("kidney",), name="Ann Lee"))
    assert "Cancer and stage" not in front
    assert "Cancer and stage" in back
    assert "Cancer and stage" in _outside(_made("card-folded", ("kidney",)))[0]


def test_no_word_of_it_is_lost() -> None:
    general, named = (words_of(_made("trifold", ("kidney",), **f).data) for f in ({}, {"name": "Ann Lee"}))
    assert "Three things to know" in general
    assert "Three things to know" in named
