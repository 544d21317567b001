"""Where pages end in the long guides: nothing stranded, nothing alone, nothing torn without need, no gaps."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sweep import typeset

from handouts.compose.blocks import Bullets, Callout, Heading, IconArray, Paragraph, Table, Together
from handouts.model.selection import PaperName, Selection
from handouts.model.signs import TIERS
from handouts.model.text import plain
from handouts.reading.names import cancer_ids, tip_ids
from handouts.run.typesetting import prepare
from handouts.typeset.boxes import MIN_LINES, Box, TextBox
from handouts.typeset.columns import stacked_height
from handouts.typeset.pages import FilledFrame, FilledPage
from handouts.typeset.stacks import RowBox, Stack
from handouts.typeset.typesetter import Typesetting
from layouts import LONG

CLINIC = Path(__file__).resolve().parents[1] / "examples" / "clinic"
PAPERS: tuple[PaperName, ...] = ("letter", "a4")
HIGH_ITEM, HIGH_ROW = 4, 6
"""One item or row alone must be as high as so many lines of running text."""
HELD = ("a.m.", "p.m.", "of 100")
MORE = "More signs follow: read on."
LEAST_ON_LAST = 0.28
LEAST_BETWEEN = 0.55
MEAN_BETWEEN = 0.9

each = pytest.mark.parametrize(
    ("cancer", "layout", "paper"),
    [(cancer, layout, paper) for layout in LONG for cancer in cancer_ids() for paper in PAPERS],
)


class Break(NamedTuple):
    """What stands last in a column, and first in the next."""

    above: FilledFrame
    below: FilledFrame

    @property
    def last(self) -> Any:
        return self.above.boxes[-1]

    @property
    def first(self) -> Any:
        return self.below.boxes[0]


def test_there_are_long_layouts() -> None:
    assert {"everything", "large", "compact", "booklet"} <= set(LONG)


@each
def test_nothing_is_stranded_or_alone(cancer: str, layout: str, paper: str) -> None:
    typesetting, _ = typeset(cancer, layout, paper)
    assert [(why, _words(each.last)[-60:]) for each, why in _bad(typesetting)] == []


@each
def test_boxes_are_torn_only_where_no_page_holds_them(cancer: str, layout: str, paper: str) -> None:
    typesetting, _ = typeset(cancer, layout, paper)
    assert [_words(each.first)[:60] for each in _torn_without_need(typesetting)] == []


@each
def test_a_sign_is_never_begun_in_one_column_and_ended_in_the_next(
    cancer: str, layout: str, paper: str
) -> None:
    typesetting, _ = typeset(cancer, layout, paper)
    assert list(_begun_before(typesetting)) == []


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("layout", LONG)
def test_nor_where_a_clinic_moves_everything(layout: str, paper: PaperName) -> None:
    """On the first page of one of them the head of the clinic left room for a line and a half of a sign."""
    typesetter, handout, resolved = prepare(
        Selection(cancers=("breast",), layout=layout, paper=paper), CLINIC
    )
    assert list(_begun_before(typesetter.typesetting(handout, resolved))) == []


def _begun_before(typesetting: Typesetting) -> Iterator[str]:
    """What a box goes on with that is no whole item: it lacks its marker."""
    for page in typesetting.pages:
        for filled in page.frames:
            first = filled.boxes[0] if filled.boxes else None
            if isinstance(first, Stack) and first.paint and not first.is_first:
                goes_on = first.boxes[0]
                if isinstance(goes_on, TextBox) or (isinstance(goes_on, RowBox) and len(goes_on.cells) == 1):
                    yield _words(goes_on)[:40]


@each
def test_a_part_of_a_box_of_signs_says_that_more_follow(cancer: str, layout: str, paper: str) -> None:
    """Who holds one page of two must not take these for all. It is seen, not read aloud."""
    typesetting, _ = typeset(cancer, layout, paper)
    frames = [frame for page in typesetting.pages for frame in page.frames]
    parts = [box for frame in frames for box in frame.boxes if isinstance(box, Stack) and box.more]
    assert sum(part.is_first for part in parts) == len(TIERS)
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        is_torn = following is not None and not following.is_first
        assert part.goes_on == is_torn
        assert _words(part).endswith(MORE) == is_torn
        assert isinstance(part.more, TextBox)
        assert part.more.node is None
    ends = [box for frame in frames for box in frame.boxes[:-1] if isinstance(box, Stack) and box.more]
    assert not [box for box in ends if box.goes_on]  # what is torn stands last in its column


@each
def test_advice_about_fever_stands_below_its_box(cancer: str, layout: str, paper: str) -> None:
    """Unless a page does not hold both, or the next one would be nearly half empty without it."""
    typesetting, handout = typeset(cancer, layout, paper)
    blocks = (*handout.opening, *handout.body)
    at, callout = next(
        (at, block)
        for at, block in enumerate(blocks)
        if isinstance(block, Callout) and block.kind == "call-now"
    )
    advice = blocks[at + 1]
    assert isinstance(advice, Together)
    said = [_squeezed(plain(each.text)) for each in advice.blocks if isinstance(each, Paragraph)]
    title = _squeezed(plain(callout.title or ()))
    columns = [frame for page in typesetting.pages for frame in page.frames]
    words = [_squeezed("".join(map(_words, frame.boxes))) for frame in columns]
    assert any(all(each in column for each in said) for column in words)  # neither is alone
    if not any(title in column and said[0] in column for column in words):
        column = next(frame for frame, held in zip(columns, words, strict=True) if title in held)
        boxes = [box for frame in columns for box in frame.boxes if _squeezed(_words(box)) in said]
        needed = stacked_height(boxes) + column.boxes[-1].after
        following = columns[columns.index(column) + 1]
        is_full = column.frame.height - column.used < needed
        assert is_full or following.used - needed < 0.65 * following.frame.height


def _squeezed(text: str) -> str:
    return "".join(text.split())


@each
def test_times_and_counts_are_not_torn(cancer: str, layout: str, paper: str) -> None:
    typesetting, _ = typeset(cancer, layout, paper)
    waiting = [box for page in typesetting.pages for frame in page.frames for box in frame.boxes]
    torn = []
    for box in waiting:
        if isinstance(box, TextBox):
            texts = ["".join(fragment.text for fragment in line.fragments).strip() for line in box.lines]
            pairs = list(pairwise(texts))
            torn += [pair for pair in pairs if pair[0][-1:].isdigit() and pair[1].startswith(HELD)]
            torn += [pair for pair in pairs if pair[0].endswith("tage") and pair[1][:1].isdigit()]
        elif isinstance(box, Stack):
            waiting += [*box.boxes, *([box.head] if box.head else [])]
        elif isinstance(box, RowBox):
            waiting += [cell for _, cell in box.cells]
    assert torn == []


@each
def test_a_sentence_that_counts_people_stands_with_its_figure(cancer: str, layout: str, paper: str) -> None:
    typesetting, handout = typeset(cancer, layout, paper)
    columns = [
        _squeezed("".join(map(_words, frame.boxes))) for page in typesetting.pages for frame in page.frames
    ]
    for block in handout.body:
        match block:
            case Together(blocks=(Paragraph() as sentence, IconArray(), *others)):
                source = next(each for each in reversed(others) if isinstance(each, Paragraph))
                said = [_squeezed(plain(each.text)) for each in (sentence, source)]
                assert any(all(each in column for each in said) for column in columns), said


@pytest.mark.parametrize("layout", LONG)
def test_what_stands_between_a_heading_and_a_list_leads_on_to_it(layout: str) -> None:
    """So that heading and sentence do not stand alone at the foot of a page."""
    typesetting, handout = typeset("lung", layout, "letter")
    boxes = [box for page in typesetting.pages for frame in page.frames for box in frame.boxes]
    kept = {_squeezed(_words(box)) for box in boxes if box.keep_with_next}
    leads = [block for block in handout.body if isinstance(block, Paragraph) and block.keep_with_next]
    assert len(leads) > 5
    assert {_squeezed(plain(block.text)) for block in leads} <= kept
    alone = [
        plain(between.text)
        for above, between, below in zip(handout.body, handout.body[1:], handout.body[2:], strict=False)
        if isinstance(above, Heading) and isinstance(between, Paragraph)
        if isinstance(below, Bullets | Table) and not between.keep_with_next
    ]
    assert alone == []


@each
def test_no_page_is_left_half_empty(cancer: str, layout: str, paper: str) -> None:
    typesetting, _ = typeset(cancer, layout, paper)
    for part in _parts(typesetting):
        shares = [_share(page, typesetting) for page in part]
        assert len(shares) == 1 or shares[-1] >= LEAST_ON_LAST
        for page, following, share in zip(part[1:-1], part[2:], shares[1:-1], strict=True):
            assert (
                share >= LEAST_BETWEEN
                or _is_full_for_a_figure(page, following)
                or _is_full_for_a_box_of_signs(page, following)
            )


def _is_full_for_a_box_of_signs(page: FilledPage, following: FilledPage) -> bool:
    """Whether the next page begins with a box of signs that had no room left here: it is never torn."""
    above, below = page.frames[-1], following.frames[0].boxes[0]
    if not (isinstance(below, Stack) and below.more):
        return False
    return above.frame.height - above.used < below.height + above.boxes[-1].after


def _is_full_for_a_figure(page: FilledPage, following: FilledPage) -> bool:
    """Whether the next page begins with a figure of people, in a page of numbers, that had no room left here.

    A figure stands with its heading and sentence, and in large print that is half a page.
    """
    above, below = page.frames[-1], following.frames[0]
    if page.named or not below.boxes[0].keep_with_next:
        return False
    needed = stacked_height(below.boxes[:3]) + above.boxes[-1].after
    return above.frame.height - above.used < needed


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("layout", LONG)
def test_pages_between_the_first_and_the_last_are_full(layout: str, paper: str) -> None:
    shares = []
    for cancer in cancer_ids():
        typesetting, _ = typeset(cancer, layout, paper)
        shares += [_share(page, typesetting) for part in _parts(typesetting) for page in part[1:-1]]
    assert statistics.mean(shares) >= MEAN_BETWEEN


@each
def test_distances_grow_and_shrink_within_limits(cancer: str, layout: str, paper: str) -> None:
    typesetting, _ = typeset(cancer, layout, paper)
    flow = typesetting.layout.flow
    frames = [frame for page in typesetting.pages for frame in page.frames]
    assert all(1 - flow.shrink - 1e-6 <= frame.stretch <= 1 + flow.stretch + 1e-6 for frame in frames)
    assert all(frame.used <= frame.frame.height + 0.5 for frame in frames)


@each
def test_a_page_has_few_sizes_of_type(cancer: str, layout: str, paper: str) -> None:
    """At most four, and one more on the first page, which bears the title."""
    typesetting, _ = typeset(cancer, layout, paper)
    furniture = typesetting.layout.type.furniture.size
    for at, page in enumerate(typesetting.pages):
        boxes = (box for frame in page.frames for box in frame.boxes)
        sizes = {fragment.look.size for box in boxes for fragment in box.fragments()}
        assert len(sizes | {furniture}) <= (4 if at else 5)


@each
def test_the_first_page_says_where_the_signs_stand(cancer: str, layout: str, paper: str) -> None:
    typesetting, handout = typeset(cancer, layout, paper)
    blocks = (*handout.opening, *handout.body)
    headings = [block for block in blocks if getattr(block, "name", "") == "signs"]
    title = plain(headings[0].text)  # type: ignore[attr-defined]
    pages = [
        at
        for at, page in enumerate(typesetting.pages, 1)
        for frame in page.frames
        for box in frame.boxes
        if isinstance(box, TextBox) and box.name == "signs" and _words(box) == title
    ]
    assert len(pages) == 1
    first = " ".join(_words(box) for frame in typesetting.pages[0].frames for box in frame.boxes)
    band = typesetting.layout.across  # the signs follow at once there
    assert pages[0] <= 2 if band else f"{title}: page {pages[0]}" in first
    assert "000" not in first


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("layout", LONG)
@pytest.mark.parametrize("cancers", [("kidney", "lung"), ("breast",), ("testis",)])
def test_tips_in_full_and_several_cancers(layout: str, cancers: tuple[str, ...], paper: PaperName) -> None:
    selection = Selection(cancers=cancers, tips=tip_ids(), layout=layout, paper=paper)
    typesetter, handout, resolved = prepare(selection, None)
    typesetting = typesetter.typesetting(handout, resolved)
    assert [(why, _words(each.last)[-60:]) for each, why in _bad(typesetting)] == []
    assert [_words(each.first)[:60] for each in _torn_without_need(typesetting)] == []


def test_the_same_handout_has_the_same_pages() -> None:
    typesetter, handout, resolved = prepare(Selection(cancers=("lung",), layout="compact"), None)
    one, other = (typesetter.typesetting(handout, resolved).places() for _ in range(2))
    assert one == other


def _bad(typesetting: Typesetting) -> Iterator[tuple[Break, str]]:
    """Breaks that a book designer would not make, with the reason."""
    line = typesetting.layout.type.body.leading
    for each in _breaks(typesetting):
        last, first = each.last, each.first
        if last.keep_with_next:
            yield each, "what leads on to something stands last"
        for above, below in zip(_torn(last), _torn(first), strict=False):
            if above.node is below.node and min(len(above.lines), len(below.lines)) < MIN_LINES:
                yield each, "a line alone"
        if isinstance(first, Stack) and not first.is_first:
            yield from ((each, why) for why in _bad_in_stack(last, first, line))
        elif first.nth and last.nth and first.nth[0] == last.nth[0] + 1:
            yield from ((each, why) for why in _bad_in_list(last, first, line))


def _bad_in_stack(last: Stack, first: Stack, line: float) -> Iterator[str]:
    """A table has two rows or a high one on each side; a box has two items."""
    if first.paint is None and any(_alone(rows, line * HIGH_ROW) for rows in (last.boxes, first.boxes)):
        yield "a row alone"
    if first.paint is not None and min(len(last.boxes), len(first.boxes)) < 2:
        yield "an item alone in a box"


def _bad_in_list(last: Box, first: Box, line: float) -> Iterator[str]:
    assert first.nth
    at, count = first.nth
    if at == 1 and _alone((last,), line * HIGH_ITEM):
        yield "an item alone at the foot"
    if at == count - 1 and _alone((first,), line * HIGH_ITEM):
        yield "an item alone at the head"


def _alone(rows: tuple[Box, ...], high: float) -> bool:
    return len(rows) == 1 and rows[0].height < high - 0.1


def _torn(box: Box) -> list[TextBox]:
    """The text of a paragraph or of a list item."""
    if isinstance(box, TextBox):
        return [box]
    return _torn(box.cells[-1][1]) if isinstance(box, RowBox) and box.splits else []


def _torn_without_need(typesetting: Typesetting) -> Iterator[Break]:
    """Boxes in two parts that one column would have held, with the headings that stay with them."""
    room = max(frame.frame.height for page in typesetting.pages for frame in page.frames)
    for each in _breaks(typesetting):
        first, last = each.first, each.last
        if isinstance(first, Stack) and first.keep_together and not first.is_first:
            before = list(each.above.boxes[:-1])
            headings: list[Box] = []
            while before and before[-1].keep_with_next:
                headings.insert(0, before.pop())
            again = first.inset.top + first.inset.bottom + (first.head.height if first.head else 0.0)
            if last.is_first and stacked_height([*headings, last]) + first.height - again < room:
                yield each


def _breaks(typesetting: Typesetting) -> Iterator[Break]:
    columns = typesetting.layout.columns
    for part in _parts(typesetting):
        frames = [frame for page in part for frame in page.frames[-columns:] if frame.boxes]
        yield from (Break(above, below) for above, below in pairwise(frames))


def _parts(typesetting: Typesetting) -> list[list[FilledPage]]:
    """Pages up to the numbers, which stand on pages of their own, and these."""
    pages = [page for page in typesetting.pages if page.frames]  # no empty backs
    parts = ([page for page in pages if page.named], [page for page in pages if not page.named])
    return [part for part in parts if part]


def _share(page: FilledPage, typesetting: Typesetting) -> float:
    """How much of a page's columns is filled, with what stands across them."""
    margins, columns = typesetting.layout.margins, typesetting.layout.columns
    height = typesetting.paper.height - margins.top - margins.bottom
    width = sum(frame.frame.width for frame in page.frames[-columns:])
    return sum(frame.used * frame.frame.width for frame in page.frames) / (height * width)


def _words(box: Box) -> str:
    return "".join(fragment.text for fragment in box.fragments())
