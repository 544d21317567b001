"""Pictures on pages: inside their frame, labels apart, tagged, and in black only where that is asked for."""

from __future__ import annotations

import io
import re
from functools import cache
from itertools import combinations, pairwise

import msgspec
import pikepdf
import pypdfium2 as pdfium
import pytest
from pdf_checks import findings, opened

from handouts.compose.blocks import Block, Heading, Paragraph
from handouts.compose.composer import compose
from handouts.compose.picture_blocks import IconRow, IconRows, Picture
from handouts.compose.pictures import body_map, three_steps
from handouts.compose.wording import literal, strong
from handouts.model.content import Cancer
from handouts.model.layout import Layout
from handouts.model.library import Library, Wanted
from handouts.model.pictures import Drawing, DrawnPath
from handouts.model.selection import Selection
from handouts.model.text import plain
from handouts.pdf.filling import fill
from handouts.pdf.structure import StructElem
from handouts.reading.layout import read_layout
from handouts.reading.library import read_library
from handouts.reading.names import cancer_ids
from handouts.typeset.bodies import body_box
from handouts.typeset.drawn_box import DrawnBox
from handouts.typeset.leaders import Label, placed
from handouts.typeset.renderers.registry import render
from handouts.typeset.stamp import late_font
from handouts.typeset.style_context import StyleContext
from handouts.typeset.typesetter import Typesetter

WIDTHS = (504.0, 320.0, 240.0)
BESIDE = (Paragraph(text=literal("Ask your team to mark the picture for you.")),)
BLACK_AND_WHITE = {"0 g", "1 g", "0 G", "1 G"}
SELECTION = Selection(cancers=("breast",), layout="everything")


@cache
def library() -> Library:
    return read_library(Wanted())


def cancer(name: str) -> Cancer:
    return library().cancers[name]


@cache
def layout(bw: bool = False) -> Layout:
    return msgspec.structs.replace(read_layout("everything"), bw=bw)


@cache
def typesetter(bw: bool = False) -> Typesetter:
    return Typesetter(layout(bw), library().labels)


def context(width: float) -> StyleContext:
    found, _ = typesetter().measures(SELECTION)
    return found.inside(width, StructElem("Document"))


def pdf(*blocks: Block, bw: bool = False, by: Typesetter | None = None) -> bytes:
    """A sheet that holds a heading and these blocks."""
    handout = compose(library(), SELECTION, layout(bw), None)
    body = (Heading(text=literal("Pictures"), level=1), *blocks)
    handout = msgspec.structs.replace(handout, opening=(), body=body)
    edition = (by or typesetter(bw)).edition(handout, SELECTION)
    return fill(edition.template, {}, lambda text, font: late_font(text, font, edition.fallback))


def mapped(name: str, beside: tuple[Block, ...] = ()) -> Picture:
    found = body_map(cancer(name), library().labels, beside)
    assert found
    return found


# -- what is said


def test_what_is_read_aloud_is_made_of_the_same_places_and_names() -> None:
    assert mapped("breast").alt == (
        "Outline of a body. The cancer started in the breast. "
        "Breast cancer often spreads to the bones, brain, liver and lungs."
    )
    assert mapped("myeloma").alt == "Outline of a body. The marks show the bone marrow and the bones."
    labels = [plain(each.label) for each in mapped("breast").places]
    assert labels == ["Started here", "Bones", "Brain", "Liver", "Lungs"]


def test_steps_are_only_where_cancer_spreads_so() -> None:
    steps = three_steps(cancer("lung"), library().labels)
    assert steps
    assert steps.alt.endswith("Cancer cells in the brain.")
    assert plain(steps.captions[0]) == "It started in the lung."
    assert three_steps(cancer("myeloma"), library().labels) is None
    example = three_steps(cancer("melanoma"), library().labels)
    assert example
    assert plain(example.captions[0]) == "It started in one part of the body."


