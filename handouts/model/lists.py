"""Records of data/lists/: the words by which lists of people are understood."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from handouts.model.base import Id, Plain, Record

Head = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+( [a-z0-9]+)*$", max_length=60)]
"""A head as `roster.heads.folded` writes it."""

Reads = Literal["a layout", "a paper", "a language", "a country", "yes or no", "tips"]
"""How the cell of a column is read that sets an option; see `roster.settings`."""

StatusSays = Literal["comes", "canceled", "missed", "moved", "left", "open", "blocked", "died"]


class Column(Record, frozen=True, kw_only=True):
    """A column that is read, alone or together with others."""

    heads: tuple[Head, ...]  # the better ones first
    part_of: Plain | None = None  # the column that it is read for
    several: bool = False  # whether a list may have more than one
    sets: Reads | None = None  # how its cell is read; the option is the field of `Selection` of the same name
    fhir: Plain | None = None  # the element that a reason names in a list in FHIR
    head: Head | None = None  # in the template; without it, the column's name
    note: tuple[Plain, ...] = ()  # lines in the template; without them, the column is not in it
    examples: tuple[str, str] = ("", "")  # the cells of the template's two rows


class HeadPattern(Record, frozen=True, kw_only=True):
    """Words by which a head is known."""

    column: Plain
    pattern: Plain  # a regular expression that is looked for in a folded head


class ListColumns(Record, frozen=True, kw_only=True):
    """All columns by name, and heads that are known without being read."""

    columns: dict[Plain, Column]
    staff: tuple[Head, ...]
    births: tuple[Head, ...]
    never: tuple[Head, ...]
    by_words: tuple[HeadPattern, ...]


class Language(Record, frozen=True, kw_only=True):
    """What cells call a language."""

    names: Annotated[tuple[Plain, ...], msgspec.Meta(min_length=1)]  # English first
    codes: tuple[Id, ...] = ()  # beside its tag
    wider: Id | None = None  # the tag of the language that it belongs to


class Languages(Record, frozen=True, kw_only=True):
    """All languages by their primary tag (BCP 47)."""

    languages: dict[Id, Language]


class Statuses(Record, frozen=True, kw_only=True):
    """Words of a visit's status that say the same."""

    says: StatusSays
    words: tuple[Plain, ...]
    before: tuple[Plain, ...] = ()  # who may stand before any of the words: "patient canceled"
    by: tuple[Plain, ...] = ()  # who may stand behind them: "canceled by the patient"


class StaffWords(Record, frozen=True, kw_only=True):
    """Words that staff write to each other. A star stands for any ending."""

    anywhere: tuple[Plain, ...]
    not_clinicians: tuple[Plain, ...]  # in a column of clinicians: rooms, machines
    beside_names: tuple[Plain, ...]


class NameWords(Record, frozen=True, kw_only=True):
    """Words by which a name is none, and small words that belong to surnames."""

    stand_ins: tuple[Plain, ...]  # how programs write that there is nothing, in their case
    no_names: tuple[Plain, ...]
    tests: tuple[Plain, ...]
    maybe_tests: tuple[Plain, ...]
    beside_tests: tuple[Plain, ...]
    particles: tuple[Plain, ...]


class CellWords(Record, frozen=True, kw_only=True):
    """What cells say."""

    statuses: tuple[Statuses, ...]
    staff: StaffWords
    names: NameWords
    countries: dict[Plain, Id]  # names beside those of data/resources
