"""The clinic folder: letterhead, phones, colours, logo."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from handouts.errors import ContentError, Diagnostic
from handouts.model.clinic import Clinic, ClinicCode, ClinicFolder
from handouts.model.library import HOME
from handouts.reading.clinic_codes import check_codes
from handouts.reading.contrast import ENOUGH, contrast, grey_twin
from handouts.reading.convert import convert
from handouts.reading.coverage import read_coverage
from handouts.reading.dialling import phones_of, reach_nobody, undiallable
from handouts.reading.logo import LogoError, read_logo
from handouts.reading.names import cancer_ids, country_ids
from handouts.reading.parsed import Parsed
from handouts.reading.phones import read_phone
from handouts.reading.pictures import read_own
from handouts.reading.reader import Reader
from handouts.reading.references import check_text
from handouts.reading.shelf import clinic_shelf
from handouts.reading.strict_yaml import parse_yaml
from handouts.reading.texts import texts


def read_clinic(folder: Path) -> ClinicFolder:
    """Read clinic.yaml, the logo and the pictures from a clinic folder.

    Its own content and layouts are read by `read_library` and `read_layout`. Raises UsageError where
    there is no such folder, and ContentError with every fault.
    """
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
    reader.finish()
    assert clinic is not None  # else there was a fault
    return ClinicFolder(clinic=clinic, logo=logo, folder=folder, pictures=pictures)


def read_clinic_codes(folder: Path) -> tuple[ClinicCode, ...]:
    """Only the codes of a clinic.yaml: a roster needs neither the logo nor the letterhead.

    Raises UsageError where there is no such folder, and ContentError with every fault.
    """
    reader = Reader()
    clinic = reader.read(clinic_shelf(folder), "clinic.yaml", Clinic)
    if clinic is not None:
        reader.faults += check_codes(reader.pages[0].parsed, clinic.codes, cancer_ids(folder))
    reader.finish()
    assert clinic is not None  # else there was a fault
    return clinic.codes


def read_clinic_text(text: str, shown: str) -> Clinic:
    """What the text of a clinic.yaml says, without its logo. Raises ContentError with every fault."""
    parsed = parse_yaml(text.removeprefix("\ufeff"), shown)
    clinic, faults = convert(parsed, Clinic)
    found = faults if clinic is None else tuple(_faults(parsed, clinic, None))
    if clinic is None or found:
        raise ContentError(found)
    return clinic


def _faults(parsed: Parsed, clinic: Clinic, cancers: Collection[str] | None) -> Iterator[Diagnostic]:
    yield from check_codes(parsed, clinic.codes, cancers)
    coverage = read_coverage()
    for _kind, text, steps in texts(clinic):
        yield from check_text(parsed, text, steps, coverage)
    yield from _phones(parsed, clinic)
    if clinic.accent:
        yield from _accent(parsed, clinic.accent)


def _phones(parsed: Parsed, clinic: Clinic) -> Iterator[Diagnostic]:
    """Numbers that nobody can dial. Words in place of a number are printed as they are, and told."""
    for key, written in phones_of(clinic):
        phone = read_phone(written, clinic.country or HOME)
        if phone and (complaint := undiallable(phone, clinic.country)):
            message = f"'{written}' {complaint}; write all digits that are dialled, and name your 'country'"
            yield parsed.fault(message, ("phone", key))


def phones_told(folder: Path) -> tuple[str, ...]:
    """What to tell whoever prints a clinic's numbers. Its faults are for `read_clinic` to tell.

    Raises UsageError where there is no such folder.
    """
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
