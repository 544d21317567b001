"""Sheets as a printer gives them out: both sides held against the light, edges, outer corners, codes.

What these tests find is proved by sheets that are wrong on purpose: a back that is shifted by 0.3 mm, a mark
that is too near the edge, pages that are not mirrored.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from commands import text_of
from msgspec.structs import replace
from PIL import Image, ImageChops, ImageFilter, ImageOps

from handouts.checks.sample_sheets import MEETING
from handouts.model.selection import PaperName, Recipient, Selection
from handouts.pdf.identity import Identity
from handouts.pdf.imposition import Imposition, impose
from handouts.reading.layout import layout_names, read_layout
from handouts.run.make import make
from handouts.run.typesetting import prepare
from handouts.typeset.edition import Edition
from handouts.typeset.renderers.codes import LEAST, QUIET, modules_of
from handouts.typeset.sheet_plans import Small, imposition
from handouts.typeset.stamp import stamp

CLINIC = Path(__file__).resolve().parents[1] / "examples" / "clinic"
MM = 72 / 25.4
PIXEL = 0.1  # mm
REGISTER = 0.2  # mm
EDGE = 18.0  # pt: a quarter of an inch
PAPERS: tuple[PaperName, ...] = ("letter", "a4")
IMPOSED = tuple(name for name in layout_names() if read_layout(name).sheet)
OF_ONE_SHEET = tuple(name for name in IMPOSED if name != "booklet")
each = pytest.mark.parametrize(("layout", "paper"), list(product(IMPOSED, PAPERS)))
each_of_one_sheet = pytest.mark.parametrize(("layout", "paper"), list(product(OF_ONE_SHEET, PAPERS)))


@cache
def _edition(layout: str, paper: PaperName, bw: bool = False) -> Edition:
    selection = Selection(cancers=("breast",), layout=layout, paper=paper, bw=bw)
    typesetter, handout, resolved = prepare(selection, CLINIC)
    return typesetter.edition(handout, resolved)


def _planned(layout: str, paper: PaperName) -> Imposition:
    read, pages = read_layout(layout), _edition(layout, paper).pages
    assert read.sheet
    small = Small(pages, read.papers[paper].width, read.papers[paper].height)
    return imposition(read.sheet, paper, small, in_stack=False)


def _imposed(layout: str, paper: PaperName, planned: Imposition, bw: bool = False) -> bytes:
    """The sheets of an imposition, which may be wrong."""
    identity = Identity("Sheets", "handouts", "Sheets", "en-US", "handouts")
    edition = _edition(layout, paper, bw)
    return stamp(edition._replace(template=impose(edition.template, planned, identity)), None)


def _pictures(data: bytes) -> list[Image.Image]:
    """Sides in black and white, a pixel for each 0.1 mm."""
    pages = pypdfium2.PdfDocument(data)
    greys = (page.render(scale=1 / (PIXEL * MM), grayscale=True).to_pil().convert("L") for page in pages)
    return [grey.point([255 * (value < 235) for value in range(256)]) for grey in greys]


# --- both sides held against the light ------------------------------------------------------------------


class Span(NamedTuple):
    """From where to where something is printed, in pixels."""

    first: int
    last: int


def _cells(layout: str, paper: PaperName, side: int = 0) -> Iterator[tuple[float, float, float, float]]:
    """Where pages are on a side, in pt from its upper left corner: left, top, right, bottom."""
    planned, page = _planned(layout, paper), read_layout(layout).papers[paper]
    for placed in planned.sides[side].placed:
        top = planned.size[1] - placed.y - page.height
        yield placed.x, top, placed.x + page.width, top + page.height


def _spans(picture: Image.Image, layout: str, paper: PaperName) -> list[Span | None]:
    """From where to where each place of a page is printed on, across."""
    found: list[Span | None] = []
    for cell in _cells(layout, paper):
        left, top, right, bottom = _pixels(cell)
        box = picture.crop((left, top, right, bottom)).getbbox()
        found.append(Span(left + box[0], left + box[2]) if box else None)
    return found


def _pixels(box: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    left, top, right, bottom = (round(at / (PIXEL * MM)) for at in box)
    return left, top, right, bottom


def _out_of_register(data: bytes, layout: str, paper: PaperName) -> list[tuple[Span | None, Span | None]]:
    """Pages that do not stand behind each other once the sheet is turned like the page of a book.

    Texts are ragged at the right, but each page of a card has a band or a frame as wide as its text.
    """
    front, back = _pictures(data)[:2]
    pairs = zip(_spans(front, layout, paper), _spans(ImageOps.mirror(back), layout, paper), strict=True)
    return [
        (one, other)
        for one, other in pairs
        if one is None or other is None or abs(sum(one) - sum(other)) / 2 * PIXEL > REGISTER
    ]


@pytest.mark.parametrize("paper", PAPERS)
def test_front_and_back_of_a_card_stand_behind_each_other(paper: PaperName) -> None:
    """Its band in front and its box behind are equally wide, and in the middle of the card."""
    assert _out_of_register(stamp(_edition("card", paper, bw=True).printed, None), "card", paper) == []


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("far", [-0.3, 0.3])
def test_a_back_that_is_shifted_by_a_third_of_a_millimetre_is_found(paper: PaperName, far: float) -> None:
    planned = _planned("card", paper)
    front, back = planned.sides
    shifted = back._replace(placed=tuple(one._replace(x=one.x + far * MM) for one in back.placed))
    data = _imposed("card", paper, planned._replace(sides=(front, shifted)), bw=True)
    assert len(_out_of_register(data, "card", paper)) == len(front.placed)


def _marks(data: bytes, layout: str, paper: PaperName) -> list[Image.Image]:
    """The sides with nothing but marks: places of pages are painted over, but for their outermost strips."""
    pictures = _pictures(data)[:2]
    height = read_layout(layout).papers[paper].height
    inner = 0.0 if _planned(layout, paper).size[1] > height else EDGE + 8  # pages as high as the sheet
    for side, picture in enumerate(pictures):
        for left, top, right, bottom in _cells(layout, paper, side):
            picture.paste(0, _pixels((left, top + inner, right, bottom - inner)))
    return pictures


@each_of_one_sheet
def test_marks_of_both_sides_meet(layout: str, paper: PaperName) -> None:
    front, back = _marks(stamp(_edition(layout, paper).printed, None), layout, paper)
    assert front.getbbox()
    assert _far_marks(front, ImageOps.mirror(back)) == 0


def _far_marks(one: Image.Image, other: Image.Image) -> int:
    """Pixels of marks that are further than the register allows from those of the other side."""
    reach = round(REGISTER / PIXEL) * 2 + 1
    far = 0
    for first, second in ((one, other), (other, one)):
        grown = second.filter(ImageFilter.MaxFilter(reach))
        far += ImageChops.subtract(first, grown).histogram()[255]
    return far


@each_of_one_sheet
def test_a_mark_that_is_shifted_is_found(layout: str, paper: PaperName) -> None:
    planned = _planned(layout, paper)
    front, back = planned.sides
    moved = back._replace(marks=b"1 0 0 1 %.3f 0 cm\n%s" % (0.4 * MM, back.marks))
    one, other = _marks(_imposed(layout, paper, planned._replace(sides=(front, moved))), layout, paper)
    assert _far_marks(one, ImageOps.mirror(other)) > 0


# --- folds ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", PAPERS)
def test_fold_marks_stand_on_the_folds(paper: PaperName) -> None:
    """Rendered: dashed marks of the leaflet stand between its panels, on both sides."""
    sheet = read_layout("trifold").sheet
    assert sheet
    widths = sheet.widths[paper]
    stated = {"letter": (3.625, 3.6875, 3.6875), "a4": (97 / 25.4, 100 / 25.4, 100 / 25.4)}[paper]
    folds = (stated[0] * 72, (stated[0] + stated[1]) * 72)
    back = tuple(sum(widths) - at for at in reversed(folds))
    for picture, wanted in zip(
        _marks(stamp(_edition("trifold", paper).printed, None), "trifold", paper), (folds, back), strict=True
    ):
        columns = _columns_of(picture)
        assert [at * PIXEL for at in columns] == pytest.approx([at / MM for at in wanted], abs=REGISTER)


def _columns_of(picture: Image.Image) -> list[float]:
    """The middles of upright marks, across, in pixels."""
    flat = picture.resize((picture.width, 1), Image.Resampling.BOX).point(lambda value: 255 * (value > 0))
    dark = [at for at in range(flat.width) if flat.getpixel((at, 0))]
    runs: list[list[int]] = []
    for at in dark:
        if runs and at - runs[-1][-1] <= 2:
            runs[-1].append(at)
        else:
            runs.append([at])
    return [(run[0] + run[-1] + 1) / 2 for run in runs]


@pytest.mark.parametrize("paper", PAPERS)
def test_folded_cards_fold_in_their_middle(paper: PaperName) -> None:
    planned, page = _planned("card-folded", paper), read_layout("card-folded").papers[paper]
    assert len(planned.sides[0].placed) == 10  # five cards
    for side in planned.sides:
        for left, right in zip(side.placed[::2], side.placed[1::2], strict=True):
            assert left.x + page.width == pytest.approx(planned.size[0] / 2, abs=REGISTER * MM)
            assert right.x == pytest.approx(planned.size[0] / 2, abs=REGISTER * MM)
            assert left.y == right.y


# --- edges ------------------------------------------------------------------------------------------------


def _near_edge(data: bytes) -> list[int]:
    """Sides of sheets on which something is printed, even a mark, where many printers do not print."""
    found = []
    for at, picture in enumerate(_pictures(data)):
        edge = int((EDGE - 0.5) / (PIXEL * MM))
        inside = (edge, edge, picture.width - edge, picture.height - edge)
        border = picture.copy()
        border.paste(0, inside)
        if border.getbbox():
            found.append(at)
    return found


@each
@pytest.mark.parametrize("bw", [False, True], ids=["colour", "bw"])
def test_nothing_is_printed_near_the_edge_of_a_sheet(layout: str, paper: PaperName, bw: bool) -> None:
    assert _near_edge(stamp(_edition(layout, paper, bw).printed, None)) == []


@pytest.mark.parametrize("paper", ["letter", "a4", "tabloid", "a3"])
@pytest.mark.parametrize("bw", [False, True], ids=["colour", "bw"])
def test_nothing_is_printed_near_the_edge_of_a_poster(paper: PaperName, bw: bool) -> None:
    selection = Selection((), layout="poster", paper=paper, event=MEETING, bw=bw)
    assert _near_edge(make(selection, None, CLINIC, None).data) == []


def test_a_mark_near_the_edge_is_found() -> None:
    planned = _planned("card", "letter")
    front, back = planned.sides
    long = front._replace(marks=front.marks + b"\n54 5 m 54 20 l S")
    assert _near_edge(_imposed("card", "letter", planned._replace(sides=(long, back)))) == [0]


# --- booklets ---------------------------------------------------------------------------------------------


@cache
def _booklet(paper: PaperName) -> list[pypdfium2.PdfPage]:
    made = make(
        Selection(cancers=("lung",), layout="booklet", paper=paper), Recipient(name="Ann Lee"), CLINIC, None
    )
    return list(pypdfium2.PdfDocument(made.data))


def _starts(page: pypdfium2.PdfPage, words: str) -> tuple[float, float] | None:
    """From where to where some words stand, across; None where they are not on the page."""
    text = page.get_textpage()
    found = text.search(words, match_case=True).get_next()
    if found is None:
        return None
    boxes = [text.get_charbox(at) for at in range(found[0], found[0] + found[1])]
    return min(box[0] for box in boxes), max(box[2] for box in boxes)


@pytest.mark.parametrize("paper", PAPERS)
def test_numbers_and_names_stand_at_the_outer_edges_of_a_booklet(paper: PaperName) -> None:
    pages, margins = _booklet(paper), read_layout("booklet").margins
    assert len(pages) % 4 == 0
    for at, page in enumerate(pages[1:-1], 2):
        width = page.get_width()
        number, name = (_starts(page, words) for words in (f"Page {at} of {len(pages)}", "Ann Lee"))
        assert number
        assert name
        for first, last in (number, name):
            outer = first - margins.left if at % 2 == 0 else width - margins.right - last
            assert abs(outer) < 1.5, f"page {at} is not mirrored"


@pytest.mark.parametrize("paper", PAPERS)
def test_a_booklet_has_a_cover_and_a_back_without_numbers(paper: PaperName) -> None:
    pages = _booklet(paper)
    for page in (pages[0], pages[-1]):
        assert _starts(page, "Page") is None
        assert _starts(page, "555-010-0199")
    assert _starts(pages[0], "Call 911") is None
    assert _starts(pages[1], "Call 911")


@pytest.mark.parametrize("cancer", ["breast", "thyroid", "testis"])
def test_no_page_of_a_booklet_is_blank(cancer: str) -> None:
    """Pages that are wanting to a multiple of four are for notes, and the last page is the back."""
    typesetter, handout, resolved = prepare(Selection(cancers=(cancer,), layout="booklet"), None)
    edition = typesetter.edition(handout, resolved)
    pages = [" ".join(text.split()) for text in text_of(stamp(edition, None))]
    assert edition.pages % 4 == 0
    assert all(pages)
    assert pages[-1].startswith("Who to call")
    for page in pages[:-1][::-1]:
        if "Notes" not in page:
            break
    else:
        pytest.fail("there are only notes")


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("creep", [0.0, 1.0])
def test_pages_of_a_booklet_keep_clear_of_the_fold(paper: PaperName, creep: float) -> None:
    """Rendered: on every side the middle is white, wide enough to be stapled, also where pages creep."""
    layout = read_layout("booklet")
    assert layout.sheet
    page = layout.papers[paper]
    small = Small(_edition("booklet", paper).pages, page.width, page.height)
    planned = imposition(replace(layout.sheet, creep=creep), paper, small, in_stack=False)
    for picture in _pictures(_imposed("booklet", paper, planned)):
        clear = round(8 / PIXEL)  # mm at each side
        middle = picture.width // 2
        assert picture.crop((middle - clear, 0, middle + clear, picture.height)).getbbox() is None


# --- leaflets and cards -------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("clinic", [None, CLINIC], ids=["general", "clinic"])
@pytest.mark.parametrize("cancers", [("breast",), ("thyroid",), ("neuroendocrine",), ("kidney", "lung")])
def test_a_cover_is_full_and_breaks_no_word(
    paper: PaperName, clinic: Path | None, cancers: tuple[str, ...]
) -> None:
    for layout in ("trifold", "booklet"):
        selection = Selection(cancers=cancers, layout=layout, paper=paper)
        typesetter, handout, resolved = prepare(selection, clinic)
        first = typesetter.typesetting(handout, resolved).pages[0]
        bottoms = [place.top - place.height for frame in first.frames for place in frame.places()]
        assert min(bottoms) - typesetter.layout.margins.bottom < 25
        (words,) = text_of(stamp(typesetter.edition(handout, resolved), None))[:1]
        assert set(handout.title.split()) <= set(words.split())


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("layout", ["card", "card-folded"])
def test_a_card_says_whom_to_call_and_when(layout: str, paper: PaperName) -> None:
    made = make(
        Selection(cancers=("breast",), layout=layout, paper=paper), Recipient(name="Ann Lee"), CLINIC, None
    )
    words = " ".join(" ".join(text_of(made.data)).split())
    for part in (
        "Riverbend Cancer Center",
        "555-010-0100",
        "Monday to Friday, 8 a.m. to 5 p.m.",
        "555-010-0199",
        "Call 911",
        "or call 988",
        "day or night",
        "Cancer and stage",
        "Tell them: I take",
        "Allergies",
    ):
        assert part in words
    assert ("No answer soon?" in words) == (layout == "card")
    assert ("the signs to call about the same day" in made.omissions) == (layout == "card-folded")


@pytest.mark.parametrize("paper", PAPERS)
def test_a_card_uses_the_room_that_it_has(paper: PaperName) -> None:
    """Few signs are set in larger type; none is left out for that, and nothing is under the floor."""
    found = {}
    for cancer in ("lung", "brain"):
        typesetter, handout, resolved = prepare(
            Selection(cancers=(cancer,), layout="card", paper=paper), None
        )
        back = typesetter.typesetting(handout, resolved).pages[1]
        pieces = [piece for frame in back.frames for box in frame.boxes for piece in box.fragments()]
        found[cancer] = min(piece.look.size for piece in pieces)
    assert typesetter.layout.floor <= found["lung"] < found["brain"]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("bw", [False, True], ids=["colour", "bw"])
def test_a_leaflet_has_codes_that_can_be_scanned(paper: PaperName, bw: bool) -> None:
    """Rendered: each is at least 20 mm wide, stands in its quiet zone, and says its address."""
    selection = Selection(cancers=("breast",), layout="trifold", paper=paper, qr=True, bw=bw)
    typesetter, handout, resolved = prepare(selection, None)
    data = stamp(typesetter.edition(handout, resolved), None)
    words = "".join(text_of(data)[5].split())
    addresses = [
        resource.url
        for resource in _resources()
        if resource.url and resource.url.removeprefix("https://").removeprefix("www.").rstrip("/") in words
    ]
    assert len(addresses) >= 3
    page = pypdfium2.PdfDocument(data)[5]
    picture = (
        page.render(scale=4, grayscale=True).to_pil().convert("L").point(lambda value: 255 * (value < 128))
    )
    layout = read_layout("trifold")
    right = (layout.papers[paper].width - layout.margins.right) * 4
    for address in addresses:
        assert _code_is_in(picture, right, address), address


def _resources():  # type: ignore[no-untyped-def]
    from handouts.model.library import Wanted
    from handouts.reading.library import read_library

    return read_library(Wanted(cancers=("breast",))).resources.resources


def _code_is_in(picture: Image.Image, right: float, address: str) -> bool:
    """Whether a code stands somewhere in a column that ends at `right` pixels; 4 pixels to the point."""
    modules = modules_of(address)
    count = len(modules)
    step = max(LEAST / count, 1.5) * 4
    assert step * count >= 20 / 25.4 * 72 * 4 - 0.01
    left = right - (count + 2 * QUIET) * step
    x = left + QUIET * step
    dark = {True: 255, False: 0}
    for top in range(0, picture.height - round((count + 2 * QUIET) * step), 2):
        rows = ((row, cells) for row, cells in enumerate(modules))
        if all(
            picture.getpixel((round(x + (at + 0.5) * step), round(top + (QUIET + row + 0.5) * step)))
            == dark[cell]
            for row, cells in rows
            for at, cell in enumerate(cells)
        ):
            around = (left, top + 2, left + (count + 2 * QUIET) * step, top + QUIET * step - 3)
            return picture.crop(tuple(round(at) for at in around)).getbbox() is None  # type: ignore[arg-type]
    return False
