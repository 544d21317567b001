"""Records of data/words/: what the checks know about the words of a language."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from handouts.model.base import Plain, Record

Syllables = Annotated[int, msgspec.Meta(ge=1, le=12)]


class Phrase(Record, frozen=True, kw_only=True):
    """A word or phrase to avoid, and what to say instead. Case does not matter."""

    word: Plain
    forms: tuple[Plain, ...] = ()  # other forms: plural, past
    say: Plain  # what to say instead
    unless: tuple[Plain, ...] = ()  # phrases in whose sentence it is fine: "not a cure"

    def all_forms(self) -> tuple[str, ...]:
        """The word and its other forms."""
        return (self.word, *self.forms)


class Jargon(Phrase, frozen=True, kw_only=True):
    """A word that many readers do not know, and a plain one."""


class ToneWord(Phrase, frozen=True, kw_only=True):
    """A word that hurts, and a kinder one."""

    does: Literal["blames", "frightens", "promises", "makes a war of it"]
    fine_in_questions: bool = False  # people may ask in these words themselves


class Stilted(Phrase, frozen=True, kw_only=True):
    """A phrase that no native speaker says, or one of two names of one thing, and what to say instead."""


class WordList(Record, frozen=True, kw_only=True):
    """The words of one language."""

    language: Plain  # BCP 47: "en"
    jargon: tuple[Jargon, ...]
    alike: tuple[Plain, ...] = ()  # plain words with the stem of a word of jargon: "progress"
    tone: tuple[ToneWord, ...]
    stilted: tuple[Stilted, ...] = ()
    syllables: dict[Plain, Syllables]  # words that the rule counts wrongly; small letters, no apostrophes
    forms_of_be: tuple[Plain, ...]
    participles: tuple[Plain, ...]  # those that do not end in "ed"
    describing: tuple[Plain, ...]  # participles that say how something is: "tired"; no passive voice
    abbreviations: tuple[Plain, ...]  # whose full stop ends no sentence, without the stop
    unknowns: tuple[Plain, ...]  # how a text says that something is not known
