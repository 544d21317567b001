"""Letters with marks that Unicode has no character for, such as K with a circumflex.

The fallback faces hold each of them as one glyph under a character of the private use area; sequences.txt
beside them (made by tools/build_fonts.py) says which. Text is set with these characters, and a PDF maps
them back to what was typed. Nobody types them: they are refused wherever text is read.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from handouts.reading.shelf import shelf

_FILE = "fonts/noto-sans/sequences.txt"

_FIRST, _LAST = "\ue000", "\uf8ff"

_MARK = re.compile("[\u0300-\u036f]")


def settable(text: str) -> str:
    """Text in composed form (NFC), with one character for each letter with marks that a face can set."""
    if text.isascii():
        return text
    composed = unicodedata.normalize("NFC", text)
    if not _MARK.search(composed):
        return composed
    sequences, found = _sequences()
    return found.sub(lambda match: sequences[match[0]], composed)


def without_marked(text: str) -> str:
    """Text in composed form without the letters with marks that a face can set."""
    if text.isascii() or not _MARK.search(composed := unicodedata.normalize("NFC", text)):
        return text
    return _sequences()[1].sub("", composed)


def has_marked(text: str) -> bool:
    """Whether a text as faces can set it has a letter with marks."""
    return max(text, default="") >= _FIRST and any(_FIRST <= each <= _LAST for each in text)


def spelled() -> dict[str, str]:
    """What each private character stands for: a letter and its marks."""
    return {character: text for text, character in _sequences()[0].items()}


@cache
def _sequences() -> tuple[dict[str, str], re.Pattern[str]]:
    """The private character of each letter with marks, and a pattern for such letters; read at first use."""
    lines = shelf("layouts").joinpath(_FILE).read_text(encoding="ascii").splitlines()
    codes = [[chr(int(code, 16)) for code in line.split()] for line in lines if not line.startswith("#")]
    sequences = {"".join(text): character for character, *text in codes}
    longest = sorted(sequences, key=len, reverse=True)
    return sequences, re.compile(f"(?:{'|'.join(longest)})(?![\u0300-\u036f])")
