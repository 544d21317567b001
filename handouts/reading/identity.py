"""What content is, in twelve digits: a change of one word, figure or source makes them others.

Key order, comments, quotes and folded lines do not count, nor does a record's own review: to sign a
record must not change what was signed. A field that stands at its default counts as not written, so that
a new version of the program, with a field more, voids nobody's sign-off.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

import msgspec

from handouts.model.clinic import SignOff
from handouts.model.library import Library

DIGITS: Final = 12
_REVIEW: Final = "review"


def content_hash(record: msgspec.Struct) -> str:
    """A short hash of what a record says, without its review; the same on every machine."""
    said = {key: value for key, value in canonical(record).items() if key != _REVIEW}
    return _digits(json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":")))


def joint_hash(named: Mapping[str, msgspec.Struct]) -> str:
    """A short hash of what several records say together, by their names in any order."""
    return _digits("\n".join(f"{name} {content_hash(named[name])}" for name in sorted(named)))


def records(library: Library) -> dict[str, msgspec.Struct]:
    """The records of a library by the names that sign-offs use, such as cancers/breast or stage4."""
    return {
        **{f"cancers/{name}": cancer for name, cancer in library.cancers.items()},
        **{f"tips/{name}": tip for name, tip in library.tips.items()},
        f"resources/{library.resources.country}": library.resources,
        f"labels/{library.labels.language}": library.labels,
        "glossary": library.glossary,
        "stage4": library.stage4,
        "urgent": library.urgent,
    }


def valid_signoffs(library: Library, signed: Iterable[SignOff]) -> dict[str, SignOff]:
    """The sign-offs that still count, by record: those given for the content as it is now."""
    named = records(library)
    return {each.record: each for each in signed if counts(each, named.get(each.record))}


def counts(signoff: SignOff, record: msgspec.Struct | None) -> bool:
    """Whether a sign-off was given for just this content."""
    return record is not None and signoff.content == content_hash(record)


def canonical(record: msgspec.Struct) -> dict[str, Any]:
    """A record as plain data, without fields that stand at their defaults."""
    return {
        name: _plain(value)
        for name, default in _defaults(record.__class__)
        if (value := getattr(record, name)) != default
    }


@cache  # for each of our few record types: msgspec works it out anew at every call
def _defaults(record_type: type[msgspec.Struct]) -> tuple[tuple[str, object], ...]:
    """The fields of a record type with their defaults; a required one's is equal to nothing."""
    return tuple((field.name, field.default) for field in msgspec.structs.fields(record_type))


def _plain(value: object) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, msgspec.Struct):
        return canonical(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return msgspec.to_builtins(value)


def _digits(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]
