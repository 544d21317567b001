"""Breaking text into lines: ragged right, no hyphenation, words whole (RNIB Clear Print)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from handouts.pdf.structure import StructElem
from handouts.pdf.text_writer import Rgb
from handouts.typeset.faces import Faces

_LAST_LABEL = r"\.(?=[^/.@_-]*(?:/|$))"
_AFTER_SIGN = re.compile(rf"(?:[^/.@_-]|{_LAST_LABEL})+[/.@_-]*|[/.@_-]+")
"""Parts of an address that stay together: what ends in a sign, and a site with its last part (x.org)."""
_AFTER_ANY_SIGN = re.compile(r"[^/.@_-]*[/.@_-]+|[^/.@_-]+")
_LETTER = re.compile(".", re.DOTALL)
_PIECES = re.compile(r" +|[^ ]+")


_ENDS = (".", "?", "!")

_TO_SPARE = 4
"""Words that a line has at least, if one of them keeps the last word of a text company,"""
_STILL_FILLED = 0.6
"""and which part of the width those that stay must fill: no hole for the sake of a last line."""
_SHORT = 0.35
"""Part of the width; a last line that is shorter takes the beginning of its sentence from the line above."""


class Link(NamedTuple):
    """A link, shared by all pieces of its text."""

    address: str
    words: str
    node: StructElem


class Look(NamedTuple):
    """How a piece of text is set."""

    font: str
    size: float  # pt
    colour: Rgb
    underline: bool = False
    link: Link | None = None
    page: str = ""  # what it is the page of; the number takes its place once pages are known


class Fragment(NamedTuple):
    """Text of one look; `width` in pt."""

    text: str
    look: Look
    width: float = 0.0


class Line(NamedTuple):
    """Fragments on one baseline."""

    fragments: tuple[Fragment, ...]
    width: float


class TooWideError(ValueError):
    """A word is wider than its column."""

    def __init__(self, word: str, room: float) -> None:
        super().__init__(f"{word!r} is wider than its column of {room:.0f} pt")


Word = list[Fragment]


def break_lines(fragments: Iterable[Fragment], room: float, faces: Faces) -> tuple[Line, ...]:
    """Lines of at most `room` pt. Every line but the last ends in a space where the text has one."""
    pieces = list(fragments)
    looks = {id(piece.look): piece.look for piece in pieces}
    first = next(iter(looks.values()), None)
    if first is not None and all(look == first for look in looks.values()):
        found = _lines_of_one_look("".join([piece.text for piece in pieces]), first, room, faces)
        if found is not None:
            return found
    return _lines_of_several(pieces, room, faces)


def _lines_of_one_look(text: str, look: Look, room: float, faces: Faces) -> tuple[Line, ...] | None:
    """The same for what most texts are, without a piece for each word. None where a word is too wide."""
    width, scale = faces[look.font].width, look.size / 1000
    words = [word for word in text.split(" ") if word]
    gap, most = width(" ") * scale, room + 0.01
    widths: list[float] = []
    starts, used = [0], 0.0
    for at, word in enumerate(words):
        wide = width(word) * scale
        if wide > most:
            return None
        widths.append(wide)
        if at > starts[-1] and used + gap + wide > most:
            starts.append(at)
            used = wide
        else:
            used += gap + wide if at > starts[-1] else wide
    if not words:
        return ()
    is_short = _filled(widths[starts[-1] :], gap) < _SHORT * room
    for start in _better_starts(words, starts, is_short):
        stay, last = widths[starts[-2] : start], widths[start:]
        if _filled(last, gap) <= most and _filled(stay, gap) >= _STILL_FILLED * room:
            starts[-1] = start
            break
    ends = [*starts[1:], len(words)]
    return tuple(
        _line_of(words[start:end], look, sum(widths[start:end]) + gap * (end - start - 1), end < len(words))
        for start, end in zip(starts, ends, strict=True)
    )


def _better_starts(words: Sequence[str], starts: Sequence[int], is_short: bool) -> Iterator[int]:
    """Where the last line had better begin: with its sentence, or one word earlier if it is a single one."""
    if len(starts) < 2:
        return
    last = starts[-1]
    if is_short and not words[last - 1].endswith(_ENDS):
        yield from (at for at in range(last - 1, starts[-2], -1) if words[at - 1].endswith(_ENDS))
    if last == len(words) - 1 and last - starts[-2] >= _TO_SPARE:
        yield last - 1


def _filled(widths: Sequence[float], gap: float) -> float:
    """How wide words are with the spaces between them."""
    return sum(widths) + gap * (len(widths) - 1)


def _line_of(words: Sequence[str], look: Look, wide: float, goes_on: bool) -> Line:
    text = " ".join(words) + (" " if goes_on else "")  # a space at the end: heard, not seen
    return Line((Fragment(text, look, wide),), wide)


def _lines_of_several(fragments: Sequence[Fragment], room: float, faces: Faces) -> tuple[Line, ...]:
    """The same for words of several looks, and for words wider than their column."""
    lines: list[list[Fragment]] = []
    used = 0.0
    for word, space in _words(fragments, faces):
        width = sum(fragment.width for fragment in word)
        gap = space.width if space else 0.0
        if lines and used + gap + width <= room + 0.01:
            if space:
                lines[-1].append(space)
            lines[-1] += word
            used += gap + width
        elif width <= room + 0.01:
            if lines and space:
                lines[-1].append(space._replace(width=0.0))  # heard, not seen
            lines.append(list(word))
            used = width
        else:
            if lines and space:
                lines[-1].append(space._replace(width=0.0))
            parts = _torn(word, room, faces)
            lines += parts
            used = sum(fragment.width for fragment in parts[-1])
    return tuple(_line(line) for line in lines)


def _words(fragments: Iterable[Fragment], faces: Faces) -> Iterator[tuple[Word, Fragment | None]]:
    """Words, each with the space before it. A word may be made of pieces of several looks."""
    word: Word = []
    space: Fragment | None = None
    for fragment in fragments:
        look = fragment.look
        width, scale = faces[look.font].width, look.size / 1000
        gap = Fragment(" ", look, width(" ") * scale)
        for piece in _PIECES.findall(fragment.text):
            if piece[0] != " ":
                if word and word[-1].look == look:  # one run, so that its kerning is measured as drawn
                    piece = word.pop().text + piece
                word.append(Fragment(piece, look, width(piece) * scale))
                continue
            if word:
                yield word, space
            word = []
            space = gap
    if word:
        yield word, space


def _torn(word: Word, room: float, faces: Faces) -> list[list[Fragment]]:
    """A word wider than its column, such as a long address: broken after a sign, else between letters.

    No hyphen is added, for it would be read as part of the word. Raises TooWideError where a column
    does not hold a letter.
    """
    lines: list[list[Fragment]] = [[]]
    used = 0.0
    for piece in _breakable(word, room, faces):
        if used + piece.width > room + 0.01 and lines[-1]:
            lines.append([])
            used = 0.0
        lines[-1].append(piece)
        used += piece.width
    return lines


def _breakable(word: Word, room: float, faces: Faces) -> Iterator[Fragment]:
    for fragment in word:
        look = fragment.look
        for text in _AFTER_SIGN.findall(fragment.text):
            yield from _parts(text, look, room, faces, (_AFTER_ANY_SIGN, _LETTER))


def _parts(
    text: str, look: Look, room: float, faces: Faces, smaller: Sequence[re.Pattern[str]]
) -> Iterator[Fragment]:
    """A piece of a word, or where that is too wide its parts by the first of the smaller kinds."""
    width = faces[look.font].width(text) * look.size / 1000
    if width <= room:
        yield Fragment(text, look, width)
    elif not smaller:
        raise TooWideError(text, room)
    else:
        for part in smaller[0].findall(text):
            yield from _parts(part, look, room, faces, smaller[1:])


def _line(fragments: Sequence[Fragment]) -> Line:
    """Fragments of the same look joined."""
    runs: list[tuple[Look, list[str], list[float]]] = []
    for text, look, width in fragments:
        if not runs or (look is not runs[-1][0] and look != runs[-1][0]):  # the same object is soon told
            runs.append((look, [], []))
        runs[-1][1].append(text)
        runs[-1][2].append(width)
    joined = tuple([Fragment("".join(texts), look, sum(widths)) for look, texts, widths in runs])
    return Line(joined, sum([fragment.width for fragment in joined]))
