"""Print jobs: copies look as they do alone, the file is right to the last byte, and can be taken up again."""

from __future__ import annotations

import io
import marshal
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import pikepdf
import pytest

from handouts.errors import RecipientError
from handouts.model.selection import Field, Recipient, Selection
from handouts.pdf import job as job_module
from handouts.pdf import late_text
from handouts.pdf.job import COPIES_IN_GROUP, JobEntry
from handouts.pdf.slots import FitError
from handouts.run.typesetting import prepare
from handouts.typeset.copies import Copies
from handouts.typeset.edition import Edition
from handouts.typeset.stamp import NeedsLinesError, stamp
from pdf.jobs import (
    FOREIGN,
    FORM,
    Adding,
    Writing,
    alone,
    copy,
    job,
    mixed,
    raw,
    seen,
    sheets_of,
    templates,
    told,
    unreached,
)

both = pytest.mark.parametrize("tagged", [False, True], ids=["untagged", "tagged"])
COUNTS = (1, 2, COPIES_IN_GROUP, COPIES_IN_GROUP + 1, 2 * COPIES_IN_GROUP, 2 * COPIES_IN_GROUP + 1)
TOO_LONG = "W" * 400


# --- pages -------------------------------------------------------------------------------------------


@both
def test_pages_are_those_of_the_copies_alone(tagged: bool) -> None:
    copies = mixed(30)
    pages = seen(job(copies, tagged))

    for sheet in sheets_of(copies):
        for at, page in enumerate(seen(alone(sheet))):
            assert next(pages) == page, (sheet.label, at)
    assert next(pages, None) is None


def test_the_mixture_has_what_it_should() -> None:
    """Narrowed text, several lines, the fallback face, a name left out of the furniture, several pages."""
    copies = mixed(30)
    contents = [alone(sheet) for sheet in sheets_of(copies)]

    assert any(b" Tz\n" in data for data in contents)
    assert any(len(set(re.findall(rb"1 0 0 1 150 ([\d.]+) Tm", data))) > 2 for data in contents)
    assert sum(b"/LateR" in data for data in contents) > 1
    assert {one.key for one in copies} == templates().keys()
    assert max(template.pages for template in templates().values()) == 3


PEOPLE = (
    Recipient(name="Ann Lee", date="November 24, 2026", note="Call us.", id="2-AAAA"),
    Recipient(name=FOREIGN, date="November 24, 2026", note="Łucja, Nguyễn", id="3-BBBB"),
    Recipient(
        name="Maria-Theodora von Whitefield-Montgomery zu Riverbend an der großen Aue und dem Tal",
        date="November 24, 2026",
        note="Bring your list of pills, and somebody who can write things down for you. " * 5,
        id="1000000-K7QM",
    ),
    Recipient(name="Bob Ray", date="December 1, 2026", note="Call us.", id="4-CCCC"),
)
LETTERS = "".join(sorted({letter for one in PEOPLE for value in one if value for letter in value}))


@cache
def edition(layout: str) -> Edition:
    fields = (Field("name", 3), Field("date"), Field("note", 9))
    wanted = Selection(("kidney",), layout=layout, fields=fields, short_id=True, whole_sheets=True)
    typesetter, handout, selection = prepare(wanted, None)
    return typesetter.edition(handout, selection)


def stack(tagged: bool) -> tuple[bytes, list[tuple[str, Recipient]]]:
    """A job of real handouts, and what it holds."""
    order = [(layout, person) for person in PEOPLE for layout in ("compact", "large")]
    out = io.BytesIO()
    copies = Copies(out, FORM, LETTERS, tagged=tagged)
    for layout, person in order:
        copies.adopt(layout, edition(layout))
        copies.add(layout, person, f"Row {person.id}")
    copies.finish()
    return out.getvalue(), order


@both
def test_pages_of_handouts_are_those_of_their_stamped_files(tagged: bool) -> None:
    data, order = stack(tagged)
    pages = seen(data, scale=0.3)

    for layout, person in order:
        for at, page in enumerate(seen(stamp(edition(layout), person), scale=0.3)):
            assert next(pages) == page, (layout, person.id, at)
    assert next(pages, None) is None


