"""A Patient of FHIR R4: who it is, and whether anything is to be printed at all."""

from __future__ import annotations

import datetime
import re
import sys
from typing import Any, Final, NamedTuple

from handouts.roster.fhir.datatypes import (
    Identifier,
    Reference,
    codings,
    current,
    folded,
    has_modifier,
    identifiers_of,
    normal,
    read_reference,
    records_of,
    split_address,
    text_of,
    words_of,
)
from handouts.roster.fhir.json_stream import BrokenFileError
from handouts.roster.fhir.status import NOT_IN_USE, in_use, status
from handouts.roster.person_name import turned

_NAMES: Final = ("official", "usual", "")  # uses, in this order; nicknames and old names are not taken
_OLD_NAMES: Final = ("old", "maiden", "nickname", "anonymous", "temp")
_FAMILY_FIRST: Final = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af]")  # Chinese, Japanese, Korean
# Codes of HL7 and ISO 639, and words, for a language that is not known.
_NO_LANGUAGE: Final = (
    "und",
    "unk",
    "unknown",
    "asku",
    "asked-unknown",
    "asked-declined",
    "ni",
    "nask",
    "not-asked",
    "zxx",
)
_NO_LANGUAGE_IN_WORDS: Final = re.compile(
    r"unknown|declin\w*|refus\w*|not (?:asked|said|specified|recorded)|unspecified"
)


class Patient(NamedTuple):
    """What is read of a Patient."""

    server: str  # the address of the server that holds it; empty where none is named
    address: str  # to which others refer, where that is not the server with type and id
    id: str  # of the resource
    number: str  # the medical record number, else the resource's id
    name: str
    language: str
    skipped: str = ""
    fault: str = ""
    identifiers: tuple[Identifier, ...] = ()
    replaced_by: tuple[Reference, ...] = ()
    replaces: tuple[Reference, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The addresses to which others refer, without the server."""
        return tuple(each for each in (self.address, f"Patient/{self.id}" if self.id else "") if each)


def read_patient(address: str, resource: dict[str, Any], today: datetime.date) -> Patient:
    """What is read of a Patient. Raises BrokenFileError for an older FHIR than R4."""
    address, name = normal(address), text_of(resource, "id")
    found = status(resource, today)
    written = _name(resource)
    fault = found.fault
    if not name and not address:
        fault = "The Patient has no id, so no Condition can be matched to them."
    elif has_modifier(resource):
        fault = fault or "The Patient has a modifier that is not understood here."
    elif not in_use(resource):
        fault = fault or NOT_IN_USE
    elif not written:
        fault = fault or "The Patient has no name that is in use."
    return Patient(
        *split_address(address, f"Patient/{name}" if name else ""),
        name,
        _record_number(resource),
        written,
        sys.intern(_language(resource)),
        found.skipped,
        fault,
        identifiers_of(resource),
        _linked(resource, "replaced-by"),
        _linked(resource, "replaces"),
    )


def _linked(resource: dict[str, Any], kind: str) -> tuple[Reference, ...]:
    """The other records to which a link of this type leads."""
    links = records_of(resource, "link")
    return tuple(read_reference(each.get("other")) for each in links if text_of(each, "type") == kind)


def _name(resource: dict[str, Any]) -> str:
    """The name in use: the official one before others."""
    names = records_of(resource, "name")
    if any(isinstance(each.get("family"), list) for each in names):
        raise BrokenFileError("holds an older FHIR than R4; export it as R4")
    usable = list(current(names, _OLD_NAMES))
    found = (_written(each) for use in _NAMES for each in usable if text_of(each, "use") == use)
    return next(filter(None, found), "")


def _written(name: dict[str, Any]) -> str:
    """Given names, family name and suffix; where one of them cannot be read, the name as one text."""
    given, suffixes = _parts(name, "given"), _parts(name, "suffix")
    family, whole = text_of(name, "family"), text_of(name, "text")
    whole = turned(whole) or whole
    if not all((*given, *suffixes)) or (name.get("family") and not family):
        return whole  # half a name is somebody else's
    first = " ".join(given)
    if _FAMILY_FIRST.search(first + family):
        return whole or " ".join((family + first, *suffixes))
    if not (first and family) and whole:
        return whole
    named = f"{first} {family}".strip()
    # Some programs write the suffix into the family name as well.
    more = [each for each in suffixes if not _ends_with(family, each)]
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
        is_record = any(coding.code == "MR" for coding in codings(each.get("type")))
        if is_record and (value := text_of(each, "value")):
            return value
    return text_of(resource, "id")


def _language(resource: dict[str, Any]) -> str:
    """The preferred language, else the only one, as a tag of BCP 47 such as es-MX; empty if unclear."""
    spoken = records_of(resource, "communication")
    preferred = [each for each in spoken if each.get("preferred") is True]
    found = {_tag(each.get("language")) for each in preferred or spoken} - {""}
    if len(found) > 1:
        found = {each.partition("-")[0].lower() for each in found}  # es-MX and es-ES
    return found.pop() if len(found) == 1 else ""


def _tag(concept: object) -> str:
    """A tag, or words where there is none; empty where they say that it is not known."""
    code = next((each.code for each in codings(concept) if each.code), "")
    tag = code.replace("_", "-") or text_of(concept, "text")
    unknown = folded(tag) in _NO_LANGUAGE or _NO_LANGUAGE_IN_WORDS.search(folded(" ".join(words_of(concept))))
    return "" if unknown else tag
