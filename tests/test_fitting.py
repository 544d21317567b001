"""Layouts with a limit of pages: they keep to it, lose the least important first, and say what they lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from random import Random

import pytest
from commands import Result, text_of
from msgspec.structs import replace

from handouts.compose.blocks import (
    Block,
)
from handouts.compose.composer import Composer
from handouts.compose.handout import Handout
from handouts.compose.passes import explain, walk
from handouts.compose.section_input import SectionInput
from handouts.compose.sections.registry import NAMES, SECTIONS, yields
from handouts.compose.sections.section import omission_key
from handouts.errors import ContentError, HandoutsError
from handouts.model.labels import SectionLabels
from handouts.model.layout import NUMBERS, Cut, Layout
from handouts.model.library import Library, Wanted
from handouts.model.selection import FIELDS, MOST_LINES, Field, Selection
from handouts.model.text import plain
from handouts.reading.clinic import read_clinic
from handouts.reading.layout import layout_names, read_layout
from handouts.reading.library import read_library
from handouts.reading.names import cancer_ids
from handouts.run.make import make
from handouts.run.typesetting import prepare
from handouts.typeset import fitting
from handouts.typeset.boxes import Box, TextBox
from handouts.typeset.columns import stacked_height
from handouts.typeset.fewest import fewest
from handouts.typeset.ruled import RuledBox, filled_up
from handouts.typeset.stacks import RowBox, Stack
from handouts.typeset.typesetter import Typesetter, Typesetting
from layouts import NEED_NO_MEETING

CLINIC = Path(__file__).resolve().parents[1] / "examples" / "clinic"
ALL_FIELDS = tuple(Field(name=name, lines=min(2, MOST_LINES[name])) for name in FIELDS)
LIMITED = [name for name in layout_names() if read_layout(name).pages_at_most]
SHEETS = [
    pytest.param(cancer, layout, paper, id=f"{cancer}-{layout}-{paper}")
    for cancer in cancer_ids()
    for layout in LIMITED
    for paper in ("letter", "a4")
]
each = pytest.mark.parametrize(("cancer", "layout", "paper"), SHEETS)

LEAST_FILLED = {"guide": 0.45, "guide-large": 0.3}
"""Parts of a page: each page of the guide holds what belongs to it, and no more."""
Handouts = Callable[..., Result]


@cache
def library(full: bool = False) -> Library:
    """The shipped content, or with a clinic's own, which takes the place of some."""
    return read_library(Wanted(cancers=cancer_ids(), tips=None), CLINIC if full else None)


def asked(cancer: str, layout: str, paper: str, fields: tuple[Field, ...] = ()) -> Selection:
    return Selection(
        cancers=(cancer,), layout=layout, paper="a4" if paper == "a4" else "letter", fields=fields
    )


@cache
def sheet(cancer: str, layout: str, paper: str, full: bool) -> tuple[Typesetting, Handout]:
    """A bare sheet, or one with a letterhead and every field."""
    selection = asked(cancer, layout, paper, ALL_FIELDS if full else ())
    typesetter, handout, resolved = prepare(selection, CLINIC if full else None)
    return typesetter.typesetting(handout, resolved), handout


def lines(blocks: tuple[Block, ...]) -> list[str]:
    """Every text, one a line, without explanations in brackets."""
    return [re.sub(r" \([^()]*\)", "", plain(text)) for block in walk(blocks) for text in block.texts()]


@cache
def given(cancer: str, layout: str, full: bool) -> SectionInput:
    selection = prepare(asked(cancer, layout, "letter"), None)[2]
    return Composer(library(full), selection, read_layout(layout), None).given


@cache
def said(section: str, cancer: str, layout: str, full: bool = False) -> list[str]:
    """What a section says where nothing is cut."""
    return lines(explain(yields(section)(given(cancer, layout, full)), library(full).glossary))


def all_of(handout: Handout) -> list[str]:
    """Every text of a handout, one a line."""
    return lines((*handout.opening, *handout.body))


@each
@pytest.mark.parametrize("full", [False, True], ids=["bare", "full"])
def test_keeps_to_its_pages(cancer: str, layout: str, paper: str, full: bool) -> None:
    typesetting, _ = sheet(cancer, layout, paper, full)
    look = typesetting.layout
    assert look.pages_at_most is not None
    assert len(typesetting.pages) <= look.pages_at_most * len(look.parts)
    sizes = {piece.look.size for piece in _pieces(typesetting)}
    assert min(sizes) >= look.floor >= 12


