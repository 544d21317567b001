"""Places in records: the way to each claim, and to a part that people name, as treatments[Surgery].why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from handouts.model.base import Claim, Record
from handouts.reading.kinds import KINDS
from handouts.reading.parsed import Steps

_STEP: Final = re.compile(r"\.?(?P<key>[a-z0-9_]+)|\[(?P<item>(?:[^\[\]]|\[[^\]]*\])+)\]")
_NAMES: Final = ("id", "name", "generic")  # keys by which an item of a list is known


def claims(value: Any, steps: Steps = ()) -> Iterator[tuple[Claim, Steps]]:
    """Every claim inside a record and the way to it: facts, drugs, signs, rows and whatever has sources."""
    if isinstance(value, Claim):
        yield value, steps
    if isinstance(value, tuple):
        for at, each in enumerate(value):
            yield from claims(each, (*steps, at))
    elif isinstance(value, Record):
        for field in msgspec.structs.fields(value):
            yield from claims(getattr(value, field.name), (*steps, field.name))


def steps_to(data: object, field: str) -> Steps | None:
    """The steps to a field; None where there is no such place.

    In brackets stands the number of an item, from 0, or its id, name or generic name: numbers change when
    an item is inserted before it, names do not.
    """
    steps: list[str | int] = []
    at = 0
    while at < len(field):
        found = _STEP.match(field, at)
        if found is None:
            return None
        at = found.end()
        step = found["key"] or _item(data, found["item"])
        if step is None or not _leads(data, step):
            return None
        data = data[step]  # type: ignore[index]  # `_leads` says so
        steps.append(step)
    return tuple(steps)


def _leads(data: object, step: str | int) -> bool:
    """Whether a step leads to a value."""
    if isinstance(data, dict):
        return step in data
    return isinstance(data, list) and isinstance(step, int) and step < len(data)


def _item(data: object, name: str) -> int | None:
    """The number of an item of a list."""
    if not isinstance(data, list):
        return None
    if name.isdigit():
        return int(name)
    named = (at for at, each in enumerate(data) if isinstance(each, dict) and name in map(each.get, _NAMES))
    return next(named, None)


def record_name(file: str) -> str:
    """The name of a file's record, as sign-offs and open points have it: cancers/liver, urgent."""
    path = Path(file)
    kind = next((kind for kind in KINDS if kind.key and kind.name == path.parent.name), None)
    return kind.path(path.stem) if kind else path.stem
