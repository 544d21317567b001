"""The language that a Patient speaks, as a tag of BCP 47. What it means is decided for all lists alike."""

from __future__ import annotations

import re
from typing import Any, Final

from handouts.roster.fhir.datatypes import codings, folded, records_of, text_of

# Codes of HL7 and ISO 639 that say that nobody knows, or that the person did not say.
_NOT_SAID: Final = frozenset(
    ("und", "unk", "unknown", "asku", "asked-unknown", "asked-declined", "ni", "nask", "not-asked", "zxx")
)
_NOT_SAID_IN_WORDS = re.compile(
    r"unknown|declin\w*|refus\w*|not (?:asked|said|specified|recorded)|unspecified"
)


def language(resource: dict[str, Any]) -> str:
    """The preferred language, else the only one, such as es-MX; empty where none can be chosen."""
    spoken = records_of(resource, "communication")
    preferred = [each for each in spoken if each.get("preferred") is True]
    found = {_tag(each.get("language")) for each in preferred or spoken} - {""}
    if len(found) > 1:
        found = {each.partition("-")[0].lower() for each in found}  # es-MX and es-ES
    return found.pop() if len(found) == 1 else ""


def _tag(concept: object) -> str:
    """A tag, or words where there is none; empty where they say that it is not known."""
    text, listed = text_of(concept, "text"), codings(concept)
    said = next((each.code for each in listed if each.code), "").replace("_", "-") or text
    words = folded(" ".join((text, *(each.display for each in listed))))
    return "" if folded(said) in _NOT_SAID or _NOT_SAID_IN_WORDS.search(words) else said