def _pieces(typesetting: Typesetting) -> list[object]:
    frames = [frame for page in typesetting.pages for frame in page.frames]
    return [piece for frame in frames for box in frame.boxes for piece in box.fragments()]


@each
@pytest.mark.parametrize("full", [False, True], ids=["bare", "full"])
def test_no_page_is_half_empty(cancer: str, layout: str, paper: str, full: bool) -> None:
    typesetting, _ = sheet(cancer, layout, paper, full)
    columns = typesetting.layout.columns
    for page in typesetting.pages:
        frames = page.frames[-columns:]  # what is left below the opening
        used = sum(stacked_height(frame.boxes) / frame.frame.height for frame in frames) / columns
        assert used > LEAST_FILLED.get(layout, 0.7)


@each
@pytest.mark.parametrize("full", [False, True], ids=["bare", "full"])
def test_urgent_signs_and_phones_are_always_complete(
    cancer: str, layout: str, paper: str, full: bool
) -> None:
    names = read_layout(layout).sections
    kept = [name for name in ("contacts", "signs", "turn-over") if name in names]
    found = all_of(sheet(cancer, layout, paper, full)[1])
    for name in kept:
        assert said(name, cancer, layout, full)
        assert [line for line in said(name, cancer, layout, full) if line not in found] == []


@each
@pytest.mark.parametrize("full", [False, True], ids=["bare", "full"])
def test_what_is_left_out_is_said_and_all_else_is_there(
    cancer: str, layout: str, paper: str, full: bool
) -> None:
    _, handout = sheet(cancer, layout, paper, full)
    labels = library().labels.brief
    found = all_of(handout)
    late = ("sources: brief", "contacts")
    for name in (name for name in read_layout(layout).sections if name not in late):
        lost = [line for line in said(name, cancer, layout, full) if line not in found]
        key = omission_key(name)
        told = {labels.whole.get(key), labels.part.get(key)} & set(handout.omissions)
        assert bool(lost) == bool(told) or key not in labels.whole, (name, lost, told)
    sentence = next((line for line in found if line.startswith("Left out here for space: ")), "")
    assert [words for words in handout.omissions if words not in sentence] == []
    assert bool(sentence) == bool(handout.omissions)


def test_what_only_the_full_handout_has_is_named_where_it_has_it() -> None:
    words = library().labels.brief.whole["trials"]
    with_trials = {
        name for name, cancer in library().cancers.items() if any(t.verified for t in cancer.trials)
    }
    named = {name for name in cancer_ids() if words in sheet(name, "one-page", "letter", False)[1].omissions}
    assert named == with_trials


def test_numbers_that_were_asked_for_are_named() -> None:
    selection = asked("kidney", "one-page", "letter")
    words = library().labels.brief.whole["numbers"]
    assert words in prepare(selection._replace(numbers=True), None)[1].omissions
    assert words not in prepare(selection, None)[1].omissions


def test_every_section_has_words_for_when_it_is_left_out() -> None:
    room = {"ask-own", "cover", "notes", "overleaf", "turn-over", "where-signs"}
    limited = [read_layout(name) for name in LIMITED]
    needed = {name for layout in limited for name in (*layout.sections, *layout.elsewhere)} - room
    labels, known = library().labels.brief, {omission_key(name) for name in NAMES}
    assert {omission_key(name) for name in needed} <= set(labels.whole) <= known
    assert set(labels.part) <= known
    headed = {id for id, each in SECTIONS.items() if each.heading in SectionLabels.__struct_fields__}
    assert headed <= set(labels.whole)


@each
@pytest.mark.parametrize("full", [False, True], ids=["bare", "full"])
def test_no_list_leaves_one_item_behind(cancer: str, layout: str, paper: str, full: bool) -> None:
    """Where a column or a page ends within a list, two of its items at least stand on either side."""
    typesetting, _ = sheet(cancer, layout, paper, full)
    frames = [frame.boxes for page in typesetting.pages for frame in page.frames]
    for before, after in pairwise(frames):
        if _is_item(after[0]):
            assert all(map(_is_item, (*before[-2:], *after[:2])))


@each
@pytest.mark.parametrize("full", [False, True], ids=["bare", "full"])
def test_no_topic_of_questions_is_torn(cancer: str, layout: str, paper: str, full: bool) -> None:
    if layout == "questions":
        typesetting, _ = sheet(cancer, layout, paper, full)
        assert len(typesetting.pages) == 2
        first = typesetting.pages[1].frames[0].boxes[0]
        assert isinstance(first, TextBox)
        assert first.bookmark is not None  # a heading