@both
def test_copies_hold_nothing_of_each_other(tagged: bool) -> None:
    copies = [copy(at) for at in range(COPIES_IN_GROUP + 6)]
    pages = seen(job(copies, tagged), scale=0.05)

    for one in copies:
        text = " ".join(next(pages).text for _ in range(templates()[one.key].pages))
        for value in one.values.values():
            assert set(value.split()) <= set(text.split()), one.label
        assert set(re.findall(r"\d+(?=x|-K7QM)", text)) == {
            found for value in one.values.values() for found in re.findall(r"\d+(?=x|-K7QM)", value)
        }


def test_no_content_is_empty() -> None:
    """Also where all that a copy says stands in streams that it shares."""
    pdf = told(
        job([copy(1, "named", name="Ann", note="The same")._replace(label=str(at)) for at in range(4)])
    )

    for page in pdf.pages:
        assert all(part.read_bytes().strip() for part in page.Contents)


def test_contents_are_rightly_nested() -> None:
    """Marked content of the templates is left in the pages of untagged jobs."""
    pairs = {"EMC": ("BDC", "BMC"), "ET": ("BT",), "Q": ("q",)}
    for page in told(job(mixed(8))).pages:
        parts = [pikepdf.parse_content_stream(part) for part in page.Contents]
        for instructions in parts:  # no part hangs on another one
            opened: list[str] = []
            for operator in (str(one.operator) for one in instructions):
                if operator in ("BDC", "BMC", "BT", "q"):
                    opened.append(operator)
                elif operator in pairs:
                    assert opened.pop() in pairs[operator]
            assert opened == []


# --- the file ----------------------------------------------------------------------------------------


@cache
def counted(count: int, tagged: bool) -> bytes:
    return job([copy(at, "bare" if at % 3 else "sample") for at in range(count)], tagged)


@both
@pytest.mark.parametrize("count", COUNTS)
def test_each_object_stands_in_the_file_once(count: int, tagged: bool) -> None:
    data = counted(count, tagged)

    assert told(data).trailer.Size == len(raw(data).rows)
    assert unreached(data) == set()
    assert len(raw(data).unused) == 2  # of a group that was never begun


