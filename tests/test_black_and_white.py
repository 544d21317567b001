"""With --bw every page is black on white: no colour in any operator, no grey pixel, no text on a pattern."""

from __future__ import annotations

import io
from functools import cache
from itertools import combinations, product
from pathlib import Path
from typing import Any

import msgspec
import pikepdf
import pypdfium2
import pytest
from commands import Result, write_clinic
from pdf.validator import PROFILES, failures
from pdf_checks import findings, opened
from PIL import Image, ImageChops, ImageDraw

from handouts.compose.blocks import Callout
from handouts.model.clinic import LogoImage
from handouts.model.selection import PaperName, Recipient, Selection
from handouts.model.signs import TIERS
from handouts.model.text import Span
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.structure import StructElem
from handouts.reading.layout import read_layout
from handouts.run.make import make
from handouts.typeset.boxes import Area
from handouts.typeset.faces import Faces
from handouts.typeset.logos import picture_of
from handouts.typeset.panels import _LOOKS, _STRIP, Kind, bar, panel
from handouts.typeset.renderers.registry import render
from handouts.typeset.stacks import Stack
from handouts.typeset.style_context import StyleContext, colours_of
from layouts import NEED_NO_MEETING

CLINIC = Path(__file__).resolve().parents[1] / "examples" / "clinic"
PERSON = Recipient(name="Nguyễn Thị Ánh", date="November 24, 2026", note="Bring a friend.")
PAPERS: tuple[PaperName, ...] = ("letter", "a4")
KINDS: tuple[Kind, ...] = (*TIERS, "note")

each = pytest.mark.parametrize(("layout", "paper"), [*product(NEED_NO_MEETING, PAPERS)])


@cache
def made(layout: str, paper: PaperName) -> bytes:
    """Everything that there is to draw: logo, foot, name, numbers, codes."""
    selection = Selection(cancers=("kidney",), layout=layout, paper=paper, numbers=True, bw=True, qr=True)
    return make(_fitting(selection), _person(layout), CLINIC, None).data


def _person(layout: str) -> Recipient:
    """With those fields that the layout has places for."""
    slots = read_layout(layout).slots
    return Recipient(**{name: value for name, value in PERSON.values().items() if name in slots})


FOLDED = tuple(name for name in NEED_NO_MEETING if read_layout(name).sheet)


def _fitting(selection: Selection) -> Selection:
    """Without what a layout does not take."""
    layout = read_layout(selection.layout)
    return selection._replace(cancers=()) if layout.cancer == "none" else selection


COLOURS = {"rg": 3, "RG": 3, "g": 1, "G": 1, "k": 4, "K": 4, "sc": 1, "SC": 1, "scn": 1, "SCN": 1}


def _colours(data: bytes) -> set[tuple[float, ...]]:
    """What every operator that sets a colour sets; other kinds of colour would be a fault."""
    found: set[tuple[float, ...]] = set()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                assert name not in ("cs", "CS", "sh", "BI", "gs"), name
                if name in COLOURS:
                    found.add(tuple(float(each) for each in operands))
    return found


def _pictures(data: bytes) -> list[Any]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [dict(image) for page in pdf.pages for image in page.get_images().values()]


@each
def test_every_operator_says_black_or_white(layout: str, paper: PaperName) -> None:
    """As a grey, so that black ink alone is used: as red, green and blue it would take all four."""
    assert _colours(made(layout, paper)) <= {(0.0,), (1.0,)}


@pytest.mark.parametrize("layout", FOLDED)
def test_a_sheet_to_fold_or_cut_takes_black_ink_alone(layout: str) -> None:
    """Lines to cut along are a grey, and thin."""
    sheets = make(Selection(("kidney",), layout=layout, bw=True), _person(layout), CLINIC, None).sheets
    assert sheets
    assert {len(colour) for colour in _colours(sheets.data)} == {1}


def test_white_and_black_are_greys_in_colour_too() -> None:
    data = make(Selection(("kidney",), layout="group"), None, CLINIC, None).data
    colours = _colours(data)
    assert (1.0,) in colours
    assert [colour for colour in colours if len(set(colour)) == 1 < len(colour)] == []


