"""The texts of a whole handout. No tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from handouts.compose.handout import Handout


def said(handout: Handout) -> str:
    """Everything that stands in a handout, one text a line; links are named too."""
    return "\n".join(_lines(msgspec.to_builtins((handout.opening, handout.body, handout.trace))))


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _lines(each)
    elif isinstance(value, (list, tuple)):
        if all(isinstance(each, dict) and isinstance(each.get("text"), str) for each in value):
            yield "".join(each["text"] for each in value)
            yield from (each["link"] for each in value if each.get("link"))
        else:
            for each in value:
                yield from _lines(each)
