"""Which characters the shipped fonts can print."""

from __future__ import annotations

import re
from pathlib import Path

from handouts.errors import ContentError, Diagnostic
from handouts.reading.characters import named
from handouts.reading.sequences import without_marked
from handouts.reading.shelf import shelf

_LINE = re.compile(r"([0-9A-Fa-f]{4,6})(?:-([0-9A-Fa-f]{4,6}))?")
_SHOWN = "layouts/fonts/coverage.txt"

Coverage = re.Pattern[str]
"""Finds a character that cannot be printed."""


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
    """What to tell about the first character that cannot be printed; empty where all can."""
    match = coverage.search(without_marked(text)) if coverage else None
    return (
        f"the letter '{match[0]}' {named(match[0])} is in none of our fonts; write it otherwise"
        if match
        else ""
    )


def _range(line: str) -> str:
    """A line as a range of a regular expression."""
    found = _LINE.fullmatch(line)
    if not found:
        message = f"'{line}' is not a range such as 0020-007E; run tools/build_fonts.py"
        raise ContentError((Diagnostic(message, _SHOWN),))
    return f"\\U{int(found[1], 16):08x}-\\U{int(found[2] or found[1], 16):08x}"
