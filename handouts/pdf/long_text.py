"""Text that is too long for its line: on several lines, narrowed, smaller, and never cut.

The most readable way comes first: lines end at spaces, then after hyphens too, then the type gets smaller,
and last a word is broken between letters. No hyphen is added, for it would be read as part of a name.

Widths are in thousandths of the type size.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import ceil
from typing import NamedTuple

Width = Callable[[str], float]

NARROWEST = 80
"""The least scale of the letters' widths, in percent."""

_SCALES = (100, 95, 90, 85, NARROWEST)
_STEP = 0.05
"""Of smaller type, as a part of the type size."""

_PART = re.compile(r"[^-/@.‐–]*[-/@.‐–]+(?=.)|.+", re.DOTALL)
"""Ends after a hyphen, or after a sign in an address."""


class Fitted(NamedTuple):
    """Text in lines; a space at the end of a line is for screen readers."""

    lines: list[str]
    scale: float  # of the letters' widths, in percent
    share: float  # of the type size


class Piece(NamedTuple):
    """Text that stays on one line."""

    text: str
    spaced: bool  # whether a space comes before it


Pieces = Callable[[float], Iterable[Piece]]
"""The pieces of a text, by the width of the lines."""


def fit(
    text: str, width: Width, room: float, lines: int, *, most: int = 0, least: float = 1.0
) -> Fitted | int | None:
    """The best way to set a text in at most `lines` lines of width `room`.

    Where a better way needs up to `most` lines, returns their number instead; None where nothing fits.
    `least` is the smallest part of the type size that is allowed.
    """
    for kind in _kinds(text, width, room, least):
        more = 0
        for way in kind:
            if len(way.lines) <= lines:
                return way
            if not more and len(way.lines) <= most:
                more = len(way.lines)
        if more:
            return more
    return None


def _kinds(text: str, width: Width, room: float, least: float) -> Iterator[Iterator[Fitted]]:
    """Kinds of ways, the best first."""
    words = [Piece(word, at > 0) for at, word in enumerate(text.split(" "))]
    parts = [
        Piece(part, word.spaced and at == 0)
        for word in words
        for at, part in enumerate(_PART.findall(word.text) or [""])
    ]
    smaller = list(_smaller(least))
    yield _ways([lambda _: words], width, room, (1.0,))
    yield _ways([lambda _: parts], width, room, (1.0,))
    yield _ways([lambda _: words, lambda _: parts], width, room, smaller)
    yield _ways([lambda enough: _torn(parts, width, enough)], width, room, (1.0, *smaller))


def _smaller(least: float) -> Iterator[float]:
    share = 1.0
    while share > least:
        share = max(round(share - _STEP, 3), least)
        yield share


def _ways(texts: Sequence[Pieces], width: Width, room: float, shares: Iterable[float]) -> Iterator[Fitted]:
    for share in shares:
        for scale in _SCALES:
            enough = room * 100 / scale / share
            for pieces in texts:
                lines = _broken(pieces(enough), width, enough)
                if lines is not None:
                    yield Fitted(lines, scale, share)


def _torn(parts: Iterable[Piece], width: Width, room: float) -> Iterator[Piece]:
    """The parts, with those that are too wide broken between letters into as few pieces as possible."""
    for part in parts:
        pieces = [part.text] if width(part.text) <= room else _even(part.text, width, room)
        yield from (Piece(piece, part.spaced and at == 0) for at, piece in enumerate(pieces))


def _even(text: str, width: Width, room: float) -> list[str]:
    """Pieces of about the same width; single letters if even these are too wide."""
    whole = width(text)
    fewest = ceil(whole / room) if room * len(text) > whole else len(text)
    for count in range(fewest, len(text)):
        pieces, start = [], 0
        for at in range(1, count + 1):
            end = start + 1
            while end < len(text) and width(text[:end]) < whole * at / count:
                end += 1
            pieces.append(text[start : len(text) if at == count else end])
            start = end
        if all(pieces) and all(width(piece) <= room for piece in pieces):
            return pieces
    return list(text)


def _broken(pieces: Iterable[Piece], width: Width, room: float) -> list[str] | None:
    """Lines of at most `room`; None where a piece is wider.

    Readers join words across line ends unless there is a space (ISO 32000-1, 14.8.2.5).
    """
    lines: list[str] = []
    for text, spaced in pieces:
        if width(text) > room:
            return None
        longer = f"{lines[-1]} {text}" if lines and spaced else f"{lines[-1]}{text}" if lines else ""
        if lines and width(longer) <= room:
            lines[-1] = longer
            continue
        if lines and spaced:
            lines[-1] += " "
        lines.append(text)
    return lines
