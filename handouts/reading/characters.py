"""Characters that no text may hold: they are invisible, turn text around, or are in none of our fonts."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Final

from handouts.errors import ContentError, Diagnostic
from handouts.reading.sequences import without_marked
from handouts.reading.shelf import shelf

Coverage = re.Pattern[str]
"""Finds a character that the fonts lack."""

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

REFUSED: Final = re.compile("[" + "".join(f"{first}-{last}" for first, last in _RANGES) + "]")
"""Matches one refused character."""

JOINERS: Final = frozenset("\u200c\u200d")
"""They change the form of letters beside them in some scripts, as in Persian and Sinhala."""

# Soft hyphen, zero-width space, joiners, marks of direction that turn nothing around, byte order mark:
# programs leave these behind in texts
_UNSEEN: Final = re.compile("[\u00ad\u061c\u200b-\u200f\u2060-\u2064\ufeff]")
_JOINED: Final = re.compile("[\u0600-\u0dff\u1000-\u109f\u1780-\u18af]{2}")

_COVERAGE_LINE: Final = re.compile(r"([0-9A-Fa-f]{4,6})(?:-([0-9A-Fa-f]{4,6}))?")

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


def without_unseen(text: str) -> str:
    """A text without invisible characters; joiners stay where the letters beside them need one."""
    if text.isascii() or not _UNSEEN.search(text):
        return text
    return _UNSEEN.sub(lambda match: match[0] if _is_needed(text, match.start()) else "", text)


def _is_needed(text: str, at: int) -> bool:
    return (
        text[at] in JOINERS
        and _JOINED.fullmatch(text[max(at - 1, 0) : at] + text[at + 1 : at + 2]) is not None
    )


def read_coverage(folder: Path | None = None) -> Coverage | None:
    """What the fonts lack, read from coverage.txt (made by tools/build_fonts.py); None where there is none.

    Each line is a code point or an inclusive range in hexadecimal: 00A0 or 0020-007E.
    """
    file = (folder or shelf("layouts").joinpath("fonts")).joinpath("coverage.txt")
    if not file.is_file():
        return None
    lines = (line.partition("#")[0].strip() for line in file.read_text(encoding="utf-8").splitlines())
    ranges = [_range(line) for line in lines if line]
    return re.compile(f"[^\\n{''.join(ranges)}]")


def unprintable(text: str, coverage: Coverage | None) -> str:
    """What is wrong with the first character that the fonts lack; empty where they have all."""
    match = coverage.search(without_marked(text)) if coverage else None
    name = f"'{match[0]}' {named(match[0])}" if match else ""
    return f"the letter {name} is in none of our fonts; write it otherwise" if match else ""


def _range(line: str) -> str:
    """A line as a range of a regular expression."""
    found = _COVERAGE_LINE.fullmatch(line)
    if not found:
        message = f"'{line}' is not a range such as 0020-007E; run tools/build_fonts.py"
        raise ContentError((Diagnostic(message, "layouts/fonts/coverage.txt"),))
    return f"\\U{int(found[1], 16):08x}-\\U{int(found[2] or found[1], 16):08x}"