def test_a_name_is_stamped_in_black_ink_alone() -> None:
    for name in ("Ann Lee", "Nguyễn Thị Ánh"):
        data = make(
            Selection(("kidney",), layout="everything", bw=True), Recipient(name=name), None, None
        ).data
        assert _colours(data) <= {(0.0,), (1.0,)}


@each
def test_pictures_have_one_bit(layout: str, paper: PaperName) -> None:
    pictures = _pictures(made(layout, paper))
    assert pictures
    assert {(str(each["/ColorSpace"]), int(each["/BitsPerComponent"])) for each in pictures} == {
        ("/DeviceGray", 1)
    }


@each
def test_no_pixel_has_a_colour_or_a_shade(layout: str, paper: PaperName) -> None:
    """Drawn without smoothing, a page is black and white."""
    document = pypdfium2.PdfDocument(made(layout, paper))
    flags = {"no_smoothtext": True, "no_smoothimage": True, "no_smoothpath": True}
    for page in document:
        red, *others = page.render(scale=150 / 72, **flags).to_pil().convert("RGB").split()
        assert [ImageChops.difference(red, each).getbbox() for each in others] == [None, None]
        assert not any(red.histogram()[1:-1])  # faster than a set of the colours
    document.close()


@each
def test_it_conforms_and_is_tagged(layout: str, paper: PaperName) -> None:
    data = made(layout, paper)
    assert [failures(data, profile) for profile in PROFILES] == [[], []]
    # whose running heads with a name are stamped is looked at in test_handouts_conform
    assert [each for each in findings(opened(data)) if not each.startswith("furniture_is_named")] == []


@pytest.mark.parametrize("layout", NEED_NO_MEETING)
def test_without_it_there_are_colours(layout: str) -> None:
    data = make(_fitting(Selection(cancers=("kidney",), layout=layout)), _person(layout), CLINIC, None).data
    assert max(len(colour) for colour in _colours(data)) == 3


# --- boxes are told apart ---------------------------------------------------------------------------


def _setting(layout: str) -> StyleContext:
    look = msgspec.structs.replace(read_layout(layout), bw=True)
    return StyleContext(look, Faces(look.fonts), colours_of(look), 300.0, StructElem("Document"))


def _drawn(kind: Kind) -> Image.Image:
    """A box of a kind, 100 by 300 pt, as it is drawn."""
    surface = TaggedCanvas(0, (300.0, 100.0), {})
    with surface.artifact():
        panel(kind, _setting("everything"))(surface, Area(0.0, 100.0, 300.0, 100.0, "stack"))
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 100))
    page.Contents = pdf.make_stream(surface.content())
    out = io.BytesIO()
    pdf.save(out)
    document = pypdfium2.PdfDocument(out.getvalue())
    picture: Image.Image = document[0].render(scale=4, grayscale=True).to_pil().convert("L")
    document.close()
    return picture


def _darkness(picture: Image.Image) -> float:
    """The share of ink, from 0 to 1."""
    return 1 - sum(value * count for value, count in enumerate(picture.histogram())) / 255 / (
        picture.width * picture.height
    )


def test_strips_differ_in_darkness_and_pattern() -> None:
    strips = {kind: _drawn(kind).crop((8, 40, round(_STRIP * 4) - 4, 360)) for kind in KINDS}
    assert _darkness(strips["call-911"]) > 0.98
    for one, other in combinations(KINDS, 2):
        assert abs(_darkness(strips[one]) - _darkness(strips[other])) > 0.1, (one, other)
    diagonal, dots = strips["call-now"], strips["note"]
    middle = [strip.crop((16, 0, 17, strip.height)).histogram() for strip in (diagonal, dots)]
    assert all(histogram[0] and histogram[255] for histogram in middle), "ink and paper take turns"


