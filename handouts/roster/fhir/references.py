"""Whom a Condition is about: a Reference by address, by identifier, or by a search for an identifier."""

from __future__ import annotations

import re
import sys
from typing import Any, Final, NamedTuple
from urllib.parse import unquote

from handouts.roster.fhir.datatypes import literal_reference, records_of, text_of

# With one parameter only: where anything else is searched for too, it may mean several people.
_SEARCH: Final = re.compile(r"(?:.*/)?Patient/?\?identifier=([^&]*)", re.DOTALL)


class Identifier(NamedTuple):
    """A number of a person, and who assigned it."""

    system: str | None  # empty: it has none; None: any
    value: str


class LogicalReference(NamedTuple):
    """A Reference that names an identifier."""

    address: str  # beside the identifier; empty where there is none
    identifier: Identifier


Reference = str | LogicalReference
"""Whom a Reference means: an address alone, or an identifier too. An empty address is nobody's."""


def read_reference(data: object) -> Reference:
    """Whom a Reference means."""
    address = literal_reference(data)
    if "?" in address:
        searched = _searched(address)
        return LogicalReference("", searched) if searched else ""
    identifier = _identifier(data.get("identifier"), None) if isinstance(data, dict) else None
    return LogicalReference(address, identifier) if identifier else address


def identifiers_of(patient: dict[str, Any]) -> tuple[Identifier, ...]:
    """The identifiers of a Patient. They are compared with those of References, and never printed."""
    return tuple(found for each in records_of(patient, "identifier") if (found := _identifier(each, "")))


def _identifier(data: object, no_system: str | None) -> Identifier | None:
    system, value = text_of(data, "system"), text_of(data, "value")
    return Identifier(sys.intern(system) if system else no_system, value) if value else None


def _searched(address: str) -> Identifier | None:
    """The identifier of `Patient?identifier=system|value`; None for any other search."""
    match = _SEARCH.fullmatch(address)
    system, bar, value = unquote(match[1] if match else "").rpartition("|")
    if not value or "," in value or "\\" in value:  # several, or a form whose meaning is not certain
        return None
    return Identifier(system if bar else None, value)
