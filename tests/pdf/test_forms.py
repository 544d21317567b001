"""Fields that are filled in: by a reader's own hand, in every layout that has lines to write on."""

from __future__ import annotations

import ctypes
import io
import re
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
import pikepdf
import pypdfium2
import pytest
from commands import Result
from pdf_checks import CHECKS, fields_are_whole, opened, reading
from PIL import ImageChops
from pypdfium2 import raw
from reportlab.pdfbase.ttfonts import TTFontFile

from handouts.cli.batch import command
from handouts.compose.blocks import Bullets, Contacts, Grid, Paragraph, Table
from handouts.errors import UsageError
from handouts.model.selection import Recipient, Selection
from handouts.model.text import Span, plain
from handouts.pdf.annotations import field_names, unique
from handouts.pdf.fonts import MissingGlyphError
from handouts.pdf.form_font import font_objects, letters, serves
from handouts.pdf.job import JobForm, PrintJob
from handouts.pdf.tagged_job import TaggedJob
from handouts.roster.heads import all_columns
from handouts.run.make import make
from handouts.run.typesetting import prepare
from handouts.typeset.boxes import Box
from handouts.typeset.ruled import RuledBox
from handouts.typeset.typesetter import Typesetting
from pdf.drafts import FALLBACK, IDENTITY, face, late_font
from pdf.opening import Opened
from pdf.said import walk
from pdf.validator import PROFILES, failures

CLINIC = Path(__file__).resolve().parents[2] / "examples" / "clinic"
TYPED = "Café: 7 of 10, 100 µg, €5"
"""Letters of each part of the encoding. (For curly quotes and dashes pdfium takes a face of its own.)"""


def fillable(layout: str, cancers: tuple[str, ...] = ("kidney",), person: Recipient | None = None) -> bytes:
    return make(Selection(cancers=cancers, layout=layout, fillable=True), person, None, None).data


WITH_PLACES = ("everything", "large", "compact", "one-page", "questions", "diary", "group")


@pytest.mark.parametrize("cancers", [("kidney",), ("lung", "breast")], ids=["one", "two"])
@pytest.mark.parametrize("layout", WITH_PLACES)
def test_every_place_becomes_a_field(layout: str, cancers: tuple[str, ...]) -> None:
    """Lines are counted as they are drawn: where a page has room there are more than were asked for."""
    selection = Selection(cancers=cancers, layout=layout, fillable=True)
    data = make(selection, None, None, None).data
    pdf = opened(data)
    asked = [one.text for one in pdf.elements if one.role == "Form"]
    typesetter, handout, resolved = prepare(selection, None)
    ruled = [box for box in _inside(typesetter.typesetting(handout, resolved)) if isinstance(box, RuledBox)]
    blocks = list(walk((*handout.opening, *handout.body)))

    ticks = [
        f"Tick: {plain(item)}"
        for block in blocks
        if isinstance(block, Bullets) and block.marker == "box"
        for item in block.items
    ]
    assert _sorted(one for one in asked if one.startswith("Tick: ")) == _sorted(ticks)
    answers = [
        f"Answer to: {plain(item)}"
        for block in blocks
        if isinstance(block, Bullets) and block.lines
        for item in block.items
    ]
    said = {_without_number(one) for one in asked if one.startswith("Answer to: ")}
    assert said == {_without_number(each) for each in answers}
    empty = sum(not each.number for block in blocks if isinstance(block, Contacts) for each in block.contacts)
    cells = sum(
        len(block.rows) * len(block.columns) - sum(row.head is not None for row in block.rows)
        for block in blocks
        if isinstance(block, Grid)
    )
    cells += sum(
        not cell
        for block in blocks
        if isinstance(block, Table) and block.to_fill
        for row in block.rows
        for cell in row
    )
    assert len(asked) == len(ticks) + sum(box.lines for box in ruled) + empty + cells
    assert len(asked) > 5
    assert [f"{check.__name__}: {each}" for check in CHECKS for each in check(pdf)] == []
    for profile in PROFILES:
        assert failures(data, profile) == []


def _inside(found: Typesetting) -> list[Box]:
    """Every box on the pages, and all that are in them."""
    waiting: list[Box] = [box for page in found.pages for frame in page.frames for box in frame.boxes]
    for box in waiting:
        waiting += box.children()
    return waiting


