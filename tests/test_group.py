"""Sheets about a meeting: the poster, the pack for a group's leader, and what can be asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from commands import Result, text_of, words_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.checks.sample_sheets import MEETING
from handouts.errors import UsageError
from handouts.model.selection import Event, PaperName, Selection
from handouts.reading.layout import read_layout
from handouts.run.events import cleaned_event
from handouts.run.make import make
from handouts.run.typesetting import prepare
from handouts.typeset.boxes import Box, DrawingBox, TextBox
from handouts.typeset.renderers.codes import LEAST, modules_of
from handouts.typeset.stamp import stamp
from handouts.typeset.strips import SAFE
from handouts.typeset.typesetter import Typesetting

Handouts = Callable[..., Result]

CLINIC = Path(__file__).resolve().parents[1] / "examples" / "clinic"
POSTER_PAPERS: tuple[PaperName, ...] = ("letter", "a4", "tabloid", "a3")
OPTIONS = {
    "--event": "Living with stage 4 breast cancer",
    "--when": "Tuesday, December 1, 6:30 to 8 p.m.",
    "--where": "Mill Street Library, Room 2",
    "--contact": "Maria, 555-010-0142",
}
EVENT = Event(*OPTIONS.values())
LINK = "https://example.org/groups/tuesday"
ASKED = tuple(part for pair in OPTIONS.items() for part in pair)


def typesetting(
    event: Event | None, layout: str = "poster", paper: PaperName = "letter", clinic: Path | None = None
) -> Typesetting:
    typesetter, handout, resolved = prepare(Selection((), layout=layout, paper=paper, event=event), clinic)
    return typesetter.typesetting(handout, resolved)


def boxes(level: Box) -> list[Box]:
    """A box and all that are in it."""
    return [level, *(each for box in level.children() for each in boxes(box))]


def sizes(found: Typesetting, role: str) -> set[float]:
    """The type sizes of an element's texts."""
    every = [
        each for page in found.pages for frame in page.frames for box in frame.boxes for each in boxes(box)
    ]
    texts = [each for each in every if isinstance(each, TextBox) and each.node and each.node.role == role]
    return {piece.look.size for text in texts for piece in text.fragments()}


# --- the poster -------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", POSTER_PAPERS)
@pytest.mark.parametrize("event", [EVENT, EVENT._replace(url=LINK), MEETING], ids=["short", "link", "long"])
@pytest.mark.parametrize("clinic", [None, CLINIC], ids=["general", "clinic"])
def test_a_poster_is_one_page_that_is_read_from_afar(
    paper: PaperName, event: Event, clinic: Path | None
) -> None:
    found = typesetting(event, paper=paper, clinic=clinic)

    assert len(found.pages) == 1
    assert min(sizes(found, "H1")) >= 48 * min(found.paper.width / 612, found.paper.height / 792, 1)
    assert min(sizes(found, "LBody")) >= 24
    if paper in ("tabloid", "a3"):
        assert min(sizes(found, "H1")) > min(sizes(typesetting(event, clinic=clinic), "H1"))


def test_few_words_are_set_larger() -> None:
    few = Event("Tea and talk", "Mondays, 4 p.m.", "Room 2", "Maria, 555-010-0142")
    assert min(sizes(typesetting(few), "H1")) > min(sizes(typesetting(MEETING), "H1"))


@pytest.mark.parametrize("paper", POSTER_PAPERS)
def test_nothing_is_written_where_printers_do_not_print(paper: PaperName) -> None:
    made = make(Selection((), layout="poster", paper=paper, event=MEETING), None, CLINIC, None)
    page = pypdfium2.PdfDocument(made.data)[0]
    width, height = page.get_size()
    text = page.get_textpage()
    for at in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(at)
        if right > left:
            assert min(left, bottom, width - right, height - top) >= SAFE - 0.5


@pytest.mark.parametrize(("paper", "least"), [("letter", 8), ("a4", 8), ("tabloid", 8), ("a3", 8)])
def test_strips_say_what_when_and_whom_to_ask(paper: PaperName, least: int) -> None:
    data = make(Selection((), layout="poster", paper=paper, event=EVENT), None, None, None).data
    words = re.sub(r"\s+", " ", " ".join(text_of(data)))
    assert words.count("555-010-0142") in range(least + 1, 12)  # once above
    assert words.count("Library") == 1


