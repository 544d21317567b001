"""What a sheet has no room for has words, wherever it is left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from commands import text_of

from handouts.compose.blocks import Spare
from handouts.compose.handout import finished
from handouts.compose.passes import walk
from handouts.model.selection import Field, Selection
from handouts.reading.layout import read_layout
from handouts.run.make import make
from handouts.run.omissions import PARTS, omissions
from handouts.run.typesetting import drafted_for
from handouts.typeset.edition import Edition

CLINIC = Path(__file__).parents[1] / "examples" / "clinic"
LAYOUTS = sorted(path.stem for path in (Path(__file__).parents[1] / "layouts").glob("*.yaml"))


def _spare(layout: str, cancers: tuple[str, ...]) -> set[str]:
    selection = Selection(cancers=cancers, layout=layout, fields=(Field("name", 1),))
    _, draft, _ = drafted_for(selection, CLINIC)
    handout = finished(draft)
    return {block.name for block in walk((*handout.opening, *handout.body)) if isinstance(block, Spare)}


def test_every_part_that_may_be_left_out_has_words_and_no_others() -> None:
    little = [name for name in LAYOUTS if (sheet := read_layout(name).sheet) and sheet.has_places]
    topics = (("lung",), ("lung", "breast"))
    found = {name for layout in little for cancers in topics for name in _spare(layout, cancers)}
    assert found - {""} == set(PARTS)


def _edition(**parts: tuple[str, ...]) -> Edition:
    made = dict.fromkeys(Edition._fields[: -len(Edition._field_defaults)], ())
    return Edition(**{**made, **parts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("edition", "selection", "words"),
    [
        ({"no_room": ("advice", "signs: same-day")}, {}, ("the advice", "the signs to call about the same")),
        ({"gone": ("drug names",), "no_room": ("card-hours",)}, {}, ("drug names", "the hours")),
        ({"left_out": ("numbers", "trials")}, {}, ()),  # not asked for, or nothing to say
        ({"left_out": ("codes",)}, {"qr": True}, ("codes to scan",)),
        ({"left_out": ("codes",)}, {}, ()),
        ({"left_out": ("special: panel",)}, {"cancers": ("lung",)}, ()),
        ({"left_out": ("special: panel",)}, {"cancers": ("lung", "breast")}, ("more of what is special",)),
    ],
)
def test_what_is_told(edition: dict[str, Any], selection: dict[str, Any], words: tuple[str, ...]) -> None:
    told = omissions(_edition(**edition), Selection(**{"cancers": (), **selection}))
    assert [each.startswith(word) for each, word in zip(told, words, strict=True)] == [True] * len(words)


def test_a_leaflet_says_that_there_is_more_and_where() -> None:
    made = make(Selection(cancers=("lung",), layout="trifold"), None, None, None)
    assert made.omissions
    assert "There is more in the full handout" in " ".join(" ".join(text_of(made.data)).split())
