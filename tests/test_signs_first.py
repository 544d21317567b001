"""When to call: found at once, whole and complete in every long guide; why a sign matters, further back."""

from __future__ import annotations

from pathlib import Path

import pytest
from sweep import first_pages, set_for

from handouts.compose.blocks import Bullets, Callout, Table
from handouts.compose.handout import Handout
from handouts.compose.passes import walk
from handouts.compose.sections.told_signs import signs_to_tell
from handouts.model.content import Sign
from handouts.model.selection import Field, PaperName, Selection
from handouts.model.text import plain
from handouts.press.boxes import Box
from handouts.press.stacks import Stack
from handouts.press.typesetting import Typesetting
from handouts.reading.names import cancer_ids
from handouts.run.typeset import drafted_for, prepare
from layouts import LONG

each = pytest.mark.parametrize(("layout", "paper", "clinic", "fields"), first_pages(LONG))

BOXES = {"clear": 1, "compact": 1, "large": 2, "booklet": 2}
"""On how many pages that are seen at once the two boxes stand: on one, or on two that face each other."""


def _words(box: Box) -> str:
    return " ".join("".join(piece.text for piece in box.fragments()).split())


def _typeset(
    cancer: str, layout: str, paper: PaperName, clinic: Path | None, fields: tuple[Field, ...]
) -> tuple[Typesetting, Handout]:
    selection = Selection(cancers=(cancer,), layout=layout, paper=paper, fields=fields)
    return set_for(selection, clinic)


def _pages_of(kind: str, found: Typesetting, handout: Handout) -> list[int]:
    """The pages, from 1, on which a box of signs or a part of it stands."""
    box = next(block for block in handout.body if isinstance(block, Callout) and block.kind == kind)
    title = plain(box.title or ())
    return [
        number
        for number, page in enumerate(found.pages, 1)
        for frame in page.frames
        for each_box in frame.boxes
        if isinstance(each_box, Stack) and each_box.paint and _words(each_box).startswith(title)
    ]


@each
def test_the_boxes_are_whole_and_on_the_first_pages(
    layout: str, paper: PaperName, clinic: Path | None, fields: tuple[Field, ...]
) -> None:
    for cancer in cancer_ids():
        found, handout = _typeset(cancer, layout, paper, clinic, fields)
        now, later = (_pages_of(kind, found, handout) for kind in ("emergency", "same-day"))
        assert len(now) == len(later) == 1, cancer  # neither is torn
        assert now[0] <= 2, cancer
        assert later[0] <= now[0] + 1, cancer
        if BOXES[layout] == 2:
            assert (now, later) == ([2], [3]), cancer


def _told(cancer: str) -> tuple[Sign, ...]:
    return signs_to_tell(drafted_for(Selection(cancers=(cancer,)), None)[1].given)


@pytest.mark.parametrize("layout", LONG)
def test_every_sign_stands_in_full_with_what_it_may_be(layout: str) -> None:
    for cancer in cancer_ids():
        _, handout, _ = prepare(Selection(cancers=(cancer,), layout=layout), None)
        tables = [block for block in walk(handout.body) if isinstance(block, Table)]
        rows = {
            " ".join(plain(text) for cell in row for text in cell) for table in tables for row in table.rows
        }
        boxes = [block for block in handout.body if isinstance(block, Callout) and block.kind != "summary"]
        in_boxes = " ".join(plain(item) for box in boxes for kid in box.blocks for item in kid.items)  # type: ignore[attr-defined]
        for sign in _told(cancer):
            reason = any(row.startswith(_first(sign.sign)) and row.endswith(_last(sign.why)) for row in rows)
            assert reason or _first(sign.sign) in in_boxes, (cancer, sign.sign)


def _first(text: str) -> str:
    """The beginning of a text, before anything in it that may be explained."""
    return " ".join(text.split()[:2])


def _last(text: str | None) -> str:
    return (text or "").split()[-1] if text else ""


def test_what_is_handed_out_for_a_crisis_names_the_line_to_call_and_no_reason() -> None:
    _, handout, _ = prepare(Selection(cancers=("lung",)), None)
    said = [
        plain(text)
        for block in walk(handout.body)
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        for text in cell
    ]
    assert not [text for text in said if "ending your life" in text]
    box = next(block for block in handout.body if isinstance(block, Callout) and block.kind == "emergency")
    assert "988" in " ".join(plain(item) for kid in box.blocks for item in kid.items)  # type: ignore[attr-defined]


def test_of_two_cancers_one_says_what_the_other_says_more_closely() -> None:
    """Lung cancer's own sign of short breath stands in the general one's place, and says kidney's, too."""
    _, handout, _ = prepare(Selection(cancers=("kidney", "lung")), None)
    box = next(block for block in handout.body if isinstance(block, Callout) and block.kind == "emergency")
    items = [plain(item) for kid in box.blocks for item in kid.items]  # type: ignore[attr-defined]
    assert len([item for item in items if "breath" in item.lower()]) == 1


@pytest.mark.parametrize("layout", LONG)
def test_items_of_boxes_on_one_page_stand_alike_and_use_its_room(layout: str) -> None:
    wider = 0
    for cancer in cancer_ids():
        found, _ = _typeset(cancer, layout, "letter", None, ())
        usual = found.layout.type.body.leading * 0.1
        for page in found.pages[:3]:
            stacks = [
                box for frame in page.frames for box in frame.boxes if isinstance(box, Stack) and box.more
            ]
            gaps = {round(item.after, 3) for box in stacks for item in box.boxes[:-1]}
            assert len(gaps) <= 1, cancer
            assert all(frame.used <= frame.frame.height + 0.01 for frame in page.frames), cancer
            wider += sum(gap > usual + 0.1 for gap in gaps)
    assert wider


def test_no_sign_stands_in_both_boxes() -> None:
    """An emergency for one of two cancers is no sign for the same day for the other."""
    _, handout, _ = prepare(Selection(cancers=("pancreas", "stomach")), None)
    boxes = {
        block.kind: {plain(item) for kid in block.blocks for item in kid.items}  # type: ignore[attr-defined]
        for block in handout.body
        if isinstance(block, Callout) and block.kind != "summary"
    }
    assert any(item.startswith("Vomiting") for item in boxes["emergency"])
    assert boxes["emergency"] & boxes["same-day"] == set()


@pytest.mark.parametrize("layout", ["one-page", "trifold"])
def test_a_question_of_two_cancers_says_which_one_it_is_about(layout: str) -> None:
    _, handout, _ = prepare(Selection(cancers=("lung", "prostate"), layout=layout), None)
    lists = (block for block in walk(handout.body) if isinstance(block, Bullets) and block.marker == "box")
    asked = [plain(item) for block in lists for item in block.items if plain(item).endswith("cancer)")]
    assert {item.rsplit(" (", 1)[1] for item in asked} == {"Lung cancer)", "Prostate cancer)"}


def test_of_several_cancers_a_leaflet_explains_all_treatments_or_none() -> None:
    """Those with words would look recommended."""
    press, handout, resolved = prepare(Selection(cancers=("lung", "prostate"), layout="trifold"), None)
    found = press.typesetting(handout, resolved)
    assert "treatments-in-brief" in found.left_out
    panel = " ".join(_words(box) for frame in found.pages[2].frames for box in frame.boxes)
    assert "Bone medicine" in panel
    assert "." not in panel
