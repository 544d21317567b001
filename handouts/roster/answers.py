"""Answers of a person to what a list leaves open."""

from __future__ import annotations

from typing import Literal, NamedTuple

from handouts.roster.heads import Meaning

DateOrder = Literal["mdy", "dmy"]
"""Whether the month or the day comes first in dates of figures that end with the year."""

Vital = Literal["alive", "dead"]


class Answers(NamedTuple):
    """Answers that hold for all rows of a list."""

    columns: tuple[tuple[Meaning, str], ...] = ()  # what a column is to be read as, and its head
    dates: DateOrder | None = None
    vital: tuple[tuple[str, Vital], ...] = ()  # what values of the column on deaths mean
    stage4_confirmed: bool = False  # everybody on the list has stage 4
    names: bool = True  # whether copies bear names
    encoding: str | None = None  # the code page of a text file
    surname_first: bool = False  # whether names are written with the surname first

    def with_figures(self, figures: tuple[str, ...]) -> Answers:
        """The same, where a column on deaths holds just two figures and what one of them means is known."""
        said = {value.casefold(): meaning for value, meaning in self.vital}
        open_ones = [figure for figure in figures if figure.casefold() not in said]
        if len(figures) != 2 or len(open_ones) != 1:
            return self
        (known,) = (figure.casefold() for figure in figures if figure.casefold() in said)
        other: Vital = "alive" if said[known] == "dead" else "dead"
        return self._replace(vital=(*self.vital, (open_ones[0], other)))
