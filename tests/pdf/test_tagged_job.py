"""Tagged print jobs: one document of many parts, which conforms and says what its copies say alone."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import page
import pikepdf
import pytest
from pdf_checks import CHECKS, file_says_what_it_is, headings_nest, opened, reading, tree_and_pages_agree
from pikepdf import Array, Dictionary

from handouts.errors import OutputError
from handouts.pdf import tagged_job
from handouts.pdf.job import COPIES_IN_GROUP, JobEntry
from handouts.pdf.object_writer import MOST_OBJECTS, FullError
from handouts.typeset.copies import Copies
from handouts.typeset.stamp import stamp
from pdf.drafts import FALLBACK, Draft
from pdf.jobs import (
    FORM,
    TRICKY,
    Adding,
    Writing,
    alone,
    copy,
    job,
    members,
    mixed,
    raw,
    sheets_of,
    templates,
    told,
)
from pdf.opening import INLINE, Element, Opened
from pdf.test_job import LETTERS, PEOPLE, edition
from pdf.validator import PROFILES, failures

COPIES = mixed(COPIES_IN_GROUP + 8)


@cache
def data() -> bytes:
    """More than one group of all templates."""
    return job(COPIES, tagged=True)


@cache
def handouts() -> bytes:
    """A job of real handouts."""
    out = io.BytesIO()
    copies = Copies(out, FORM, LETTERS, tagged=True)
    for layout in ("compact", "everything"):
        copies.adopt(layout, edition(layout))
    for person, layout in zip(PEOPLE, ("compact", "everything", "everything", "compact"), strict=True):
        copies.add(layout, person, f"Row {person.id}")
    copies.finish()
    return out.getvalue()


JOBS = {"drafts": data, "handouts": handouts}
every_job = pytest.mark.parametrize("which", JOBS)


@cache
def looked_at(which: str) -> Opened:
    """A job, with its trees of numbers and names made flat for the checks."""
    pdf = opened(JOBS[which]())
    root = pdf.pdf.Root.StructTreeRoot
    root.ParentTree = Dictionary(
        Nums=Array([one for pair in _leaves(root.ParentTree, "/Nums") for one in pair])
    )
    return pdf


def parts(pdf: Opened) -> list[list[Element]]:
    """The elements of each part, without the part itself."""
    found: list[list[Element]] = []
    for one in pdf.elements:
        if one.role == "Part":
            found.append([])
        elif one.role != "Document":
            found[-1].append(one)
    return found


def _leaves(node: Any, key: str) -> Iterator[tuple[Any, Any]]:
    """The pairs of a tree; asserts that its limits are right and that it is sorted."""
    last = None
    for leaf in node.Kids:
        before: Any = None
        for pair in _leaves(leaf, key) if "/Kids" in leaf else _pairs(leaf[key]):
            if before is None:
                assert _key(leaf.Limits[0]) == _key(pair[0])
            before = pair[0]
            assert last is None or _key(last) < _key(before)
            last = before
            yield pair
        assert _key(leaf.Limits[1]) == _key(before)


def _pairs(held: Any) -> Iterator[tuple[Any, Any]]:
    entries = list(held)
    yield from zip(entries[::2], entries[1::2], strict=True)


def _key(one: Any) -> Any:
    return bytes(one) if isinstance(one, pikepdf.String) else int(one)


# --- it conforms -------------------------------------------------------------------------------------


@every_job
@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_conforms(which: str, profile: page.ValidationProfile) -> None:
    assert failures(JOBS[which](), profile) == []


@every_job
def test_structure(which: str) -> None:
    pdf = looked_at(which)
    inside = pdf._replace(elements=[one for part in parts(pdf) for one in part])
    checks = [check for check in CHECKS if check not in (headings_nest, tree_and_pages_agree)]

    assert [f"{check.__name__}: {finding}" for check in checks for finding in check(inside)] == []
    assert list(tree_and_pages_agree(pdf)) == []
    assert [finding for part in parts(pdf) for finding in headings_nest(pdf._replace(elements=part))] == []


@every_job
def test_each_object_stands_in_the_file_once(which: str) -> None:
    raw(JOBS[which]())
    assert len(told(JOBS[which]()).pages) == len(looked_at(which).sheets)


def test_the_document_says_what_it_is() -> None:
    pdf = looked_at("drafts")

    assert list(file_says_what_it_is(pdf)) == []
    root = pdf.pdf.Root
    assert root.StructTreeRoot.K.S == "/Document"
    assert "/OutputIntents" in root
    assert all(sheet.page.Tabs == "/S" for sheet in pdf.sheets)


# --- it says what its copies say -------------------------------------------------------------------


@cache
def alone_says(key: str, values: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return reading(alone(JobEntry(key, dict(values), "")))


def says(part: list[Element]) -> list[tuple[str, str]]:
    return [(one.role, one.text) for one in part if one.text and one.role not in INLINE]


def test_each_copy_is_a_part_in_order() -> None:
    found = [says(part) for part in parts(looked_at("drafts"))]

    assert found == [alone_says(key, tuple(values.items())) for key, values, _ in sheets_of(COPIES)]
    document = looked_at("drafts").elements[0]
    assert {kid.role for kid in document.kids} == {"Part"}


def test_each_handout_is_a_part() -> None:
    found = [says(part) for part in parts(looked_at("handouts"))]
    layouts = ("compact", "everything", "everything", "compact")

    assert found == [
        reading(stamp(edition(layout), person)) for person, layout in zip(PEOPLE, layouts, strict=True)
    ]


def test_a_part_keeps_to_its_pages() -> None:
    at = 0
    for part, sheet in zip(parts(looked_at("drafts")), sheets_of(COPIES), strict=True):
        count = templates()[sheet.key].pages
        assert {mark[0] for one in part for mark in one.marks} == set(range(at, at + count))
        at += count


def test_the_tree_of_a_part_is_that_of_the_copy() -> None:
    """Roles, depths, attributes and words, element by element."""
    for part, sheet in list(zip(parts(looked_at("drafts")), sheets_of(COPIES), strict=True))[:12]:
        single = opened(alone(sheet))
        assert [_shape(one, 1) for one in part] == [_shape(one, 0) for one in single.elements[1:]]


def _shape(one: Element, less: int) -> tuple[Any, ...]:
    held = {key: str(one.object.get(key, "")) for key in ("/Alt", "/ActualText", "/Lang")}
    attributes = one.object.A.unparse() if "/A" in one.object else b""
    return one.role, one.depth - less, one.text, held, attributes, len(one.marks), len(one.targets)


def test_the_first_sheet_is_heard_first() -> None:
    writing = Writing(tagged=True)
    for at in range(3):
        writing.add(copy(at, "sample"))
    writing.adopt("named")
    writing.job.add_first("named", copy(9).values, "Start")
    file = writing.finish()

    titles = [part[0].text for part in parts(opened(file))]
    assert titles == ["For somebody", "A title", "A title", "A title"]
    pdf = told(file)
    names = [bytes(name) for name, _ in _leaves(pdf.Root.StructTreeRoot.IDTree, "/Names")]
    assert names == sorted(names)
    assert [failures(file, profile) for profile in PROFILES] == [[], []]


def test_texts_that_look_like_notation_are_kept() -> None:
    part = parts(opened(job([copy(at, "tricky") for at in range(2)], tagged=True)))[1]

    assert [one.text for one in part if one.role == "Figure"] == [TRICKY, "Ł 12 0 R %d of three dots"]
    assert part[0].text == TRICKY
    assert [one.text for one in part if one.role == "Link"] == ["100 % (12 0 R)"]
    assert ("P", "head-2") in says(part)


def test_links_lead_where_they_led() -> None:
    pdf = opened(job([copy(at, "tricky") for at in range(2)], tagged=True))
    areas = [sheet.page.Annots[0] for sheet in pdf.sheets]

    assert [str(area.A.URI) for area in areas] == ["https://example.org/a%20b?c=(12%200%20R)"] * 2
    assert [str(area.Contents) for area in areas] == ["100 % (12 0 R)"] * 2
    assert areas[0].StructParent != areas[1].StructParent


def test_a_part_has_the_language_of_its_handout() -> None:
    """The job has that of the staff."""
    draft = Draft()
    draft.document.identity = draft.document.identity._replace(language="es-US")
    draft.say("H1", "Hola")
    writing = Writing(tagged=True)
    writing.job.adopt("other", draft.finish(), FALLBACK)
    writing.job.add("other", {}, "Row 1")
    writing.add(copy(0, "bare"))
    pdf = opened(writing.finish())

    assert str(pdf.pdf.Root.Lang) == "en-US"
    assert [str(one.object.Lang) for one in pdf.elements if one.role == "Part"] == ["es-US", "en-US"]


# --- the trees beside it ---------------------------------------------------------------------------


@every_job
def test_keys_of_the_parent_tree_are_given_out_once(which: str) -> None:
    pdf = told(JOBS[which]())
    root = pdf.Root.StructTreeRoot
    keys = [int(key) for key, _ in _leaves(root.ParentTree, "/Nums")]
    pages = [int(sheet.StructParents) for sheet in pdf.pages]
    areas = [int(area.StructParent) for sheet in pdf.pages for area in sheet.get("/Annots", [])]

    assert keys == list(range(root.ParentTreeNextKey))
    assert sorted(pages + areas) == keys
    assert pages == sorted(pages)


@every_job
def test_all_heads_are_in_the_tree_of_names(which: str) -> None:
    pdf = opened(JOBS[which]())
    heads = {bytes(one.object.ID): one.object for one in pdf.elements if one.role == "TH"}
    named = {bytes(name): head for name, head in _leaves(pdf.pdf.Root.StructTreeRoot.IDTree, "/Names")}

    assert len(heads) == sum(one.role == "TH" for one in pdf.elements) > 0
    assert named.keys() == heads.keys()
    assert all(named[name] == head for name, head in heads.items())
    assert {bytes(one.object.ID) for one in pdf.elements if "/ID" in one.object} == heads.keys()


def test_a_job_without_heads_has_no_tree_of_names() -> None:
    file = job([copy(at, "bare") for at in range(3)], tagged=True)

    assert "/IDTree" not in told(file).Root.StructTreeRoot
    assert [failures(file, profile) for profile in PROFILES] == [[], []]


def test_a_table_may_name_the_heads_of_its_cells() -> None:
    draft = Draft()
    draft.say("H1", "Title")
    table = draft.root.add("Table")
    head, line = table.add("TR"), table.add("TR")
    for text in ("A", "B"):
        column = draft.say("TH", text, parent=head, attributes="/O/Table/Scope/Column")
    row = draft.say("TH", "C", parent=line, attributes="/O/Table/Scope/Row")
    draft.say("TD", "D", parent=line, attributes="/O/Table").heads = (column, row)
    writing = Writing(tagged=True)
    writing.job.adopt("table", draft.finish(), FALLBACK)
    for at in range(2):
        writing.job.add("table", {}, str(at))
    pdf = opened(writing.finish())

    for part in parts(pdf):
        texts = {bytes(one.object.ID): one.text for one in part if one.role == "TH"}
        (cell,) = [one for one in part if one.role == "TD"]
        assert [texts[bytes(name)] for name in cell.attribute("/Headers")] == ["B", "C"]


# --- how much goes into a file ------------------------------------------------------------------------


def test_numbers_keep_to_their_fields() -> None:
    """As far as a file may go."""
    few, many = Writing(tagged=True), Writing(tagged=True)
    for writing in (few, many):
        writing.adopt("tricky")
    many.job._file.new(MOST_OBJECTS - 5000)
    for writing in (few, many):
        writing.add(copy(0, "tricky"))
    near, far = (_block(writing.out.getvalue()) for writing in (few, many))

    assert min(number for number, _ in far) > MOST_OBJECTS - 5000
    assert [len(body) for _, body in near] == [len(body) for _, body in far]
    bare, other = ([re.sub(rb" *\d+ 0 R", b" R", body) for _, body in block] for block in (near, far))
    assert bare == other


def _block(data: bytes) -> list[tuple[int, bytes]]:
    """The objects of the one copy in a job; asserts that they stand where their index says."""
    found = [members(one) for one in re.findall(rb"<</Type/ObjStm.*?\r\nendstream", data, re.DOTALL)]
    (block,) = [held for held in found if any(b"/S/Part" in body for _, body in held)]
    return block


def test_a_job_that_would_be_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """With all that stands at the end it keeps to what PDF/A allows."""
    monkeypatch.setattr(tagged_job, "MOST_OBJECTS", 3000)
    writing = Writing(tagged=True)
    one = copy(1, "named")._replace(before=(JobEntry("bare", {}, "Between"),))
    count = _added(writing, one)
    size = writing.out.tell()
    with pytest.raises(FullError):
        writing.add(one)
    assert writing.out.tell() == size
    file = writing.finish()

    assert count > 20
    assert len(raw(file).rows) <= 3000
    assert [failures(file, profile) for profile in PROFILES] == [[], []]
    assert len(parts(opened(file))) == 2 * count


def test_who_has_too_long_a_list_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagged_job, "MOST_OBJECTS", 10)
    copies = Copies(io.BytesIO(), FORM, LETTERS, tagged=True)
    copies.adopt("compact", edition("compact"))
    with pytest.raises(OutputError, match="several lists"):
        copies.add("compact", PEOPLE[0], "Row 1")
    with pytest.raises(OutputError, match="several lists"):
        copies.add_first("compact", PEOPLE[0], "Start")


def _added(writing: Writing, one: Adding) -> int:
    """How often it goes into the job."""
    for count in range(1000):
        try:
            writing.add(one)
        except FullError:
            return count
    raise AssertionError("it is never full")


def test_an_untagged_job_may_be_larger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagged_job, "MOST_OBJECTS", 10)

    assert len(told(job([Adding("bare", {}, "Row 1")])).pages) == 1


def test_a_copy_needs_no_more_objects_than_are_counted() -> None:
    writing = Writing(tagged=True)
    writing.adopt("sample", "named", "tricky", "bare")
    for key in templates():
        block, late = writing.job._blocks[key], writing.job._late[key]  # type: ignore[attr-defined]
        counted = block.objects + late.streams + tagged_job._OTHERS
        for _ in range(COPIES_IN_GROUP):
            before = writing.job._file.count
            writing.job.add(*copy(0, key))
            closing = writing.job.at_rest
            assert writing.job._file.count - before <= counted + 5 * closing - (not closing)
