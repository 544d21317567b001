"""What a person says about a list as a whole, where the list itself leaves it open."""

from __future__ import annotations

from typing import Literal, NamedTuple

from handouts.roster.records import ColumnName

DateOrder = Literal["mdy", "dmy"]
"""Whether the month or the day comes first in dates of figures that end with the year."""

Vital = Literal["alive", "dead"]


class Answers(NamedTuple):
    """Answers that hold for all rows of a list."""

    columns: tuple[tuple[ColumnName, str], ...] = ()  # what a column is to be read as, and its head
    dates: DateOrder | None = None
    vital: tuple[tuple[str, Vital], ...] = ()  # what values of the column on deaths mean
    stage4_confirmed: bool = False  # everybody on the list has stage 4
    names: bool = True  # whether copies bear names
    encoding: str | None = None  # the code page of a text file

    def meanings(self) -> dict[str, Vital]:
        """What figures in a column on deaths mean: if 1 means the one, 0 and 2 mean the other."""
        said = dict(self.vital)
        for figure, others in (("1", ("0", "2")), ("0", ("1",)), ("2", ("1",))):
            if figure in said:
                for other in others:
                    said.setdefault(other, "alive" if said[figure] == "dead" else "dead")
        return said
