"""The small library for tagged PDF, by itself: it refuses what would mislead, and keeps text whole."""

from __future__ import annotations

import io
import zlib
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_checks import findings, opened, reading

from handouts.pdf.canvas import UntaggedContentError
from handouts.pdf.document import Document
from handouts.pdf.filling import fill
from handouts.pdf.fonts import EmbeddedFont, MissingGlyphError
from handouts.pdf.objects import written
from handouts.pdf.structure import StructElem, StructureError
from handouts.pdf.text_writer import Run
from pdf.drafts import BLACK, COLUMN, FALLBACK, IDENTITY, LONG, ROW, SIZE, Draft, face, filled, run, sample
from pdf.opening import unicode_map


def said(data: bytes) -> dict[str, str]:
    return dict(reading(data))


# --- what is refused ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "draw",
    [
        lambda draft: draft.page.text([draft.place(run("lost"))], None),
        lambda draft: draft.page.rectangle((0, 0, 9, 9), fill=BLACK),
        lambda draft: draft.page.line((0, 0), (9, 9), BLACK, 1),
        lambda draft: draft.page.circle((9, 9), 3, BLACK),
        lambda draft: draft.page.polygon([(0, 0), (9, 0), (9, 9)], BLACK),
        lambda draft: draft.page.image("Logo", (0, 0, 9, 9)),
    ],
    ids=["text", "rectangle", "line", "circle", "polygon", "picture"],
)
def test_what_belongs_to_nothing_is_refused(draw: Any) -> None:
    draft = Draft()
    with pytest.raises(UntaggedContentError, match="page 1"):
        draw(draft)
    with draft.page.artifact():
        draw(draft)
    with draft.page.element(draft.root.add("Figure", alt="A figure of everything")):
        pass
    with pytest.raises(UntaggedContentError):  # again outside
        draw(draft)


def test_an_element_inside_another_ones_content_is_refused() -> None:
    draft = Draft()
    figure = draft.root.add("Figure", alt="Two boxes in one")
    with (
        draft.page.element(figure),
        pytest.raises(UntaggedContentError, match="inside another"),
        draft.page.element(figure),
    ):
        pass
    with (
        draft.page.artifact(),
        pytest.raises(UntaggedContentError, match="inside another"),
        draft.page.element(figure),
    ):
        pass


@pytest.mark.parametrize("text", ["日", "a日b", "\x00", "\u200b", "\uffff"])
def test_a_letter_without_glyph_is_refused(text: str) -> None:
    with pytest.raises(MissingGlyphError, match=rf"U\+{ord(max(text)):04X}"):
        face().width(text)
    with pytest.raises(MissingGlyphError):
        EmbeddedFont(face(), text)
    with pytest.raises(MissingGlyphError):
        EmbeddedFont(face(), "ab").show(text)


def test_a_letter_that_the_font_was_not_cut_to_is_refused() -> None:
    draft = Draft("abc")
    with pytest.raises(MissingGlyphError, match=r"d \(U\+0064\)"):
        draft.say("P", "abcd")


def _skipping(draft: Draft) -> None:
    draft.say("H1", "One")
    draft.say("H3", "Three")


def _starting_low(draft: Draft) -> None:
    draft.say("H2", "Two")


def _silent_figure(draft: Draft) -> None:
    draft.root.add("Figure", alt=" ")


def _nameless_figure(draft: Draft) -> None:
    draft.root.add("Div").add("Figure")


def _ragged(draft: Draft) -> None:
    table = draft.root.add("Table")
    for width in (2, 1):
        row = table.add("TR")
        for _ in range(width):
            row.add("TD")


@pytest.mark.parametrize(
    ("write", "message"),
    [
        (_skipping, "level 3 follows level 1"),
        (_starting_low, "level 2 follows level 0"),
        (_silent_figure, "no alternative text"),
        (_nameless_figure, "no alternative text"),
        (_ragged, "rows of 1, 2 cells"),
    ],
)
def test_a_tree_that_misleads_is_refused(write: Any, message: str) -> None:
    draft = Draft()
    write(draft)
    with pytest.raises(StructureError, match=message):
        draft.finish()


