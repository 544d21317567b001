"""Data types of FHIR R4, such as CodeableConcept and Reference, read from data that may be of any shape."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any, Final, NamedTuple
from urllib.parse import unquote

from handouts.roster.cancer_names import without_accents

_HALF = re.compile("[\ud800-\udfff]")  # half of a character
_HISTORY = re.compile(r"/_history/[^/]*$")
_RELATIVE = re.compile(r"(?:.*/)?([A-Za-z]+/[A-Za-z0-9.-]{1,64})")


# With one parameter only: where anything else is searched for too, it may mean several people.
_SEARCH: Final = re.compile(r"(?:.*/)?Patient/?\?identifier=([^&]*)", re.DOTALL)


class Coding(NamedTuple):
    """One code of a CodeableConcept."""

    system: str
    code: str
    display: str


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


def text_of(data: object, key: str) -> str:
    """A text, its blanks made single; empty where there is none, or one with half a character in it."""
    value = data.get(key) if isinstance(data, dict) else None
    if not isinstance(value, str) or not (value.isascii() or not _HALF.search(value)):
        return ""
    tidy = " ".join(value.split())
    return value if tidy == value else tidy  # the same object where it can be: lists may be long


def records_of(data: object, key: str) -> list[dict[str, Any]]:
    """The records of a list."""
    value = data.get(key) if isinstance(data, dict) else None
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def codings(concept: object) -> tuple[Coding, ...]:
    """The codes of a CodeableConcept."""
    return tuple(
        Coding(*(text_of(each, key) for key in Coding._fields)) for each in records_of(concept, "coding")
    )


def codes_of(concept: object) -> set[str]:
    """Its codes alone, lower case; its text where it has none."""
    found = {each.code.lower() for each in codings(concept) if each.code}
    return found or {text_of(concept, "text").lower()} - {""}


def words_of(concept: object) -> tuple[str, ...]:
    """The text of a CodeableConcept and the displays of its codes; some may be empty."""
    return text_of(concept, "text"), *(each.display for each in codings(concept))


def literal_reference(data: object) -> str:
    """The address of a Reference; empty where it has none."""
    return normal(text_of(data, "reference"))


def normal(address: str) -> str:
    """An address as it is compared: without a version; UUIDs in lower case."""
    address = _HISTORY.sub("", address)
    return address.lower() if address.lower().startswith("urn:") else address


def split_address(address: str, relative: str) -> tuple[str, str]:
    """The server of an address that ends in type and id; else the address, if it says more than these."""
    if "://" in address and address.endswith(f"/{relative}"):
        return sys.intern(address.removesuffix(relative)), ""
    return "", "" if address == relative else address


def relative_address(address: str) -> str:
    """The type and id at the end of a web address; empty for everything else."""
    match = _RELATIVE.fullmatch(address) if "://" in address else None
    return match[1] if match else ""


def folded(words: str) -> str:
    """Words without case and accents."""
    return without_accents(words.casefold())


def has_modifier(resource: dict[str, Any]) -> bool:
    """Whether it has a modifier, which may reverse its meaning and is not understood here."""
    return bool(resource.get("modifierExtension") or resource.get("implicitRules"))


def current(records: list[dict[str, Any]], unused: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Names or identifiers whose period has no end and whose use is none of `unused`."""
    for each in records:
        # With a clock, a run would depend on its day; a period that has an end is taken as ended.
        if text_of(each, "use") not in unused and not text_of(each.get("period"), "end"):
            yield each


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
