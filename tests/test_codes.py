"""Codes to scan: read back from the picture of a page, and never about a person."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import cache
from itertools import product
from pathlib import Path

import msgspec
import pypdfium2
import pytest
import zxingcpp
from commands import Result
from pdf.said import heard, noted, said
from pdf.validator import PROFILES, failures
from pdf_checks import findings, opened, reading
from PIL import Image, ImageFilter

from handouts.compose import blocks
from handouts.model.base import Address
from handouts.model.library import Wanted
from handouts.model.selection import PaperName, Recipient, Selection
from handouts.model.text import Span
from handouts.pdf.structure import StructElem
from handouts.reading.layout import read_layout
from handouts.reading.library import read_library
from handouts.run.make import make
from handouts.run.typesetting import prepare
from handouts.typeset.boxes import DrawingBox
from handouts.typeset.faces import Faces
from handouts.typeset.renderers.codes import LEAST, LEAST_MODULE, QUIET, code_box, modules_of
from handouts.typeset.stamp import stamp
from handouts.typeset.style_context import StyleContext, colours_of

LAYOUTS = ("everything", "compact", "large")
PAPERS: tuple[PaperName, ...] = ("letter", "a4")
QR = zxingcpp.BarcodeFormat.QRCode
PERSON = Recipient(
    name="Ann Lee", date="November 24, 2026", clinician="Dr. Okafor", appointment="May 1", note="Call me."
)
each = pytest.mark.parametrize(("layout", "paper"), [*product(LAYOUTS, PAPERS)])


@cache
def made(layout: str, paper: PaperName, bw: bool = False) -> bytes:
    selection = Selection(cancers=("kidney",), layout=layout, paper=paper, qr=True, bw=bw)
    return make(selection, PERSON, None, None).data


def _pictures(data: bytes, dpi: int) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(data)
    pictures = [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]
    document.close()
    return pictures


def _read(pictures: list[Image.Image]) -> list[tuple[str, str]]:
    """Address and level of each code, as a telephone reads them."""
    found = [code for picture in pictures for code in zxingcpp.read_barcodes(picture, formats=QR)]
    return sorted((code.text, code.ec_level) for code in found)


def _addresses(cancer: str = "kidney") -> list[str]:
    """The verified websites of those who help with a cancer."""
    every = read_library(Wanted(cancers=(cancer,))).resources.resources
    chosen = (one for one in every if one.verified and (not one.cancers or cancer in one.cancers))
    return sorted(one.url for one in chosen if one.url and one.url_verified)


@each
def test_every_website_has_a_code_and_nothing_else_has(layout: str, paper: PaperName) -> None:
    assert _read(_pictures(made(layout, paper), 200)) == [(address, "M") for address in _addresses()]


def test_codes_are_read_from_a_copy_at_half_its_size() -> None:
    copies = [
        picture.resize((picture.width // 2, picture.height // 2), Image.Resampling.BOX)
        .filter(ImageFilter.GaussianBlur(0.6))
        .point([0 if value < 140 else 255 for value in range(256)])
        for picture in _pictures(made("everything", "letter", True), 300)
    ]
    assert [address for address, _ in _read(copies)] == _addresses()


def test_what_is_about_a_person_changes_no_code() -> None:
    typesetter, handout, selection = prepare(
        Selection(cancers=("kidney",), qr=True, layout="everything"), None
    )
    anybody = stamp(typesetter.edition(handout, selection), None)
    assert _read(_pictures(anybody, 200)) == _read(_pictures(made("everything", "letter"), 200))


def test_a_code_holds_an_address_by_its_type() -> None:
    types = {field.name: field.type for field in msgspec.structs.fields(blocks.QrLink)}
    assert types["address"] == Address


@pytest.mark.parametrize(
    "address", ["http://example.org", "Ann Lee", "mailto:ann@example.org", "tel:5550100", ""]
)
def test_a_code_takes_web_addresses_only(address: str) -> None:
    with pytest.raises(ValueError, match="web address"):
        blocks.QrLink(address=address, words=(Span(text="A"),))


def test_nothing_that_composes_knows_a_recipient() -> None:
    """So no block can hold what is about a person: values are stamped in when all codes are drawn."""
    folder = Path(__file__).resolve().parents[1] / "handouts" / "compose"
    for file in folder.rglob("*.py"):
        imported = [line for line in file.read_text("utf-8").splitlines() if "selection import" in line]
        assert not any("Recipient" in line for line in imported), file


@each
def test_it_conforms_and_says_what_its_blocks_say(layout: str, paper: PaperName) -> None:
    selection = Selection(cancers=("kidney",), layout=layout, paper=paper, qr=True)
    data = make(selection, None, None, None).data
    assert [failures(data, profile) for profile in PROFILES] == [[], []]
    assert findings(opened(data)) == []
    _, handout, _ = prepare(selection, None)
    found = heard(data)
    assert found == said(noted(handout, found), {}, layout)


def test_without_the_option_there_are_none() -> None:
    assert (
        _read(
            _pictures(make(Selection(cancers=("kidney",), layout="everything"), None, None, None).data, 150)
        )
        == []
    )


# --- one code ---------------------------------------------------------------------------------------


def _setting() -> StyleContext:
    layout = read_layout("everything")
    return StyleContext(layout, Faces(layout.fonts), colours_of(layout), 400.0, StructElem("Document"))


def _box(address: str) -> DrawingBox:
    return code_box(blocks.QrLink(address=address, words=(Span(text="QR code of us"),)), _setting())


@pytest.mark.parametrize("length", [20, 60, 130, 300])
def test_a_code_is_large_enough_and_has_its_quiet_zone(length: int) -> None:
    address = "https://example.org/".ljust(length, "a")
    count, side = len(modules_of(address)), _box(address).size[0]
    module = side / (count + 2 * QUIET)
    assert module * count >= LEAST - 0.001 >= 20 / 25.4 * 72 - 0.1
    assert module >= LEAST_MODULE


def test_a_code_says_what_it_opens() -> None:
    node = _box("https://example.org/").node
    assert node is not None
    assert node.alt == "QR code of us: https://example.org/"


def test_a_block_of_its_own_has_its_address_beside_it() -> None:
    typesetter, handout, selection = prepare(Selection(cancers=("kidney",), layout="everything"), None)
    link = blocks.QrLink(address="https://example.org/group", words=(Span(text="Our group"),))
    short = msgspec.structs.replace(handout, body=(link,))
    data = stamp(typesetter.edition(short, selection), None)
    assert reading(data) == said(short, {})
    assert findings(opened(data)) == []
    assert [failures(data, profile) for profile in PROFILES] == [[], []]
    assert _read(_pictures(data, 150)) == [("https://example.org/group", "M")]
    assert [one.text for one in opened(data).elements if one.role == "Link"] == ["example.org/group"]


def test_segno_is_loaded_for_codes_only(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from handouts.run.make import make; "
        "from handouts.model.selection import Selection; "
        "made = make(Selection(cancers=('kidney',), layout='everything', qr={qr}), None, None, None); "
        "print('segno' in sys.modules)"
    )
    for qr in (False, True):
        done = subprocess.run(
            [sys.executable, "-c", script.format(qr=qr)],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            timeout=60,
        )
        assert done.stdout.strip() == str(qr), done.stderr


@pytest.mark.parametrize(("layout", "told"), [("one-page", True), ("diary", True), ("everything", False)])
def test_a_layout_without_a_place_for_codes_says_so(
    handouts: Callable[..., Result], layout: str, told: bool
) -> None:
    done = handouts("make", "kidney", "--layout", layout, "--qr", "-v")
    assert done.code == 0
    assert ("codes to scan" in done.out.decode()) == told
    assert "codes to scan" not in handouts("make", "kidney", "--layout", layout, "-v").out.decode()