def _is_item(box: Box) -> bool:
    """Whether a box is an item of a list, or the half of one."""
    return isinstance(box, RowBox) and len(box.cells) == 2 and 0 < box.cells[1][0] < 40


def test_what_was_said_before_changes_nothing() -> None:
    """Sections are asked once, numbered and explained once: whatever was tried, the outcome is the same."""
    for layout, cancers in (
        ("one-page", ("melanoma",)),
        ("one-page", ("lung", "kidney")),
        ("questions", ("nhl",)),
    ):
        look = read_layout(layout)
        selection = prepare(Selection(cancers=cancers, layout=layout), None)[2]
        shared = Composer(library(), selection, look, None)
        chosen = Random(7)
        for _ in range(60):
            cuts = [cut for cut in look.cuts if chosen.random() < 0.15]
            fresh = Composer(library(), selection, look, None)
            assert shared.handout(cuts) == fresh.handout(cuts)


@pytest.mark.parametrize("layout", LIMITED)
@pytest.mark.parametrize("cancer", ["breast", "brain", "lung", "melanoma"])
def test_more_room_never_leaves_more_out(cancer: str, layout: str) -> None:
    """Of the cuts in their order, the last that must be made comes earlier the higher the paper is."""
    look = read_layout(layout)
    selection = prepare(asked(cancer, layout, "letter"), None)[2]
    needed = []
    for height in range(780, 1590, 45):
        paper = replace(look.papers["letter"], height=height)
        tall = replace(look, papers={"letter": paper})
        compose = Composer(library(), selection, tall, None).handout
        parts = [part for part in tall.parts if part != (NUMBERS,)]
        made = fitting.cuts_needed(compose, *Typesetter(tall, library().labels).measures(selection))
        needed.append(
            [
                max((part.index(cut) + 1 for cut in cuts), default=0)
                for part, cuts in zip(map(tall.cuts_of, parts), made, strict=True)
            ]
        )
    for lower, higher in pairwise(needed):
        assert all(b <= a for a, b in zip(lower, higher, strict=True))
    assert needed[0] >= needed[-1]
    assert needed[0] > needed[-1] or layout.startswith("guide")  # short cancers fit whole


@pytest.mark.parametrize("full", [False, True], ids=["bare", "full"])
@pytest.mark.parametrize("layout", LIMITED)
@pytest.mark.parametrize("cancer", ["brain", "breast", "esophagus", "kidney"])
def test_nothing_is_cut_in_vain(cancer: str, layout: str, full: bool) -> None:
    """Of no section could less be cut: the sheet would not hold it."""
    selection = asked(cancer, layout, "letter", ALL_FIELDS if full else ())
    typesetter, _, resolved = prepare(selection, CLINIC if full else None)
    look = typesetter.layout
    compose = Composer(library(full), resolved, look, read_clinic(CLINIC) if full else None).handout
    setting, paper = typesetter.measures(resolved)
    made = fitting.cuts_needed(compose, setting, paper)
    measure = fitting.Measure(setting, paper)
    for part, cuts in enumerate(made):
        for last in {cut.section: cut for cut in cuts}.values():
            fewer = [cut for each in made for cut in each if cut != last]
            assert not measure.fits(compose(fewer), part), last


# --- which cuts are made ------------------------------------------------------------------------------

A, B1, B2, C = (
    Cut(section="a", items=0),
    Cut(section="b", items=2),
    Cut(section="b", items=1),
    Cut(section="c", items=0),
)
SAVES = {A: 1, B1: 2, B2: 3, C: 8}


@pytest.mark.parametrize(
    ("too_much", "made"),
    [
        (0, ()),
        (1, (A,)),
        (2, (B1,)),  # it needs the first two, and then the first can come back
        (3, (A, B1)),
        (5, (B1, B2)),
        (6, (A, B1, B2)),
        (8, (C,)),
        (10, (B1, C)),
        (14, (A, B1, B2, C)),
    ],
)
def test_the_least_important_goes_first_and_nothing_in_vain(too_much: int, made: tuple[Cut, ...]) -> None:
    assert _fewest((A, B1, B2, C), lambda cuts: sum(SAVES[cut] for cut in cuts) >= too_much) == made


