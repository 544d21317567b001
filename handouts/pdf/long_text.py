"""Text that is too long for its line: on several lines, narrowed, smaller, and never cut.

The ways are tried in this order, for what comes first is the better to read: lines that end at spaces, lines
that end behind a hyphen too, smaller type, and last a word that is broken between its letters. No hyphen is
added, for it would be read as part of a name.

Widths are in thousandths of the type size; `width` says that of a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import ceil
from typing import NamedTuple

Width = Callable[[str], float]

NARROWEST = 80
"""How far, in percent, letters are narrowed."""

_SCALES = (100, 95, 90, 85, NARROWEST)
_STEP = 0.05
"""By which part of the type size it gets smaller at a time."""

_PART = re.compile(r"[^-/@.‐–]*[-/@.‐–]+(?=.)|.+", re.DOTALL)
"""What ends behind a hyphen, or behind a sign in an address."""


class Fitted(NamedTuple):
    """Text in lines; the space at the end of a line is heard, not seen."""

    lines: list[str]
    scale: float  # of the letters' widths, in percent
    share: float  # of the type size


class Piece(NamedTuple):
    """What stays together, and whether a space stands before it."""

    text: str
    spaced: bool


Pieces = Callable[[float], Iterable[Piece]]
"""The pieces of a text for lines of so much room."""


def fit(
    text: str, width: Width, room: float, lines: int, *, most: int = 0, least: float = 1.0
) -> Fitted | int | None:
    """The best way to set a text in at most `lines` lines of `room`.

    Where a better way needs more lines, but no more than `most`, these are what is given instead; None where
    no way does. `least` is the part of the type size that it may be set in at least.
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
    parts = list(_parts(words))
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


def _parts(words: Iterable[Piece]) -> Iterator[Piece]:
    """Words in pieces, each of which may end a line."""
    for word in words:
        for at, part in enumerate(_PART.findall(word.text) or [""]):
            yield Piece(part, word.spaced and at == 0)


def _torn(parts: Iterable[Piece], width: Width, room: float) -> Iterator[Piece]:
    """The same, where what is too wide is broken between letters into as few pieces as hold it."""
    for part in parts:
        if width(part.text) <= room:
            yield part
        else:
            for at, piece in enumerate(_even(part.text, width, room)):
                yield Piece(piece, part.spaced and at == 0)


def _even(text: str, width: Width, room: float) -> list[str]:
    """Pieces of about the same width; single letters where even these are too wide."""
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

    Readers put words at line ends together unless a space says otherwise (ISO 32000-1, 14.8.2.5).
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
