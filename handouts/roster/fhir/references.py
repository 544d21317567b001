"""Whom a Condition is about: a Reference by address, by identifier, or by a search for an identifier."""

from __future__ import annotations

import re
import sys
from typing import Any, Final, NamedTuple
from urllib.parse import unquote

from handouts.roster.fhir.datatypes import records_of, reference, text_of

_SEARCH = re.compile(r"(?:.*/)?Patient/?\?(.*)", re.DOTALL)
_PARAMETER: Final = "identifier="


class Identifier(NamedTuple):
    """A number of a person, and who gave it."""

    system: str | None  # empty: it has none; None: whichever it is
    value: str


class LogicalReference(NamedTuple):
    """A Reference that names an identifier."""

    key: str  # the address that it gives beside it; empty where it gives none
    identifier: Identifier


Reference = str | LogicalReference
"""Whom a Reference means: an address alone, or an identifier too. An empty address is nobody's."""


def whose(data: object) -> Reference:
    """Whom a Reference means."""
    key = reference(data)
    if "?" in key:
        found = _searched(key)
        return LogicalReference("", found) if found else ""
    given = data.get("identifier") if isinstance(data, dict) else None
    named = _identifier(given, None)
    return LogicalReference(key, named) if named else key


def identifiers_of(patient: dict[str, Any]) -> tuple[Identifier, ...]:
    """The identifiers of a Patient. They are compared with those of References, and never printed."""
    listed = (_identifier(each, "") for each in records_of(patient, "identifier"))
    return tuple(each for each in listed if each)


def _identifier(data: object, no_system: str | None) -> Identifier | None:
    system, value = text_of(data, "system"), text_of(data, "value")
    return Identifier(sys.intern(system) if system else no_system, value) if value else None


def _searched(key: str) -> Identifier | None:
    """The identifier of `Patient?identifier=system|value`; None where anything else is searched for too."""
    match = _SEARCH.fullmatch(key)
    if not match or not match[1].startswith(_PARAMETER) or "&" in match[1]:
        return None
    system, bar, value = unquote(match[1].removeprefix(_PARAMETER)).rpartition("|")
    if not value or "," in value or "\\" in value:  # several, or a form of which we are not sure
        return None
    return Identifier(system if bar else None, value)