def _fewest(
    cuts: tuple[Cut, ...], fits: Callable[[tuple[Cut, ...]], bool], taken: tuple[Cut, ...] = ()
) -> tuple[Cut, ...] | None:
    return fewest(cuts, fits, lambda cut: cut.section, taken)


def test_several_numbers_in_a_cut_are_tried_one_after_the_other() -> None:
    assert Cut(section="b", items=(2, 1)).steps == (B1, B2)
    assert A.steps == (A,)


def test_a_cut_that_was_made_stays() -> None:
    assert _fewest((A, B1, C), lambda cuts: C in cuts, (A,)) == (A, C)


def test_what_cannot_be_cut_enough_is_refused() -> None:
    assert _fewest((A, B1), lambda _cuts: False) is None


# --- sheets that cannot be -----------------------------------------------------------------------------


def clinic_with(folder: Path, text: str) -> Path:
    (folder / "layouts").mkdir()
    (folder / "clinic.yaml").write_text(
        "name: Tiny Clinic\naddress: [1 Road]\nphone: {day: 555-0101, night: 555-0102}\n", "utf-8"
    )
    (folder / "layouts" / "tiny.yaml").write_text(f"id: tiny\nbase: one-page\n{text}\n", "utf-8")
    return folder


def test_signs_that_do_not_fit_are_refused_in_a_sentence(tmp_path: Path, handouts: Handouts) -> None:
    clinic = clinic_with(tmp_path, "papers: {letter: {width: 500, height: 500}}")
    with pytest.raises(ContentError, match=r"what may never be left out \(urgent signs"):
        prepare(asked("lung", "tiny", "letter"), clinic)
    result = handouts("make", "lung", "--layout", "tiny", "--clinic", clinic, "-o", tmp_path / "x.pdf")
    assert result.code == 3
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("cuts: [{section: signs, items: 3}]", "'signs' is never cut"),
        ("cuts: [{section: contacts, items: 0}]", "'contacts' is never cut"),
        ("cuts: [{section: sources, items: 0}]", "'sources' is never cut"),
        ("cuts: [{section: tips, items: 0}]", "there is no 'tips' in this layout's sections"),
        ("cuts: [{section: notes}]", "say how this section is cut"),
        ("cuts: [{section: notes, items: []}]", "say how this section is cut"),
        ("cuts: [{section: notes, items: 1}, {section: notes, items: 1}]", "leave fewer here"),
        ("cuts: [{section: notes, items: [2, 2]}]", "leave fewer here"),
        ("sections: [contacts, notes]\ncuts: [{section: notes, items: 0}]", "it says what was left out"),
        ("sections: [contacts, numbers, sources: brief]\ncuts: []", "numbers stand on a page of their own"),
        ("pages_at_most: null", "nothing is cut without a limit"),
        ("across: [to-know]", "begin 'sections' with the same names"),
    ],
)
def test_limits_that_cannot_work_are_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(HandoutsError) as caught:
        read_layout("tiny", clinic_with(tmp_path, text))
    assert words in str(caught.value)


def test_unknown_sections_elsewhere_are_told(tmp_path: Path) -> None:
    clinic = clinic_with(tmp_path, "elsewhere: [tpis]")
    with pytest.raises(ContentError, match=r"no section 'tpis'; did you mean tips"):
        prepare(asked("lung", "tiny", "letter"), clinic)


# --- what is said outside the sheet ---------------------------------------------------------------------


def test_the_command_says_what_is_left_out(handouts: Handouts, tmp_path: Path) -> None:
    result = handouts("make", "lung", "--layout", "one-page", "-o", tmp_path / "x.pdf")
    assert result.code == 0
    assert "2 pages" in result.out.decode()
    assert "parts (-v lists them)" in result.out.decode()
    told = handouts("make", "lung", "--layout", "one-page", "-v", "-o", tmp_path / "x.pdf").out.decode()
    assert "Left out for space: more questions, " in told
    assert (
        "Left out"
        not in handouts("make", "lung", "--layout", "everything", "-o", tmp_path / "y.pdf").out.decode()
    )


def test_questions_need_no_cancer(handouts: Handouts, tmp_path: Path) -> None:
    result = handouts("make", "--layout", "questions", "-o", tmp_path / "x.pdf")
    assert result.code == 0
    assert "Questions for my next visit" in result.out.decode()


def test_questions_alone_name_no_sources() -> None:
    def said(*cancers: str) -> str:
        whole = Composer(library(), Selection(cancers=cancers, layout="questions"), layout, None)
        return "\n".join(plain(text) for block in walk(whole.handout().body) for text in block.texts())

    layout, named = read_layout("questions"), library().labels.brief.sources
    assert named not in said()
    assert named in said("testis")


