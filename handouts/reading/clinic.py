"""The clinic folder: letterhead, phones, colours, logo."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from handouts.errors import ContentError, Diagnostic
from handouts.model.clinic import Clinic, ClinicCode, ClinicFolder
from handouts.model.library import HOME
from handouts.reading.characters import read_coverage
from handouts.reading.contrast import ENOUGH, contrast, grey_twin
from handouts.reading.dialling import phones_of, reach_nobody, undiallable
from handouts.reading.hints import did_you_mean
from handouts.reading.ids import unknown
from handouts.reading.logo import LogoError, read_logo
from handouts.reading.names import cancer_ids, country_ids
from handouts.reading.parsed import Parsed, Steps
from handouts.reading.phones import read_phone
from handouts.reading.pictures import read_own
from handouts.reading.reader import Reader, convert
from handouts.reading.references import check_text
from handouts.reading.shelf import clinic_shelf
from handouts.reading.strict_yaml import parse_yaml
from handouts.reading.texts import texts

SYSTEMS: Final[dict[str, tuple[str, ...]]] = {
    "snomed": ("http://snomed.info/sct", "urn:oid:2.16.840.1.113883.6.96"),
    "icd10": ("http://hl7.org/fhir/sid/icd-10-cm", "urn:oid:2.16.840.1.113883.6.90"),
    "icd10who": ("http://hl7.org/fhir/sid/icd-10", "urn:oid:2.16.840.1.113883.6.3"),
    "icd10gm": ("http://fhir.de/CodeSystem/bfarm/icd-10-gm", "http://fhir.de/CodeSystem/dimdi/icd-10-gm"),
}
"""Short words for code systems, and their addresses in FHIR files."""


def read_clinic(folder: Path) -> ClinicFolder:
    """Read clinic.yaml, logo and pictures from a clinic folder. Raises UsageError and ContentError."""
    reader = Reader()
    clinic = reader.read(clinic_shelf(folder), "clinic.yaml", Clinic)
    logo = None
    if clinic is not None:
        parsed = reader.pages[0].parsed
        reader.faults += _faults(parsed, clinic, cancer_ids(folder))
        if clinic.country and clinic.country not in (known := country_ids(folder)):
            message = f"there is no country '{clinic.country}'; there is {', '.join(known)}"
            reader.faults.append(parsed.fault(message, ("country",)))
        try:
            logo = read_logo(clinic.logo, folder) if clinic.logo else None
        except LogoError as error:
            reader.faults.append(parsed.fault(str(error), ("logo", "file")))
    pictures, faults = read_own(folder)
    reader.faults += faults
    return ClinicFolder(clinic=reader.finished(clinic), logo=logo, folder=folder, pictures=pictures)


def read_clinic_codes(folder: Path) -> tuple[ClinicCode, ...]:
    """Only the codes of a clinic.yaml, without the logo. Raises UsageError and ContentError."""
    reader = Reader()
    clinic = reader.read(clinic_shelf(folder), "clinic.yaml", Clinic)
    if clinic is not None:
        reader.faults += _check_codes(reader.pages[0].parsed, clinic.codes, cancer_ids(folder))
    return reader.finished(clinic).codes


def read_clinic_text(text: str, shown: str) -> Clinic:
    """What the text of a clinic.yaml says, without its logo. Raises ContentError with every fault."""
    parsed = parse_yaml(text.removeprefix("\ufeff"), shown)
    clinic, faults = convert(parsed, Clinic)
    found = faults if clinic is None else tuple(_faults(parsed, clinic, None))
    if clinic is None or found:
        raise ContentError(found)
    return clinic


def _faults(parsed: Parsed, clinic: Clinic, cancers: Collection[str] | None) -> Iterator[Diagnostic]:
    yield from _check_codes(parsed, clinic.codes, cancers)
    coverage = read_coverage()
    for _kind, text, steps in texts(clinic):
        yield from check_text(parsed, text, steps, coverage)
    yield from _phones(parsed, clinic)
    if clinic.accent:
        yield from _accent(parsed, clinic.accent)


def _phones(parsed: Parsed, clinic: Clinic) -> Iterator[Diagnostic]:
    """Numbers that nobody can dial. Words in place of a number are only a warning."""
    for key, written in phones_of(clinic):
        phone = read_phone(written, clinic.country or HOME)
        if phone and (complaint := undiallable(phone, clinic.country)):
            message = f"'{written}' {complaint}; write all digits that are dialled, and name your 'country'"
            yield parsed.fault(message, ("phone", key))


def phones_told(folder: Path) -> tuple[str, ...]:
    """Warnings about a clinic's phone numbers; `read_clinic` reports faults. Raises UsageError."""
    clinic = Reader().read(clinic_shelf(folder), "clinic.yaml", Clinic)
    return tuple(reach_nobody(clinic)) if clinic else ()


def _accent(parsed: Parsed, accent: str) -> Iterator[Diagnostic]:
    """Whether the accent can be read on white: in colour, and as the grey that a mono printer makes of it."""
    grey = grey_twin(accent)
    for colour, named in ((accent, accent), (grey, f"{accent}, in grey {grey},")):
        ratio = contrast(colour, "#ffffff")
        if ratio < ENOUGH:
            message = f"the accent {named} on white has a contrast of {ratio:.2f}:1; {ENOUGH}:1 are needed"
            yield parsed.fault(f"{message}: choose a darker colour", ("accent",))
            return


def _check_codes(
    parsed: Parsed, codes: tuple[ClinicCode, ...], cancers: Collection[str] | None
) -> Iterator[Diagnostic]:
    """What is wrong with the codes for rosters. `cancers` are the ids that exist; None: not known."""
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
