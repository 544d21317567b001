"""A roster to start from, as text and as a spreadsheet; what it explains stands in data/starters."""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from string import Template
from typing import TYPE_CHECKING, get_args

from handouts.errors import UsageError
from handouts.extras import how_to_install
from handouts.model.selection import OfficePaper
from handouts.reading.layout import layout_names, read_layout
from handouts.reading.shelf import all_names, data_shelves, shelf
from handouts.roster.records import ColumnName

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_OF_RECORD_SYSTEMS = ("deceased", "status", "test", "restricted")
COLUMNS: tuple[ColumnName, ...] = tuple(
    name for name in get_args(ColumnName) if name not in _OF_RECORD_SYSTEMS
)
"""Those that a person fills in. Who has died or does not come is known from exports of record systems."""

_MADE = datetime.datetime(2026, 1, 1)
"""Stands in the spreadsheet for the day on which it was written: the same template is the same bytes."""

_ROWS = 2000  # for which the spreadsheet formats cells
_WIDTHS: dict[ColumnName, int] = {"name": 24, "appointment": 24, "note": 40, "cancer": 18, "tips": 28}


def template_csv() -> bytes:
    """The template as a text file, with notes above the heads."""
    # Spreadsheets take a file for UTF-8 only with the mark, and need the line ends of Windows.
    return b"\xef\xbb\xbf" + _text().replace("\n", "\r\n").encode()


def template_xlsx() -> bytes:
    """The template as a spreadsheet: columns as text, lists to choose from, notes on a second sheet.

    Raises UsageError where the package for it is missing.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise UsageError(
            "Spreadsheets need a package that is not installed. "
            f"Write the template as CSV, without --xlsx, or run: {how_to_install('xlsx')}"
        ) from None
    notes, table = _parts()
    book = Workbook()
    book.properties.creator = "handouts"
    book.properties.created = _MADE
    sheet = book.active
    sheet.title = "Roster"
    _fill_roster(sheet, table)
    _fill_notes(book, notes)
    _add_lists(sheet, table[0])
    file = io.BytesIO()
    book.save(file)
    return _without_clock(file.getvalue())


def _text() -> str:
    shelves = data_shelves(None)
    template = shelf("data").joinpath("starters", "roster.csv.template").read_text(encoding="utf-8")
    return Template(template).substitute(
        heads=",".join(COLUMNS),
        cancers=" ".join(all_names(shelves, "cancers")),
        layouts=" or ".join(_layouts()),
        languages=" or ".join(all_names(shelves, "labels")),
        countries=" ".join(all_names(shelves, "resources")),
        tips=" ".join(all_names(shelves, "tips")),
        paper=get_args(OfficePaper)[0],
    )


def _layouts() -> tuple[str, ...]:
    """Those that are made for one person."""
    return tuple(name for name in layout_names() if read_layout(name).slots)


def _parts() -> tuple[list[str], list[list[str]]]:
    """The notes, without their marks, and the table."""
    lines = _text().splitlines()
    notes = [line.removeprefix("#").removeprefix(" ") for line in lines if line.startswith("#")]
    return notes, list(csv.reader(line for line in lines if not line.startswith("#")))


def _fill_roster(sheet: Worksheet, table: list[list[str]]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for row in table:
        sheet.append(row)
    sheet.freeze_panes = "A2"
    for place, head in enumerate(table[0], 1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(head, 13)  # type: ignore[call-overload]
        sheet.column_dimensions[get_column_letter(place)].number_format = "@"
        sheet.cell(1, place).font = Font(bold=True)
        for number in range(1, _ROWS + 1):
            sheet.cell(number, place).number_format = "@"


def _fill_notes(book: Workbook, notes: list[str]) -> None:
    sheet = book.create_sheet("Notes")
    sheet.column_dimensions["A"].width = 16
    sheet.column_dimensions["B"].width = 110
    for note in notes:
        name, blank, rest = note.partition("  ")
        is_column = blank and (not name or name in COLUMNS)
        sheet.append([name, rest.strip()] if is_column else ["", note])


def _add_lists(sheet: Worksheet, heads: list[str]) -> None:
    """Lists to choose from; other words may still be typed."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    shelves = data_shelves(None)
    lists = {
        "cancer": all_names(shelves, "cancers"),
        "layout": _layouts(),
        "paper": get_args(OfficePaper),
        "numbers": ("yes", "no"),
    }
    for name, words in lists.items():
        formula = f'"{",".join(words)}"'
        if len(formula) > 255:
            continue  # a spreadsheet takes no longer list
        column = get_column_letter(heads.index(name) + 1)
        rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=False)
        rule.add(f"{column}2:{column}{_ROWS}")
        sheet.add_data_validation(rule)


def _without_clock(data: bytes) -> bytes:
    """The same spreadsheet with one fixed time in all its parts."""
    made = f"{_MADE.isoformat()}Z".encode()
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in parts.namelist():
            part = parts.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + made, part)
            copy.writestr(zipfile.ZipInfo(name, _MADE.timetuple()[:6]), part, zipfile.ZIP_DEFLATED)
    return file.getvalue()