# -- geometry


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("beside", [(), BESIDE], ids=["alone", "beside"])
@pytest.mark.parametrize("name", cancer_ids())
def test_labels_stand_inside_and_apart(name: str, beside: tuple[Block, ...], width: float) -> None:
    box = body_box(mapped(name, beside), context(width))
    assert box.size[0] <= width + 0.01
    areas = [words.area() for words in box.words]
    assert len(areas) == len(mapped(name).places)
    for left, top, right, bottom in areas:
        assert left >= -0.01
        assert top >= -0.01
        assert right <= box.size[0] + 0.01
        assert bottom <= box.size[1] + 0.01
    for one, other in combinations(areas, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (name, one, other)
    sizes = {fragment.look.size for fragment in box.fragments()}
    assert min(sizes) >= 12


def test_labels_that_would_overlap_are_pushed_apart_and_may_change_sides() -> None:
    crowd = [Label((80.0, 10.0 * at), "right", 15.0, mirrored=at % 2 == 0) for at in range(6)]
    found = placed(crowd, (160.0, 230.0))
    assert {each.side for each in found} == {"left", "right"}
    for side in ("left", "right"):
        middles = sorted(each.middle for each in found if each.side == side)
        assert all(below - above >= 15.0 for above, below in pairwise(middles))
    fixed = placed([label._replace(mirrored=False) for label in crowd], (160.0, 230.0))
    assert {each.side for each in fixed} == {"right"}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["breast", "melanoma"])
def test_steps_and_rows_are_as_wide_as_their_place(name: str, width: float) -> None:
    steps = three_steps(cancer(name), library().labels)
    assert steps
    for block in (steps, rows(), rows(columns=2), Picture(kind="cover", name="cover-hills")):
        boxes = render(block, context(width))
        for box in boxes:
            for area in box.places(0.0, 0.0):
                assert -0.01 <= area.left <= area.left + area.width <= width + 0.01, area


def rows(columns: int = 1, box: bool = False) -> IconRows:
    said = (("pill", "Hormone therapy", "blocks hormones"), ("drip", "Chemotherapy", "kills cells"))
    made = tuple(IconRow(icon=icon, text=strong(text), more=literal(more)) for icon, text, more in said)
    return IconRows(rows=made, columns=columns, box=box, across=columns == 1, ruled=box)


# -- tags


def test_a_body_is_a_figure_with_its_place_and_words() -> None:
    data = pdf(mapped("breast"))
    file = opened(data)
    (figure,) = [each for each in file.elements if each.role == "Figure"]
    assert figure.text == mapped("breast").alt
    assert findings(file) == []


def test_labels_are_text() -> None:
    text = pdfium.PdfDocument(pdf(mapped("breast")))[0].get_textpage().get_text_range()
    for label in ("Started here", "Bones", "Brain", "Liver", "Lungs"):
        assert label in text


def test_steps_are_one_figure_and_a_list_of_captions() -> None:
    steps = three_steps(cancer("lung"), library().labels)
    assert steps
    file = opened(pdf(steps, rows(box=True)))
    assert findings(file) == []
    roles = [each.role for each in file.elements]
    assert roles.count("Figure") == 1
    assert roles.count("LI") == 3 + 2


def test_a_box_to_tick_is_a_field_on_a_screen() -> None:
    fillable = Selection(cancers=("breast",), fillable=True, layout="everything")
    handout = compose(library(), fillable, layout(), None)
    block = msgspec.structs.replace(rows(box=True), tick="Tick: {item}")
    body = (Heading(text=literal("Pictures"), level=1), block)
    edition = typesetter().edition(msgspec.structs.replace(handout, opening=(), body=body), fillable)
    data = fill(edition.template, {}, lambda text, font: late_font(text, font, edition.fallback))
    assert findings(opened(data)) == []
    with pikepdf.open(io.BytesIO(data)) as file:
        said = [str(field["/TU"]) for field in file.Root.AcroForm.Fields]
    assert said == ["Tick: Hormone therapy", "Tick: Chemotherapy"]


