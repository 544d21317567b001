"""A country's words: a text holds {=id} where countries say different things, such as a limit of fever.

Like the small markup, but not of it: {=id} stands in plain texts and labels, too, and is gone before any text
is looked at as markup. What a country says is plain text, which the records' own types see to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from handouts.model.base import Claim, Record, SourceIds
from handouts.model.content import Resources

OPENS = "{="

# An escaped sign stays as it is: \{= is for the signs themselves.
_PLACE = re.compile(r"\\.|\{=([^{}]*)\}", re.DOTALL)


class CountryWords(NamedTuple):
    """The words of one country."""

    words: Mapping[str, str]
    sources: Mapping[str, SourceIds]  # who says so, by the word, where it differs from the text's own


def said_by(resources: Resources) -> CountryWords:
    """The words of the country of these resources."""
    return CountryWords(resources.words, resources.word_sources)


def named_in(text: str) -> tuple[str, ...]:
    """The ids of the words that a text asks for, in order."""
    return tuple(found[1] for found in _PLACE.finditer(text) if found[1] is not None)


def in_words(text: str, words: Mapping[str, str]) -> str:
    """A text with a country's words in it; one that the country lacks stays as it is."""
    if OPENS not in text:
        return text
    return _PLACE.sub(lambda found: words.get(found[1] or "", found[0]), text)


def left_open(text: str) -> bool:
    """Whether a text opens a country's word and does not close it."""
    return OPENS in text and OPENS in _PLACE.sub(" ", text)


def in_country(value: Any, said: CountryWords) -> Any:
    """A value with a country's words in its texts and their sources in its claims, else the value itself."""
    if isinstance(value, str):
        return in_words(value, said.words)
    if isinstance(value, (tuple, list)):
        new = [in_country(each, said) for each in value]
        same = all(one is other for one, other in zip(new, value, strict=True))
        return value if same else type(value)(new)
    if isinstance(value, dict):
        named = {key: in_country(each, said) for key, each in value.items()}
        return named if any(named[key] is not value[key] for key in value) else value
    return _record(value, said) if isinstance(value, Record) else value


def _record(record: Record, said: CountryWords) -> Record:
    if OPENS.encode() not in msgspec.json.encode(record):
        return record  # nearly all of them: to write one out is ten times as fast as to walk through it
    changed: dict[str, Any] = {}
    for name in record.__struct_fields__:
        old = getattr(record, name)
        new = in_country(old, said)
        if new is not old:
            changed[name] = new
    if changed and isinstance(record, Claim):
        changed["sources"] = tuple(dict.fromkeys((*record.sources, *_besides(record, changed, said))))
    return msgspec.structs.replace(record, **changed) if changed else record


def _besides(record: Record, changed: dict[str, Any], said: CountryWords) -> Iterator[str]:
    """Sources of the words in a record's own texts; those of a record inside it are its own affair."""
    for name in changed:
        value = getattr(record, name)
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str):
                for word in named_in(text):
                    yield from said.sources.get(word, ())
