"""Reading back what document.py wrote, and giving it other numbers."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.model.selection import Selection
from handouts.pdf.rereading import (
    entry_reference,
    entry_references,
    entry_string,
    is_stream,
    objects_of,
    reachable,
    references_in,
    renumbered,
    split,
)
from handouts.pdf.syntax import reference, stream, text_string
from handouts.pdf.template import Template
from handouts.run.typeset import prepare
from pdf.drafts import filled
from pdf.jobs import TRICKY, templates


def handout() -> Template:
    """A real one, of several object streams."""
    press, made, selection = prepare(Selection(("kidney",), layout="compact"), None)
    return press.edition(made, selection).template


MADE: dict[str, Callable[[], Template]] = {
    key: (lambda key=key: templates()[key]) for key in ("sample", "named", "tricky", "bare")
} | {"handout": handout}
"""How templates are made."""


@pytest.mark.parametrize("key", MADE)
def test_all_static_objects_are_read_back(key: str) -> None:
    """The same that qpdf reads from a copy: numbers, notation, and data of streams."""
    template = MADE[key]()
    objects = objects_of(template)
    values = {slot.name: "1" for slot in template.slots}
    packed = 0
    with pikepdf.open(io.BytesIO(filled(template, **values))) as pdf:
        written = {one.objgen[0]: one for one in pdf.objects if _is_plain(one)}
        assert objects.keys() == written.keys() - late_in(template)
        for number, body in objects.items():
            one = written[number]
            if isinstance(one, pikepdf.Stream):
                head, data = split(body)
                assert data == one.read_raw_bytes()
                assert _squeezed(head) == _squeezed(one.stream_dict.unparse(resolved=True))
            else:
                packed += 1
                assert _squeezed(body) == _squeezed(one.unparse(resolved=True))
    assert packed > 5


def _is_plain(one: pikepdf.Object) -> bool:
    return not isinstance(one, pikepdf.Stream) or one.get("/Type") not in ("/ObjStm", "/XRef")


def late_in(template: Template) -> set[int]:
    """Numbers of the objects that only a copy has."""
    late = {number for page in template.late_pages for number in (page.stream, page.parents)}
    late |= {number for slot in template.slots for number in slot.elements or ()}
    return late | {template.resources, template.list}


def _squeezed(text: bytes) -> bytes:
    """The sorted letters of an object: keys may be sorted, spaces and strings written in other ways."""
    parsed = re.sub(rb"\((?:\\.|[^()\\])*\)|<[0-9A-Fa-f]+>", _plain_string, text, flags=re.DOTALL)
    return bytes(sorted(parsed.replace(b" ", b"").replace(b".0", b"").replace(b"\n", b"")))


def _plain_string(found: re.Match[bytes]) -> bytes:
    return bytes(pikepdf.Object.parse(found[0])).hex().encode()


# --- references and strings --------------------------------------------------------------------------

LOOKS_LIKE = st.lists(
    st.sampled_from(
        ["12 0 R", "(", ")", "\\", " ", "<", ">", "7 0 R)", "\\(", "é", "Ł", "@3", "/K", "\n", "\r"]
    )
).map("".join)
texts = st.one_of(LOOKS_LIKE, st.text())


def doubled(number: int) -> bytes:
    return reference(2 * number + 1000)


@given(texts, texts, st.integers(1, 10**7))
def test_strings_are_left_alone(first: str, second: str, number: int) -> None:
    body = b"<</A%s/K[%s %s]/B%s>>" % (
        text_string(first),
        reference(number),
        reference(3),
        text_string(second),
    )

    assert references_in(body) == [number, 3]
    moved = renumbered(body, doubled)
    assert moved == b"<</A%s/K[%s %s]/B%s>>" % (
        text_string(first),
        doubled(number),
        doubled(3),
        text_string(second),
    )
    assert renumbered(body, reference) == body
    assert entry_string(b"/A", body) == text_string(first)
    assert entry_references(b"/K", body) == [number, 3]


@given(st.binary())
def test_streams_refer_to_nothing(data: bytes) -> None:
    """What their data looks like does not matter, nor what their dictionary says."""
    for compress in (False, True):
        body = stream(data + b" 12 0 R ", compress=compress)
        assert is_stream(body)
        assert references_in(body) == []
        assert renumbered(body, doubled) == body
        assert split(body)[0].startswith(b"<<")
    assert split(stream(data, compress=False))[1] == data


def test_numbers_that_are_no_references_are_left_alone() -> None:
    body = b"<</MediaBox[0 0 612 792]/W[1 5 2]/K 12 0 R/F1 3 0 R/C[1 0 RG]/N 0/M -1.5>>"

    assert references_in(body) == [12, 3]
    assert renumbered(body, doubled).startswith(
        b"<</MediaBox[0 0 612 792]/W[1 5 2]/K 1024 0 R/F1 1006 0 R/C[1 0 RG]"
    )


def test_entries_are_found_by_their_keys() -> None:
    body = b"<</K 5 0 R/Kids[6 0 R 7 0 R]/Empty[]/Lang(en\\)US)>>"

    assert entry_reference(b"/K", body) == 5
    assert entry_references(b"/Kids", body) == [6, 7]
    assert entry_references(b"/Empty", body) == []
    assert entry_string(b"/Lang", body) == b"(en\\)US)"
    with pytest.raises(ValueError, match="Pages"):
        entry_reference(b"/Pages", body)


def test_reachable_follows_references_in_order_and_stops_where_told() -> None:
    objects = {1: b"[2 0 R 3 0 R 9 0 R]", 2: b"[4 0 R 1 0 R]", 3: b"(4 0 R)", 4: b"[]", 5: b"[1 0 R]"}

    assert reachable(objects, [1]) == [1, 2, 4, 3]
    assert reachable(objects, [1], but=[2]) == [1, 3]
    assert reachable(objects, [3, 5]) == [3, 5, 1, 2, 4]
    assert reachable(objects, []) == []


def test_a_template_with_notation_in_its_texts_is_read_back() -> None:
    bodies = objects_of(templates()["tricky"]).values()

    assert any(text_string(TRICKY) in body for body in bodies)
