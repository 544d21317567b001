"""The small markup and typographic quotes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.model.text import Span, plain
from handouts.reading.markup import MarkupError, plain_text, spans, typographic

MARKUP = "*[]{}\\"


def test_each_kind_of_span() -> None:
    assert spans("Ask **now** or see [this page](https://a.org/b) on {chemo} and {scan|a scan}.") == (
        Span(text="Ask "),
        Span(text="now", bold=True),
        Span(text=" or see "),
        Span(text="this page", link="https://a.org/b"),
        Span(text=" on "),
        Span(text="chemo", term="chemo"),
        Span(text=" and "),
        Span(text="a scan", term="scan"),
        Span(text="."),
    )


@pytest.mark.parametrize(
    "address", ["https://a.org/b?c=d#e", "tel:+1800-555-1234", "tel:988", "mailto:a@b.org"]
)
def test_addresses(address: str) -> None:
    assert spans(f"[x]({address})") == (Span(text="x", link=address),)


def test_escapes_and_literal_signs() -> None:
    assert plain(spans(r"\*\* \[x\] \{y\} \\ 5 * 3 \n <b> & $")) == r"** [x] {y} \ 5 * 3 \n <b> & $"
    assert spans(r"**a \* b \\**") == (Span(text="a * b \\", bold=True),)
    assert spans(r"[a \] b](https://a.org)") == (Span(text="a ] b", link="https://a.org"),)


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("a **b", 2),
        ("****", 0),
        ("** b**", 0),
        ("**b **", 0),
        ("a [b", 2),
        ("[b]", 0),
        ("[b](", 0),
        ("[](https://a.org)", 0),
        ("[ ](https://a.org)", 0),
        ("[b](http://a.org)", 0),
        ("[b](https://)", 0),
        ("[b](javascript:x)", 0),
        ("[b](file:///etc)", 0),
        ("[b](https://a b)", 0),
        ("[b](tel:)", 0),
        ("x {", 2),
        ("{}", 0),
        ("{a", 0),
        ("{A}", 0),
        ("{a b}", 0),
        ("{a|}", 0),
        ("{a| }", 0),
        ("a ]", 2),
        ("}", 0),
        ("**[b](https://a.org)**", 0),
        ("[**b**](https://a.org)", 0),
        ("**{a}**", 0),
        ("{a|**b**}", 0),
        ("***b***", 0),
        ("{a|b|{c}}", 0),
    ],
)
def test_malformed_markup(text: str, offset: int) -> None:
    with pytest.raises(MarkupError) as caught:
        spans(text)
    assert caught.value.offset == offset
    assert caught.value.message


@pytest.mark.parametrize(
    ("straight", "curly"),
    [
        ("It's the team's", "It’s the team’s"),
        ('He said "yes".', "He said “yes”."),
        ("'Stage 4'", "‘Stage 4’"),
        ("(\"x\") ['y']", "(“x”) [‘y’]"),
        ('no—"wait"', "no—“wait”"),
        ("\"'a' b\"", "“‘a’ b”"),
        ("in the '90s", "in the ’90s"),
        ("patients'", "patients’"),
        ('a/"b"', "a/“b”"),
    ],
)
def test_quotes(straight: str, curly: str) -> None:
    assert typographic(straight) == curly
    assert plain_text(straight) == curly


def test_quotes_across_spans_but_not_in_addresses() -> None:
    assert spans("\"**a**\" **'b'** [c's](https://a.org/'d')") == (
        Span(text="“"),
        Span(text="a", bold=True),
        Span(text="” "),
        Span(text="‘b’", bold=True),
        Span(text=" "),
        Span(text="c’s", link="https://a.org/'d'"),
    )


def test_plain_text_knows_no_markup() -> None:
    assert plain_text("**a** {b} [c](d)") == "**a** {b} [c](d)"


def test_backslashes_end() -> None:
    for text in ("**" + "\\" * 1999, "{a|" + "\\\\" * 990, "[" + "\\a" * 990):
        with pytest.raises(MarkupError):
            spans(text)


@given(st.text(alphabet=st.characters(exclude_characters=MARKUP)))
def test_text_without_markup_comes_back(text: str) -> None:
    assert plain(spans(text)) == typographic(text)
    back = plain_text(text).translate(str.maketrans("‘’“”", "''\"\""))
    assert back == text.translate(str.maketrans("‘’“”", "''\"\""))


def escaped(text: str) -> str:
    return "".join(f"\\{each}" if each in MARKUP else each for each in text)


words = st.text(st.characters(exclude_characters="'\""), min_size=1).map(str.strip).filter(bool)
pieces = st.one_of(
    words.map(lambda text: (escaped(text), text)),
    words.map(lambda text: (f"**{escaped(text)}**", text)),
    words.map(lambda text: (f"[{escaped(text)}](https://a.org)", text)),
    words.map(lambda text: (f"{{a-b|{escaped(text)}}}", text)),
    st.just(("{a-b}", "a-b")),
)


@given(st.lists(pieces, max_size=6))
def test_spans_never_lose_a_character(parts: list[tuple[str, str]]) -> None:
    written = " ".join(source for source, _ in parts)
    assert plain(spans(written)) == " ".join(text for _, text in parts)


@given(st.text("*[]{}()\\|ab: \"'"))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        result = spans(text)
    except MarkupError:
        return
    assert all(span.text for span in result)
