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
"""What a cell of a spreadsheet is, where it is no text."""


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

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads, as they stand, without empty ones at the end."""
        ...

    @property
    def delimiter(self) -> str:
        """What stands between its cells in a text file; a comma elsewhere."""
        ...

    @property
    def above(self) -> tuple[str, ...]:
        """The lines above the heads: titles, days on which a report was run; comments are left out."""
        ...

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should know about the file."""
        ...

    @property
    def digest(self) -> bytes:
        """SHA-256 of the file's bytes."""
        ...

    def rows(self) -> Iterator[Row]:
        """Every row but blank ones, in order, as wide as the heads unless it has a fault; anew at each call.

        Raises RosterError where the file has changed since.
        """
        ...


class Roster(Protocol):
    """A list of recipients in one of the forms that are read."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The heads of the columns, as they stand there, and of one that was joined from two."""
        ...

    @property
    def delimiter(self) -> str:
        """What stands between its cells in a text file; a comma elsewhere."""
        ...

    @property
    def own_columns(self) -> tuple[str, ...]:
        """Those that stand in the roster itself."""
        ...

    @property
    def named(self) -> dict[ColumnName, int]:
        """Which of them are understood, and at which place."""
        ...

    @property
    def words(self) -> Mapping[str, str]:
        """Words that reasons have for columns, and what stands in the list in their place; often none."""
        ...

    @property
    def questions(self) -> tuple[Question, ...]:
        """What only a person can say of the list as a whole."""
        ...

    @property
    def settled(self) -> Answers:
        """What was decided about the list, so that a part of it is read in the same way."""
        ...

    @property
    def other_dates(self) -> DateOrder | None:
        """The order in dates that are not read, such as days of birth."""
        ...

    @property
    def person(self) -> tuple[int, ...]:
        """The columns that are alike in all rows of one person: name, day of birth."""
        ...

    @property
    def dates(self) -> DateOrder | None:
        """The order of day and month in its dates, where that is settled."""
        ...

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should know about the roster as a whole, such as columns that are not read."""
        ...

    @property
    def digest(self) -> bytes:
        """SHA-256 of the roster's bytes; it is the key of the short ids and tells a changed roster."""
        ...

    def rows(self) -> Iterator[Row]:
        """Every row, in order, read anew at each call. Raises RosterError where it has changed since."""
        ...
