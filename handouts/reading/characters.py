"""Characters that no text may hold, because they are invisible, turn text around, or cannot be printed."""

from __future__ import annotations

import re
import unicodedata

_RANGES = (
    ("\x00", "\x09"),  # control characters and the tab; the line feed is allowed
    ("\x0b", "\x1f"),
    ("\x7f", "\x9f"),
    ("\u00ad", "\u00ad"),  # soft hyphen
    ("\u061c", "\u061c"),  # Arabic letter mark
    ("\u200b", "\u200b"),  # zero width space
    ("\u200e", "\u200f"),  # left-to-right and right-to-left marks
    ("\u2028", "\u202e"),  # line and paragraph separators, embeddings and overrides
    ("\u2060", "\u206f"),  # word joiner, isolates, deprecated format characters
    ("\ud800", "\uf8ff"),  # surrogates and private use
    ("\ufeff", "\ufeff"),  # byte order mark
    ("\ufff9", "\uffff"),  # annotation marks, replacement character, noncharacters
    ("\U00010000", "\U0010ffff"),  # beyond the basic plane: emoji and more
)

REFUSED = re.compile("[" + "".join(f"{first}-{last}" for first, last in _RANGES) + "]")
"""Matches one refused character."""

_ADVICE = {
    "\t": "write spaces",
    "\u00ad": "delete it: words are never broken at a hyphen",
    "\u2028": "press Enter instead",
    "\u2029": "press Enter instead",
    "\ufffd": "a letter was lost when the file was saved; type it again",
}


def named(character: str) -> str:
    """A character's name for people: "SOFT HYPHEN (U+00AD)"."""
    name = "TAB" if character == "\t" else unicodedata.name(character, "") or _kind(character)
    return f"{name} (U+{ord(character):04X})"


def refusal(character: str) -> str:
    """What is wrong with a refused character, and what to do."""
    return f"the character {named(character)} is not allowed; {_ADVICE.get(character) or _general(character)}"


def _kind(character: str) -> str:
    """What an unnamed character is."""
    kinds = {"Cc": "control character", "Co": "private-use character", "Cs": "half of a character"}
    return kinds.get(unicodedata.category(character), "unknown character")


def _general(character: str) -> str:
    if character > "\uffff":
        return "emoji and rare signs cannot be printed; say it in words"
    if unicodedata.category(character) == "Co":
        return "it looks different in each font; type the letter itself or say it in words"
    return "it cannot be seen and can hide or turn text; delete it"
