"""The kinds of content, in one table. What is done to all kinds walks it; tests/test_kinds.py proves that.

A new kind is a record type in handouts/model, a line here and a field of `Library`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, Literal, NamedTuple

from handouts.model.base import Record
from handouts.model.content import Cancer, Evidence, Glossary, Resources, Sources, StageFour, Tip, Urgent
from handouts.model.group import Group
from handouts.model.guide import Guide
from handouts.model.labels import Labels
from handouts.model.library import Library, Wanted
from handouts.model.open_points import OpenPoints
from handouts.reading.joins import join_glossaries, join_resources, join_signs, join_sources, replaced

REVIEW: Final = "review"
"""The field of a record that says when it was checked."""


class Kind(NamedTuple):
    """A kind of content. Sources are checked, and reviews count, wherever a record has them."""

    name: str  # of its folder or file in data/; sign-offs, `diff` and compiled content call it so too
    record: type[Record]
    key: str | None = None  # the field that repeats the name of its file in a folder; None: it has one file
    held: Literal["one", "each", "entries"] = "one"
    """How the library holds it: one record, a record for each file, or what stands in its field so named."""
    own: Callable[[Any, Any], Record] | None = None  # how a clinic's joins the shipped one; None: it has none
    for_readers: bool = True  # it counts for the identity of content, can be signed, and is judged as prose
    for_leaders: bool = False  # only on handouts for the leader of a group
    optional: bool = False  # a library may have no such file
    singular: str = ""  # what one of several is called, where that is not its key

    @property
    def field(self) -> str:
        """The field of the library that holds it."""
        return self.name.replace("-", "_")

    @property
    def schema(self) -> str:
        """The name of its JSON Schema."""
        return self.singular or self.name

    @property
    def called(self) -> str:
        """What people call one of several: cancer, country."""
        return self.singular or str(self.key)

    @property
    def reviewed(self) -> bool:
        """Whether its records say when they must be looked at again."""
        return REVIEW in self.record.__struct_fields__

    def path(self, file: str) -> str:
        """A record by the name of its file, as sign-offs name it: cancers/breast, urgent."""
        return f"{self.name}/{file}" if self.key else self.name

    def files(self, wanted: Wanted) -> tuple[str, ...] | None:
        """The names of the files that are wanted; None: of all."""
        if self.key is None:
            return (self.name,)
        if self.held == "one":
            return (getattr(wanted, self.key),)
        names: tuple[str, ...] | None = getattr(wanted, self.name)
        return names

    def records(self, library: Library) -> dict[str, Record]:
        """What a library holds of it, by the names of the files."""
        held = getattr(library, self.field)
        if self.held == "each":
            return dict(held)
        record = self.record(**{self.field: held}) if self.held == "entries" else held
        return {getattr(record, self.key) if self.key else self.name: record}


KINDS: Final = (
    Kind("cancers", Cancer, key="id", held="each", own=replaced, singular="cancer"),
    Kind("tips", Tip, key="id", held="each", own=replaced, singular="tip"),
    Kind("resources", Resources, key="country", own=join_resources),
    Kind("evidence", Evidence),
    Kind("group", Group, own=replaced, for_leaders=True),
    Kind("guide", Guide),
    Kind("stage4", StageFour),
    Kind("urgent", Urgent, own=join_signs),
    Kind("glossary", Glossary, own=join_glossaries),
    Kind("labels", Labels, key="language"),
    Kind("sources", Sources, held="entries", own=join_sources, for_readers=False),
    Kind("open-points", OpenPoints, for_readers=False, optional=True),
)
"""In the order in which a sheet says who has reviewed them."""


def kind_of(record: object) -> Kind | None:
    """The kind of a record; None for what is no content: a layout, a clinic's own words."""
    return next((kind for kind in KINDS if type(record) is kind.record), None)


def is_for_readers(record: object) -> bool:
    """Whether a record is written for readers: sources quote other people, open points are for staff."""
    kind = kind_of(record)
    return kind is None or kind.for_readers


def every_record(library: Library) -> dict[str, Record]:
    """The records of a library, by the names that sign-offs use."""
    return {kind.path(file): record for kind in KINDS for file, record in kind.records(library).items()}


def library_of(found: Mapping[str, Mapping[str, Any]]) -> Library | None:
    """The library that holds these records, by kind and file; None where one that it must have is missing."""
    parts: dict[str, Any] = {}
    for kind in KINDS:
        records = found[kind.name]
        if kind.held == "each":
            parts[kind.field] = dict(records)
        elif records:
            (record,) = records.values()
            parts[kind.field] = getattr(record, kind.field) if kind.held == "entries" else record
        elif not kind.optional:
            return None
    return Library(**parts)


def every_wanted(wanted: Wanted, names: Callable[[str], tuple[str, ...]]) -> list[Wanted]:
    """What is wanted, then what else there is of which a library holds one: each language and country.

    `names` are those of a folder's files.
    """
    general: dict[str, Any] = {kind.name: () for kind in KINDS if kind.held == "each"}
    others = [
        Wanted(**general | {kind.key: name})
        for kind in KINDS
        if kind.held == "one" and kind.key
        for name in names(kind.name)
        if (name,) != kind.files(wanted)
    ]
    return [wanted, *others]


def least_with(record: str) -> Wanted:
    """The least that holds a record, by its name."""
    name, _, file = record.partition("/")
    wanted: dict[str, Any] = {}
    for kind in KINDS:
        if kind.held == "each":
            wanted[kind.name] = (file,) if kind.name == name else ()
        elif kind.key and kind.name == name:
            wanted[kind.key] = file
    return Wanted(**wanted)
