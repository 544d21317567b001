"""Which reader a file is for; the template; the command."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from commands import Result

from handouts.errors import RosterError, UsageError
from handouts.roster import template
from handouts.roster.choosing import Chooser
from handouts.roster.heads import all_columns
from handouts.roster.reading import printed_columns, read_roster
from handouts.roster.records import Entry
from handouts.roster.table import TableRoster
from handouts.roster.template import template_csv, template_xlsx

from .tables import look_up, put

Handouts = Callable[..., Result]

FILLED_IN = {name for name, column in all_columns().items() if column.note}


def test_the_reader_is_chosen_by_content_and_ending(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fhir = SimpleNamespace(read_fhir=lambda path, book: f"fhir {path.name}{book}")
    codes = SimpleNamespace(code_book=lambda folder: f" of {folder}" if folder else "")
    monkeypatch.setitem(sys.modules, "handouts.roster.fhir.roster", fhir)
    monkeypatch.setitem(sys.modules, "handouts.roster.book", codes)
    for name in ("a.csv", "a.txt", "a.tsv", "a", "a.dat"):
        assert isinstance(read_roster(put(tmp_path / name, "name,cancer\nA,lung\n")), TableRoster)
    for name in ("b.xlsx", "b.csv", "b"):
        assert isinstance(read_roster(put(tmp_path / name, template_xlsx())), TableRoster)
    for name in ("c.json", "c.ndjson", "c"):
        assert read_roster(put(tmp_path / name, ' {"resourceType": "Bundle"}')) == f"fhir {name}"
    assert read_roster(tmp_path) == f"fhir {tmp_path.name}"
    assert read_roster(tmp_path, Path("ours")) == f"fhir {tmp_path.name} of ours"
    with pytest.raises(RosterError, match="it is not an xlsx file"):
        read_roster(put(tmp_path / "d.xlsx", "name,cancer\n"))
    with pytest.raises(RosterError, match="cannot be read"):
        read_roster(tmp_path / "none.csv")


def test_an_unused_name_column_does_not_count(tmp_path: Path) -> None:
    none = read_roster(put(tmp_path / "a.csv", "name,cancer\n,lung\n ,breast\n"))
    assert printed_columns(none) == {"cancer": 1}
    some = read_roster(put(tmp_path / "b.csv", "name,cancer\n,lung\nBo,breast\n"))
    assert printed_columns(some) == {"name": 0, "cancer": 1}
    no_column = read_roster(put(tmp_path / "c.csv", "cancer\nlung\n"))
    assert printed_columns(no_column) == {"cancer": 0}


@pytest.mark.parametrize("make", [template_csv, template_xlsx])
def test_the_template_is_a_roster(tmp_path: Path, make: Callable[[], bytes]) -> None:
    roster = read_roster(put(tmp_path / "template", make()))
    assert set(roster.named) == FILLED_IN
    assert [warning[:5] for warning in roster.warnings] == ["Read:"]
    chooser = Chooser(look_up=look_up)
    first, second = [chooser.choose(row, roster.named) for row in roster.rows()]
    assert isinstance(first, Entry)
    assert isinstance(second, Entry)
    assert first.selection.cancers == ("lung",)
    assert second.selection.tips == ("pain-palliative", "navigator")
    assert make() == make()


def test_a_template_saved_again_by_a_spreadsheet(tmp_path: Path) -> None:
    lines = template_csv().decode("utf-8-sig").splitlines()
    again = [f'"{line}",,,' if "," in line else f"{line},,," for line in lines[:20] if line.startswith("#")]
    text = "\n".join([*again, *(line for line in lines if not line.startswith("#"))])
    assert len(list(read_roster(put(tmp_path / "a.csv", text)).rows())) == 2


def test_the_template_as_a_spreadsheet_has_notes_and_choices(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(put(tmp_path / "a.xlsx", template_xlsx()))
    assert book.sheetnames == ["Roster", "Notes"]
    sheet = book["Roster"]
    assert sheet["N2"].value == "0001"
    assert sheet["N900"].number_format == "@"
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    layouts = (
        "booklet,card,card-folded,compact,diary,everything,guide,guide-large,large,one-page,questions,trifold"
    )
    assert f'"{layouts}"' in rules.values()
    assert any("breast" in rule for rule in rules.values())
    said = " ".join(str(cell.value) for row in book["Notes"] for cell in row)
    assert all(name in said for name in FILLED_IN)
    assert "note for patient" in said


def test_the_spreadsheet_needs_a_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(UsageError, match='-m pip install "openpyxl'):
        template.template_xlsx()


def test_the_command_writes_both_templates(handouts: Handouts, tmp_path: Path) -> None:
    done = handouts("roster", "template", tmp_path / "a.csv")
    assert done.code == 0, done.err
    assert (tmp_path / "a.csv").read_bytes() == template_csv()
    done = handouts("roster", "template", tmp_path / "a.csv")
    assert done.code == 5
    assert "already exists" in done.err
    for name, flags in (("b.xlsx", ()), ("c.xlsx", ("--xlsx",))):
        flagged: Any = flags
        assert handouts("roster", "template", *flagged, tmp_path / name).code == 0
        assert (tmp_path / name).read_bytes() == template_xlsx()
