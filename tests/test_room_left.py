"""A first page that holds nothing more of the guide has lines to write on instead of white."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from pdf_checks import findings, opened, reading
from sweep import first_pages, set_for

from handouts.model.selection import Field, Recipient, Selection
from handouts.reading.names import cancer_ids
from handouts.run.typesetting import prepare
from handouts.typeset.pages import FilledFrame, whole_frame
from handouts.typeset.ruled import RuledBox
from handouts.typeset.stamp import stamp
from handouts.typeset.typesetter import Typesetting

NAME = (Field("name"),)
LEAST = 0.75
"""Of a first page at least so much is filled: a quarter left is room to write in."""


def _typeset(
    cancer: str, layout: str, paper: str, clinic: Path | None, fields: tuple[Field, ...]
) -> Typesetting:
    selection = Selection(
        cancers=(cancer,), layout=layout, paper="a4" if paper == "a4" else "letter", fields=fields
    )
    return set_for(selection, clinic)[0]


def _flowing(found: Typesetting) -> list[FilledFrame]:
    return [one for one in found.pages[0].frames if one.boxes and not one.at_foot]


def _lines(found: Typesetting) -> list[RuledBox]:
    boxes = (box for frame in _flowing(found) for box in frame.boxes)
    return [box for box in boxes if isinstance(box, RuledBox)]


@pytest.mark.parametrize(("layout", "paper", "clinic", "fields"), first_pages(("everything", "large")))
def test_no_first_page_is_left_a_quarter_empty(
    layout: str, paper: str, clinic: Path | None, fields: tuple[Field, ...]
) -> None:
    for cancer in cancer_ids():
        found = _typeset(cancer, layout, paper, clinic, fields)
        last = _flowing(found)[-1]
        page = whole_frame(found.layout, found.paper).height
        assert last.frame.height - last.used < (1 - LEAST) * page, cancer
        assert last.used <= last.frame.height + 0.01


def test_there_are_lines_where_nothing_fits_and_none_where_something_does() -> None:
    (lines,) = _lines(_typeset("kidney", "large", "letter", None, NAME))
    assert lines.lines > 3
    assert _lines(_typeset("kidney", "everything", "letter", None, NAME)) == []


def test_they_are_read_before_what_the_second_page_begins_with() -> None:
    selection = Selection(cancers=("kidney",), layout="large", fields=NAME)
    typesetter, handout, resolved = prepare(selection, None)
    data = stamp(typesetter.edition(handout, resolved), Recipient(name="Ann Lee"))
    headings = [text for role, text in reading(data) if role == "H2"]
    assert headings[:3] == ["Who to call", "Notes", "When to call for help"]
    assert findings(opened(data)) == []


def test_a_layout_that_names_no_sections_for_it_has_none() -> None:
    selection = Selection(cancers=("kidney",), layout="large", fields=NAME)
    typesetter, handout, resolved = prepare(selection, None)
    without = typesetter.typesetting(replace(handout, notes=()), resolved)
    assert _lines(without) == []
