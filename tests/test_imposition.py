"""Sheets that are folded or cut: what the printer gets, looked at as a person holds it."""

from __future__ import annotations

import io
from functools import cache
from itertools import product
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from commands import text_of
from PIL import Image, ImageChops, ImageFilter, ImageOps

from handouts.compose.urgent import in_short, signs_for
from handouts.errors import ContentError, UsageError
from handouts.model.layout import Paper, Sheet
from handouts.model.selection import Field, PaperName, Recipient, Selection
from handouts.pdf.identity import Identity
from handouts.pdf.job import JobForm
from handouts.reading.layout import layout_names, read_layout
from handouts.reading.names import cancer_ids
from handouts.run.make import make
from handouts.run.typesetting import prepare
from handouts.typeset.copies import Copies
from handouts.typeset.edition import Edition
from handouts.typeset.sheet_plans import Small, imposition, in_order
from handouts.typeset.stamp import stamp

MM = 72 / 25.4
REGISTER = 0.2 * MM
SAFE = 18.0  # pt: a quarter of an inch
IMPOSED = tuple(name for name in layout_names() if read_layout(name).sheet)
PAPERS: tuple[PaperName, ...] = ("letter", "a4")
each = pytest.mark.parametrize(("layout", "paper"), list(product(IMPOSED, PAPERS)))


@cache
def _edition(layout: str, paper: PaperName, cancer: str = "melanoma", in_stack: bool = False) -> Edition:
    selection = Selection(cancers=(cancer,), layout=layout, paper=paper, whole_sheets=in_stack)
    typesetter, handout, resolved = prepare(selection, None)
    return typesetter.edition(handout, resolved)


@cache
def _printed(layout: str, paper: PaperName) -> bytes:
    return stamp(_edition(layout, paper).printed, None)


def _sheet(layout: str) -> Sheet:
    sheet = read_layout(layout).sheet
    assert sheet
    return sheet


# --- folded ------------------------------------------------------------------------------------------


def _folded(sides: list[tuple[str, str]]) -> list[str]:
    """Pages in the order of reading, from sides (left, right): all sheets are folded together."""
    fronts, backs = sides[::2], sides[1::2]
    first = [page for front, back in zip(fronts, backs, strict=True) for page in (front[1], back[0])]
    second = [page for front, back in zip(fronts, backs, strict=True) for page in (front[0], back[1])]
    return first + second[::-1]


@pytest.mark.parametrize("count", range(1, 42))
def test_a_booklet_is_in_order_once_it_is_folded(count: int) -> None:
    sides = [(str(left), str(right)) for left, right in in_order(count)]
    folded = _folded(sides)

    assert folded == [str(page) for page in range(len(folded))]
    assert len(folded) % 4 == 0
    assert 0 <= len(folded) - count < 4


def _halves(page: pypdfium2.PdfPage) -> tuple[str, str]:
    width, height = page.get_size()
    text = page.get_textpage()
    return tuple(
        " ".join(text.get_text_bounded(left, 0, left + width / 2, height).split()) for left in (0, width / 2)
    )  # type: ignore[return-value]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("cancer", ["lung", "melanoma", "testis"])
def test_the_printed_booklet_reads_like_the_pages(cancer: str, paper: PaperName) -> None:
    edition = _edition("booklet", paper, cancer)
    pages = [" ".join(page.split()) for page in text_of(stamp(edition, None))]
    sheets = pypdfium2.PdfDocument(stamp(edition.printed, None))
    folded = _folded([_halves(page) for page in sheets])

    assert len(sheets) % 2 == 0
    assert folded[: len(pages)] == pages
    assert folded[len(pages) :] == [""] * (len(folded) - len(pages))  # on the last leaf


def test_inner_pages_move_to_the_fold_by_the_creep() -> None:
    sheet = Sheet(scheme="booklet", papers={"letter": Paper(width=792, height=612)}, creep=0.5)
    sides = imposition(sheet, "letter", Small(12, 396, 612), in_stack=False).sides

    lefts = [side.placed[0].x for side in sides]
    assert lefts == [0, 0, 0.5, 0.5, 1, 1]
    assert [side.placed[1].x for side in sides] == [396, 396, 395.5, 395.5, 395, 395]


