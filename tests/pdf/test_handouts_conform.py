"""Handouts of every layout and paper: they conform, and say what their blocks say, once and in order."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

import msgspec
import page
import pikepdf
import pytest
from pdf_checks import CHECKS, findings, furniture_is_named, opened, reading

from handouts.checks.sample_sheets import MEETING
from handouts.compose import blocks
from handouts.compose.handout import Handout
from handouts.model.library import Wanted
from handouts.model.selection import FIELDS, Field, FieldName, PaperName, Recipient, Selection
from handouts.model.text import Span, plain
from handouts.reading.library import read_library
from handouts.run.make import make
from handouts.run.typesetting import prepare
from handouts.typeset.edition import Edition
from handouts.typeset.stamp import NeedsLinesError, stamp
from pdf.said import bound, heard, named_elsewhere, said, spaced, walk, without_notes
from pdf.validator import PROFILES, failures

WHOLE = ("everything", "large", "compact", "booklet")
BRIEF = ("one-page", "questions")  # what they say depends on how much room a letterhead and fields take
LAYOUTS = (*WHOLE, *BRIEF)
PAPERS: tuple[PaperName, ...] = ("letter", "a4")
CLINIC = Path(__file__).resolve().parents[2] / "examples" / "clinic"
HARD = ("lung", "melanoma")
NOTE = (
    "Bring your list of pills, vitamins and over-the-counter drugs, and somebody who can write things down "
    "for you. Call me by day or by night when the pain is worse than 4 of 10."
)
PERSON = Recipient(
    name="Nguyễn Thị Ánh",
    date="November 24, 2026",
    clinician="Dr. Łucja Żółć-Okafor",
    appointment="Tuesday, December 1, 10:30 a.m., Room 4",
    note=NOTE,
)


class Case(NamedTuple):
    """One file to look at."""

    layout: str
    paper: PaperName
    kind: str  # general, copy, clinic

    @property
    def recipient(self) -> Recipient | None:
        return None if self.kind == "general" else PERSON

    @property
    def clinic(self) -> Path | None:
        return CLINIC if self.kind == "clinic" else None

    @property
    def selection(self) -> Selection:
        return Selection(cancers=HARD, layout=self.layout, paper=self.paper, numbers=True)


CASES = [Case(*parts) for parts in product(LAYOUTS, PAPERS, ("general", "copy", "clinic"))]
IDS = ["-".join(case) for case in CASES]
every_case = pytest.mark.parametrize("case", CASES, ids=IDS)
every_layout = pytest.mark.parametrize("layout", LAYOUTS)
every_whole_layout = pytest.mark.parametrize("layout", WHOLE)


@cache
def file_of(case: Case) -> bytes:
    return make(case.selection, case.recipient, case.clinic, None).data


def handout_of(case: Case) -> Handout:
    lines: dict[FieldName, int] = dict.fromkeys(case.recipient.values() if case.recipient else (), 1)
    while True:
        fields = tuple(Field(name=name, lines=count) for name, count in lines.items())
        typesetter, handout, selection = prepare(case.selection._replace(fields=fields), case.clinic)
        try:
            stamp(typesetter.edition(handout, selection), case.recipient)
        except NeedsLinesError as error:
            lines[error.field.name] = error.field.lines
        else:
            return handout


@every_case
@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_conforms(case: Case, profile: page.ValidationProfile) -> None:
    assert failures(file_of(case), profile) == []


@every_case
def test_structure(case: Case) -> None:
    pdf = opened(file_of(case))
    checks = [check for check in CHECKS if check is not furniture_is_named or case.kind == "general"]

    assert [f"{check.__name__}: {finding}" for check in checks for finding in check(pdf)] == []


@every_layout
def test_running_heads_with_a_name_say_that_they_are_heads(layout: str) -> None:
    assert list(furniture_is_named(opened(file_of(Case(layout, "letter", "copy"))))) == []


@every_case
def test_says_what_its_blocks_say(case: Case) -> None:
    values = case.recipient.values() if case.recipient else {}

    found = heard(file_of(case))
    assert found == named_elsewhere(bound(handout_of(case), values, found, case.layout), found)


@every_whole_layout
def test_figures_tell_and_draw_the_count(layout: str) -> None:
    case = Case(layout, "letter", "general")
    arrays = [block for block in walk(handout_of(case).body) if isinstance(block, blocks.IconArray)]
    assert arrays

    drawn = [white // 2 for alt, white in _figures(file_of(case)) if alt in {a.alt for a in arrays}]

    assert drawn == [100 - array.count for array in arrays]
    for array in arrays:
        said = rf"{array.count} of 100 figures are filled[:.] [Aa]bout {array.count} of 100 "
        assert re.match(said, array.alt)


def _figures(data: bytes) -> list[tuple[str, int]]:
    """The words of each figure, and how often its drawing turns to white: twice for a figure left open."""
    pdf = opened(data)
    found = []
    for one in pdf.elements:
        if one.role == "Figure":
            (at, mcid), *_ = one.marks
            code = b"".join(part.read_bytes() for part in _parts(pdf.sheets[at].page))
            drawing = code.split(b"/Figure<</MCID %d>>BDC" % mcid)[1].split(b"EMC")[0]
            found.append((one.text, len(re.findall(rb"\b1 g\b", drawing))))
    return found


def _parts(sheet: pikepdf.Page) -> list[pikepdf.Stream]:
    held = sheet.Contents
    return list(held) if isinstance(held, pikepdf.Array) else [held]


# --- sheets about a meeting ---------------------------------------------------------------------------

MEETINGS = [
    Selection((), layout="poster", paper=paper, event=MEETING) for paper in ("letter", "a4", "tabloid", "a3")
] + [
    Selection(cancers, layout="group", paper=paper, event=MEETING)
    for paper in PAPERS
    for cancers in ((), HARD)
]
every_meeting = pytest.mark.parametrize(
    "meeting", MEETINGS, ids=lambda each: f"{each.layout}-{each.paper}-{len(each.cancers)}"
)


@every_meeting
@pytest.mark.parametrize("clinic", [None, CLINIC], ids=["general", "clinic"])
def test_sheets_about_a_meeting_conform_and_say_what_their_blocks_say(
    meeting: Selection, clinic: Path | None
) -> None:
    data = make(meeting, None, clinic, None).data
    assert [failures(data, profile) for profile in PROFILES] == [[] for _ in PROFILES]
    assert findings(opened(data)) == []
    assert reading(data) == said(prepare(meeting, clinic)[1], {})


# --- fields that a recipient lacks ------------------------------------------------------------------


@cache
def edition_with_slots(layout: str) -> tuple[Edition, Handout]:
    """An edition with a slot for every field."""
    lines: dict[FieldName, int] = {"clinician": 2, "appointment": 3, "note": 9}
    fields = tuple(Field(name=name, lines=lines.get(name, 1)) for name in FIELDS)
    typesetter, handout, selection = prepare(
        Selection(cancers=("kidney",), layout=layout, fields=fields), None
    )
    return typesetter.edition(handout, selection), handout


@every_layout
@pytest.mark.parametrize("missing", FIELDS)
def test_a_missing_field_leaves_nothing_behind(layout: str, missing: FieldName) -> None:
    edition, handout = edition_with_slots(layout)
    whole = stamp(edition, PERSON)
    partial = stamp(edition, PERSON._replace(**{missing: None}))

    labels = {field.name: spaced(plain(text)) for field, text in _slots(handout)}
    pairs = [("Lbl", labels[missing]), ("LBody", spaced(str(getattr(PERSON, missing))))]
    expected = reading(whole)
    at = expected.index(pairs[0])
    assert expected[at : at + 2] == pairs
    assert reading(partial) == expected[:at] + expected[at + 2 :]
    assert len(opened(whole).elements) - len(opened(partial).elements) == 3
    assert _painted(whole) - _painted(partial) >= {labels[missing]}
    for profile in PROFILES:
        assert failures(partial, profile) == []


def _slots(handout: Handout) -> tuple[tuple[Field, tuple[blocks.Text, ...]], ...]:
    return next(block.fields for block in handout.opening if isinstance(block, blocks.RecipientFields))


def _painted(data: bytes) -> set[str]:
    """Every text on the pages, hidden or not."""
    return {spaced(one.text) for sheet in opened(data).sheets for one in sheet.sequences}


@every_whole_layout
def test_a_copy_says_the_general_handout_and_its_fields(layout: str) -> None:
    edition, handout = edition_with_slots(layout)
    made = make(Selection(cancers=("kidney",), layout=layout), None, None, None)
    general, copy = (without_notes(handout, heard(data)) for data in (made.data, stamp(edition, PERSON)))

    labels = read_library(Wanted()).labels
    neutral = {  # what the cover of a folded sheet says instead, where it bears a name
        handout.title: labels.little.cover,
        labels.text.subtitle: labels.little.cover_words,
        labels.contacts.day: labels.little.team,
    }
    if layout == "booklet":
        cover = general.index(("H2", labels.sections.signs))  # the signs begin the first page inside
        general = [(role, neutral.get(text, text)) for role, text in general[:cover]] + general[cover:]
    assert copy[:2] + copy[2 + 2 * len(FIELDS) :] == general


def test_all_layouts_say_the_same() -> None:
    """Word for word, but for the heads of columns where there are none; roles follow from these.

    In which order the first sections stand is each layout's choice, and so what is used first.
    """
    heads = _heads_of_columns()
    cases = [Case(layout, "letter", "general") for layout in WHOLE]
    files = (without_notes(handout_of(case), heard(file_of(case))) for case in cases)
    clear, *others = (
        Counter(word for role, text in file if (role, text) not in heads for word in _words(text))
        for file in files
    )

    assert len(others) > 2
    assert all(other == clear for other in others)


def _words(text: str) -> list[str]:
    """The words of a text; pages that it points to, and the numbers and order of sources, are left open."""
    if text.endswith("page 000"):
        return []
    return re.findall(r"[^\s;:.()]+", re.sub(r"Source\s\d+", "Source", text))


def _heads_of_columns() -> set[tuple[str, str]]:
    tables = (block for block in handout_of(Case("everything", "letter", "general")).body)
    heads = (text for block in tables if isinstance(block, blocks.Table) for text in block.head)
    return {("TH", spaced(plain(text))) for text in heads}


# --- what readers are led by, and what a text may hold ----------------------------------------------


@every_layout
def test_bookmarks_are_the_headings(layout: str) -> None:
    data = file_of(Case(layout, "letter", "general"))
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        titles = [spaced(item.title) for item in _flat(outline.root)]

    assert titles == [text for role, text in reading(data) if role in ("H1", "H2", "H3")]


def _flat(items: list[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        yield item
        yield from _flat(item.children)


def _paragraph(*spans: Span) -> bytes:
    """A handout whose body is one paragraph."""
    typesetter, handout, selection = prepare(Selection(cancers=("kidney",), layout="everything"), None)
    short = msgspec.structs.replace(handout, body=(blocks.Paragraph(text=spans),))
    return stamp(typesetter.edition(short, selection), None)


def test_two_links_to_one_address_are_heard_where_they_stand() -> None:
    first, second = (Span(text=text, link="https://example.org/") for text in ("this page", "the page"))
    data = _paragraph(Span(text="Read "), first, Span(text=", then "), second, Span(text=" again."))

    assert reading(data)[-1] == ("P", "Read this page, then the page again.")
    assert [one.text for one in opened(data).elements if one.role == "Link"] == ["this page", "the page"]


def test_a_link_in_two_faces_is_one_area_a_line() -> None:
    name = (
        Span(text=text, link="https://example.org/", bold=bold) for text, bold in (("A ", True), ("b", False))
    )
    pdf = opened(_paragraph(*name))

    assert len(pdf.sheets[0].page.Annots) == 1


def test_a_field_that_fits_into_its_most_lines_is_not_refused() -> None:
    doctors = "Dr. Maria Okafor-Whitefield and Dr. Johannes van der Berg"
    clinician = f"{doctors}, with nurse practitioner Theodora Montgomery of the"
    slots = (Field(name="clinician", lines=2),)
    typesetter, handout, selection = prepare(
        Selection(cancers=("kidney",), fields=slots, layout="everything"), None
    )
    person = Recipient(clinician=clinician)
    assert ("LBody", clinician) in reading(stamp(typesetter.edition(handout, selection), person))

    made = make(Selection(cancers=("kidney",), layout="everything"), person, None, None)
    assert ("LBody", clinician) in reading(made.data)
