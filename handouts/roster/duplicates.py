"""Rows of a list that are about one person: found without holding the rows.

While the list is read for the first time, each row leaves a few figures: hashes, never what is in it. They
are split by hash into unnamed files, and each file is searched on its own. A verdict is kept only for rows
that are not alone. Python keys its hashes of text afresh in each process, so they reveal nothing.
"""

from __future__ import annotations

import re
import struct
import tempfile
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from typing import IO, Final, NamedTuple

from handouts.roster.cells import told
from handouts.roster.records import ColumnName, Entry, Refused, Row

_HASH: Final = (1 << 64) - 1
_RECORD: Final = struct.Struct("<QQQQIIBB")
"""Who, the person, all cells, the sheet; row, place of its selection; known by what; is the id rounded."""

_PARTS: Final = 64
_IN_MEMORY: Final = 20_000
"""Records that need no file."""

_NO_ID: Final = re.compile(r"0+|9{5,}|unknown|unk|none|tbd|pending|new|n/?a", re.IGNORECASE)
"""What people and programs write where there is no id."""

_MANGLED: Final = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,2}", re.IGNORECASE)


NO_SELECTION: Final = (1 << 32) - 1
"""The place of the selection of a row that asks for none, or that is not wanted."""


class _By(IntEnum):
    """By what a row is known to be about a person."""

    ID = 0
    NAME = 1
    SPREAD = 2  # by id, and the row alone gives no sheet: it says where a cancer has spread to
    DIED = 3  # by id, and the row says that the person has died


class Relation(IntEnum):
    """What a row is beside an earlier one."""

    TWIN = 0
    SAME_SHEET = 1
    BESIDE = 2
    OTHER_CELLS = 3
    MANGLED = 4
    DIED = 5
    ALIKE = 6  # perhaps two people: both are printed


class DuplicateVerdict(NamedTuple):
    """What is to be done with a row because of another one."""

    kind: Relation
    earlier: int  # the other row
    selection: int  # the place of the selection that the row had asked for

    def applied(self, row: int, asked: Entry | Refused) -> Entry | Refused:
        """What becomes of the row."""
        words = _WORDS[self.kind].format(row=f"{self.earlier:,}")
        if self.kind == Relation.ALIKE and isinstance(asked, Entry):
            return asked._replace(warnings=(*asked.warnings, words))
        return Refused(row, "failed" if self.kind in _FAILED else "skipped", words)


_FAILED: Final = (Relation.OTHER_CELLS, Relation.MANGLED, Relation.DIED)
_WORDS: Final[Mapping[Relation, str]] = {
    Relation.TWIN: "This row is the same as row {row}.",
    Relation.SAME_SHEET: "The same person's row {row} gives the same sheet.",
    Relation.BESIDE: "The same person's row {row} gives the sheet; this one says where the cancer went.",
    Relation.OTHER_CELLS: (
        "The id of this row is in row {row} too. If these are two people, mend the id; "
        "for one person with two cancers, write both into one row, with ; between them."
    ),
    Relation.MANGLED: (
        "A spreadsheet has rounded the id of this row and of row {row}, so they may be two people. "
        "Format the column as text, and type the id again."
    ),
    Relation.DIED: "Row {row}, with the same id, says that the person has died. Is this another person?",
    Relation.ALIKE: "The same name and cancer are in row {row}: be sure that these are two people.",
}


class Verdicts:
    """Verdicts by row: three figures for each."""

    def __init__(self, found: Iterable[tuple[int, DuplicateVerdict]]) -> None:
        in_order = sorted(found)
        self._rows = array("I", (row for row, _ in in_order))
        self._kinds = array("B", (verdict.kind for _, verdict in in_order))
        self._earlier = array("I", (verdict.earlier for _, verdict in in_order))
        self._selections = array("I", (verdict.selection for _, verdict in in_order))

    def refused_selections(self) -> Iterator[int]:
        """The places of the selections of rows that are not printed."""
        for kind, selection in zip(self._kinds, self._selections, strict=True):
            if kind != Relation.ALIKE and selection != NO_SELECTION:
                yield selection

    def of(self, row: int) -> DuplicateVerdict | None:
        """The verdict on a row; None for a row that is alone."""
        at = bisect_left(self._rows, row)
        if at == len(self._rows) or self._rows[at] != row:
            return None
        return DuplicateVerdict(Relation(self._kinds[at]), self._earlier[at], self._selections[at])