@pytest.mark.parametrize("paper", PAPERS)
def test_a_leaflet_folds(paper: PaperName) -> None:
    """The panel that is folded in is narrower by a sixteenth of an inch or 3 mm, on both sides."""
    sheet, page = _sheet("trifold"), read_layout("trifold").papers[paper]
    widths, size = sheet.widths[paper], sheet.papers[paper]
    stated = {"letter": [3.625 * 72, 3.6875 * 72, 3.6875 * 72], "a4": [97 * MM, 100 * MM, 100 * MM]}
    assert list(widths) == pytest.approx(stated[paper], abs=REGISTER)
    assert sum(widths) == pytest.approx(size.width, abs=REGISTER)

    outside, inside = imposition(sheet, paper, Small(6, page.width, page.height), in_stack=False).sides
    assert [one.page for one in outside.placed] == [1, 5, 0]
    assert [one.page for one in inside.placed] == [2, 3, 4]
    behind = {0: 2, 5: 3, 1: 4}  # turned like the page of a book, the left is behind the right
    backs = {one.page: one for one in inside.placed}
    for front in outside.placed:
        left = size.width - backs[behind[front.page]].x - page.width
        assert front.x == pytest.approx(left, abs=REGISTER)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_leaflet_says_on_each_panel_what_belongs_there(paper: PaperName) -> None:
    pages = [" ".join(page.split()) for page in text_of(stamp(_edition("trifold", paper), None))]
    widths, found = _sheet("trifold").widths[paper], []
    for side, lefts in zip(
        pypdfium2.PdfDocument(_printed("trifold", paper)), (widths, widths[::-1]), strict=True
    ):
        text, height = side.get_textpage(), side.get_height()
        starts = (0, lefts[0], lefts[0] + lefts[1])
        found += [
            " ".join(text.get_text_bounded(left, 0, left + width, height).split())
            for left, width in zip(starts, lefts, strict=True)
        ]
    assert [found[at] for at in (2, 0, 3, 4, 5, 1)] == pages


# --- cut ---------------------------------------------------------------------------------------------


def _picture(page: pypdfium2.PdfPage, scale: float) -> Image.Image:
    picture: Image.Image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    return picture


@pytest.mark.parametrize(("layout", "paper"), list(product(("card", "card-folded"), PAPERS)))
def test_marks_of_front_and_back_meet(layout: str, paper: PaperName) -> None:
    """Rendered at 0.1 mm to the pixel; the back is held against the light."""
    front, back = pypdfium2.PdfDocument(_printed(layout, paper))
    scale = 1 / (0.1 * MM)
    pictures = [_picture(front, scale), ImageOps.mirror(_picture(back, scale))]
    grid = _grid(layout, paper, scale, pictures[0].size)
    marks = [_only_outside(picture, grid) for picture in pictures]
    dark = [picture.point([255 * (value < 160) for value in range(256)]).convert("1") for picture in marks]

    assert all(picture.getbbox() for picture in dark)
    # grown by two pixels, 0.2 mm
    grown = [picture.convert("L").filter(ImageFilter.MaxFilter(5)) for picture in dark]
    for one, other in ((0, 1), (1, 0)):
        far = ImageChops.subtract(dark[one].convert("L"), grown[other])
        assert far.getbbox() is None, "a mark of one side is more than 0.2 mm from that of the other"


