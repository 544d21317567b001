"""Plainly typed arguments of `handouts make`, read without Click, which takes longer to load than a sheet."""

from __future__ import annotations

from typing import NamedTuple

from handouts.run.options import MAKE, Value


class PlainArguments(NamedTuple):
    """What was typed after `handouts make`."""

    cancers: tuple[str, ...]
    values: dict[str, Value]  # by field; what was not typed is missing


def read_plain(arguments: tuple[str, ...]) -> PlainArguments | None:
    """Reads words, `--option value` and flags as Click does; None for anything else, which is for Click."""
    known = {name: option for option in MAKE for name in option.names}
    cancers: list[str] = []
    values: dict[str, Value] = {}
    rest = iter(arguments)
    for word in rest:
        if not word.startswith("-"):
            cancers.append(word)
            continue
        option = known.get(word)
        if option is None:
            return None
        if option.metavar is None:
            values[option.value] = True
            continue
        value = next(rest, None)
        if value is None or (value.startswith("-") and value != "-"):
            return None
        before = values.get(option.value, ())
        values[option.value] = (*before, value) if option.many and isinstance(before, tuple) else value
    return PlainArguments(tuple(cancers), values)
