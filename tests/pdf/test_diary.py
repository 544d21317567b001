"""The diary, on paper and to be filled in: it conforms, and says what its blocks say."""

from __future__ import annotations

from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

import page
import pytest
from pdf_checks import CHECKS, furniture_is_named, opened, reading

from handouts.compose import blocks
from handouts.compose.handout import Handout
from handouts.model.selection import Field, PaperName, Recipient, Selection
from handouts.run.make import make
from handouts.run.typesetting import prepare
from handouts.typeset.ruled import RuledBox
from pdf.opening import Element
from pdf.said import said, walk
from pdf.test_handouts_conform import CLINIC, PERSON
from pdf.validator import PROFILES, failures

PAPERS: tuple[PaperName, ...] = ("letter", "a4")


class Case(NamedTuple):
    """One file to look at."""

    paper: PaperName
    kind: str  # general, copy, clinic
    fillable: bool

    @property
    def selection(self) -> Selection:
        return Selection(cancers=(), layout="diary", paper=self.paper, fillable=self.fillable)

    @property
    def recipient(self) -> Recipient | None:
        return (
            None if self.kind == "general" else PERSON._replace(clinician=None, appointment=None, note=None)
        )


CASES = [Case(*parts) for parts in product(PAPERS, ("general", "copy", "clinic"), (False, True))]
every_case = pytest.mark.parametrize("case", CASES, ids=str)


@cache
def file_of(case: Case) -> bytes:
    return make(case.selection, case.recipient, CLINIC if case.kind == "clinic" else None, None).data


def handout_of(case: Case) -> Handout:
    fields = tuple(Field(name=name) for name in (case.recipient.values() if case.recipient else ()))
    clinic = CLINIC if case.kind == "clinic" else None
    return prepare(case.selection._replace(fields=fields), clinic)[1]


@every_case
@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_conforms(case: Case, profile: page.ValidationProfile) -> None:
    assert failures(file_of(case), profile) == []


@every_case
def test_structure(case: Case) -> None:
    pdf = opened(file_of(case))
    checks = [check for check in CHECKS if check is not furniture_is_named or case.kind == "general"]

    assert [f"{check.__name__}: {finding}" for check in checks for finding in check(pdf)] == []


@every_case
def test_says_what_its_blocks_say(case: Case) -> None:
    """Where it is filled in, fields stand in the places of lines to write on."""
    values = case.recipient.values() if case.recipient else {}
    handout = handout_of(case)
    lines = {block.label for block in walk(handout.body) if isinstance(block, blocks.WriteIn)}
    lines |= {block.write_in for block in walk(handout.body) if isinstance(block, blocks.Contacts)}
    heard = [pair for pair in reading(file_of(case)) if pair[0] != "Form"]

    assert heard == [pair for pair in said(handout, values) if not case.fillable or pair[1] not in lines]


@every_case
def test_each_empty_cell_is_a_field_where_it_is_filled_in(case: Case) -> None:
    grids = [block for block in walk(handout_of(case).body) if isinstance(block, blocks.Grid)]
    empty = [
        f"{row.said}: {column.said}"
        for grid in grids
        for row in grid.rows
        for at, column in enumerate(grid.columns)
        if at or not row.head
    ]
    assert len(empty) > 14 * 6

    cells = [one for one in opened(file_of(case)).elements if one.role == "TD"]

    assert [_asked(cell) for cell in cells] == (
        [[words] for words in empty] if case.fillable else [[]] * len(empty)
    )


def _asked(cell: Element) -> list[str]:
    return [kid.text for kid in cell.kids]


@pytest.mark.parametrize("paper", PAPERS)
def test_four_pages_and_a_week_on_each_of_two(paper: PaperName) -> None:
    for kind in ("general", "copy", "clinic"):
        case = Case(paper, kind, fillable=False)
        tables = [one for one in opened(file_of(case)).elements if one.role == "Table"]
        pages = [
            sorted({at for row in table.kids for cell in row.kids for at, _ in cell.marks})
            for table in tables
        ]
        assert pages == [[1], [2], [3], [3]]


LARGE = """
id: diary-large
base: diary
name: Large diary
purpose: The diary in 18 point type
type:
  title: { size: 28 }
  subtitle: { size: 18, leading: 24 }
  section: { size: 22, leading: 28 }
  topic: { size: 18, leading: 24 }
  point: { size: 18, leading: 24 }
  body: { size: 18, leading: 24 }
  table: { size: 18, leading: 22 }
  callout: { size: 18, leading: 24 }
  label: { size: 18, leading: 23 }
  value: { size: 18, leading: 24 }
  small: { size: 18, leading: 23 }
  furniture: { size: 18, leading: 22 }
floor: 18
write_in: 22
"""


@pytest.mark.parametrize("paper", PAPERS)
def test_a_clinic_can_have_it_in_large_print(paper: PaperName, tmp_path: Path) -> None:
    """A file of differences is enough: no word is torn, and a week stays on its page."""
    (tmp_path / "layouts").mkdir()
    (tmp_path / "clinic.yaml").write_text(
        "name: Tiny Clinic\naddress: [1 Road]\nphone: {day: 555-0101, night: 555-0102}\n", "utf-8"
    )
    (tmp_path / "layouts" / "diary-large.yaml").write_text(LARGE, "utf-8")
    selection = Selection(cancers=(), layout="diary-large", paper=paper)
    typesetter, handout, resolved = prepare(selection, tmp_path)
    found = typesetter.typesetting(handout, resolved)
    pieces = [
        piece for page in found.pages for f in page.frames for box in f.boxes for piece in box.fragments()
    ]
    assert min(piece.look.size for piece in pieces) == 18
    words = {word for piece in pieces for word in piece.text.split()}
    assert {"Medicines", "helped", "Tired", "Mood"} <= words
    tables = [
        one for one in opened(make(selection, None, tmp_path, None).data).elements if one.role == "Table"
    ]
    weeks = [{at for row in table.kids for cell in row.kids for at, _ in cell.marks} for table in tables[:2]]
    assert [len(pages) for pages in weeks] == [1, 1]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("clinic", [None, CLINIC], ids=["general", "clinic"])
def test_whoever_it_is_for_it_has_four_pages(paper: PaperName, clinic: Path | None) -> None:
    """Lines for questions take what room the first page has left."""
    for fields in ((), (Field(name="name"),), (Field(name="name", lines=2), Field(name="date"))):
        typesetter, handout, selection = prepare(
            Selection(cancers=(), layout="diary", paper=paper, fields=fields), clinic
        )
        pages = typesetter.typesetting(handout, selection).pages
        assert len(pages) == 4
        lines = [box for frame in pages[0].frames for box in frame.boxes if isinstance(box, RuledBox)]
        assert [box.lines >= 2 for box in lines] == [True]


@pytest.mark.parametrize("paper", PAPERS)
def test_few_sizes_of_type_on_a_page(paper: PaperName) -> None:
    typesetter, handout, selection = prepare(Case(paper, "clinic", fillable=False).selection, CLINIC)
    for filled in typesetter.typesetting(handout, selection).pages:
        boxes = [box for frame in filled.frames for box in frame.boxes]
        assert len({fragment.look.size for box in boxes for fragment in box.fragments()} | {12.0}) <= 4
