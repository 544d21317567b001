"""What a roster is once it is read: rows as they stand in it, and what each of them asks for.

Named tuples, not the other records: ten thousand of them are made in a second.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, Protocol

from handouts.model.selection import Recipient, Selection

if TYPE_CHECKING:
    from handouts.roster.answers import Answers, DateOrder
    from handouts.roster.questions import Question

ColumnName = str
"""The name of a column in data/lists/columns.yaml; nothing else of a roster is read or printed."""

Mark = Literal[
    "a formula", "an error", "a number", "a date", "a time", "yes or no", "struck out", "of a row above"
]
"""What a cell of a spreadsheet is if it is not plain text."""


Says = Literal["", "spread", "died"]

YES: Final = frozenset(("yes", "y", "true", "1", "x", "on"))
NO: Final = frozenset(("no", "n", "false", "0", "off", "none", "-"))
"""How a cell says yes or no, folded."""


class Row(NamedTuple):
    """A row as it stands in the roster."""

    number: int  # as a spreadsheet shows it: the head is row 1; patients of FHIR files are counted from 1
    cells: tuple[str, ...]  # in the roster's own columns
    fault: str = ""  # why it cannot be read as a row; a sentence that quotes no cell
    skipped: str = ""  # why nothing is to be printed: the person has died, the cancer is over
    marks: tuple[tuple[int, Mark], ...] = ()  # places of cells that are no text, in a spreadsheet


class Entry(NamedTuple):
    """What a row asks for. The selection holds ids, a layout and a paper that exist, and no fields yet."""

    row: int
    selection: Selection
    recipient: Recipient
    warnings: tuple[str, ...] = ()
    told: tuple[str, ...] = ()  # of the warnings, those about the sheet, alike for all who get it so


class Refused(NamedTuple):
    """A row for which nothing is made, and why: a sentence that names the column and quotes no cell."""

    row: int
    status: Literal["failed", "skipped"]
    reason: str
    says: Says = ""  # what it tells of the person, where another row is about them


NO_WORDS: Final[Mapping[str, str]] = MappingProxyType({})


def worded(refused: Refused, words: Mapping[str, str]) -> Refused:
    """A refusal in the words of the list that the row comes from."""
    reason = refused.reason
    for said, instead in words.items():
        reason = reason.replace(said, instead)
    return refused._replace(reason=reason)


class Table(Protocol):
    """A table as it is in a file: heads, and rows below them. What its columns mean is decided elsewhere."""

    heads: tuple[str, ...]  # as they stand, without empty ones at the end
    delimiter: str  # between the cells of a text file; a comma elsewhere
    above: tuple[str, ...]  # lines above the heads, without comments: titles, the day of the report
    warnings: tuple[str, ...]  # what a person should know about the file
    digest: bytes  # SHA-256 of the file

    def rows(self) -> Iterator[Row]:
        """Every row but blank ones, in order, as wide as the heads unless it has a fault.

        The file is read again at each call. Raises RosterError where it has changed since.
        """


class Roster(Protocol):
    """A list of recipients in one of the forms that are read."""

    columns: tuple[str, ...]  # heads as they stand, then those of columns that were joined from several
    own_columns: tuple[str, ...]  # the heads of the file itself
    delimiter: str  # between the cells of a text file; a comma elsewhere
    named: dict[ColumnName, int]  # places of the columns that are understood
    words: Mapping[str, str]  # words of reasons, and what this list calls the same; often none
    questions: tuple[Question, ...]  # what only a person can say of the list as a whole
    settled: Answers  # what was decided about the list; a part of it must be read in the same way
    dates: DateOrder | None  # the order of day and month, where it is settled
    other_dates: DateOrder | None  # that of dates that are not read, such as days of birth
    person: tuple[int, ...]  # places of the columns that are alike in all rows of a person
    warnings: tuple[str, ...]  # what a person should know about the list, such as columns that are not read
    digest: bytes  # SHA-256 of the list: the key of its short ids

    def rows(self) -> Iterator[Row]:
        """Every row, in order, read again at each call. Raises RosterError where the list has changed."""
