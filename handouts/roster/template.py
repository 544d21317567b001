"""A roster to start from, as text and as a spreadsheet; explained by data/starters and data/lists."""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from string import Template
from typing import TYPE_CHECKING, NamedTuple, get_args

from handouts.errors import UsageError
from handouts.extras import how_to_install
from handouts.model.lists import Column
from handouts.model.selection import OfficePaper
from handouts.reading.layout import layout_names, read_layout
from handouts.reading.shelf import all_names, data_shelves, shelf
from handouts.roster.heads import all_columns

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_MADE = datetime.datetime(2026, 1, 1)
"""Stands in the spreadsheet for the day on which it was written: the same template is the same bytes."""

_ROWS = 2000  # for which the spreadsheet formats cells
_WIDTHS = {"name": 24, "appointment": 24, "note for patient": 40, "cancer": 18, "tips": 28}


class _Note(NamedTuple):
    """A line that explains the template."""

    text: str
    head: str | None = None  # of the column that it is about; empty in its further lines


def template_csv() -> bytes:
    """The template as a text file, with notes above the heads."""
    file = io.StringIO(newline="")
    for note in _notes():
        line = note.text if note.head is None else f"{note.head:<16} {note.text}"
        file.write(f"# {line}".rstrip() + "\r\n")
    csv.writer(file).writerows(_table())
    # Spreadsheets take a file for UTF-8 only with the mark, and need the line ends of Windows.
    return file.getvalue().encode("utf-8-sig")


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
    table = _table()
    book = Workbook()
    book.properties.creator = "handouts"
    book.properties.created = _MADE
    sheet = book.active
    sheet.title = "Roster"
    _fill_roster(sheet, table)
    _fill_notes(book)
    _add_lists(sheet, table[0])
    file = io.BytesIO()
    book.save(file)
    return _without_clock(file.getvalue())


def _notes() -> Iterator[_Note]:
    """What a person should know before the list is filled in."""
    shelves = data_shelves(None)
    known = {
        "cancers": " ".join(all_names(shelves, "cancers")),
        "layouts": " or ".join(_layouts()),
        "languages": " or ".join(all_names(shelves, "labels")),
        "countries": " ".join(all_names(shelves, "resources")),
        "tips": " ".join(all_names(shelves, "tips")),
    }
    starter = shelf("data").joinpath("starters", "roster.txt").read_text(encoding="utf-8")
    for line in starter.splitlines():
        if line != "$columns":
            yield _Note(line)
            continue
        for head, column in _columns().items():
            for at, text in enumerate(column.note):
                yield _Note(Template(text).substitute(known), "" if at else head)


def _columns() -> dict[str, Column]:
    """The columns that a person fills in, by head.

    Who has died or does not come is known from exports of record systems.
    """
    return {column.head or name: column for name, column in all_columns().items() if column.note}


def _table() -> list[tuple[str, ...]]:
    columns = _columns()
    return [tuple(columns), *zip(*(column.examples for column in columns.values()), strict=True)]


def _layouts() -> tuple[str, ...]:
    """Those that are made for one person."""
    return tuple(name for name in layout_names() if read_layout(name).slots)


def _fill_roster(sheet: Worksheet, table: Sequence[Sequence[str]]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for row in table:
        sheet.append(row)
    sheet.freeze_panes = "A2"
    for place, head in enumerate(table[0], 1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(head, 13)
        sheet.column_dimensions[get_column_letter(place)].number_format = "@"
        sheet.cell(1, place).font = Font(bold=True)
        for number in range(1, _ROWS + 1):
            sheet.cell(number, place).number_format = "@"


def _fill_notes(book: Workbook) -> None:
    sheet = book.create_sheet("Notes")
    sheet.column_dimensions["A"].width = 18
    sheet.column_dimensions["B"].width = 110
    for note in _notes():
        sheet.append([note.head or "", note.text])


def _add_lists(sheet: Worksheet, heads: Sequence[str]) -> None:
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
