"""Objects with typed references: kept in a template, and given other numbers."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.model.selection import Selection
from handouts.pdf.objects import Gap, Head, Key, Ref, Root, array, kept, written
from handouts.pdf.syntax import reference, text_string
from handouts.pdf.template import Template
from handouts.run.typesetting import prepare
from pdf.drafts import filled
from pdf.jobs import TRICKY, templates


def handout() -> Template:
    """A real one, of several object streams."""
    typesetter, made, selection = prepare(Selection(("kidney",), layout="compact"), None)
    return typesetter.edition(made, selection).template


MADE: dict[str, Callable[[], Template]] = {
    key: (lambda key=key: templates()[key]) for key in ("sample", "named", "tricky", "bare")
} | {"handout": handout}
"""How templates are made."""


@pytest.mark.parametrize("key", MADE)
def test_what_copies_take_over_is_kept_as_it_was_written(key: str) -> None:
    """The same that qpdf reads from a copy: numbers, notation, and data of streams."""
    template = MADE[key]()
    assert template.structure is not None
    plain = template.structure.objects.written() | template.shared.written()
    streams = template.static_streams()
    with pikepdf.open(io.BytesIO(filled(template, **{slot.name: "1" for slot in template.slots}))) as pdf:
        written = {one.objgen[0]: one for one in pdf.objects if _is_plain(one)}
        for number, body in plain.items():
            assert _squeezed(body) == _squeezed(written[number].unparse(resolved=True))
        for number, body in streams.items():
            head, _, rest = body.partition(b">>stream\n")
            assert rest == written[number].read_raw_bytes() + b"\r\nendstream"
            assert _squeezed(head + b">>") == _squeezed(written[number].stream_dict.unparse(resolved=True))
    assert len(plain) > 5
    assert not (plain.keys() | streams.keys()) & late_in(template)


@pytest.mark.parametrize("key", MADE)
def test_nothing_that_copies_need_is_left_behind(key: str) -> None:
    """All that pages and elements lead to: what is kept, what comes late, and what a job makes anew."""
    template = MADE[key]()
    assert template.structure is not None
    objects = template.structure.objects
    there = {*objects.numbers, *template.static_streams(), *late_in(template)}
    there |= {template.structure.pages, template.structure.root}
    with pikepdf.open(io.BytesIO(filled(template, **{slot.name: "1" for slot in template.slots}))) as pdf:
        reached = {number for at in objects.numbers for number in _referred(pdf.get_object(at, 0))}
    assert reached <= there
    assert {*template.structure.keys, *template.structure.heads, template.structure.top} <= there


def _referred(one: pikepdf.Object) -> set[int]:
    return {int(number) for number in re.findall(rb"\b(\d+) 0 R\b", _without_strings(one.unparse()))}


def _without_strings(text: bytes) -> bytes:
    return re.sub(rb"\((?:\\.|[^()\\])*\)|<[0-9A-Fa-f]+>", b"", text, flags=re.DOTALL)


def _is_plain(one: pikepdf.Object) -> bool:
    return not isinstance(one, pikepdf.Stream) or one.get("/Type") not in ("/ObjStm", "/XRef")


def late_in(template: Template) -> set[int]:
    """Numbers of the objects that only a copy has."""
    late = {number for page in template.late_pages for number in (page.stream, page.parents)}
    late |= {number for slot in template.slots for number in slot.elements or ()}
    return late | {template.resources, *([template.list.number] if template.list else [])}


def _squeezed(text: bytes) -> bytes:
    """The sorted letters of an object: keys may be sorted, spaces and strings written in other ways."""
    parsed = re.sub(rb"\((?:\\.|[^()\\])*\)|<[0-9A-Fa-f]+>", _plain_string, text, flags=re.DOTALL)
    return bytes(sorted(parsed.replace(b" ", b"").replace(b".0", b"").replace(b"\n", b"")))


def _plain_string(found: re.Match[bytes]) -> bytes:
    return bytes(pikepdf.Object.parse(found[0])).hex().encode()


# --- gaps and strings --------------------------------------------------------------------------------

LOOKS_LIKE = st.lists(
    st.sampled_from(
        [
            "12 0 R",
            "(",
            ")",
            "\\",
            " ",
            "<",
            ">",
            "7 0 R)",
            "\\(",
            "é",
            "Ł",
            "@3",
            "/K",
            "\n",
            "\r",
            "%",
            "%b",
            "%7d",
        ]
    )
).map("".join)
texts = st.one_of(LOOKS_LIKE, st.text())


def doubled(gap: Gap) -> bytes:
    return reference(2 * gap + 1000)


@given(texts, texts, st.integers(1, 10**7))
def test_strings_are_left_alone(first: str, second: str, number: int) -> None:
    parts = b"<</A" + text_string(first) + b"/K", b"/B" + text_string(second) + b">>"
    body = [parts[0], *array((number, 3)), parts[1]]
    objects = kept({1: body, 2: [b"[", Key(7), b"]"]})

    assert objects.written() == {1: written(body), 2: b"[7]"}
    assert written(body) == b"%b[%d 0 R 3 0 R]%b" % (parts[0], number, parts[1])
    assert objects.written(doubled)[1] == b"%b[%b %b]%b" % (
        parts[0],
        doubled(Ref(number)),
        doubled(Ref(3)),
        parts[1],
    )
    assert objects.form(lambda _: b"%5d") % (1, 2, 3) == b"%b[    1     2]%b\n[    3]" % parts
    assert kept({}).written() == {}


def test_gaps_are_written_as_what_they_are() -> None:
    assert written([b"<</S/", Root(), b"/ID", Head(3), b"/P ", Ref(12), b"/N ", Key(4), b">>"]) == (
        b"<</S/Document/ID(head-3)/P 12 0 R/N 4>>"
    )


def test_fonts_may_stand_under_other_numbers() -> None:
    objects = kept({4: [b"[", Ref(5), b"]"], 5: [b"[", Ref(9), b"]"]})

    assert objects.moved({4: 1, 5: 2, 9: 7}).written() == {1: b"[2 0 R]", 2: b"[7 0 R]"}


def test_a_template_with_notation_in_its_texts_is_kept() -> None:
    structure = templates()["tricky"].structure
    assert structure is not None

    assert any(text_string(TRICKY) in body for body in structure.objects.written().values())
