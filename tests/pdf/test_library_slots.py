"""Slots of the small library: filled whole or refused, and nothing left of those that stay open."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from pdf_checks import furniture_is_named, opened, reading

from handouts.pdf.slots import FitError
from handouts.pdf.template import Template
from pdf.drafts import FALLBACK, LEADING, LONG, SIZE, Draft, face, filled
from pdf.validator import PROFILES, failures

SPACE = 1
"""The code of a space: the first letter that a font is cut to."""


def said(data: bytes) -> dict[str, str]:
    return dict(reading(data))


def with_slots(**measures: Any) -> Template:
    """A title, slots for a name and a note, and the name again in the head of the second page."""
    draft = Draft(late=True)
    draft.say("H1", "A title")
    items = draft.root.add("L", attributes="/O/List/ListNumbering/None")
    draft.slot("name", items, **measures)
    draft.slot("note", items, lines=3)
    draft.new_page()
    draft.slot("name", None, right=True)
    draft.say("P", "Text.")
    return draft.finish()


def test_a_filled_slot_is_an_item_with_label_and_body() -> None:
    data = filled(with_slots(), name="Ann Lee")

    assert reading(data) == [("H1", "A title"), ("Lbl", "name:"), ("LBody", "Ann Lee"), ("P", "Text.")]
    assert [sum(one.role == role for one in opened(data).elements) for role in ("L", "LI")] == [1, 1]
    assert [failures(data, profile) for profile in PROFILES] == [[], []]


def test_a_slot_of_the_furniture_is_hidden() -> None:
    _, second = opened(filled(with_slots(), name="Ann Lee")).sheets

    hidden = [one for one in second.sequences if one.text == "Ann Lee"]
    assert [(one.mcid, one.artifact) for one in hidden] == [(None, "Pagination")]


def test_a_slot_of_the_furniture_is_named() -> None:
    assert list(furniture_is_named(opened(filled(with_slots(), name="Ann Lee")))) == []


def test_a_slot_of_the_furniture_that_does_not_fit_is_left_out() -> None:
    data = filled(with_slots(width=500), name=LONG[:70])

    assert said(data)["LBody"] == LONG[:70]
    assert [one.text for one in opened(data).sheets[1].sequences] == ["Text."]


def test_a_slot_at_the_right_ends_at_its_edge() -> None:
    data = filled(with_slots(), name="Ann Lee")
    ends = []
    for line in _lines_on(data, 1):
        if len(line.codes) == len("Ann Lee"):
            ends.append(line.x + line.width)

    assert ends == [pytest.approx(350, abs=0.01)]


def test_several_lines_keep_words_apart_and_inside_their_room() -> None:
    data = filled(with_slots(), note=LONG)

    assert said(data)["LBody"] == LONG
    lines = _lines_on(data, 0)
    assert len(lines) > 1
    assert {round(a.y - b.y, 3) for a, b in pairwise(lines)} == {LEADING}
    assert {line.x for line in lines} == {150}
    assert all(line.width <= 200 for line in lines)


def test_a_name_in_other_letters_is_whole_in_the_fallback_font() -> None:
    data = filled(with_slots(), name="Nguyễn Thị Ánh", note="Łucja")
    pdf = opened(data)
    fonts = pdf.sheets[0].page.Resources.Font

    assert reading(data)[1:5] == [
        ("Lbl", "name:"),
        ("LBody", "Nguyễn Thị Ánh"),
        ("Lbl", "note:"),
        ("LBody", "Łucja"),
    ]
    assert {name: str(font.BaseFont)[8:] for name, font in fonts.items()} == {
        "/R": face().name,
        "/LateR": face(FALLBACK).name,
    }
    assert [failures(data, profile) for profile in PROFILES] == [[], []]


def test_what_does_not_fit_is_refused_and_says_what_would_do() -> None:
    name = "Ann Theodora Whitefield-Montgomery Lee of Riverbend"
    with pytest.raises(FitError) as refused:
        filled(with_slots(), name=name)

    assert refused.value.slot == "name"
    assert refused.value.lines == ()
    with pytest.raises(FitError) as refused:
        filled(with_slots(most=3), name=name)
    (lines,) = refused.value.lines
    assert lines == 3
    assert said(filled(with_slots(lines=lines, most=3), name=name))["LBody"] == name


def test_a_word_wider_than_its_slot_is_broken_or_set_smaller() -> None:
    """At a reader's it is one word again."""
    name = "Wolfeschlegelsteinhausenbergerdorff"
    data = filled(with_slots(lines=2, width=120), name=name)
    assert said(data)["LBody"] == name
    assert len(_lines_on(data, 0)) == 2

    smaller = filled(with_slots(least=SIZE * 0.5, width=120), name=name)
    assert said(smaller)["LBody"] == name
    assert len(_lines_on(smaller, 0)) == 1


