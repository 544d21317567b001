"""The sentences of records and handouts, by which reading ease is graded.

Headings, labels of tables and pieces without a full stop are left out: they would make a grade look better
than the text is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple

import msgspec

from handouts.compose.blocks import Block
from handouts.compose.passes import walk
from handouts.model.content import Glossary
from handouts.model.text import Text, plain
from handouts.reading.kinds import is_for_readers
from handouts.reading.markup import plain_text, spans
from handouts.reading.parsed import Steps, value_at
from handouts.reading.reader import Located
from handouts.reading.texts import texts

FEWEST_WORDS: Final = 4  # of a sentence
_NAMES: Final = frozenset(
    ("also", "brand", "clock", "dial", "generic", "halves", "hours", "in_text", "languages", "locale")
).union(("months", "name", "phone", "reviewed_by", "term", "word"))
"""Keys of texts that are names, codes or addresses: nobody can put them in plainer words."""

_WORD = re.compile(r"[^\W_]+(?:(?:['’./-]|,(?=\d))[^\W_]+)*")
_STOP = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s+[\"'“‘(]*[A-Z0-9]|\s*$)")
_ENDS = re.compile(r"[.!?][\"'”’)\]]*$")


class Prose(NamedTuple):
    """A text of a record as it is read, without markup."""

    text: str
    steps: Steps
    marked: tuple[tuple[int, int], ...]  # explained words of the glossary: start and end, in characters


def prose(page: Located[msgspec.Struct], glossary: Glossary) -> list[Prose]:
    """Every text of a record that readers see: no names, no sources, nothing unverified."""
    record, parsed = page
    if not is_for_readers(record):
        return []
    unverified = [
        steps[:-1]
        for steps in parsed.keys
        if steps and steps[-1] == "verified" and value_at(parsed.data, steps) is False
    ]
    return [
        _prose(value, steps, glossary) if kind == "words" else Prose(plain_text(value), steps, ())
        for kind, value, steps in texts(record)
        if kind != "sources"
        and not _NAMES.intersection(steps)
        and not any(steps[: len(start)] == start for start in unverified)
    ]


def split(text: str, abbreviations: Collection[str]) -> list[str]:
    """The sentences of a text, and what follows the last full stop."""
    pieces: list[str] = []
    start = 0
    for stop in _STOP.finditer(text):
        before = text[start : stop.start()].split()
        abbreviated = bool(before) and before[-1].lstrip("(“‘\"'") in abbreviations
        if abbreviated and stop.end() < len(text):
            continue
        pieces.append(text[start : stop.end()].strip())
        start = stop.end()
    rest = text[start:].strip()
    return [*pieces, rest] if rest else pieces


def words_in(text: str) -> list[str]:
    """The words of a text. Parts joined by hyphens, apostrophes or slashes are one word; so is a figure."""
    return _WORD.findall(text)


def is_sentence(piece: str) -> bool:
    """Whether a piece ends like a sentence and has enough words to be one."""
    return bool(_ENDS.search(piece)) and len(words_in(piece)) >= FEWEST_WORDS


def sentences(all_texts: Iterable[str], abbreviations: Collection[str]) -> list[str]:
    """The sentences of texts, without other pieces."""
    return [piece for text in all_texts for piece in split(text, abbreviations) if is_sentence(piece)]


def texts_of(blocks: Iterable[Block]) -> Iterator[str]:
    """The running texts of a handout in reading order: no headings, heads of tables, captions or sources."""
    return map(plain, spans_of(blocks))


def spans_of(blocks: Iterable[Block]) -> Iterator[Text]:
    """The same texts as spans."""
    return (text for block in walk(blocks) for text in block.prose())


def shortened(text: str, most: int = 60) -> str:
    """The beginning of a text, to find it in a file."""
    return text if len(text) <= most else text[: text.rfind(" ", 0, most)] + " ..."


def _prose(value: str, steps: Steps, glossary: Glossary) -> Prose:
    text, marked = "", []
    for span in spans(value):
        shown = span.text
        entry = glossary.terms.get(span.term or "")
        if entry and span.term == shown:
            shown = plain_text(entry.term)
        if span.term and (entry is None or entry.verified):
            marked.append((len(text), len(text) + len(shown)))
        text += shown
    return Prose(text, steps, tuple(marked))