def _grid(layout: str, paper: PaperName, scale: float, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Where the cards are, in pixels."""
    sheet, page = _sheet(layout), read_layout(layout).papers[paper]
    width = page.width * sheet.columns * (2 if sheet.scheme == "folded-cards" else 1) * scale
    height = page.height * sheet.rows * scale
    left, top = (size[0] - width) / 2, (size[1] - height) / 2
    return round(left), round(top), round(left + width), round(top + height)


def _only_outside(picture: Image.Image, grid: tuple[int, int, int, int]) -> Image.Image:
    outside = picture.copy()
    outside.paste(255, grid)
    return outside


@pytest.mark.parametrize(
    ("layout", "paper", "size"),
    [
        ("card", "letter", (3.5 * 72, 2 * 72)),
        ("card", "a4", (85 * MM, 55 * MM)),
        ("card-folded", "letter", (7 * 72, 2 * 72)),
        ("card-folded", "a4", (170 * MM, 55 * MM)),
    ],
)
def test_cut_marks_stand_at_the_edges_of_cards(
    layout: str, paper: PaperName, size: tuple[float, float]
) -> None:
    sheet, page = _sheet(layout), read_layout(layout).papers[paper]
    planned = imposition(sheet, paper, Small(4, page.width, page.height), in_stack=False)
    lines = [line.split() for line in planned.sides[0].marks.decode().split("[")[0].splitlines()]
    ticks = [(float(x), float(y), float(to_x)) for x, y, _, to_x, *_ in lines if len(_) == 3]
    across = sorted({x for x, _, to_x in ticks if x == to_x})
    width, height = planned.size

    wide, high = size[0] * sheet.columns, size[1] * sheet.rows
    assert across == pytest.approx(
        [(width - wide) / 2 + at * size[0] for at in range(sheet.columns + 1)], abs=REGISTER
    )
    up = sorted({y for x, y, to_x in ticks if x != to_x})
    assert up == pytest.approx(
        [(height - high) / 2 + at * size[1] for at in range(sheet.rows + 1)], abs=REGISTER
    )


@pytest.mark.parametrize("paper", PAPERS)
def test_every_card_on_the_sheet_says_the_same_and_bears_the_name(paper: PaperName) -> None:
    made = make(
        Selection(cancers=("lung",), layout="card", paper=paper), Recipient(name="Ann Lee"), None, None
    )
    assert made.sheets
    front, back = text_of(made.sheets.data)

    assert front.count("Ann Lee") == 10
    assert front.count("My cancer card") == 10
    assert " ".join(back.split()).count("Thoughts of ending your life") == 10


# --- every sheet ------------------------------------------------------------------------------------


@each
def test_no_text_is_near_the_edge_of_a_sheet(layout: str, paper: PaperName) -> None:
    for page in pypdfium2.PdfDocument(_printed(layout, paper)):
        width, height = page.get_size()
        text = page.get_textpage()
        boxes = [text.get_rect(at) for at in range(text.count_rects())]
        assert min(left for left, *_ in boxes) >= SAFE
        assert min(bottom for _, bottom, *_ in boxes) >= SAFE
        assert max(right for _, _, right, _ in boxes) <= width - SAFE
        assert max(top for *_, top in boxes) <= height - SAFE


@each
def test_sheets_are_marked_as_for_printing(layout: str, paper: PaperName) -> None:
    with pikepdf.open(io.BytesIO(_printed(layout, paper))) as pdf:
        root = pdf.Root
        width, height = (float(each) for each in list(pdf.pages[0].MediaBox)[2:])
        sheet = _sheet(layout).papers[paper]

        assert "for printing" in str(pdf.docinfo.Title)
        assert {"/StructTreeRoot", "/MarkInfo", "/Metadata", "/OutputIntents"}.isdisjoint(root.keys())
        assert root.ViewerPreferences.PrintScaling == "/None"
        edge = "Short" if width > height else "Long"
        assert root.ViewerPreferences.Duplex == f"/DuplexFlip{edge}Edge"
        assert (width, height) == pytest.approx((sheet.width, sheet.height), abs=0.01)
        assert len(pdf.pages) % 2 == 0
        assert all("/StructParents" not in page for page in pdf.pages)


@each
def test_in_a_stack_backs_are_turned_for_the_long_edge(layout: str, paper: PaperName) -> None:
    """Turned by half a turn, the backs are those of a sheet that is flipped about its short edge."""
    alone = pypdfium2.PdfDocument(_printed(layout, paper))
    stack = pypdfium2.PdfDocument(stamp(_edition(layout, paper, in_stack=True).printed, None))
    landscape = alone[0].get_width() > alone[0].get_height()
    for at in (0, 1):
        one, other = _picture(alone[at], 1), _picture(stack[at], 1)
        if landscape and at % 2:
            other = other.rotate(180)
        difference = ImageChops.difference(one, other).point(lambda value: 255 * (value > 128))
        assert difference.histogram()[255] < 0.01 * one.width * one.height


# --- what does not fit ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("layout", "cancer"), list(product(("card", "card-folded", "trifold"), cancer_ids()))
)
def test_no_emergency_sign_is_lost(layout: str, cancer: str) -> None:
    """Each stands there in its short form, in a list or one after the other."""
    typesetter, handout, resolved = prepare(Selection(cancers=(cancer,), layout=layout), None)
    text = " ".join(" ".join(text_of(stamp(typesetter.edition(handout, resolved), None))).split())
    for sign in _emergencies(cancer):
        assert sign.short in text


def _emergencies(cancer: str):  # type: ignore[no-untyped-def]
    from handouts.compose.section_input import SectionInput
    from handouts.model.library import Wanted
    from handouts.reading.library import read_library

    library = read_library(Wanted(cancers=(cancer,)))
    given = SectionInput(
        library=library,
        whole=library,
        selection=Selection(cancers=(cancer,), layout="everything"),
        clinic=None,
        cancers=tuple(library.cancers.values()),
        tips=(),
        content="",
    )
    return [*in_short(signs_for(given.cancers, given.library.urgent.signs), "call-911")]


def test_urgent_signs_that_do_not_fit_are_a_reason_to_refuse() -> None:
    several = ("cervix", "head-neck", "lung", "neuroendocrine", "nhl", "uterus")
    typesetter, handout, resolved = prepare(Selection(cancers=several, layout="card"), None)
    with pytest.raises(ContentError, match="may not be left out"):
        typesetter.edition(handout, resolved)


def test_what_is_left_out_is_told() -> None:
    made = make(Selection(cancers=("breast",), layout="card-folded"), None, None, None)
    assert "the signs to call about the same day" in made.omissions


def test_a_field_without_a_place_is_refused() -> None:
    with pytest.raises(UsageError, match="no place for the note"):
        make(Selection(cancers=("breast",), layout="card"), Recipient(note="Bring a friend."), None, None)


# --- layouts that cannot work -----------------------------------------------------------------------

WRONG = {
    "a panel is missing": ("trifold", "sheet: { widths: { letter: [396, 396] } }", "3 panels"),
    "panels do not add up": ("trifold", "sheet: { widths: { letter: [261, 265, 270] } }", "add up"),
    "a page is wider than its panel": (
        "trifold",
        "papers: { letter: { width: 300, height: 612 } }",
        "does not fit on a panel",
    ),
    "the flap is not narrower": ("trifold", "sheet: { widths: { letter: [264, 264, 264] } }", "buckles"),
    "large print": ("trifold", "floor: 18\ntype: { body: { size: 18, leading: 22 } }", "Large print"),
    "large print on a card": ("card", "floor: 18\ntype: { body: { size: 18, leading: 22 } }", "Large print"),
    "too many cards": ("card", "sheet: { rows: 6 }", "use fewer"),
    "no room for marks": (
        "card",
        "papers: { letter: { width: 252, height: 150 } }",
        "inside its edges and marks",
    ),
    "a negative gap": ("card", "sheet: { gap: -3 }", "0"),
    "a card with pages for notes": ("card", "sheet: { notes: [notes] }", "only a booklet"),
    "a back of a leaflet": ("trifold", "sheet: { back: [contacts] }", "only a booklet"),
    "a booklet whose pages begin out of order": (
        "booklet",
        "sheet: { starts: [to-know, signs] }",
        "in the order of the sections",
    ),
    "no size": ("card", "sheet: { papers: { letter: { width: 0, height: 0 } } }", "use fewer"),
    "pages that are no half": ("booklet", "papers: { letter: { width: 400, height: 612 } }", "side by side"),
    "too near the edge": ("booklet", "margins: { left: 9 }", "do not reach the edge"),
    "too much creep": ("booklet", "sheet: { creep: 9 }", "2"),
    "a start that is no section": ("card", "sheet: { starts: [tips] }", "not among"),
    "too few starts": ("trifold", "sheet: { starts: [to-know] }", "name 5 sections"),
}


@pytest.mark.parametrize("why", WRONG)
def test_impossible_measures_are_refused_with_their_place(why: str, tmp_path: Path) -> None:
    base, wrong, said = WRONG[why]
    folder = tmp_path / "layouts"
    folder.mkdir()
    (folder / "ours.yaml").write_text(f"id: ours\nbase: {base}\n{wrong}\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_layout("ours", tmp_path)
    assert said in str(caught.value)
    assert "ours.yaml:" in str(caught.value)


# --- the command ------------------------------------------------------------------------------------


def test_two_files_and_how_to_print(tmp_path: Path) -> None:
    from handouts.cli.made_text import how_to_print

    made = make(Selection(cancers=("lung",), layout="booklet"), None, None, tmp_path)
    again = make(Selection(cancers=("lung",), layout="booklet"), None, None, tmp_path)
    assert made == again  # kept, and stamped anew
    assert made.sheets
    said = how_to_print(Path("x.pdf"), made.sheets)
    assert "flipped on the short edge, at 100%" in said


# --- print jobs --------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", IMPOSED)
def test_a_print_job_holds_the_sheets_of_each_copy(layout: str) -> None:
    """Copies in a job look like those that were stamped one by one, wherever their slots stand."""
    selection = Selection(
        cancers=("lung",), layout=layout, fields=(Field("name"),), short_id=True, whole_sheets=True
    )
    typesetter, handout, resolved = prepare(selection, None)
    edition = typesetter.edition(handout, resolved).printed
    people = [Recipient(name="Ann Lee", id="1-AAAA"), Recipient(name="Łucja Żółć", id="2-BBBB")]
    out = io.BytesIO()
    identity = Identity("Job", "handouts", "A job", "en-US", "handouts")
    copies = Copies(out, JobForm(identity, "DuplexFlipLongEdge", b"seed"), "")
    copies.adopt(layout, edition)
    for person in people:
        copies.add(layout, person, "Row")
    copies.finish()

    job = pypdfium2.PdfDocument(out.getvalue())
    alone = [pypdfium2.PdfDocument(stamp(edition, person)) for person in people]
    assert len(job) == sum(map(len, alone)) == 2 * edition.pages
    for one, other in zip(job, (page for document in alone for page in document), strict=True):
        assert one.get_textpage().get_text_bounded() == other.get_textpage().get_text_bounded()
        assert ImageChops.difference(_picture(one, 0.5), _picture(other, 0.5)).getbbox() is None
    times = 10 if layout == "card" else 1
    assert text_of(out.getvalue())[0].count("Ann Lee") >= times
