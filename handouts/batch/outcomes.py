"""What becomes of each row of a list: alone, and beside the other rows about the same person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from handouts.roster.choosing import Chooser
from handouts.roster.duplicates import Duplicates, Verdicts
from handouts.roster.reading import printed_columns
from handouts.roster.records import Entry, Refused, Roster, Row, worded


class Outcome(NamedTuple):
    """A row, and what becomes of it."""

    row: Row
    asked: Entry | Refused


class Outcomes:
    """The outcomes of a list's rows. They are right once the verdicts on all rows have been found."""

    def __init__(self, roster: Roster, chooser: Chooser, only: tuple[int, ...] = ()) -> None:
        """`only`: these rows alone; empty: all."""
        self._roster, self._chooser = roster, chooser
        self._named = printed_columns(roster)
        self._only = frozenset(only)
        self.duplicates = Duplicates(self._named, len(roster.own_columns), roster.person)
        self.verdicts = Verdicts(())

    def judged(self) -> Iterator[Outcome]:
        """Every row of the list, alone."""
        for row in self._roster.rows():
            yield self.by_itself(row)

    def by_itself(self, row: Row) -> Outcome:
        """A row alone."""
        asked = self._chooser.choose(row, self._named)
        return Outcome(row, worded(asked, self._roster.words) if isinstance(asked, Refused) else asked)

    def beside_others(self, outcome: Outcome) -> Outcome:
        """A row, with what other rows about the same person make of it."""
        verdict = self.verdicts.of(outcome.row.number)
        if verdict is None:
            return outcome
        return outcome._replace(asked=verdict.applied(outcome.row.number, outcome.asked))

    def is_wanted(self, row: int) -> bool:
        """Whether a row is one of those that are to be printed."""
        return not self._only or row in self._only

    def __iter__(self) -> Iterator[Outcome]:
        """The rows that are wanted, in the list's order."""
        for outcome in self.judged():
            if self.is_wanted(outcome.row.number):
                yield self.beside_others(outcome)
