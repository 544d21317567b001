"""A Patient of FHIR R4: who it is, and whether anything is to be printed at all."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from handouts.roster.fhir.pieces import BrokenFileError
from handouts.roster.fhir.values import codings, has_modifier, in_use, keys_of, records_of, text_of

DIED: Final = "The person has died."

_NAMES: Final = ("official", "usual", "")  # in this order; nicknames and names of the past are not taken
_OLD_NAMES: Final = ("old", "maiden", "nickname", "anonymous", "temp")
_FAMILY_FIRST = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af]")  # Chinese, Japanese, Korean


class Person(NamedTuple):
    """What is read of a Patient."""

    keys: tuple[str, ...]  # under which Conditions point to it
    id: str  # the medical record number, else the resource's id
    name: str
    language: str
    skipped: str = ""
    fault: str = ""


def person(address: str, resource: dict[str, Any]) -> Person:
    """The person that a Patient describes. Raises BrokenFileError for an older FHIR than R4."""
    keys = keys_of(address, resource)
    name = _name(resource)
    fault = ""
    if not keys:
        fault = "The Patient has no id, so that conditions cannot be told to be theirs."
    elif has_modifier(resource):
        fault = "The Patient carries a modifier that is not understood here."
    elif not name:
        fault = "The Patient has no name that is in use."
    return Person(keys, _record_number(resource), name, _language(resource), _skipped(resource), fault)


def _skipped(resource: dict[str, Any]) -> str:
    # Whatever stands there, even in the wrong form, is believed: a letter to a widow is worse than none.
    if resource.get("deceasedBoolean") or resource.get("deceasedDateTime"):
        return DIED
    replaced = any(text_of(each, "type") == "replaced-by" for each in records_of(resource, "link"))
    return "The record is no longer in use." if replaced or resource.get("active") is False else ""


def _name(resource: dict[str, Any]) -> str:
    """The name in use: the official one before others."""
    names = records_of(resource, "name")
    if any(isinstance(each.get("family"), list) for each in names):
        raise BrokenFileError("holds an older FHIR than R4; export it as R4")
    usable = list(in_use(names, _OLD_NAMES))
    for use in _NAMES:
        for each in usable:
            if text_of(each, "use") == use and (written := _written(each)):
                return written
    return ""


def _written(name: dict[str, Any]) -> str:
    """Given names and family name; where one of them is missing, the name as one text."""
    listed = name.get("given")
    given = [text_of({"": each}, "") for each in listed] if isinstance(listed, list) else []
    family, whole = text_of(name, "family"), text_of(name, "text")
    if (listed and not all(given)) or (name.get("family") and not family):
        return whole  # a part that cannot be read: half a name is somebody else's
    first = " ".join(given)
    if _FAMILY_FIRST.search(first + family):
        return whole or family + first
    return f"{first} {family}" if first and family else whole or first or family


def _record_number(resource: dict[str, Any]) -> str:
    """The identifier of type MR; never a social security, licence or passport number."""
    for each in in_use(records_of(resource, "identifier"), ("old",)):
        types = {coding.code for coding in codings(each.get("type"))}
        if "MR" in types and (value := text_of(each, "value")):
            return value
    return text_of(resource, "id")


def _language(resource: dict[str, Any]) -> str:
    """The preferred language, else the only one: "es" for es-MX; empty where none can be chosen."""
    spoken = records_of(resource, "communication")
    preferred = [each for each in spoken if each.get("preferred") is True]
    found = {_code_of_language(each.get("language")) for each in preferred or spoken}
    return found.pop() if len(found) == 1 else ""


def _code_of_language(concept: object) -> str:
    code = next((each.code for each in codings(concept) if each.code), "")
    return code.replace("_", "-").partition("-")[0].lower() or text_of(concept, "text")
