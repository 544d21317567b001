"""What a single handout is to be about: names, codes and phrases become ids of cancers.

Ids are taken as they are, without reading any content. Everything else is read as the cells of a list are.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from handouts.errors import UsageError
from handouts.reading.shelf import data_shelves

if TYPE_CHECKING:
    from handouts.roster.book import Book

_LONGEST_SHOWN = 60  # characters of an unknown name that a message repeats
_ALL = "`handouts list cancers` shows all."
_IN_QUOTES = ' Put names of several words in quotes: handouts make "lung cancer".'


class Topics(NamedTuple):
    """What a handout is to be about."""

    cancers: tuple[str, ...]  # ids, each once, in the order given
    notes: tuple[str, ...] = ()  # what to know of the sheet, a line each


def topics_of(words: tuple[str, ...], clinic_folder: Path | None = None) -> Topics:
    """The topics that words on the command line name; several may make up one name. Raises UsageError."""
    if all(_is_id(word, clinic_folder) for word in words):
        return Topics(tuple(dict.fromkeys(words)))
    from handouts.roster.book import read_book  # reads content; not needed for ids

    return _topics(words, read_book(clinic_folder))


def _is_id(word: str, clinic_folder: Path | None) -> bool:
    plain = word.isascii() and word.replace("-", "").isalnum() and word == word.lower()
    return plain and any(shelf.has(f"cancers/{word}.yaml") for shelf in data_shelves(clinic_folder))


def _topics(words: tuple[str, ...], book: Book) -> Topics:
    """Each name by itself; where one of them is none, all words as one text, such as a phrase."""
    from handouts.roster.mention import is_known

    joined = _joined(words, book)
    try:
        return _merged([_one(text, book, len(words) > 1) for text in joined])
    except UsageError:
        if len(joined) > 1 and all(is_known(each, book) for each in joined):
            return _one("; ".join(joined), book, True)  # "C34.90 C78.7": one says where the other went
        whole = " ".join(words)
        if len(joined) == 1 or not _says_something(whole, book):
            raise
    return _one(whole, book, True)


def _joined(words: tuple[str, ...], book: Book) -> tuple[str, ...]:
    """Words that make up a name, joined, the longest first: Lung Cancer, head and neck cancer."""
    from handouts.roster.mention import is_known

    found: list[str] = []
    at = 0
    while at < len(words):
        ends = range(len(words), at + 1, -1)
        end = next((end for end in ends if is_known(" ".join(words[at:end]), book)), at + 1)
        found.append(" ".join(words[at:end]))
        at = end
    return tuple(found)


def _says_something(text: str, book: Book) -> bool:
    """Whether a text comes to a cancer, to a reason, or near to a name."""
    from handouts.roster.mention import read_mention

    said = read_mention(text, book)
    return bool(said.cancers or said.code or said.reason or said.hints)


def _one(text: str, book: Book, several: bool) -> Topics:
    """The topics of one text. `several`: it is one of several words, so quotes may be missing."""
    from handouts.roster.cells import CellError
    from handouts.roster.diagnosis import check_words, near_only, read_diagnosis
    from handouts.roster.mentions import UnknownNameError

    shown = text[:_LONGEST_SHOWN]
    try:
        diagnosis = read_diagnosis(text, book)
        check_words(diagnosis, book.names.no_stage4)
        near_only(diagnosis)
    except UnknownNameError as error:
        book.checked()  # the name that was meant may be in a faulty file
        then = (error.then or _ALL) + (_IN_QUOTES if several else "")
        raise UsageError(f"There is no cancer called '{shown}'{error.hint} {then}") from None
    except CellError as error:
        raise UsageError(str(error)) from None
    return Topics(diagnosis.cancers, diagnosis.notes)


def _merged(topics: list[Topics]) -> Topics:
    cancers = dict.fromkeys(each for topic in topics for each in topic.cancers)
    return Topics(tuple(cancers), tuple(dict.fromkeys(line for topic in topics for line in topic.notes)))
