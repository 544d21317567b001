"""Every kind of block knows its texts: no word of the glossary and no letter in them is overlooked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import count
from typing import Any

import msgspec
import pytest
from msgspec import inspect

from handouts.checks.sample_sheets import BareIdError, refuse_unprintable
from handouts.checks.sentences import texts_of
from handouts.compose.blocks import Block, Heading, Label, Masthead, Paragraph
from handouts.compose.composer import compose
from handouts.compose.passes import explain, scanned, walk
from handouts.model.library import Library, Wanted
from handouts.model.selection import Selection
from handouts.model.text import Span, Text, plain
from handouts.pdf.fonts import MissingGlyphError
from handouts.reading.layout import read_layout
from handouts.reading.library import read_library
from handouts.typeset.renderers.registry import RENDERERS
from handouts.typeset.typesetter import Typesetter

NO_FACE_HAS = "\N{CUNEIFORM SIGN A}"
_PLAIN = {
    inspect.StrType: "https://example.org",
    inspect.IntType: 1,
    inspect.FloatType: 1.0,
    inspect.BoolType: True,
}


def _below(kind: type[Block]) -> Iterator[type[Block]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


KINDS = sorted(set(_below(Block)) - {Label}, key=lambda kind: kind.__name__)


def sample(kind: type[msgspec.Struct], texts: Iterator[Text]) -> Any:
    """A record with the next text in every field that may hold one, found by the fields' types alone."""
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    return kind(**{field.name: _value(field.type, texts) for field in info.fields if _holds(field)})


def _holds(field: inspect.Field) -> bool:
    return field.required or "Span" in repr(field.type) or "Block" in repr(field.type)


def _value(of: inspect.Type, texts: Iterator[Text]) -> Any:
    match of:
        case inspect.VarTupleType(item_type=inspect.StructType(cls=cls)) if cls is Span:
            return next(texts)
        case inspect.VarTupleType(item_type=item):
            return (_value(item, texts),)
        case inspect.TupleType(item_types=items):
            return tuple(_value(item, texts) for item in items)
        case inspect.NamedTupleType(cls=cls, fields=fields):
            return cls(**{each.name: _value(each.type, texts) for each in fields if each.required})
        case inspect.StructType(cls=cls):
            return sample(Paragraph if cls is Block else cls, texts)
        case inspect.UnionType(types=types):
            return _value(next(each for each in types if not isinstance(each, inspect.NoneType)), texts)
        case inspect.LiteralType(values=values):
            return values[0]
    return _PLAIN[type(of)]  # a field of another kind could hide texts: KeyError


def numbered() -> Iterator[Text]:
    return ((Span(text=f"text {number}"),) for number in count())


def with_word() -> Iterator[Text]:
    return ((Span(text=f"text {number} "), Span(text="ned", term="ned")) for number in count())


def every_text(block: Block) -> list[Text]:
    return [text for each in walk((block,)) for text in each.texts()]


@cache
def library() -> Library:
    return read_library(Wanted())


def test_every_kind_of_block_is_tried() -> None:
    assert set(KINDS) == set(RENDERERS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_block_knows_its_texts(kind: type[Block]) -> None:
    """As many as its fields hold, each once, and its own before those of what it holds later on."""
    used = count()
    block = sample(kind, ((Span(text=f"text {next(used)}"),) for _ in count()))
    assert sorted(map(plain, every_text(block))) == sorted(f"text {at}" for at in range(next(used)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_block_with_the_same_texts_is_the_same(kind: type[Block]) -> None:
    block = sample(kind, numbered())
    assert block.with_texts(lambda text: text) is block
    assert block.with_texts(lambda text: tuple(msgspec.structs.replace(span) for span in text)) == block


@pytest.mark.parametrize("kind", KINDS)
def test_a_word_of_the_glossary_is_found_in_every_text(kind: type[Block]) -> None:
    """It is printed in its own words, never by its id."""
    block = sample(kind, with_word())
    told = every_text(explain((block,), library().glossary)[0])
    assert len(told) == len(every_text(block))
    assert all("no evidence of disease" in plain(text) for text in told)
    assert scanned((block,), library().glossary).has_terms == bool(told)
    assert sum("tests cannot find cancer" in plain(text) for text in told) == _explains(block)


def _explains(block: Block) -> bool:
    return any(not isinstance(each, Label) for each in walk((block,)) if list(each.texts()))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("planted", "error"),
    [(Span(text=NO_FACE_HAS), MissingGlyphError), (Span(text="ned", term="ned"), BareIdError)],
)
def test_check_finds_what_must_not_be_printed(
    kind: type[Block], planted: Span, error: type[Exception]
) -> None:
    """A letter that no face has and an id of the glossary, in each text by itself."""
    layout, selection = read_layout("everything"), Selection(cancers=("breast",), layout="everything")
    handout = compose(library(), selection, layout, None)
    block = sample(kind, numbered())
    faces = Typesetter(layout, library().labels).faces
    refuse_unprintable(msgspec.structs.replace(handout, body=(block,)), library().glossary, faces)
    for text in every_text(block):
        with_it = block.with_texts(lambda each, text=text: (*each, planted) if each == text else each)
        shown = msgspec.structs.replace(handout, body=(with_it,))
        with pytest.raises(error):
            refuse_unprintable(shown, library().glossary, faces)


def test_new_kinds_are_graded_where_they_do_not_say_else() -> None:
    class Verse(Block, frozen=True, kw_only=True):
        lines: tuple[Text, ...]

    verse = Verse(lines=((Span(text="One line."),), (Span(text="Another."),)))
    assert list(texts_of((verse,))) == ["One line.", "Another."]


def test_blocks_in_a_field_of_their_own_are_found() -> None:
    masthead = sample(Masthead, numbered())
    assert [type(child) for child in masthead.children()] == [Heading, Paragraph, type(masthead.letterhead)]
