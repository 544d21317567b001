"""From strings of the library to spans: content, and labels whose places are filled."""

from __future__ import annotations

import re

from handouts.model.text import Span, Text
from handouts.reading.markup import plain_text, spans

_IN_NUMBER = re.compile(r" (?!\()")


def words(text: str) -> Text:
    """Content with the small markup."""
    return spans(text)


def literal(text: str) -> Text:
    """Content without markup."""
    return (Span(text=plain_text(text)),)


def strong(text: str) -> Text:
    """Content without markup that heads what follows: the name of a drug, a count."""
    return (Span(text=plain_text(text), head=True),)


def filled(label: str, **values: str | int | Text) -> Text:
    """A label with its {places} filled. Strings are literal; spans stay spans."""
    parts: list[Span] = []
    for span in spans(label):
        value = values.get(span.term or "")
        if value is None:
            parts.append(span)
        elif isinstance(value, tuple):
            parts += value
        else:
            parts += literal(str(value))
    return tuple(parts)


def unbroken(number: str) -> str:
    """A phone number that no line ends in; what stands behind it in brackets may follow below."""
    return _IN_NUMBER.sub("\N{NO-BREAK SPACE}", number)


def cited(source: str) -> Text:
    """The place of a source's number."""
    return (Span(text="?", cite=source),)


def page_of(heading: str) -> Text:
    """The place of the number of the page on which a heading stands: as wide as three digits."""
    return (Span(text="000", head=True, page=heading),)


def listed(names: list[str], joined: str) -> str:
    """Names in a sentence: "a", "a and b", "a, b and c". `joined` is the label with {first} and {last}."""
    if len(names) < 2:
        return "".join(names)
    return joined.replace("{first}", ", ".join(names[:-1])).replace("{last}", names[-1])


def within(name: str) -> str:
    """A name inside a sentence: small, if it begins with a word and not with letters such as HER2."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
