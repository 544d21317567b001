"""A short hash of content, which changes with any word, figure or source.

Key order, comments, quotes and folded lines do not count, nor does a record's own review: to sign a
record must not change what was signed. A field that stands at its default counts as not written, so that
a new version of the program, with a field more, voids nobody's sign-off.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from handouts.model.base import Record
from handouts.model.clinic import SignOff
from handouts.model.library import Library
from handouts.reading.kinds import REVIEW, every_record, is_for_readers

DIGITS: Final = 12

_LINE_ENDS: Final = "unbroken"
"""A field of the labels that no reader reads: a change of it must void no sign-off."""


def content_hash(record: msgspec.Struct) -> str:
    """A short hash of what a record says, without its review; the same on every machine."""
    said = msgspec.to_builtins(record)  # records leave out fields that stand at their defaults
    for field in (REVIEW, _LINE_ENDS):
        said.pop(field, None)
    return _digits(msgspec.json.encode(said, order="sorted"))


def joint_hash(named: Mapping[str, msgspec.Struct]) -> str:
    """A short hash of what several records say together, by their names in any order."""
    return _digits("\n".join(f"{name} {content_hash(named[name])}" for name in sorted(named)).encode())


def records(library: Library) -> dict[str, Record]:
    """The records of a library that can be signed, by the names in sign-offs: cancers/breast, stage4."""
    return {name: record for name, record in every_record(library).items() if is_for_readers(record)}


def valid_signoffs(library: Library, signed: Iterable[SignOff]) -> dict[str, SignOff]:
    """The sign-offs that still count, by record: those given for the content as it is now."""
    named = records(library)
    return {each.record: each for each in signed if counts(each, named.get(each.record))}


def counts(signoff: SignOff, record: msgspec.Struct | None) -> bool:
    """Whether a sign-off was given for just this content."""
    return record is not None and signoff.content == content_hash(record)


def _digits(said: bytes) -> str:
    return hashlib.sha256(said).hexdigest()[:DIGITS]
