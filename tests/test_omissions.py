"""What a sheet has no room for has words, wherever it is left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from commands import text_of

from handouts.compose.blocks import Optional
from handouts.compose.passes import walk
from handouts.compose.sections.registry import SECTIONS
from handouts.model.selection import Field, Selection
from handouts.reading.layout import read_layout
from handouts.run.make import make
from handouts.run.typesetting import composer_for

CLINIC = Path(__file__).parents[1] / "examples" / "clinic"
LAYOUTS = sorted(path.stem for path in (Path(__file__).parents[1] / "layouts").glob("*.yaml"))


def _omissions(layout: str, cancers: tuple[str, ...]) -> set[str]:
    """What the optional blocks of a sheet say that it lacks without them."""
    selection = Selection(cancers=cancers, layout=layout, fields=(Field("name", 1),))
    handout = composer_for(selection, CLINIC)[1].handout()
    return {
        block.omission for block in walk((*handout.opening, *handout.body)) if isinstance(block, Optional)
    }


def test_every_part_that_may_be_left_out_has_words_and_no_others() -> None:
    little = [name for name in LAYOUTS if (sheet := read_layout(name).sheet) and sheet.has_places]
    topics = (("lung",), ("lung", "breast"))
    found = {words for layout in little for cancers in topics for words in _omissions(layout, cancers)}
    of_sections = {words for section in SECTIONS.values() for words in section.lacking.values()}
    assert found - {""} == of_sections | {"the clinic's name"}


def _told(*cancers: str, **selection: Any) -> tuple[str, ...]:
    return make(
        Selection(cancers=cancers, **{"layout": "everything", **selection}), None, None, None
    ).omissions


def test_what_is_told() -> None:
    folded = _told("lung", layout="trifold")
    assert "the advice about fever" in folded
    assert "more of what is special about it" in folded
    assert {"drug names", "more questions"} <= set(_told("lung", layout="one-page"))
    assert _told("lung") == ()  # numbers were not asked for, and there is nothing to say of trials


def test_codes_without_a_place_are_told_where_they_were_asked_for() -> None:
    words = "codes to scan"
    assert words in _told("lung", layout="one-page", qr=True)
    assert words not in _told("lung", layout="one-page")
    assert words not in _told("lung", qr=True)


def test_what_a_leaflet_about_several_cancers_has_no_room_for_is_told() -> None:
    told = _told("lung", "kidney", layout="trifold")
    assert {"more of what is special about it", "more about where it can spread"} <= set(told)


def test_a_leaflet_says_that_there_is_more_and_where() -> None:
    made = make(Selection(cancers=("lung",), layout="trifold"), None, None, None)
    assert made.omissions
    assert "There is more in the full handout" in " ".join(" ".join(text_of(made.data)).split())