@pytest.mark.parametrize("paper", POSTER_PAPERS)
@pytest.mark.parametrize("event", [None, Event("Tea and talk"), EVENT._replace(contact=None)])
def test_what_is_not_known_yet_has_a_line_to_write_it_on(paper: PaperName, event: Event | None) -> None:
    """Above for each detail, and on each strip."""
    selection = Selection((), layout="poster", paper=paper, event=event)
    typesetter, handout, resolved = prepare(selection, None)
    page = pypdfium2.PdfDocument(stamp(typesetter.edition(handout, resolved), None))[0]
    missing = [name for name in ("when", "where", "contact") if not event or not getattr(event, name)]
    found = typesetter.typesetting(handout, resolved)
    figures = [
        each
        for frame in found.pages[0].frames
        for box in frame.boxes
        for each in boxes(box)
        if isinstance(each, DrawingBox) and each.node and each.node.role == "Figure"
    ]
    assert len(figures) == len(missing)
    assert all(figure.size[0] > page.get_width() / 2 for figure in figures)
    on_strips = sum(detail.text is None for detail in handout.strip)
    assert on_strips == len([name for name in missing if name != "where"])
    words = page.get_textpage().get_text_bounded()
    assert (event.what if event else "Support group") in " ".join(words.split())


@pytest.mark.parametrize("paper", POSTER_PAPERS)
def test_a_poster_has_a_code_that_is_scanned_from_a_step_away(paper: PaperName) -> None:
    found = typesetting(EVENT._replace(url=LINK), paper=paper)
    every = (each for frame in found.pages[0].frames for box in frame.boxes for each in boxes(box))
    (code,) = (each for each in every if isinstance(each, DrawingBox) and each.node)
    modules = len(modules_of(LINK))
    drawn = code.size[0] * modules / (modules + 8)
    assert drawn >= LEAST * (1.5 if paper in ("tabloid", "a3") else 1.1)


def test_a_clinic_may_insist_on_a_meeting(tmp_path: Path) -> None:
    clinic = "name: Invented Clinic\nphone: { day: 555-010-0100, night: 555-010-0199 }\n"
    (tmp_path / "clinic.yaml").write_text(clinic, encoding="utf-8")
    (tmp_path / "layouts").mkdir()
    own = "id: notice\nbase: poster\nname: Notice\npurpose: For the door\nevent: needed\n"
    (tmp_path / "layouts" / "notice.yaml").write_text(own, encoding="utf-8")
    for event, said in (
        (None, "--event, --when, --where and --contact"),
        (EVENT._replace(contact=None), "--contact"),
    ):
        with pytest.raises(UsageError, match=f"needs {said} as well"):
            make(Selection((), layout="notice", event=event), None, tmp_path, None)


def test_words_that_no_poster_holds() -> None:
    with pytest.raises(UsageError, match="too many for one page of the layout poster"):
        typesetting(EVENT._replace(where="a very long way to go " * 40))


def test_words_that_no_strip_holds() -> None:
    selection = Selection((), layout="poster", paper="a3", event=EVENT._replace(contact="Maria " * 60))
    with pytest.raises(UsageError, match=r"too long for the strips|too many for one page"):
        make(selection, None, None, None)


