"""Finds the id of a record from what people type."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

from handouts.errors import UsageError
from handouts.model.content import Resources, Tip
from handouts.reading.hints import did_you_mean
from handouts.reading.kinds import KINDS
from handouts.reading.reader import Reader
from handouts.reading.shelf import all_names, data_shelves

_LONGEST_SHOWN: Final = 60  # characters of an unknown name that a message repeats
_SEVERAL: Final = {"cancer": "cancers", "tip": "tips", "country": "countries", "layout": "layouts"}
"""The plurals of kinds that `handouts list` can list. Names of cancers are read in roster/cancer_names.py."""


def cancer_ids(clinic_folder: Path | None = None) -> tuple[str, ...]:
    """Ids of all cancer types, shipped and the clinic's own, sorted; reads no file."""
    return all_names(data_shelves(clinic_folder), "cancers")


def tip_ids(clinic_folder: Path | None = None) -> tuple[str, ...]:
    """Ids of all tips, shipped and the clinic's own, sorted; reads no file."""
    return all_names(data_shelves(clinic_folder), "tips")


def country_ids(clinic_folder: Path | None = None) -> tuple[str, ...]:
    """Ids of all countries that have resources, shipped and the clinic's own, sorted; reads no file."""
    return all_names(data_shelves(clinic_folder), "resources")


def find_tip(name: str, clinic_folder: Path | None = None) -> str:
    """The id of a tip from its id or title, in any case. Raises UsageError where none or several match."""
    return _found(name, "tip", clinic_folder)


def find_country(name: str, clinic_folder: Path | None = None) -> str:
    """The id of a country from its id or name, in any case. Raises UsageError where none matches."""
    return _found(name, "country", clinic_folder)


def no_such(what: str, name: str, known: Collection[str], few: Collection[str] = ()) -> UsageError:
    """The error for a name that is not known. `few` are named where nothing known is like it."""
    hint = did_you_mean(name, known) or (f"; there is {', '.join(sorted(few))}." if few else ".")
    listing = f" `handouts list {_SEVERAL[what]}` shows all." if what in _SEVERAL else ""
    return UsageError(f"There is no {what} called '{name[:_LONGEST_SHOWN]}'{hint}{listing}")


def _found(name: str, what: str, clinic_folder: Path | None) -> str:
    """The id of a record from what people call it; reads the files only where that is no id."""
    shelves = data_shelves(clinic_folder)
    kind = next(kind for kind in KINDS if kind.called == what)
    ids = all_names(shelves, kind.name)
    if folded(name) in ids:
        return folded(name)
    reader = Reader()
    called: dict[str, set[str]] = {each: {each} for each in ids}
    for each in ids:
        # The clinic's shelf comes first: its record replaces the shipped one.
        shelf = next(shelf for shelf in shelves if shelf.has(f"{kind.path(each)}.yaml"))
        record = reader.read_named(shelf, kind.name, each, kind.record, str(kind.key))
        for other in _names_of(record):
            called.setdefault(folded(other), set()).add(each)
    found = called.get(folded(name), set())
    if len(found) > 1:
        raise UsageError(f"'{name[:_LONGEST_SHOWN]}' can mean {' or '.join(sorted(found))}; say which.")
    if not found:
        reader.finish()  # a file with faults may be the one that was meant
        few = set[str]().union(*called.values()) if what == "country" else ()  # ids too short to be near
        raise no_such(what, name, called, few)
    return found.pop()


def _names_of(record: object) -> tuple[str, ...]:
    """What people may call a record; nothing for a file with faults."""
    match record:
        case Tip():
            return (record.title,)
        case Resources():
            return (record.name,)
        case _:
            return ()


def every_name(record: Tip) -> frozenset[str]:
    """All that people may call a record, folded: its id and its names."""
    return frozenset(folded(name) for name in (record.id, *_names_of(record)))


def folded(name: str) -> str:
    """A name without differences that people do not mean: case and blanks."""
    return " ".join(name.split()).casefold()