def test_what_only_decorates_has_no_element() -> None:
    file = opened(pdf(Picture(kind="cover", name="cover-hills"), rows()))
    assert findings(file) == []
    assert "Figure" not in [each.role for each in file.elements]


def test_a_figure_says_where_it_is() -> None:
    box = render(mapped("breast"), context(504.0))[0]
    (drawing,) = [each for each in box.children() if isinstance(each, DrawnBox)]
    assert drawing.node is not None
    assert drawing.node.alt == mapped("breast").alt
    with pikepdf.open(io.BytesIO(pdf(mapped("breast")))) as file:
        figures = [
            each
            for each in file.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
        ]
        assert all(len(each["/A"]["/BBox"]) == 4 for each in figures)
        assert figures


# -- black and white


def everything() -> tuple[Block, ...]:
    maps = [mapped(name) for name in cancer_ids()]
    steps = [three_steps(cancer(name), library().labels) for name in cancer_ids()]
    others = [
        Picture(kind="cover", name="cover-hills"),
        Picture(kind="diary", name="week-pills"),
        rows(box=True),
    ]
    return (*maps, *(each for each in steps if each), *others)


def test_black_and_white_has_no_other_colour() -> None:
    """Only black and white are chosen; in colour there are others, so the search finds them."""
    assert _colours(pdf(*everything(), bw=True)) <= BLACK_AND_WHITE
    assert len(_colours(pdf(mapped("breast")))) > 6


def test_a_clinics_drawing_is_black_too_where_that_is_asked_for() -> None:
    red = DrawnPath(curve="1 1 m 9 1 l 9 9 l h", box=(1, 1, 9, 9), fill="#ffcccc", stroke="#cc0000")
    own = Drawing(
        id="pill", alt="A pill", width=24, height=24, paths=(red, msgspec.structs.replace(red, stroke=None))
    )
    for bw, only_black in ((True, True), (False, False)):
        typesetter = Typesetter(layout(bw), library().labels, None, {"pill": own})
        found = _colours(pdf(Picture(kind="icon", name="pill", alt="A pill"), bw=bw, by=typesetter))
        assert (found <= BLACK_AND_WHITE) == only_black


def _colours(data: bytes) -> set[str]:
    found: set[str] = set()
    with pikepdf.open(io.BytesIO(data)) as file:
        for page in file.pages:
            code = (
                page.Contents.read_bytes()
                if not isinstance(page.Contents, pikepdf.Array)
                else b"\n".join(each.read_bytes() for each in page.Contents)
            )
            text = code.decode("latin-1")
            found |= set(re.findall(r"(?<![\d.])(?:[\d.]+ ){1}[gG](?= |\n)", text))
            found |= set(re.findall(r"[\d.]+ [\d.]+ [\d.]+ (?:rg|RG)(?= |\n)", text))
    return {each.strip() for each in found}


def test_contours_are_a_point_at_least() -> None:
    """A copier loses thinner ones: of all lines on a page with pictures none is thinner than rules are."""
    with pikepdf.open(io.BytesIO(pdf(*everything(), bw=True))) as file:
        for page in file.pages:
            contents = page.Contents if isinstance(page.Contents, pikepdf.Array) else [page.Contents]
            for code in contents:
                assert _thinnest(code.read_bytes().decode("latin-1")) >= 0.8 - 0.01


def _thinnest(code: str) -> float:
    """The thinnest line that is drawn, in pt, with the scales around it."""
    scales, width, thinnest = [1.0], 1.0, 99.0
    tokens = code.split()
    for at, token in enumerate(tokens):
        if token == "q":
            scales.append(scales[-1])
        elif token == "Q" and len(scales) > 1:
            scales.pop()
        elif token == "cm":
            scales[-1] *= abs(float(tokens[at - 6])) or 1.0
        elif token == "w":
            width = float(tokens[at - 1]) * scales[-1]
        elif token in ("S", "B", "B*"):
            thinnest = min(thinnest, width)
    return thinnest
