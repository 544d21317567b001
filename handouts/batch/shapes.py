"""Which fields the copies of a selection have, and the editions that serve them.

Copies of one selection share an edition although some lack a clinician or a note, if that costs nobody a page
or a word (run/typesetting.py looks). What is shared follows from the whole list, so that rows printed again
look as they did.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from handouts.model.selection import FIELDS, Field, FieldName, Selection
from handouts.roster.records import Entry

Names = tuple[FieldName, ...]


class EditionGroup(NamedTuple):
    """Copies that may share an edition.

    A nameless sheet has another head, and another cover when it is folded; one without fields has no panel.
    """

    selection: Selection
    named: bool
    has_fields: bool


class Shapes:
    """The fields of all copies that a list asks for."""

    def __init__(self) -> None:
        self._seen: dict[EditionGroup, dict[Names, None]] = {}
        self._shared: dict[EditionGroup, Selection] = {}

    def add(self, entry: Entry) -> None:
        """A row of the list."""
        group = group_of_copies(entry)
        seen = self._seen.get(group)
        if seen is None:
            seen = self._seen[group] = {}
        seen[tuple(entry.recipient.values())] = None

    def shared(self, group: EditionGroup) -> Selection:
        """The edition for all copies of a group: it has all their fields, in one line each.

        Asked for when all rows are there.
        """
        found = self._shared.get(group)
        if found is None:
            found = self._shared[group] = group.selection._replace(fields=joint(self._seen[group]))
        return found

    def own(self, shared: Selection) -> tuple[Selection, ...]:
        """The editions that the same copies need where theirs cannot be shared."""
        plain = shared._replace(fields=())
        named = any(field.name == "name" for field in shared.fields)
        shapes = self._seen[EditionGroup(plain, named, bool(shared.fields))]
        return tuple(plain._replace(fields=tuple(map(Field, names))) for names in shapes)


def joint(shapes: Iterable[Names]) -> tuple[Field, ...]:
    """All fields of some copies in printing order, each optional that not all of them have."""
    sets = [frozenset(names) for names in shapes]
    some, all_of_them = frozenset[FieldName]().union(*sets), sets[0].intersection(*sets)
    return tuple(Field(name, optional=name not in all_of_them) for name in FIELDS if name in some)


def group_of_copies(entry: Entry) -> EditionGroup:
    """The copies that a row's copy may share an edition with."""
    recipient = entry.recipient
    named = bool(recipient.name)
    return EditionGroup(entry.selection, named, named or bool(recipient.values()))