def test_what_no_edition_could_hold_is_refused_for_good() -> None:
    with pytest.raises(FitError) as refused:
        filled(with_slots(most=3, least=SIZE * 0.9), name="W" * 400)
    assert refused.value.lines == ()


class _Line:
    """A line that was shown by Tj. Its width is that of what is seen: a space at its end is not."""

    def __init__(self, x: float, y: float, scale: float, font: Any, shown: bytes) -> None:
        self.x, self.y = x, y
        self.codes = [high << 8 | low for high, low in zip(shown[::2], shown[1::2], strict=True)]
        _, widths = font.DescendantFonts[0].W
        seen = self.codes[:-1] if self.codes[-1] == SPACE else self.codes
        self.width = sum(float(widths[code - 1]) for code in seen) * SIZE * scale / 100_000


def _lines_on(data: bytes, at: int) -> list[_Line]:
    """The lines of slots on a page: they alone are written with Tj and not with TJ."""
    pdf = opened(data)
    sheet = pdf.sheets[at].page
    found: list[_Line] = []
    x = y = 0.0
    scale, font = 100.0, None
    for instruction in pikepdf.parse_content_stream(sheet):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "Tm":
            x, y = float(operands[4]), float(operands[5])
        elif operator == "Tz":
            scale = float(operands[0])
        elif operator == "Tf":
            font = sheet.Resources.Font[operands[0]]
        elif operator == "Tj":
            found.append(_Line(x, y, scale, font, bytes(operands[0])))
    return found


# --- copies of one template -------------------------------------------------------------------------


def _objects(data: bytes) -> dict[int, bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {
            one.objgen[0]: one.unparse() + (one.read_raw_bytes() if isinstance(one, pikepdf.Stream) else b"")
            for one in pdf.objects
        }


def _identity(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return bytes(pdf.trailer.ID[0])


def test_two_copies_differ_only_in_what_was_filled_in() -> None:
    template = with_slots()
    ann, bob = filled(template, name="Ann Lee"), filled(template, name="Bob Ray")
    late = {page.stream for page in template.late_pages}
    first, second = _objects(ann), _objects(bob)
    xref = max(first)

    assert ann.startswith(template.head)
    assert bob.startswith(template.head)
    assert first.keys() == second.keys()
    assert {number for number in first if first[number] != second[number]} - {xref} == late
    assert _identity(ann) != _identity(bob)


def test_a_template_holds_nothing_of_a_copy() -> None:
    template = with_slots()
    before = filled(template, note="Łucja")
    filled(template, name="Nguyễn Thị Ánh", note=LONG)

    assert filled(template, note="Łucja") == before
    assert "name:" not in [text for _, text in reading(before)]


def test_an_open_slot_leaves_no_object() -> None:
    template = with_slots()
    both, one = (
        len(_objects(filled(template, **v))) for v in ({"name": "Ann", "note": "Bo"}, {"name": "Ann"})
    )

    assert both - one == 3