def _without_number(words: str) -> str:
    """Of a field on one of several lines, or one of several with the same words."""
    return re.sub(r"(, \d+/\d+)?( \(\d+\))?$", "", words)


def _sorted(words: Iterable[str]) -> list[str]:
    return sorted(map(_without_number, words))


def test_fields_stand_where_the_lines_and_boxes_are() -> None:
    """With fields a sheet has the same pages, lines and boxes as without; a ticked box shows.

    (Of a clinic, for lines for phones stand a little lower where one types on them.)
    """
    asked = Selection(cancers=("kidney",), layout="questions")
    on_paper, data = (make(each, None, CLINIC, None).data for each in (asked, asked._replace(fillable=True)))
    for one, other in zip(pypdfium2.PdfDocument(on_paper), pypdfium2.PdfDocument(data), strict=True):
        assert ImageChops.difference(one.render().to_pil(), other.render().to_pil()).getbbox() is None
    with pikepdf.open(io.BytesIO(data)) as pdf:
        box = next(one for one in pdf.pages[0].Annots if one.get("/FT") == "/Btn")
        left, bottom, right, top = (float(side) for side in box.Rect)
        box.AS = pikepdf.Name.Yes
        ticked = io.BytesIO()
        pdf.save(ticked)
    files = [pypdfium2.PdfDocument(each) for each in (data, ticked.getvalue())]
    for file in files:
        file.init_forms()
    pages = [file[0] for file in files]
    changed = ImageChops.difference(*(page.render(scale=2).to_pil() for page in pages)).getbbox()
    assert changed is not None
    height = pages[0].get_height()
    assert left * 2 - 2 <= changed[0] < changed[2] <= right * 2 + 2
    assert (height - top) * 2 - 2 <= changed[1] < changed[3] <= (height - bottom) * 2 + 2


def test_words_of_fields_are_told_apart() -> None:
    assert unique(["a", "b", "a", "a"], "{} ({})") == ["a", "b", "a (2)", "a (3)"]


def test_all_else_is_said_as_without_fields() -> None:
    plain = make(Selection(cancers=("kidney",), layout="everything"), None, None, None).data
    figures = ("Figure", "Form")

    assert [one for one in reading(fillable("everything")) if one[0] not in figures] == [
        one for one in reading(plain) if one[0] not in figures
    ]


def test_a_copy_keeps_its_fields() -> None:
    """The named sheet has fewer lines for questions, and every other field."""
    copy, general = (
        opened(fillable("diary", (), person)) for person in (Recipient(name="Nguyễn Thị Ánh"), None)
    )

    assert _cells(copy) == _cells(general)
    assert len(_cells(copy)) > 100
    assert list(fields_are_whole(copy)) == []


def _cells(pdf: Opened) -> list[str]:
    return [kid.text for one in pdf.elements if one.role == "TD" for kid in one.kids]


def test_what_is_typed_is_seen_in_its_cell_and_in_the_embedded_face() -> None:
    data = fillable("diary", ())
    at, name = 1, "day-1-notes"
    left, bottom, right, top = _place(data, at, name)
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    sheet = document[at]
    before = sheet.render().to_pil()

    _type(document, sheet, ((left + right) / 2, (bottom + top) / 2))

    changed = ImageChops.difference(before, sheet.render().to_pil()).getbbox()
    assert changed is not None
    height = sheet.get_height()
    assert left - 1 <= changed[0] < changed[2] <= right + 1
    assert height - top - 1 <= changed[1] < changed[3] <= height - bottom + 1
    saved = io.BytesIO()
    document.save(saved)
    with pikepdf.open(saved) as pdf:
        (field,) = (one for one in pdf.Root.AcroForm.Fields if name == one.T)
        assert str(field.V) == TYPED
        assert {str(font.BaseFont) for font in field.AP.N.Resources.Font.values()} == {
            f"/{face(FALLBACK).name}"
        }
        assert sum("/V" in one for one in pdf.Root.AcroForm.Fields) == 1