def test_a_poster_is_never_overdue(handouts: Handouts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDOUTS_TODAY", "2040-01-01")
    assert handouts("make", "--layout", "poster", *ASKED, "-o", "-").code == 0
    assert handouts("make", "--layout", "group", *ASKED, "-o", "-").code == 3


@pytest.mark.parametrize("address", [LINK, "https://example.org/" + "a" * 150])
def test_codes_are_large_enough_and_have_the_finder_patterns(address: str) -> None:
    modules = modules_of(address)
    finder = [row[:7] for row in modules[:7]]
    assert all(finder[0])
    assert finder[1] == (True, False, False, False, False, False, True)
    assert len({len(row) for row in modules} | {len(modules)}) == 1
    assert LEAST >= 56.6


# --- the pack for a group -----------------------------------------------------------------------------


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("clinic", [None, CLINIC], ids=["general", "clinic"])
@pytest.mark.parametrize("cancers", [(), ("breast",), ("lung", "prostate")], ids=["none", "one", "two"])
def test_a_pack(paper: PaperName, clinic: Path | None, cancers: tuple[str, ...]) -> None:
    made = make(Selection(cancers, layout="group", paper=paper, event=EVENT), None, clinic, None)
    pages = text_of(made.data)
    signing = [at for at, page in enumerate(pages) if "First names only" in page]
    assert signing == [2]  # the front of the second sheet
    assert "left empty on purpose" in pages[3]
    title = "Stage 4" if cancers else "For you and your family"
    assert [at for at, page in enumerate(pages) if page.startswith(title)] == [4]
    assert "To take home" in pages[4]
    assert "Who" in pages[4]
    assert all(("session: " in page) == bool(cancers) for page in (*pages[1:4], *pages[5:]))
    assert "Page 4 of 4" in pages[3]
    assert f"Page 1 of {len(pages) - 4}" in pages[4]  # who is given these does not look for others
    assert "last name" not in " ".join(pages).lower()
    assert all(value in " ".join(pages[0].split()) for value in EVENT if value)


def test_a_pack_without_details_has_lines_to_write_them_on() -> None:
    words = words_of(make(Selection((), layout="group"), None, None, None).data)
    assert "When" in words
    assert "None" not in words


def test_a_pack_without_cancers_says_that_nobody_has_reviewed_it() -> None:
    words = words_of(make(Selection((), layout="group"), None, None, None).data)
    assert "not yet been reviewed by a clinician" in words


# --- what is asked for ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("kidney", *ASKED[:4]), "The layout guide does not print --event and --when"),
        (("kidney", "--layout", "poster", *ASKED), "is about no cancer"),
        (("--layout", "poster", "--for", "Ann Lee", *ASKED), "has no place for the name"),
        (("--layout", "group", "--note", "Hello"), "has no place for the note"),
        (("kidney", "--layout", "group", "--numbers"), "does not print what --numbers asks for"),
        (("--layout", "poster", "--tip", "navigator", *ASKED), "does not print what --tip asks for"),
        (("kidney", "--paper", "tabloid"), "not made for the paper tabloid: choose letter or a4."),
        (("kidney", "--paper", "a5"), "there are letter, a4, tabloid and a3."),
        (("--layout", "group", "--where", " "), "The where is empty."),
        (("--layout", "group", "--where", "Room\u202e2"), "cannot be seen on paper: U+202E"),
        (("--layout", "group", "--where", "Room 王"), "--where cannot be printed: the letter '王'"),
        (("--layout", "group", "--event", "x" * 1001), "1000 are the most"),
        (("--layout", "group", "--link", "example.org"), "must be a web address"),
        (("--layout", "group", "--link", "https://example.org/" + "x" * 200), "200 are the most"),
    ],
)
def test_refused(handouts: Handouts, arguments: tuple[str, ...], sentence: str) -> None:
    done = handouts("make", *arguments)
    assert done.code == 2
    assert sentence in " ".join(done.err.split())
    assert not list(Path().iterdir())


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ("https://ann:secret@example.org/group", "a name or a password before its @"),
        ("https://ann@example.org", "a name or a password before its @"),
        ("https://example.org\\@evil.example/x", "a name or a password before its @"),
        ("https://example.org/%0d%0aSet-Cookie:x", "a control character"),
        ("https://example.org/a%7Fb", "a control character"),
        ("https://example.org/a?b=%250A", "a control character"),
        ("https://example.org/a\r\nb", "cannot be seen on paper: U+000D"),
        ("https://example.org/a\x07b", "cannot be seen on paper: U+0007"),
        ("https://example.org:port/", "site cannot be read"),
        ("https://exa_mple.org/", "site cannot be read"),
        ("https://-example.org/", "site cannot be read"),
        ("https://exämple.org/", "site cannot be read"),
        ("https://localhost/", "site cannot be read"),
        ("https://exa mple.org/", "must be a web address"),
        ("http://example.org/", "must be a web address"),
        ("javascript:alert(1)", "must be a web address"),
    ],
)
def test_links_that_lead_elsewhere_than_they_look(link: str, sentence: str) -> None:
    with pytest.raises(UsageError) as error:
        cleaned_event(Event(url=link))
    assert sentence in str(error.value)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org",
        "https://a.b-c.example.org:8443/d?e=f%20g#h",
        "https://xn--bcher-kva.example/%C3%BC@home",
        "https://example.org/?to=a@example.org",
    ],
)
def test_links_of_every_day(link: str) -> None:
    assert cleaned_event(Event(url=link)) == Event(url=link)


def test_markup_in_a_meeting_is_printed_as_typed(handouts: Handouts) -> None:
    odd = 'A **bold** [link](x) {term} \\{ & <b>"x"'
    words = words_of(handouts("make", "--layout", "poster", *ASKED[2:], "--event", odd, "-o", "-").out)
    assert odd in words


texts = st.text(st.characters(codec="latin-1", categories=("L", "N", "P", "S", "Zs")), max_size=60)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(what=texts, where=texts)
def test_any_words_are_printed_whole_or_refused(what: str, where: str) -> None:
    event = cleaned_event(Event(what=what, where=where))
    words = words_of(make(Selection((), layout="group", event=event), None, None, None).data)
    squeezed = re.sub(r"\s", "", words).replace("\x02", "-")  # PDFium's sign for a hyphen that ends a line
    for text in event or ():
        assert re.sub(r"\s", "", text or "") in squeezed


def test_the_layouts_say_what_they_need() -> None:
    poster, group = read_layout("poster"), read_layout("group")
    assert (poster.cancer, poster.event, poster.slots) == ("none", "optional", ())
    assert (group.cancer, group.event, group.slots) == ("optional", "optional", ())