def test_frames_differ_in_weight() -> None:
    assert len({_LOOKS[kind].line for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", [*KINDS, "summary"])
def test_patterns_stay_in_their_strip(kind: Kind) -> None:
    inside = _drawn(kind).crop((round(_STRIP * 4) + 4, 12, 1200 - 12, 400 - 12))
    assert _darkness(inside) == 0


@pytest.mark.parametrize("layout", NEED_NO_MEETING)
@pytest.mark.parametrize("kind", [*KINDS, "summary"])
def test_text_never_stands_on_a_pattern(layout: str, kind: Kind) -> None:
    setting = _setting(layout)
    block = Callout(kind=kind, title=(Span(text="A title"),), blocks=())
    (box,) = render(block, setting)
    assert isinstance(box, Stack)
    assert [*box.places(0.0, 100.0)]
    assert all(place.left > bar(setting) for place in box.places(0.0, 100.0))


# --- logos ------------------------------------------------------------------------------------------


def _logo(draw: Any, ground: str = "white") -> LogoImage:
    picture = Image.new("RGB", (200, 80), ground)
    draw(ImageDraw.Draw(picture))
    return LogoImage(width=200, height=80, rgb=picture.tobytes(), alt="A logo")


@pytest.mark.parametrize(
    ("shape", "ground"),
    [
        ("#1d5b4f", "white"),
        ("#c2185b", "white"),
        ("#8fc9e8", "white"),
        ("white", "#0b5275"),
        ("#ffd166", "#222222"),
    ],
)
def test_a_logo_keeps_its_shape(shape: str, ground: str) -> None:
    logo = _logo(lambda draw: draw.rectangle((60, 20, 140, 60), fill=shape), ground)
    picture = picture_of(logo, bw=True)
    dots = Image.frombytes("1", (picture.width, picture.height), picture.data).convert("L")
    scale = picture.width / 200
    inner = dots.crop(tuple(round(part * scale) for part in (66, 26, 134, 54)))  # type: ignore[arg-type]
    outer = dots.crop(tuple(round(part * scale) for part in (0, 0, 54, 80)))  # type: ignore[arg-type]
    assert abs(_darkness(inner) - _darkness(outer)) > 0.7


def test_shades_of_a_logo_become_dots() -> None:
    def two(draw: Any) -> None:
        draw.rectangle((0, 0, 60, 80), fill="#1d5b4f")
        draw.rectangle((61, 0, 120, 80), fill="#b9d9d0")

    picture = picture_of(_logo(two), bw=True)
    dots = Image.frombytes("1", (picture.width, picture.height), picture.data).convert("L")
    scale = picture.width / 200
    middle = _darkness(dots.crop((round(66 * scale), 10, round(114 * scale), picture.height - 10)))
    assert 0.05 < middle < 0.95


def test_a_logo_of_one_colour_is_no_fault() -> None:
    assert picture_of(_logo(lambda _: None, "#1d5b4f"), bw=True).bw


# --- the command ------------------------------------------------------------------------------------


def test_the_option_makes_another_edition(handouts: Any, tmp_path: Path) -> None:
    clinic = write_clinic(tmp_path / "clinic")
    coloured: Result = handouts("make", "invented", "--clinic", clinic, "-o", "-")
    plain: Result = handouts("make", "invented", "--clinic", clinic, "--bw", "-o", "-")
    assert (coloured.code, plain.code) == (0, 0)
    assert coloured.out != plain.out
    assert _colours(plain.out) <= {(0.0,), (1.0,)}


def test_a_layout_may_be_black_and_white_itself(handouts: Any, tmp_path: Path) -> None:
    clinic = write_clinic(tmp_path / "clinic", layouts__plain="id: plain\nbase: everything\nbw: true\n")
    done: Result = handouts("make", "invented", "--clinic", clinic, "--layout", "plain", "-o", "-")
    assert done.code == 0
    assert _colours(done.out) <= {(0.0,), (1.0,)}


def test_a_list_in_black_and_white(handouts: Any, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("name,cancer,stage\nAnn Lee,kidney,4\nBea Lee,lung,4\n")
    done: Result = handouts("batch", "list.csv", "--bw", "--cover", "--separators", "--clinic", CLINIC, "-q")
    assert done.code == 0, done.err
    first = (tmp_path / "print-run" / "print-job.pdf").read_bytes()
    assert _colours(first) <= {(0.0,), (1.0,)}
    again: Result = handouts("reprint", "print-run", "--rows", "2", "--out", "again")
    assert again.code == 0, again.err
    assert _colours((tmp_path / "again" / "print-job.pdf").read_bytes()) <= {(0.0,), (1.0,)}