def _place(data: bytes, at: int, name: str) -> list[float]:
    """Left, bottom, right and top of a field."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return next(
            [float(side) for side in one.Rect] for one in pdf.pages[at].Annots if one.get("/T") == name
        )


def _type(document: pypdfium2.PdfDocument, sheet: pypdfium2.PdfPage, at: tuple[float, float]) -> None:
    """Click into a field, type, and leave it."""
    form = document.formenv.raw
    for typesetter in (raw.FORM_OnLButtonDown, raw.FORM_OnLButtonUp):
        typesetter(form, sheet.raw, 0, *at)
    units = ctypes.create_string_buffer(f"{TYPED}\0".encode("utf-16-le"))
    raw.FORM_ReplaceSelection(form, sheet.raw, ctypes.cast(units, ctypes.POINTER(ctypes.c_ushort)))
    raw.FORM_ForceToKillFocus(form)


def test_the_font_has_all_letters_of_its_encoding() -> None:
    noto, typed = face(FALLBACK), set(letters().values())
    objects = font_objects(noto, 1)
    widths = [float(each) for each in objects[1].split(b"/Widths[")[1].split(b"]")[0].split()]

    assert len(widths) == 255 - 32 + 1
    assert all(abs(widths[code - 32] - noto.widths[letter]) < 0.01 for code, letter in letters().items())
    cut = TTFontFile(io.BytesIO(zlib.decompress(objects[3].partition(b">>stream\n")[2])))
    assert set(map(ord, typed)) == {code for code, glyph in cut.charToGlyph.items() if glyph}
    assert all(abs(cut.charWidths[ord(one)] - noto.widths[one]) < 0.01 for one in typed)


def test_a_face_that_lacks_a_letter_is_not_typed_in() -> None:
    """It would leave out the \u00b5 of \u00b5g, and a dose would be another."""
    assert "\u00b5" in letters().values()
    assert not serves(face())
    with pytest.raises(MissingGlyphError, match="U\\+00B5"):
        font_objects(face(), 1)


def test_names_are_made_unique() -> None:
    assert field_names(["notes", "notes", "notes-2", "a.b"]) == ["notes", "notes-2", "notes-2-2", "a-b"]


@pytest.mark.parametrize("layout", ["card", "card-folded"])
def test_lines_for_a_pen_are_no_fields(layout: str) -> None:
    with pytest.raises(
        UsageError, match=f"The lines of the layout {layout} are for a pen: they are too small"
    ):
        fillable(layout)


def test_a_layout_without_such_a_place_refuses() -> None:
    typesetter, handout, selection = prepare(
        Selection(cancers=("kidney",), fillable=True, layout="everything"), None
    )
    bare = msgspec.structs.replace(handout, body=(Paragraph(text=(Span(text="Read this."),)),))

    with pytest.raises(
        UsageError, match=r"The layout everything has no place to write in\. Leave --fillable out\."
    ):
        typesetter.edition(bare, selection)


@pytest.mark.parametrize("job", [PrintJob, TaggedJob])
def test_a_print_job_has_no_fields(job: type[PrintJob]) -> None:
    """On paper nobody types: the lines stay. A tagged job would have each name many times, and refuses."""
    typesetter, handout, selection = prepare(Selection(cancers=(), layout="diary", fillable=True), None)
    template, file = typesetter.edition(handout, selection).template, io.BytesIO()
    job_file = job(
        file,
        JobForm(IDENTITY, "Simplex", b"seed"),
        lambda text, font, _family: late_font(text, font),
        io.BytesIO(),
    )
    if job is TaggedJob:
        with pytest.raises(ValueError, match="same names"):
            job_file.adopt("diary", template, "noto-sans")
        return
    job_file.adopt("diary", template, "noto-sans")
    job_file.add("diary", {}, "Row 1")
    job_file.finish()
    with pikepdf.open(file) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert all("/Annots" not in sheet for sheet in pdf.pages)
        assert len(pdf.pages) == 4


def test_a_list_cannot_ask_for_fields() -> None:
    assert "fillable" not in "".join(
        (
            *(head for column in all_columns().values() for head in column.heads),
            *(option.name or "" for option in command.params),
        )
    )


def test_it_can_be_typed(handouts: Callable[..., Result]) -> None:
    done = handouts("make", "--layout", "diary", "--fillable", "-o", "diary.pdf")

    assert (done.code, done.out) == (0, b"diary.pdf: My diary, 4 pages, US Letter.\n")
    with pikepdf.open("diary.pdf") as pdf:
        assert len(pdf.Root.AcroForm.Fields) > 100