# --- text --------------------------------------------------------------------------------------------


def test_an_element_that_nothing_was_drawn_for_is_left_out() -> None:
    draft = Draft()
    draft.say("H1", "Title")
    draft.root.add("Div").add("P")
    draft.say("P", "Text.")

    assert [one.role for one in opened(draft.file()).elements] == ["Document", "H1", "P"]


def test_a_link_over_lines_is_one_link_with_an_area_for_each_line() -> None:
    draft = Draft()
    draft.say("H1", "Title")
    paragraph = draft.say("P", "Read ")
    draft.link(paragraph, "all of ", "it ", "here")
    draft.page.text([draft.place(run(", then call."))], paragraph)
    draft.link(paragraph, " Or (write)", address="mailto:a@example.org")
    pdf = opened(draft.file())

    links = [one for one in pdf.elements if one.role == "Link"]
    assert [(one.text, len(one.targets)) for one in links] == [("all of it here", 3), (" Or (write)", 1)]
    assert [str(a.Contents) for a in pdf.sheets[0].page.Annots] == ["all of it here"] * 3 + [" Or (write)"]
    assert str(pdf.sheets[0].page.Annots[3].A.URI) == "mailto:a@example.org"
    assert [one.text for one in pdf.elements if one.role == "P"] == [
        "Read all of it here, then call. Or (write)"
    ]
    assert findings(pdf) == []


def test_an_address_is_written_in_ascii() -> None:
    """ISO 32000-1, 12.6.4.7: a URI is an ASCII string."""
    draft = Draft()
    draft.link(draft.say("P", "See "), "here", address="https://example.org/é")
    pdf = opened(draft.file())

    assert bytes(pdf.sheets[0].page.Annots[0].A.URI) == b"https://example.org/%C3%A9"


def test_a_link_goes_on_over_pages() -> None:
    draft = Draft()
    draft.say("H1", "Title")
    paragraph = draft.say("P", "See ")
    link = draft.link(paragraph, "one ")
    draft.new_page()
    draft.page.text([draft.place(run("two", link))], paragraph)
    data = draft.file()

    assert said(data)["P"] == "See one two"
    assert [mark for one in opened(data).elements if one.role == "Link" for mark in one.marks] == [
        (0, 2),
        (1, 0),
    ]


def test_text_of_links_that_is_hidden_has_no_link() -> None:
    draft = Draft()
    draft.say("H1", "Title")
    with draft.page.artifact("Pagination", "Header"):
        draft.page.text([draft.place(run("head", StructElem("Link")))], None)
    pdf = opened(draft.file())

    assert findings(pdf) == []
    assert draft.page.hidden_text == ["head"]
    assert "Link" not in [one.role for one in pdf.elements]


@given(st.text(st.sampled_from("AVTo.,éWłaż r1-ʼ'\"" + "".join(map(chr, range(0x20, 0x7F)))), min_size=1))
def test_kerning_moves_letters_and_keeps_text(text: str) -> None:
    text = "".join(c for c in text if c in face().widths)
    font = EmbeddedFont(face(), text)
    codes = {int(code, 16): c for c, code in font.codes.items()}

    pieces = pikepdf.parse_content_stream(_stream(f"[{font.show(text)}]TJ".encode()))[0].operands[0]
    shown = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
    moved = sum(float(piece) for piece in pieces if not isinstance(piece, pikepdf.String))

    assert "".join(codes[high << 8 | low] for high, low in zip(shown[::2], shown[1::2], strict=True)) == text
    advance = sum(face().widths[c] for c in text) - moved
    assert advance == pytest.approx(face().width(text))
    assert -moved == pytest.approx(sum(face().kerning.get(a + b, 0) for a, b in pairwise(text)))