def test_one_box_to_tick_is_no_choice() -> None:
    labels = library().labels

    def said(cancer: str, layout: str) -> str:
        _, handout, _ = prepare(Selection(cancers=(cancer,), layout=layout), None)
        return "\n".join(plain(text) for block in walk(handout.body) for text in block.texts())

    assert len(library().cancers["testis"].tests) == 1
    assert labels.ask.tests_lead_one in said("testis", "questions")
    assert labels.text.tests_lead_one in said("testis", "everything")
    assert labels.ask.tests_lead in said("lung", "questions")
    assert labels.text.tests_lead in said("lung", "everything")
    only = replace(library().cancers["testis"], treatments=library().cancers["testis"].treatments[:1])
    here = replace(library(), cancers={"testis": only})
    only_one = Selection(cancers=("testis",), layout="questions")
    composer = Composer(here, only_one, read_layout("questions"), None)
    said_once = [plain(text) for block in walk(composer.handout().body) for text in block.texts()]
    assert labels.ask.treatments_lead_one in said_once
    assert labels.ask.treatments_lead not in said_once


# --- lines that grow --------------------------------------------------------------------------------------


def test_lines_take_the_room_that_is_left() -> None:
    fixed = RuledBox(lines=2, step=20, width=100, colour=(0, 0, 0))
    growing = RuledBox(lines=2, step=20, width=100, colour=(0, 0, 0), grows=True)
    kept, grown, last = filled_up((fixed, growing, fixed), 200)
    assert (kept, last) == (fixed, fixed)
    assert isinstance(grown, RuledBox)
    assert grown.lines == 2 + 3  # 200 less three boxes of 41 is 77, a quarter of a line stays empty
    assert filled_up((fixed,), 200) == (fixed,)
    assert filled_up((growing,), 10) == (growing,)


def test_lines_below_questions_stand_further_apart() -> None:
    ruled = RuledBox(lines=2, step=20, width=100, colour=(0, 0, 0), stretches=True)
    row = RowBox(cells=((0.0, Stack(boxes=(ruled,), width=100)),), width=100)
    (wider,) = filled_up((row,), 53)
    assert wider.height == pytest.approx(2 * 23.5 + 1, abs=0.1)  # 12 more, of which 5 stay empty
    assert filled_up((row,), 1000)[0].height == 2 * 28 + 1  # never so far that it looks like a gap
    assert filled_up((row,), 30) == (row,)


def test_layouts_without_a_limit_lose_nothing() -> None:
    for name in NEED_NO_MEETING:
        layout: Layout = read_layout(name)
        if layout.pages_at_most is None:
            assert prepare(asked("lung", name, "letter"), None)[1].omissions == ()


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("layout", ["one-page", "questions"])
@pytest.mark.parametrize("cancer", cancer_ids())
def test_an_item_is_not_begun_in_one_column_and_ended_in_the_next(
    cancer: str, layout: str, paper: str
) -> None:
    """Heads and names move everything: with all of them some list would be torn without the rule."""
    asked_for = asked(cancer, layout, paper)
    for clinic, fields in product((None, CLINIC), ((), (Field(name="name", lines=1),))):
        typesetter, handout, resolved = prepare(asked_for._replace(fields=fields), clinic)
        pages = typesetter.typesetting(handout, resolved).pages
        frames = [frame for page in pages for frame in page.frames if frame.boxes]
        pairs = [(above.boxes[-1].nth, below.boxes[0].nth) for above, below in pairwise(frames)]
        assert [pair for pair in pairs if pair[0] and pair[0] == pair[1]] == []


def test_the_list_of_questions_says_whom_to_call() -> None:
    asked = Selection(cancers=("kidney",), layout="questions")
    first = text_of(make(asked, None, CLINIC, None).data)[0]
    assert "555-010-0100" in first
    assert "911" in first


def test_one_page_names_the_treatments_of_several_cancers() -> None:
    asked = Selection(cancers=("kidney", "breast"), layout="one-page")
    first = " ".join(text_of(make(asked, None, None, None).data)[0].split())
    assert "Kidney cancer: Immunotherapy plus a targeted pill; two immunotherapy drugs" in first
    assert (
        "Breast cancer: Hormone therapy; CDK4/6 pills; HER2 drugs; pills for" in first
    )  # all in their own case
