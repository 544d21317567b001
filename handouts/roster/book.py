"""The terminology for diagnoses: codes and names, shipped and a clinic's own."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from handouts.errors import ContentError, Diagnostic
from handouts.model.clinic import ClinicCode
from handouts.model.content import Cancer
from handouts.reading.compiled import load_compiled
from handouts.reading.policy import read_policy
from handouts.reading.shelf import Shelf, data_shelves, digest_of_shipped
from handouts.roster.cancer_names import Names, read_names
from handouts.roster.codes import Code, CodeBook, look_up, resolved


class Book(NamedTuple):
    """Codes and names, and what was wrong with their files."""

    codes: CodeBook
    names: Names
    faults: tuple[Diagnostic, ...] = ()

    def look_up(self, text: str) -> Code | None:
        """What a text means as a code; None where it is no code."""
        return look_up(text, self.codes)

    def checked(self) -> Book:
        """This book. Raises ContentError where a file is at fault: it may hold what was meant."""
        if self.faults:
            raise ContentError(self.faults)
        return self


def read_book(clinic_folder: Path | None) -> Book:
    """All codes and names. Raises UsageError for a missing folder, ContentError for faults in clinic.yaml."""
    *own_shelves, shelf = data_shelves(clinic_folder)
    compiled = load_compiled(digest_of_shipped())
    policy = read_policy(compiled)
    faults: list[Diagnostic] = []
    shipped = compiled.cancers() if compiled else _read(shelf, faults)
    own: dict[str, Cancer] = {}
    for each in own_shelves:
        own |= _read(each, faults)
    existing = {name: cancer.in_text for name, cancer in (shipped | own).items()}
    # Of shipped cancers the policy alone says which codes they claim.
    claims: dict[str, tuple[str, ...]] = {}
    for name in sorted(own):
        claims |= {prefix: (*claims.get(prefix, ()), name) for prefix in own[name].icd10cm}
    codes = resolved(policy, existing, claims, _own_codes(clinic_folder))
    rest = [cancer for name, cancer in shipped.items() if name not in own]
    names = read_names(rest, own.values(), policy.diseases.diseases)
    in_order = sorted(set(faults), key=lambda fault: (fault.file, fault.line, fault.column))
    return Book(codes, names, tuple(in_order))


def code_book(clinic_folder: Path | None) -> CodeBook:
    """The codes alone. Raises UsageError for a missing folder, ContentError for any fault."""
    return read_book(clinic_folder).checked().codes


def _read(shelf: Shelf, faults: list[Diagnostic]) -> dict[str, Cancer]:
    """The cancers of a shelf, from YAML."""
    if not (names := shelf.names("cancers")):
        return {}
    from handouts.reading.reader import Reader  # YAML is loaded only where it must be read

    reader = Reader()
    records = [reader.read_named(shelf, "cancers", name, Cancer, "id") for name in names]
    faults += reader.faults
    return {record.id: record for record in records if record}


def _own_codes(clinic_folder: Path | None) -> tuple[ClinicCode, ...]:
    if clinic_folder is None:
        return ()
    from handouts.reading.clinic import read_clinic_codes

    return read_clinic_codes(clinic_folder)
