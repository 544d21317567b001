"""Every cancer in every layout and paper, set once for all tests that look at it. No tests."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import product
from pathlib import Path

import pytest

from handouts.compose.handout import Handout
from handouts.model.selection import FIELDS, MOST_LINES, Field, Selection
from handouts.reading.layout import read_layout
from handouts.reading.names import cancer_ids
from handouts.run.typesetting import composer_for
from handouts.typeset.lines import Line
from handouts.typeset.typesetter import Typesetter, Typesetting
from layouts import NEED_NO_MEETING

ALL = [
    pytest.param(cancer, layout, paper, id=f"{cancer}-{layout}-{paper}")
    for layout in NEED_NO_MEETING
    for cancer in cancer_ids()[: None if read_layout(layout).cancer == "needed" else 1]  # else all are alike
    for paper in ("letter", "a4")
]
each = pytest.mark.parametrize(("cancer", "layout", "paper"), ALL)


CLINIC = Path(__file__).resolve().parents[1] / "examples" / "clinic"


@lru_cache(maxsize=64)  # more than there are cancers: tests that look at all cancers on one sheet share them
def set_for(selection: Selection, clinic: Path | None) -> tuple[Typesetting, Handout]:
    """The pages of a selection, and what they were set from."""
    typesetter, composer, resolved = composer_for(selection, clinic)
    handout = with_kept_lines(typesetter).fitted(composer.handout, resolved)
    return typesetter.typesetting(handout, resolved), handout


def with_kept_lines(typesetter: Typesetter) -> Typesetter:
    """A typesetter that breaks no text twice: cancers share most texts, and lines depend on looks alone."""
    layout, colours = typesetter.layout, typesetter._colours
    typesetter._broken = _lines(layout.fonts, layout.emphasis, colours)
    return typesetter


@cache
def _lines(*_look: object) -> dict[object, tuple[Line, ...]]:
    """The lines of all typesetters of one look."""
    return {}


def first_pages(layouts: tuple[str, ...]) -> list[object]:
    """(layout, paper, clinic, fields): on both papers, with and without a letterhead and a name."""
    return [
        pytest.param(
            *(layout, paper, clinic, fields),
            id=f"{layout}-{paper}-{'clinic' if clinic else 'general'}-{'name' if fields else 'bare'}",
        )
        for layout, paper, clinic, fields in product(
            layouts, ("letter", "a4"), (None, CLINIC), ((), (Field("name"),))
        )
    ]


@cache  # the tests of one handout follow each other
def typeset(cancer: str, layout: str, paper: str) -> tuple[Typesetting, Handout]:
    """A handout with numbers, all tips and all fields, as pages."""
    selection = Selection(
        cancers=(cancer,),
        layout=layout,
        paper="a4" if paper == "a4" else "letter",
        numbers=True,
        fields=_fields(layout),
    )
    return set_for(selection, None)


def _fields(layout: str) -> tuple[Field, ...]:
    """All fields that a layout has places for, of two lines where they may have them."""
    slots = read_layout(layout).slots
    return tuple(Field(name=name, lines=min(2, MOST_LINES[name])) for name in FIELDS if name in slots)
