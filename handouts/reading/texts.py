"""Finds the texts and the source ids inside any record, by the types of its fields."""

from __future__ import annotations

from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec

from handouts.model.base import AnySourceIds, CountryWord, Plain, Short, SourceIds, Words
from handouts.reading.parsed import Steps

Kind = Literal["words", "plain", "sources"]
"""Text with markup, text without, or a tuple of source ids."""

_ALIASES: Final[tuple[tuple[Any, Kind], ...]] = (
    *((alias, "words") for alias in (Words, Short)),
    *((alias, "plain") for alias in (Plain, CountryWord)),
    *((alias, "sources") for alias in (SourceIds, AnySourceIds)),
)


class FoundText(NamedTuple):
    """A text, or the ids of sources, and the way to it."""

    kind: Kind
    value: Any  # str, or tuple of str for sources
    steps: Steps


class _Shape(NamedTuple):
    """Where in a type texts are: the type itself, or inside its items, values or fields."""

    kind: Kind | Literal["items", "values", "fields"]
    inner: _Shape | None = None


def texts(record: msgspec.Struct) -> list[FoundText]:
    """Every text that can be printed and every tuple of source ids in a record, in order."""
    found: list[FoundText] = []
    _collect(_Shape("fields"), record, (), found)
    return found


def _collect(shape: _Shape, value: Any, steps: Steps, found: list[FoundText]) -> None:
    """Follow a shape into a value. Without generators: this runs for every field of every file."""
    kind, inner = shape
    if value is None:
        return
    if kind == "fields":
        for name, field in _fields(value.__class__):
            _collect(field, getattr(value, name), (*steps, name), found)
    elif kind == "items" or kind == "values":
        assert inner is not None
        for step, each in value.items() if kind == "values" else enumerate(value):
            _collect(inner, each, (*steps, step), found)
    else:
        found.append(FoundText(kind, value, steps))


@cache  # a plan for each of our few record types: working it out costs more than following it
def _fields(record_type: type) -> tuple[tuple[str, _Shape], ...]:
    """The fields of a record type that hold texts or source ids."""
    hints = get_type_hints(record_type, include_extras=True)
    shapes = ((name, _shape(hint)) for name, hint in hints.items())
    return tuple((name, shape) for name, shape in shapes if shape)


def _shape(hint: Any) -> _Shape | None:
    """Where texts are in a type; None where it has none."""
    if kind := next((kind for alias, kind in _ALIASES if hint == alias), None):
        return _Shape(kind)
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Annotated and inside[0] is str:
        # Text with bounds of its own is content like `Words`; what must fit a pattern is a name or a code
        has_pattern = any(isinstance(each, msgspec.Meta) and each.pattern for each in inside[1:])
        return None if has_pattern else _Shape("words")
    if origin is Annotated:
        return _shape(inside[0])
    if origin in (Union, UnionType):
        return next((shape for each in inside if each is not NoneType and (shape := _shape(each))), None)
    if origin in (tuple, dict):
        inner = _shape(inside[origin is dict])
        return _Shape("values" if origin is dict else "items", inner) if inner else None
    is_record = isinstance(hint, type) and issubclass(hint, msgspec.Struct)
    return _Shape("fields") if is_record and _fields(hint) else None
