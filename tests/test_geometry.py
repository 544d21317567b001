"""Every cancer in every layout and paper: what stands where, looked at before anything is drawn."""

from __future__ import annotations

from itertools import combinations, pairwise, takewhile

import pytest
from sweep import ALL, each, typeset

from handouts.typeset.boxes import Area, Box, TextBox
from handouts.typeset.columns import stacked_height
from handouts.typeset.pages import FilledFrame, FilledPage
from handouts.typeset.stacks import Stack
from handouts.typeset.typesetter import Typesetting
from layouts import LONG

TOLERANCE = 0.5  # pt
filled_in_turn = pytest.mark.parametrize(
    ("cancer", "layout", "paper"), [one for one in ALL if one.values[1] not in LONG]
)
"""Layouts whose pages are filled one after the other; `test_page_breaks` looks at the others."""


@each
def test_pages(cancer: str, layout: str, paper: str) -> None:
    typesetting, _ = typeset(cancer, layout, paper)
    for number, page in enumerate(typesetting.pages, 1):
        is_back = number % 2 == 0 and number < len(typesetting.pages)  # of a sheet that ends with its front
        assert any(frame.boxes for frame in page.frames) or is_back, "an empty page"
        for frame in page.frames:
            assert [place for place in frame.places() if not _inside(place, frame)] == []
            assert _last_role(frame.boxes) not in ("H1", "H2", "H3", "H4"), "a heading stands last"
        assert _overlapping(page) == []
    assert typesetting.places(), "nothing stands anywhere"


@each
def test_type_is_never_smaller_than_the_floor(cancer: str, layout: str, paper: str) -> None:
    typesetting, _ = typeset(cancer, layout, paper)
    sizes = {fragment.look.size for box in _boxes(typesetting) for fragment in box.fragments()}
    assert min(sizes) >= typesetting.layout.floor


@filled_in_turn
def test_what_stays_together_is_torn_only_where_a_page_cannot_hold_it(
    cancer: str, layout: str, paper: str
) -> None:
    typesetting, _ = typeset(cancer, layout, paper)
    assert [_words(box)[:80] for box in _torn_without_need(typesetting)] == []


@filled_in_turn
def test_no_page_is_left_while_it_has_room(cancer: str, layout: str, paper: str) -> None:
    """A page may be thin only where what follows is whole and would not fit, or starts a page."""
    typesetting, _ = typeset(cancer, layout, paper)
    if typesetting.layout.sheet and typesetting.layout.sheet.starts:
        return  # each page of a card or a leaflet has a place of its own, and what is meant for it
    if typesetting.layout.id == "guide-large":
        return  # all breaks are chosen together, so that its eight pages are alike
    frames = [
        (page, frame) for page in typesetting.pages for frame in page.frames[-typesetting.layout.columns :]
    ]
    for (page, frame), (after, following) in pairwise(frames):
        overleaf = page is not after and "overleaf" in typesetting.layout.sections
        if page.named != after.named or not following.boxes or overleaf:
            continue
        room = frame.frame.height - stacked_height(frame.boxes)
        headings = list(takewhile(lambda box: box.keep_with_next, following.boxes))
        rest, *others = following.boxes[len(headings) :]
        gap = max(frame.boxes[-1].after if frame.boxes else 0.0, following.boxes[0].before)
        if _role(following.boxes[0]) == "H2":  # the rule above it is left out at the head of a page
            gap += typesetting.layout.type.section.before + typesetting.layout.type.section.size / 2
        room -= gap + stacked_height([*headings, rest]) - rest.height
        if _would_be_alone(rest) and others:  # two items go together
            room -= max(rest.after, others[0].before) + others[0].height
        assert rest.height > room - TOLERANCE
        if _filled(frame) < 1 / 3:
            assert rest.split(room - TOLERANCE) is None


def _would_be_alone(box: Box) -> bool:
    """Whether an item is the first of its list, or leaves the last one alone."""
    return box.nth is not None and (box.nth[0] == 0 < box.nth[1] - 1 or box.nth[0] == box.nth[1] - 2)


def _inside(place: Area, frame: FilledFrame) -> bool:
    left, top, width, height = frame.frame
    return (
        place.left >= left - TOLERANCE
        and place.left + place.width <= left + width + TOLERANCE
        and place.top <= top + TOLERANCE
        and place.top - place.height >= top - height - TOLERANCE
    )


def _overlapping(page: FilledPage) -> list[tuple[Area, Area]]:
    """Pairs of texts and drawings that share more than a sliver of paper."""
    places = [place for frame in page.frames for place in frame.places() if place.height and place.width]
    return [(a, b) for a, b in combinations(places, 2) if _overlap(a, b)]


def _overlap(a: Area, b: Area) -> bool:
    wide = min(a.left + a.width, b.left + b.width) - max(a.left, b.left)
    high = min(a.top, b.top) - max(a.top - a.height, b.top - b.height)
    return wide > TOLERANCE and high > TOLERANCE


def _boxes(typesetting: Typesetting) -> list[Box]:
    return [box for page in typesetting.pages for frame in page.frames for box in frame.boxes]


def _torn_without_need(typesetting: Typesetting) -> list[Box]:
    """Second parts of tips, callouts and figures that a page would have held, with their headings, whole."""
    frames = [frame for page in typesetting.pages for frame in page.frames if frame.boxes]
    found: list[Box] = []
    for frame, following in pairwise(frames):
        first, rest = frame.boxes[-1], following.boxes[0]
        if isinstance(rest, Stack) and rest.keep_together and not rest.is_first:
            headings = stacked_height(frame.boxes) - first.height
            fitting = headings + first.height + rest.height < frame.frame.height
            if fitting or not all(box.keep_with_next for box in frame.boxes[:-1]):
                found.append(rest)
    return found


def _last_role(boxes: tuple[Box, ...]) -> str | None:
    """The role of what stands last."""
    last = boxes[-1] if boxes else None
    if isinstance(last, Stack):
        return _last_role(last.boxes)
    return _role(last)


def _role(box: Box | None) -> str | None:
    return box.node.role if isinstance(box, TextBox) and box.node else None


def _words(box: Box) -> str:
    return "".join(fragment.text for fragment in box.fragments())


def _filled(frame: FilledFrame) -> float:
    return stacked_height(frame.boxes) / frame.frame.height
