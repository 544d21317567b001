"""Checks of the codes that a clinic adds for its rosters."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from handouts.errors import Diagnostic
from handouts.model.clinic import ClinicCode
from handouts.reading.hints import did_you_mean
from handouts.reading.ids import unknown
from handouts.reading.parsed import Parsed, Steps

SYSTEMS: Final[dict[str, tuple[str, ...]]] = {
    "snomed": ("http://snomed.info/sct", "urn:oid:2.16.840.1.113883.6.96"),
    "icd10": ("http://hl7.org/fhir/sid/icd-10-cm", "urn:oid:2.16.840.1.113883.6.90"),
    "icd10who": ("http://hl7.org/fhir/sid/icd-10", "urn:oid:2.16.840.1.113883.6.3"),
    "icd10gm": ("http://fhir.de/CodeSystem/bfarm/icd-10-gm", "http://fhir.de/CodeSystem/dimdi/icd-10-gm"),
}
"""Short words for code systems, and their addresses in FHIR files."""


def check_codes(
    parsed: Parsed, codes: tuple[ClinicCode, ...], cancers: Collection[str] | None
) -> Iterator[Diagnostic]:
    """What is wrong with them; `cancers` are the ids that exist, None where that is not known."""
    seen: dict[tuple[str, str], int] = {}
    for at, each in enumerate(codes):
        steps: Steps = ("codes", at)
        if each.cancer is not None:
            yield from unknown(parsed, each.cancer, (*steps, "cancer"), cancers, "cancer")
        if each.cancer is None and not each.spread:
            yield parsed.fault("say what the code means: 'cancer: ID', 'spread: true' or both", steps)
        # A word of the clinic's own is allowed, but one that is nearly a known word is a slip of the pen.
        own_word = each.system not in SYSTEMS and ":" not in each.system
        if own_word and (hint := did_you_mean(each.system, SYSTEMS)):
            yield parsed.fault(f"there is no code system '{each.system}'{hint}", (*steps, "system"))
        if not any(letter.isdigit() for letter in each.code):
            # Else it could also be a name of a cancer, and a name says more than a code.
            yield parsed.fault("a code holds at least one digit", (*steps, "code"))
        first = seen.setdefault((each.system, each.code), at)
        if first != at:
            line = parsed.marks[("codes", first)][1]
            yield parsed.fault(f"this code is already on line {line}; keep one of them", (*steps, "code"))
