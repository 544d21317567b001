"""Rosters in any of the forms that are read."""

from __future__ import annotations

from pathlib import Path

from handouts.errors import RosterError, UsageError
from handouts.roster.answers import Answers
from handouts.roster.columns import REASON
from handouts.roster.files import start_of
from handouts.roster.heads import folded
from handouts.roster.records import ColumnName, Roster
from handouts.roster.table import TableRoster

_TEXT = (".csv", ".txt", ".tsv", ".tab")
_FHIR = (".json", ".ndjson", ".jsonl")
_ZIP = b"PK\x03\x04"
_OTHERS = {
    b"%PDF": "a PDF",
    b"<": "XML or a web page",
    b"{\\rtf": "a text document",
    b"\x1f\x8b": "packed (gzip)",
}
_NO_ANSWERS = Answers()
_OLE = b"\xd0\xcf\x11\xe0"  # old spreadsheets, and new ones with a password


def read_roster(path: Path, clinic_folder: Path | None = None, answers: Answers = _NO_ANSWERS) -> Roster:
    """Read a roster by what it is: a spreadsheet, a text file, FHIR in a file or a folder.

    The clinic's folder may explain codes that FHIR files use.
    Raises RosterError, and UsageError where a package for spreadsheets is missing.
    """
    if path.is_dir():
        return _fhir(path, clinic_folder)
    start = start_of(path, 64)
    if start[:4] in (_ZIP, _OLE) or path.suffix.lower() in (".xlsx", ".xlsm", ".xls"):
        from handouts.roster.xlsx_file import read_xlsx

        return TableRoster(read_xlsx(path), answers)
    if path.suffix.lower() in _FHIR:
        return _fhir(path, clinic_folder)
    if path.suffix.lower() not in _TEXT and start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _fhir(path, clinic_folder)
    for beginning, what in _OTHERS.items():
        if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(beginning):
            raise RosterError(
                f"{path} is {what}. A list is a CSV file, a spreadsheet (xlsx) or FHIR in JSON."
            )
    from handouts.roster.csv_file import read_csv

    return TableRoster(read_csv(path, answers.encoding), answers)


def codes_to_explain(path: Path, clinic_folder: Path | None = None) -> tuple[str, ...]:
    """Lines for clinic.yaml: codes of a FHIR list that nobody has explained, and how many people have each.

    Raises as `read_roster`, and UsageError for a list that is no FHIR.
    """
    from handouts.roster.fhir.roster import FhirRoster  # not needed for a list in a table
    from handouts.roster.fhir.unmapped import lines_to_add

    roster = read_roster(path, clinic_folder)
    if not isinstance(roster, FhirRoster):
        raise UsageError(
            "Only lists in FHIR name the systems of their codes. For a list in a table, "
            "`handouts batch --dry-run` says which rows hold a code that is not known."
        )
    return tuple(lines_to_add(roster.unmapped, with_key=not roster.has_own_codes))


def printed_columns(roster: Roster) -> dict[ColumnName, int]:
    """The columns that are printed: all that are understood, without the name if no row has one.

    Otherwise an empty name stops its row, because a copy without a name gets lost among the others.
    """
    place = roster.named.get("name")
    if place is None or REASON in map(folded, roster.columns):  # in rows that failed, a name is missed
        return dict(roster.named)
    if any(place < len(row.cells) and row.cells[place].strip() for row in roster.rows()):
        return dict(roster.named)
    return {name: at for name, at in roster.named.items() if name != "name"}


def _fhir(path: Path, clinic_folder: Path | None) -> Roster:
    from handouts.roster.book import code_book  # not needed for a list in a table
    from handouts.roster.fhir.roster import read_fhir

    return read_fhir(path, code_book(clinic_folder))