@both
@pytest.mark.parametrize("count", COUNTS)
def test_pages_are_counted_in_groups(count: int, tagged: bool) -> None:
    pdf = told(counted(count, tagged))
    root = pdf.Root.Pages
    groups = list(root.Kids)

    assert len(groups) == -(-count // COPIES_IN_GROUP)
    assert root.Count == sum(int(group.Count) for group in groups) == len(pdf.pages)
    assert len(pdf.pages) == sum(1 if at % 3 else 2 for at in range(count))
    for group in groups:
        assert group.Parent == root
        assert group.Count == len(group.Kids)
        assert all(page.Parent == group for page in group.Kids)


@both
@pytest.mark.parametrize("count", COUNTS)
def test_bookmarks_lead_to_first_pages(count: int, tagged: bool) -> None:
    pdf = told(counted(count, tagged))
    starts, at = [], 0
    for one in range(count):
        starts.append(at)
        at += 1 if one % 3 else 2
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
    groups = list(_entries(pdf.Root.Outlines))

    assert pdf.Root.Outlines.Count == len(groups) == -(-count // COPIES_IN_GROUP)
    found = []
    for group in groups:
        copies = list(_entries(group))
        assert group.Count == -len(copies)  # closed
        titles = [str(copy.Title) for copy in copies]
        assert str(group.Title) == (f"{titles[0]} - {titles[-1]}" if len(titles) > 1 else titles[0])
        found += [(title, numbers[copy.Dest[0].objgen]) for title, copy in zip(titles, copies, strict=True)]
    assert found == [(f"Row {one}", start) for one, start in enumerate(starts)]


def _entries(parent: Any) -> Iterator[Any]:
    """Entries of an outline below one, as their links go."""
    entry, before = parent.First, None
    while True:
        assert entry.Parent == parent
        assert entry.get("/Prev") == before
        yield entry
        if "/Next" not in entry:
            break
        before, entry = entry, entry.Next
    assert entry == parent.Last


@pytest.mark.parametrize("sides", ["DuplexFlipLongEdge", "Simplex"])
def test_the_printer_is_told_how(sides: Any) -> None:
    out = io.BytesIO()
    writing = Writing(tagged=False, out=out)
    writing.job._form = FORM._replace(sides=sides)
    writing.add(copy(0))
    pdf = told(writing.finish())

    asked = pdf.Root.ViewerPreferences
    assert (asked.Duplex, asked.PrintScaling) == (f"/{sides}", "/None")
    assert pdf.Root.PageMode == "/UseOutlines"
    assert (str(pdf.Root.Lang), str(pdf.docinfo.Title)) == ("en-US", "A print job")


def test_an_untagged_job_says_that_it_is_untagged() -> None:
    pdf = told(counted(65, False))

    assert {"/MarkInfo", "/StructTreeRoot", "/Metadata"} & set(pdf.Root.keys()) == set()
    for page in pdf.pages:
        assert set(page.keys()) == {"/Type", "/MediaBox", "/Resources", "/Contents", "/Parent"}


def test_a_text_that_is_no_ascii_is_a_title() -> None:
    one = copy(0)._replace(label="Łucja (1)")
    pdf = told(job([one, copy(1)._replace(label="Z\\)\n%d %")]))
    outline = pdf.Root.Outlines

    assert str(outline.First.Title) == "Łucja (1) - Z\\)\n%d %"
    assert [str(entry.Title) for entry in _entries(outline.First)] == ["Łucja (1)", "Z\\)\n%d %"]


def test_the_identity_follows_from_the_seed() -> None:
    assert job([copy(0)]) == job([copy(0)])
    other = Writing(tagged=False)
    other.job._form = FORM._replace(seed=b"other")
    other.add(copy(0))

    assert told(other.finish()).trailer.ID[0] != told(job([copy(0)])).trailer.ID[0]


# --- what is shared ----------------------------------------------------------------------------------


def streams(data: bytes) -> int:
    """How many streams a file has besides its object streams."""
    file = raw(data)
    return len(file.bodies) - len(file.members) - 1


@both
def test_a_copy_adds_only_its_own_streams(tagged: bool) -> None:
    """The template has two different pages with slots, and repeats nothing."""
    few, many = (streams(job([copy(at, "sample") for at in range(count)], tagged)) for count in (3, 13))

    assert many - few == 10 * 2


def test_pages_that_say_the_same_share_their_stream() -> None:
    pdf = told(job([copy(at, "named") for at in range(3)]))
    second, third = ([part.objgen for part in pdf.pages[at].Contents] for at in (4, 5))

    assert second[0] != third[0]
    assert second[-1] == third[-1]


def test_what_templates_share_stands_once() -> None:
    """The cut font is the same in two of them."""
    fonts = {
        page.Resources.Font.R.DescendantFonts[0].FontDescriptor.FontFile2.objgen
        for page in told(job([copy(0, "sample"), copy(1, "named"), copy(2, "tricky")])).pages
    }

    assert len(fonts) == 1


def test_a_text_that_comes_again_is_written_once_more_and_then_referred_to() -> None:
    data = job([copy(at, "named", note="The same") for at in range(6)])
    code = templates()["named"].fonts[0].codes
    shown = "".join(code[letter] for letter in "The same").encode()
    pdf = told(data)
    holders = [one.objgen for one in pdf.objects if isinstance(one, pikepdf.Stream) and shown in _data(one)]
    lasts = [pdf.pages[3 * at].Contents for at in range(6)]

    assert len(holders) == 2
    assert [[part.objgen in holders for part in parts].count(True) for parts in lasts] == [1] * 6
    assert len({next(p.objgen for p in parts if p.objgen in holders) for parts in lasts[1:]}) == 1


def _data(one: pikepdf.Stream) -> bytes:
    return b"" if "/Length1" in one.stream_dict else one.read_bytes()


@both
def test_a_job_remembers_no_more_than_it_may(tagged: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(late_text, "_MOST_SEEN", 5)
    monkeypatch.setattr(late_text, "_MOST_SHARED", 5)
    copies = mixed(20)
    writing = Writing(tagged)
    for one in copies:
        writing.add(one)
        assert all(len(late._seen) < 5 + len(late._names) * 3 for late in writing.job._late.values())
        assert all(len(late._shared) < 5 + len(late._names) * 3 for late in writing.job._late.values())
    pages = seen(writing.finish(), scale=0.2)

    for sheet in sheets_of(copies):
        assert [next(pages) for _ in range(templates()[sheet.key].pages)] == list(
            seen(alone(sheet), scale=0.2)
        )


def test_two_sheets_of_one_template_in_one_breath() -> None:
    first = copy(1, "named", note="The same")
    one = first._replace(before=(JobEntry("named", first.values, "Before"),))
    pages = list(seen(job([one, one]), scale=0.2))

    assert pages == list(seen(alone(JobEntry(*first[:3])), scale=0.2)) * 4


# --- going on with a job -----------------------------------------------------------------------------


class Rest(NamedTuple):
    """A job at rest: how many copies it has, how long its file is, its rows, and its state."""

    done: int
    size: int
    rows: bytes
    state: bytes


def resting(copies: list[Adding], tagged: bool) -> tuple[bytes, list[Rest]]:
    """A job whose state is taken wherever it rests."""
    writing, found = Writing(tagged), []
    for at, one in enumerate(copies):
        writing.add(one)
        if writing.job.at_rest:
            state = marshal.dumps(writing.job.state())
            found.append(Rest(at + 1, writing.out.tell(), writing.rows.getvalue(), state))
    return writing.finish(), found


def taken_up(copies: list[Adding], tagged: bool, data: bytes, rest: Rest) -> bytes:
    """The file of a job that goes on from a rest."""
    out = io.BytesIO(data[: rest.size])
    out.seek(rest.size)
    writing = Writing(tagged, out, marshal.loads(rest.state), io.BytesIO(rest.rows))
    for one in copies[rest.done :]:
        writing.add(one)
        if writing.job.at_rest:
            writing.job.state()
    return writing.finish()


@both
@pytest.mark.parametrize("size", [1 + 1, 3, 5])
def test_a_job_that_goes_on_becomes_the_same_file(
    size: int, tagged: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The late font is needed by the sixth copy first, and the same is said before and after rests."""
    monkeypatch.setattr(job_module, "COPIES_IN_GROUP", size)
    copies = [*mixed(12), *(copy(at, "named", note="The same note") for at in range(12, 19))]
    data, rests = resting(copies, tagged)

    assert len(rests) > 2
    assert rests[0].done < 6 < rests[-1].done
    for rest in rests:
        assert taken_up(copies, tagged, data, rest) == data, rest.done


@both
def test_a_job_goes_on_after_whole_groups(tagged: bool) -> None:
    copies = [copy(at, "bare" if at % 9 else "named") for at in range(2 * COPIES_IN_GROUP + 3)]
    data, rests = resting(copies, tagged)

    assert [rest.done for rest in rests] == [COPIES_IN_GROUP, 2 * COPIES_IN_GROUP]
    assert [taken_up(copies, tagged, data, rest) for rest in rests] == [data, data]


@both
def test_a_state_stays_as_it_was(tagged: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job_module, "COPIES_IN_GROUP", 2)
    writing, copies = Writing(tagged), mixed(10)
    for one in copies[:2]:  # the other templates come later
        writing.add(one)
    assert writing.job.at_rest
    state = writing.job.state()
    before = marshal.loads(marshal.dumps(state))
    for one in copies[2:]:
        writing.add(one)
    writing.finish()

    assert state == before


def test_no_state_is_taken_in_a_group() -> None:
    writing = Writing(tagged=False)
    assert writing.job.at_rest
    writing.add(copy(0))

    assert not writing.job.at_rest
    with pytest.raises(ValueError, match="open"):
        writing.job.state()


# --- what is refused ---------------------------------------------------------------------------------

FIT = copy(1, "named", note=TOO_LONG)
REFUSED = {
    "does not fit": (FIT, FitError),
    "sheet before it": (copy(1, "named")._replace(before=(JobEntry(*FIT[:3]),)), FitError),
    "second sheet before it": (
        copy(0)._replace(before=(JobEntry("bare", {}, "First"), JobEntry(*FIT[:3]))),
        FitError,
    ),
    "letters": (copy(1, "named", note="日"), LookupError),
    "a value is missing": (Adding("named", {"name": "Refused"}, "Row"), ValueError),
}


@both
@pytest.mark.parametrize("one", REFUSED)
def test_nothing_of_a_refused_copy_is_in_the_file(one: str, tagged: bool) -> None:
    """Also where it comes again, and says in its other slots what was said before."""
    wrong, error = REFUSED[one]
    copies = [copy(at, "named", name="The same") for at in range(4)]
    wrong = wrong._replace(values={**wrong.values, **({"name": "The same"} if wrong.values else {})})
    writing = Writing(tagged)
    writing.adopt("bare", "sample", "named")
    right = Writing(tagged)
    right.adopt("bare", "sample", "named")
    for good in copies:
        for _ in range(3):
            size = writing.out.tell()
            with pytest.raises(error):
                writing.add(wrong)
            assert writing.out.tell() == size
        writing.add(good)
        right.add(good)

    assert writing.finish() == right.finish()


@both
def test_a_handout_that_is_refused_is_refused_in_sentences(tagged: bool) -> None:
    out = io.BytesIO()
    copies = Copies(out, FORM, LETTERS, tagged=tagged)
    copies.adopt("k", edition("compact"))
    ann = PEOPLE[0]
    size = out.tell()
    with pytest.raises(NeedsLinesError):
        copies.add("k", ann._replace(note="Bring your list of pills. " * 36), "Row 1")
    with pytest.raises(RecipientError, match="The note has letters that no font here can print") as refused:
        copies.add("k", ann._replace(note="Take 日 days"), "Row 1")
    assert "日" not in str(refused.value)
    with pytest.raises(RecipientError, match="The date is too long"):
        copies.add("k", ann._replace(date="Tuesday " * 60), "Row 1")
    assert out.tell() == size
    copies.add("k", ann, "Row 1")
    copies.finish()

    assert list(seen(out.getvalue(), 0.2)) == list(seen(stamp(edition("compact"), ann), 0.2))


# --- sheets around copies ----------------------------------------------------------------------------


@both
def test_the_first_sheet_comes_last_and_stands_first(tagged: bool) -> None:
    copies = [copy(at, "bare") for at in range(COPIES_IN_GROUP + 1)]
    writing = Writing(tagged)
    for one in copies:
        writing.add(one)
    writing.adopt("sample")
    writing.job.add_first("sample", copy(0).values, "Start")
    data = writing.finish()
    pdf = told(data)

    first = list(seen(data, 0.2))[:2]
    assert first == list(seen(alone(JobEntry(*copy(0, "sample")[:3])), 0.2))
    assert [str(one.Title) for one in _entries(pdf.Root.Outlines)] == ["Start", "Row 0 - Row 63", "Row 64"]
    assert pdf.Root.Outlines.First.First.Dest[0] == pdf.pages[0].obj
    assert len(pdf.pages) == 2 + len(copies)
    assert unreached(data) == set()


@both
@pytest.mark.parametrize("count", [0, COPIES_IN_GROUP])
def test_the_first_sheet_needs_no_open_group(count: int, tagged: bool) -> None:
    writing = Writing(tagged)
    for at in range(count):
        writing.add(copy(at, "bare"))
    writing.adopt("bare")
    writing.job.add_first("bare", {}, "Start")
    data = writing.finish()

    assert str(told(data).Root.Outlines.First.Title) == "Start"
    assert len(told(data).pages) == count + 1
    assert unreached(data) == set()


def test_sheets_before_a_copy_stand_before_it_and_have_bookmarks() -> None:
    one = copy(0, "sample")._replace(
        before=(JobEntry("bare", {}, "A"), JobEntry("named", copy(1).values, "B"))
    )
    pdf = told(job([one]))

    entries = list(_entries(pdf.Root.Outlines.First))
    assert [str(entry.Title) for entry in entries] == ["A", "B", "Row 0"]
    starts = [entry.Dest[0].objgen for entry in entries]
    assert starts == [pdf.pages[at].objgen for at in (0, 1, 4)]


@both
def test_a_group_may_be_full_between_a_sheet_and_its_copy(tagged: bool) -> None:
    copies = [copy(at, "bare") for at in range(COPIES_IN_GROUP - 1)]
    copies.append(copy(0, "sample")._replace(before=(JobEntry("bare", {}, "Between"),)))
    data = job(copies, tagged)

    pdf = told(data)
    assert [str(one.Title) for one in _entries(pdf.Root.Outlines)] == ["Row 0 - Between", "Row 0"]
    assert unreached(data) == set()
