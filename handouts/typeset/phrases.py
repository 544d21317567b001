"""Lines that break where a reader pauses, and lines of even length: for the few large words of titles."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace

from handouts.model.layout import TypeStyle
from handouts.model.text import Span, Text
from handouts.pdf.structure import StructElem
from handouts.pdf.text_writer import Rgb
from handouts.typeset.boxes import TextBox
from handouts.typeset.style_context import NO_BREAK, StyleContext

Held = Callable[[str, bool], str]
"""Holds a phrase together where a line of bold or plain letters can."""

_BEFORE_NUMBER = re.compile(r"(?<=\w) (?=\d+\b)")

_NARROWER = tuple(step / 20 for step in range(10, 21))
"""Parts of the width that are tried for lines of even length."""


def whole_phrases(text: Text, style: TypeStyle, room: float, context: StyleContext) -> Text:
    """The text with its phrases held together, from comma to comma, where a line of `room` pt holds them."""

    def held(phrase: str, bold: bool) -> str:
        fits = context.measure(f"{phrase},", style.size, bold) <= room
        return phrase.replace(" ", NO_BREAK) if fits else phrase

    return tuple(_mapped(span, style, held) for span in text)


def _mapped(span: Span, style: TypeStyle, held: Held) -> Span:
    bold = style.bold or span.head or span.bold
    return replace(span, text=", ".join(held(phrase, bold) for phrase in span.text.split(", ")))


def even_lines(
    text: Text, style: TypeStyle, node: StructElem | None, context: StyleContext, colour: Rgb
) -> TextBox:
    """Words in as few lines as the width asks for, none much longer than the others.

    A number stays with the word before it. No word is broken to make lines even.
    """
    text = tuple(replace(span, text=_BEFORE_NUMBER.sub(NO_BREAK, span.text)) for span in text)
    widest = context.text(text, style, node, colour=colour)
    if len(widest.lines) == 1:
        return widest
    least = widest_word(text, style, context)
    for share in _NARROWER:
        if context.width * share < least:
            continue
        box = context.text(text, style, node, colour=colour, width=context.width * share)
        if len(box.lines) == len(widest.lines):
            return box
    return widest


def widest_word(text: Text, style: TypeStyle, context: StyleContext) -> float:
    """Width of the longest word in pt: in a narrower place it would be broken."""
    words = (word for span in text for word in span.text.split(" "))
    return max(context.measure(word, style.size, bold=style.bold) for word in words)
