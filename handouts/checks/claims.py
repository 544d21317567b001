"""Finds every claim inside a record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from handouts.model.base import Record
from handouts.model.claims import Claim
from handouts.reading.parsed import Steps


def claims(value: Any, steps: Steps = ()) -> Iterator[tuple[Claim, Steps]]:
    """Every claim inside a record, and the way to it: facts, drugs, signs, rows and whatever has sources."""
    if isinstance(value, Claim):
        yield value, steps
    if isinstance(value, tuple):
        for at, each in enumerate(value):
            yield from claims(each, (*steps, at))
    elif isinstance(value, Record):
        for field in msgspec.structs.fields(value):
            yield from claims(getattr(value, field.name), (*steps, field.name))
