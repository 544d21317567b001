"""Finds texts by their type, however deep they stand in the fields of a record.

Beside texts a walk ends at records of one type, such as blocks, that are walked by themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from msgspec.structs import replace

from handouts.model.base import Record
from handouts.model.text import Span, Text

R = TypeVar("R", bound=Record)
E = TypeVar("E", bound=Record)


def leaves(record: Record, end: type[E]) -> list[Text | E]:
    """The texts and ends in a record, its fields first to last."""
    found: list[Text | E] = []
    for name in record.__struct_fields__:
        _collect(getattr(record, name), end, found)
    return found


def _collect(value: Any, end: type[E], found: list[Text | E]) -> None:
    if isinstance(value, tuple):
        if value and isinstance(value[0], Span):
            found.append(value)
        else:
            for each in value:
                _collect(each, end, found)
    elif isinstance(value, end):
        found.append(value)
    elif isinstance(value, Record):
        found += leaves(value, end)


def with_leaves(record: R, text: Callable[[Text], Text], end: type[E], change: Callable[[E], E]) -> R:
    """The record with its texts and ends changed; itself where nothing changes."""

    def changed(value: Any) -> Any:
        if isinstance(value, end):
            return change(value)
        if isinstance(value, Record):
            return with_leaves(value, text, end, change)
        if not isinstance(value, tuple) or not value:
            return value
        if isinstance(value[0], Span):
            return text(value)
        each = tuple(map(changed, value))
        return each if any(new is not old for new, old in zip(each, value, strict=True)) else value

    old = {name: getattr(record, name) for name in record.__struct_fields__}
    new = {name: changed(value) for name, value in old.items()}
    changes = {name: value for name, value in new.items() if value is not old[name]}
    return replace(record, **changes) if changes else record
