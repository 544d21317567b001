"""The small markup of the content, and typographic quotes.

    **bold**    [words](https://...)    {term}    {term|as shown}    \\* for a literal *

Nothing nests: inside bold, link words and shown words stands plain text only. Everything else is literal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.model.text import Span, Text

_PIECE = re.compile(
    r"""
      \\(?P<escaped>[*\[\]{}\\])
    | (?P<bold>\*\*)
    | (?P<link>\[)
    | (?P<term>\{)
    | (?P<stray>[\]}])
    | (?P<plain>[^*\[\]{}\\]+ | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_SPECIAL = re.compile(r"[*\[\]{}\\]")
_ESCAPE = re.compile(r"\\([*\[\]{}\\])")
# Plain text in which every sign of markup is escaped. Each text can be matched in one way only, so that
# a long run of backslashes cannot make the search try them all.
_INNER = r"((?:\\[*\[\]{}\\]|\\(?![*\[\]{}\\])|[^*\[\]{}\\])*)"
_BOLD = re.compile(rf"\*\*{_INNER}\*\*")
_LINK = re.compile(rf"\[{_INNER}\]\(([^()]*)\)")
_TERM = re.compile(rf"\{{([a-z0-9]+(?:[-_][a-z0-9]+)*)(?:\|{_INNER})?\}}")
_ADDRESS = re.compile(r"https://[^\s/]\S*|tel:\+?[0-9][0-9-]*|mailto:[^\s@]+@[^\s@]+")

_DECADE = re.compile(r"[0-9]0s")
_OPENS_AFTER = frozenset(" \n\u00a0([{–—/“‘")


class MarkupError(ValueError):
    """Markup that cannot be read. Private to reading, which turns it into a fault with its place."""

    def __init__(self, message: str, offset: int) -> None:
        self.message = message  # what is wrong and what to do
        self.offset = offset  # characters from the start of the text
        super().__init__(f"{message} (at character {offset + 1})")


def spans(text: str) -> Text:
    """Text with markup as spans, with typographic quotes. Neighbours that look alike are one span.

    A term shows its id where no words are given. Raises MarkupError.
    """
    if not _SPECIAL.search(text):
        return (Span(text=typographic(text)),) if text else ()
    result: list[Span] = []
    before = ""  # the last character so far: a quote after it opens or closes
    for span in _joined(_pieces(text)):
        shown = span.text if span.term == span.text else typographic(span.text, before)
        result.append(Span(text=shown, bold=span.bold, link=span.link, term=span.term))
        before = shown[-1:]
    return tuple(result)


def plain_text(text: str) -> str:
    """Text without markup as it is printed: only its quotes change."""
    return typographic(text)


def typographic(text: str, before: str = "") -> str:
    """Text with ' and " made curly. `before` is the character that stands before it, if any.

    A quote opens at the start and after a space, a bracket, a dash or another opening quote; else it
    closes or is an apostrophe. Years such as '90s begin with an apostrophe.
    """
    if "'" not in text and '"' not in text:
        return text
    result: list[str] = []
    for at, character in enumerate(text):
        if character in "'\"":
            opens = not before or before in _OPENS_AFTER
            if character == '"':
                character = "“" if opens else "”"
            else:
                character = "‘" if opens and not _DECADE.match(text, at + 1) else "’"
        result.append(character)
        before = character
    return "".join(result)


def _pieces(text: str) -> Iterator[Span]:
    """The text from left to right, in small spans whose quotes are still straight."""
    at = 0
    while at < len(text):
        piece = _PIECE.match(text, at)
        assert piece is not None  # the last alternative takes any character
        match piece.lastgroup:
            case "bold":
                span, at = _bold(text, at)
            case "link":
                span, at = _link(text, at)
            case "term":
                span, at = _term(text, at)
            case "stray":
                raise MarkupError(
                    f"this {piece[0]} closes nothing; write \\{piece[0]} for the sign itself", at
                )
            case _:
                span, at = Span(text=piece["escaped"] or piece[0]), piece.end()
        yield span


def _bold(text: str, at: int) -> tuple[Span, int]:
    found = _BOLD.match(text, at)
    if not found:
        advice = "close it with **, with plain text only between; write \\*\\* for the signs themselves"
        raise MarkupError(f"this bold (**) is not closed or holds other markup; {advice}", at)
    words = found[1]
    if not words or words != words.strip():
        raise MarkupError("bold must hold words, without spaces at its ends: **words**", at)
    return Span(text=_unescaped(words), bold=True), found.end()


def _link(text: str, at: int) -> tuple[Span, int]:
    found = _LINK.match(text, at)
    if not found:
        raise MarkupError("a link is written [words](https://...); write \\[ for the sign itself", at)
    words, address = found[1], found[2]
    if not words.strip():
        raise MarkupError("this link has no words; write them between [ and ]", at)
    if not _ADDRESS.fullmatch(address):
        wanted = "https://..., tel:+18005551234 or mailto:name@example.org"
        raise MarkupError(f"'{address[:60]}' is not an address that can be linked; it must be {wanted}", at)
    return Span(text=_unescaped(words), link=address), found.end()


def _term(text: str, at: int) -> tuple[Span, int]:
    found = _TERM.match(text, at)
    if not found:
        advice = "{term} or {term|as shown}, where term is an id of the glossary"
        raise MarkupError(f"a glossary word is written {advice}; write \\{{ for the sign itself", at)
    term, words = found[1], found[2]
    if words is not None and not words.strip():
        raise MarkupError(f"this glossary word shows nothing; write {{{term}}} or the words after |", at)
    return Span(text=_unescaped(words) if words else term, term=term), found.end()


def _joined(pieces: Iterator[Span]) -> Iterator[Span]:
    """The same text, with neighbouring plain pieces made one."""
    literal: list[str] = []
    for span in pieces:
        if not (span.bold or span.link or span.term):
            literal.append(span.text)
            continue
        if literal:
            yield Span(text="".join(literal))
            literal.clear()
        yield span
    if literal:
        yield Span(text="".join(literal))


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(r"\1", text)