class Duplicates:
    """Takes in the rows of a list, in order, and finds those that are not alone.

    Rows with neither name nor id are never twins: three of them are three copies.
    """

    def __init__(self, named: Mapping[ColumnName, int], width: int, person: tuple[int, ...] = ()) -> None:
        """`width`: how many columns the list has itself; `person`: those that are one for a person."""
        self._person = person
        self._id, self._name, self._cancer = (named.get(name) for name in ("id", "name", "cancer"))
        self._width = width
        self._records = bytearray()
        self._parts: list[IO[bytes]] = []

    def add(self, row: Row, asked: Entry | Refused, selection: int = NO_SELECTION) -> None:
        """Take in a row and what it asks for; `selection`: the place of its selection."""
        if isinstance(asked, Refused) and not asked.says:
            return
        number = "" if self._id is None else told(row.cells[self._id].strip())
        number = "" if _NO_ID.fullmatch(number) else number
        name = "" if self._name is None else row.cells[self._name]
        if number:
            by = _By.ID
            who = hash((True, number))
        elif name.strip() and isinstance(asked, Entry):
            by = _By.NAME
            cancer = "" if self._cancer is None else row.cells[self._cancer]
            who = hash((False, *(" ".join(part.casefold().split()) for part in (name, cancer))))
        else:
            return
        sheet = 0
        if isinstance(asked, Entry):
            sheet = hash((asked.selection, asked.recipient)) & _HASH
        else:
            by = _By.DIED if asked.says == "died" else _By.SPREAD
        person = hash(tuple([" ".join(row.cells[at].casefold().split()) for at in self._person])) & _HASH
        cells = hash(row.cells[: self._width]) & _HASH
        rounded = bool(number) and _MANGLED.fullmatch(number) is not None
        self._records += _RECORD.pack(who & _HASH, person, cells, sheet, row.number, selection, by, rounded)
        if len(self._records) >= _IN_MEMORY * _RECORD.size:
            self._spill()

    def _spill(self) -> None:
        """Put the records into their parts."""
        if not self._parts:
            self._parts = [tempfile.TemporaryFile() for _ in range(_PARTS)]  # noqa: SIM115 (until `found`)
        parts = [bytearray() for _ in range(_PARTS)]
        for at in range(0, len(self._records), _RECORD.size):
            parts[self._records[at] % _PARTS] += self._records[at : at + _RECORD.size]
        for file, part in zip(self._parts, parts, strict=True):
            file.write(part)
        self._records.clear()

    def found(self) -> Verdicts:
        """The verdicts; nothing can be taken in after that."""
        if not self._parts:
            return Verdicts(_verdicts(bytes(self._records)))
        self._spill()
        return Verdicts(pair for file in self._parts for pair in _verdicts(_all_of(file)))


def _all_of(file: IO[bytes]) -> bytes:
    with file:
        file.seek(0)
        return file.read()


class _Seen(NamedTuple):
    """A row, as its record has it."""

    who: int
    person: int
    cells: int
    sheet: int
    row: int
    selection: int
    by: int
    rounded: int  # whether a spreadsheet has rounded the id: others have it too


def _verdicts(records: bytes) -> Iterator[tuple[int, DuplicateVerdict]]:
    """The verdicts on the rows of a part."""
    alone: dict[int, _Seen] = {}
    groups: dict[int, list[_Seen]] = {}
    for each in map(_Seen._make, _RECORD.iter_unpack(records)):
        first = alone.setdefault(each.who, each)
        if first is not each:
            groups.setdefault(each.who, [first]).append(each)
    for group in groups.values():
        yield from _judged(group)


def _judged(group: list[_Seen]) -> Iterator[tuple[int, DuplicateVerdict]]:
    """The verdicts on rows about one person, or of one name."""
    printed = [each for each in group if each.by not in (_By.SPREAD, _By.DIED)]
    if not printed:
        return
    died = next((each for each in group if each.by == _By.DIED), None)
    if died:
        yield from ((each.row, DuplicateVerdict(Relation.DIED, died.row, each.selection)) for each in printed)
    elif group[0].rounded and len({each.cells for each in group}) > 1:
        for each in group:
            other = group[1] if each is group[0] else group[0]
            yield each.row, DuplicateVerdict(Relation.MANGLED, other.row, each.selection)
    else:
        first, by_cells = printed[0], {printed[0].cells: printed[0].row}
        for each in group:
            if each is not first:
                twin = by_cells.setdefault(each.cells, each.row)
                yield each.row, _beside(each, first, twin)


def _beside(each: _Seen, first: _Seen, twin: int) -> DuplicateVerdict:
    """The verdict on a row after the first that is printed; `twin`: the first row of the same cells."""
    if each.by != _By.NAME and each.person != first.person:
        return DuplicateVerdict(Relation.OTHER_CELLS, first.row, each.selection)
    if each.by == _By.SPREAD:
        return DuplicateVerdict(Relation.BESIDE, first.row, each.selection)
    if twin != each.row:
        return DuplicateVerdict(Relation.TWIN, twin, each.selection)
    if each.by == _By.NAME:
        return DuplicateVerdict(Relation.ALIKE, first.row, each.selection)
    kind = Relation.SAME_SHEET if each.sheet == first.sheet else Relation.OTHER_CELLS
    return DuplicateVerdict(kind, first.row, each.selection)