@cache
def _pdf() -> pikepdf.Pdf:
    return pikepdf.new()


def _stream(code: bytes) -> pikepdf.Stream:
    return pikepdf.Stream(_pdf(), code)


def test_kerned_text_comes_back() -> None:
    draft = Draft()
    draft.say("H1", "AVATAR To Yes. P, W.")

    assert b">" in draft.page.content().split(b"[")[1].split(b"]")[0][5:]
    assert said(draft.file())["H1"] == "AVATAR To Yes. P, W."


@pytest.mark.parametrize("family", [face().name, face(FALLBACK).name])
def test_only_spaces_share_a_glyph(family: str) -> None:
    """Letters drawn alike share a code, and would be heard as each other."""
    one = next(f for f in (face(), face(FALLBACK)) if f.name == family)
    letters = [c for c in sorted(one.widths) if c <= "\uffff"]
    counted = Counter(one.glyphs(letters).values())
    alike = [c for c, glyph in one.glyphs(letters).items() if counted[glyph] > 1]

    assert set(alike) <= {" ", "\u00a0"}


@pytest.mark.parametrize("text", ["Nguyễn Thị Ánh", "Анна Ёлкина", "Ελένη", "½ € “so” – 25 µg", "a\u00a0b"])
def test_unicode_maps_lead_back_to_the_text(text: str) -> None:
    font = EmbeddedFont(face(FALLBACK), text)
    objects = font.objects(1)
    cmap = pikepdf.Dictionary(Encoding=pikepdf.Name("/Identity-H"))
    pdf = pikepdf.new()
    cmap.ToUnicode = pikepdf.Stream(pdf, _decompressed(written(objects[5])))

    found = unicode_map(cmap)

    assert "".join(found[int(font.codes[c], 16)] for c in text) == text.replace("\u00a0", " ")


def _decompressed(body: bytes) -> bytes:
    return zlib.decompress(body.split(b"stream\n", 1)[1].rsplit(b"\r\nendstream", 1)[0])


# --- whole files ------------------------------------------------------------------------------------


def test_the_same_document_gives_the_same_bytes() -> None:
    first, second = (filled(sample(), name="Łucja", note=LONG) for _ in range(2))

    assert first == second


def test_bytes_do_not_hang_on_the_order_of_sets() -> None:
    """A font is the same however its letters come."""
    letters = "The quick brown fox"
    first, second = (EmbeddedFont(face(), order).objects(7) for order in (letters, letters[::-1]))

    assert first == second


def test_a_document_without_slots_needs_no_values() -> None:
    document = Document(IDENTITY, {"R": EmbeddedFont(face(), "Hi")})
    surface = document.add_page((200, 200))
    heading = document.root.add("H1")
    draft_line = Draft("Hi").place(Run("Hi", "R", SIZE, BLACK))
    surface.text([draft_line], heading)
    data = fill(document.finish(), {"unknown": "value"}, _no_font)

    assert reading(data) == [("H1", "Hi")]
    assert findings(opened(data)) == []


def _no_font(_text: str, _font: str) -> Any:
    raise AssertionError("no font is needed")


def test_heads_of_tables_are_found_by_their_ids() -> None:
    draft = Draft()
    draft.say("H1", "Title")
    table = draft.root.add("Table")
    for row in range(12):
        line = table.add("TR")
        draft.say("TH", f"Head {row}", parent=line, attributes=COLUMN if row == 0 else ROW)
        draft.say("TH" if row == 0 else "TD", "x", parent=line, attributes=COLUMN if row == 0 else "")
    with pikepdf.open(io.BytesIO(draft.file())) as pdf:
        names = list(pdf.Root.StructTreeRoot.IDTree.Names)

    ids = [bytes(name) for name in names[::2]]
    assert ids == sorted(ids)
    assert len(set(ids)) == 13
    assert all(bytes(one.ID) == name for name, one in zip(ids, names[1::2], strict=True))
