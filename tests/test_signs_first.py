"""When to call: found at once, whole and complete in every long guide; why a sign matters, further back."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from sweep import first_pages, set_for

from handouts.compose.blocks import Bullets, Callout, Table
from handouts.compose.handout import Handout
from handouts.compose.passes import walk
from handouts.compose.urgent import signs_for
from handouts.model.selection import Field, PaperName, Selection
from handouts.model.signs import TIERS, Sign
from handouts.model.text import plain
from handouts.reading.names import cancer_ids
from handouts.run.typesetting import composer_for, prepare
from handouts.typeset.boxes import Box
from handouts.typeset.stacks import Stack
from handouts.typeset.typesetter import Typesetting
from layouts import LONG

each = pytest.mark.parametrize(("layout", "paper", "clinic", "fields"), first_pages(LONG))
bare = pytest.mark.parametrize("layout", [pytest.param(x, id=f"{x}-letter-general-bare") for x in LONG])


def _words(box: Box) -> str:
    return " ".join("".join(piece.text for piece in box.fragments()).split())


def _typeset(
    cancer: str, layout: str, paper: PaperName, clinic: Path | None, fields: tuple[Field, ...]
) -> tuple[Typesetting, Handout]:
    selection = Selection(cancers=(cancer,), layout=layout, paper=paper, fields=fields)
    return set_for(selection, clinic)


def _boxes(handout: Handout) -> dict[str, Callout]:
    """The boxes of signs by their tiers."""
    blocks = walk((*handout.opening, *handout.body))
    return {block.kind: block for block in blocks if isinstance(block, Callout) and block.kind in TIERS}


def _items(box: Callout) -> list[str]:
    return [plain(item) for kid in box.blocks if isinstance(kid, Bullets) for item in kid.items]


def _pages_of(box: Callout, found: Typesetting) -> list[int]:
    """The pages, from 1, on which a box of signs or a part of it stands."""
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
        boxes = _boxes(handout)
        assert tuple(boxes) == TIERS, cancer
        first, second, third = (_pages_of(boxes[tier], found) for tier in TIERS)
        assert [len(pages) for pages in (first, second, third)] == [1, 1, 1], cancer  # none is torn
        assert first[0] <= 2, cancer
        assert second[0] <= 3, cancer  # on the same page, or on the one that faces it
        assert third[0] <= second[0] + 1, cancer


@cache
def _told(cancer: str) -> tuple[Sign, ...]:
    given = composer_for(Selection(cancers=(cancer,), layout="everything"), None)[1].given
    return signs_for(given.cancers, given.library.urgent.signs)


@pytest.mark.parametrize("layout", LONG)
def test_every_sign_stands_in_full_with_what_it_may_be(layout: str) -> None:
    for cancer in cancer_ids():
        _, handout, _ = prepare(Selection(cancers=(cancer,), layout=layout), None)
        tables = [block for block in walk(handout.body) if isinstance(block, Table)]
        rows = {
            " ".join(plain(text) for cell in row for text in cell) for table in tables for row in table.rows
        }
        in_boxes = " ".join(item for box in _boxes(handout).values() for item in _items(box))
        for sign in _told(cancer):
            reason = any(row.startswith(_first(sign.sign)) and row.endswith(_last(sign.why)) for row in rows)
            assert reason or _first(sign.sign) in in_boxes, (cancer, sign.sign)


def _first(text: str) -> str:
    """The beginning of a text, before anything in it that may be explained."""
    return " ".join(text.split()[:2])


def _last(text: str | None) -> str:
    return (text or "").split()[-1] if text else ""


def test_what_is_handed_out_for_a_crisis_names_the_line_to_call_and_no_reason() -> None:
    _, handout, _ = prepare(Selection(cancers=("lung",), layout="everything"), None)
    said = [
        plain(text)
        for block in walk(handout.body)
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        for text in cell
    ]
    assert not [text for text in said if "ending your life" in text]
    assert "988" in " ".join(_items(_boxes(handout)["call-911"]))


@bare
def test_items_of_boxes_on_one_page_stand_alike_and_use_its_room(layout: str) -> None:
    wider = 0
    for cancer in cancer_ids():
        found, _ = _typeset(cancer, layout, "letter", None, ())
        for page in found.pages[:4]:
            stacks = [
                box for frame in page.frames for box in frame.boxes if isinstance(box, Stack) and box.more
            ]
            items = [
                item for box in stacks for item in box.boxes if item.nth and item.nth[0] < item.nth[1] - 1
            ]
            gaps = {round(item.after, 3) for item in items}
            assert len(gaps) <= 1, cancer
            assert all(frame.used <= frame.frame.height + 0.01 for frame in page.frames), cancer
            wider += sum(gap > 0.1 for gap in gaps)
    assert wider or layout == "compact"  # whose boxes have two columns, and so one row


def test_no_sign_stands_in_two_boxes() -> None:
    """What is urgent for one of two cancers has no slower place for the other."""
    _, handout, _ = prepare(Selection(cancers=("pancreas", "lung"), layout="everything"), None)
    boxes = {tier: set(_items(box)) for tier, box in _boxes(handout).items()}
    assert any("vomiting, or nothing stays down" in item for item in boxes["call-now"])
    assert not any("vomiting, or nothing stays down" in item for item in boxes["same-day"])
    for one, other in combinations(boxes, 2):
        assert boxes[one] & boxes[other] == set()
