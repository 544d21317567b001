"""A Patient of FHIR R4: who it is, and whether anything is to be printed at all."""

from __future__ import annotations

import datetime
import re
import sys
from typing import Any, Final, NamedTuple

from handouts.roster.fhir.datatypes import (
    codings,
    current,
    has_modifier,
    normal,
    records_of,
    split_address,
    text_of,
)
from handouts.roster.fhir.json_stream import BrokenFileError
from handouts.roster.fhir.language import language
from handouts.roster.fhir.references import Identifier, Reference, identifiers_of, whose
from handouts.roster.fhir.status import NOT_IN_USE, in_use, links_of, status
from handouts.roster.person_name import turned

_KIND: Final = "Patient/"
_NAMES: Final = ("official", "usual", "")  # in this order; nicknames and names of the past are not taken
_OLD_NAMES: Final = ("old", "maiden", "nickname", "anonymous", "temp")
_FAMILY_FIRST = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af]")  # Chinese, Japanese, Korean


class Patient(NamedTuple):
    """What is read of a Patient."""

    server: str  # the address of the server that holds it; empty where none is named
    address: str  # under which others point to it, where that is not the server with kind and id
    id: str  # of the resource
    number: str  # the medical record number, else the resource's id
    name: str
    language: str
    skipped: str = ""
    fault: str = ""
    identifiers: tuple[Identifier, ...] = ()
    replaced_by: tuple[Reference, ...] = ()  # records that stand in its place
    replaces: tuple[Reference, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Under which others point to it, the server apart."""
        return tuple(each for each in (self.address, f"{_KIND}{self.id}" if self.id else "") if each)


def person(address: str, resource: dict[str, Any], today: datetime.date) -> Patient:
    """The person that a Patient describes. Raises BrokenFileError for an older FHIR than R4."""
    address, name = normal(address), text_of(resource, "id")
    relative = f"{_KIND}{name}"
    server, other = split_address(address, relative if name else "")
    found = status(resource, today)
    written = _name(resource)
    fault = found.fault
    if not name and not address:
        fault = "The Patient has no id, so that conditions cannot be told to be theirs."
    elif has_modifier(resource):
        fault = fault or "The Patient carries a modifier that is not understood here."
    elif not in_use(resource):
        fault = fault or NOT_IN_USE
    elif not written:
        fault = fault or "The Patient has no name that is in use."
    return Patient(
        server,
        other,
        name,
        _record_number(resource),
        written,
        sys.intern(language(resource)),
        found.skipped,
        fault,
        identifiers_of(resource),
        tuple(whose(each.get("other")) for each in links_of(resource, "replaced-by")),
        tuple(whose(each.get("other")) for each in links_of(resource, "replaces")),
    )


def _name(resource: dict[str, Any]) -> str:
    """The name in use: the official one before others."""
    names = records_of(resource, "name")
    if any(isinstance(each.get("family"), list) for each in names):
        raise BrokenFileError("holds an older FHIR than R4; export it as R4")
    usable = list(current(names, _OLD_NAMES))
    for use in _NAMES:
        for each in usable:
            if text_of(each, "use") == use and (written := _written(each)):
                return written
    return ""


def _written(name: dict[str, Any]) -> str:
    """Given names, family name and suffix; where one of them cannot be read, the name as one text."""
    parts = {kind: _parts(name, kind) for kind in ("given", "suffix")}
    family, whole = text_of(name, "family"), text_of(name, "text")
    whole = turned(whole) or whole
    if not all(all(each) for each in parts.values()) or (name.get("family") and not family):
        return whole  # half a name is somebody else's
    first = " ".join(parts["given"])
    if _FAMILY_FIRST.search(first + family):
        return whole or " ".join((family + first, *parts["suffix"]))
    if not (first and family) and whole:
        return whole
    named = f"{first} {family}".strip()
    # Some programs write the suffix into the family name as well.
    more = [each for each in parts["suffix"] if not _ends_with(family, each)]
    return " ".join((named, *more)) if named else ""


def _parts(name: dict[str, Any], kind: str) -> list[str]:
    """Parts of a name; an empty one for each that cannot be read."""
    listed = name.get(kind)
    if listed is None:
        return []
    return [text_of({"": each}, "") for each in listed] if isinstance(listed, list) else [""]


def _ends_with(family: str, suffix: str) -> bool:
    return _letters(family.rpartition(" ")[2]) == _letters(suffix) != "" and " " in family


def _letters(word: str) -> str:
    return "".join(filter(str.isalnum, word.casefold()))


def _record_number(resource: dict[str, Any]) -> str:
    """The identifier of type MR; never a social security, licence or passport number."""
    for each in current(records_of(resource, "identifier"), ("old",)):
        types = {coding.code for coding in codings(each.get("type"))}
        if "MR" in types and (value := text_of(each, "value")):
            return value
    return text_of(resource, "id")
