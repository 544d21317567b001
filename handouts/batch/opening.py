"""Opens the list of a run: reads it, and asks what it leaves open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from handouts.batch.options import BatchOptions
from handouts.errors import RosterError
from handouts.reading.names import find_country
from handouts.roster.answers import Answers, DateOrder
from handouts.roster.dates import order_of_country
from handouts.roster.questions import Question, answered
from handouts.roster.reading import read_roster
from handouts.roster.records import Roster

Ask = Callable[[Question], int | None]
"""The choice of a question, counted from 0; None where nobody answers."""

_MOST_QUESTIONS = 12

_SAID: dict[DateOrder, str] = {"mdy": "the month", "dmy": "the day"}


class OpenRoster(NamedTuple):
    """A list, and all that was answered about it."""

    roster: Roster
    answers: Answers
    notes: tuple[str, ...] = ()


def opened(order: BatchOptions, path: Path, ask: Ask | None) -> OpenRoster:
    """The list, with its questions answered; `ask` is None where nobody is there. Raises RosterError."""
    answers = order.answers
    asked: set[str] = set()
    for _ in range(_MOST_QUESTIONS):
        roster = read_roster(path, order.clinic_folder, answers)
        if (figures := answers._replace(vital=roster.settled.vital)).vital and figures != answers:
            answers = figures  # of two figures, what one means says what the other does
            continue
        dates, why = answers.dates or roster.dates, ""
        if dates is None:
            dates, why = _by_country_or_others(_order_of_country(order), roster.other_dates)
        open_ones = [each for each in roster.questions if each.kind != "dates" or dates is None]
        waiting = [each for each in open_ones if each.text not in asked]
        if not waiting:
            return OpenRoster(roster, _settled(answers, roster, dates), _dates_notes(roster, dates, why))
        question = waiting[0]
        asked.add(question.text)
        choice = ask(question) if ask else None
        if choice is not None:
            answers = answered(answers, question, choice)
        elif question.stops:
            raise RosterError(" ".join(each.sentence for each in waiting if each.stops))
    raise RosterError("The list leaves too much open. Give it other heads: handouts roster template FILE")


def _settled(answers: Answers, roster: Roster, dates: DateOrder | None) -> Answers:
    """All that was decided, so that rows which are run again are read in the same way."""
    found = roster.settled
    return answers._replace(
        dates=dates,
        columns=found.columns or answers.columns,
        surname_first=found.surname_first or answers.surname_first,
    )


def _by_country_or_others(
    country: DateOrder | None, others: DateOrder | None
) -> tuple[DateOrder | None, str]:
    """The order by the country, or by dates that are not read, and which; none where they differ."""
    if country and others and country != others:
        return None, ""
    return (country, "as in the country of this list") if country else (others, "as other dates in it show")


def _dates_notes(roster: Roster, order: DateOrder | None, why: str) -> tuple[str, ...]:
    """How dates are read that could be read in two ways, where it is not the visits that decide it."""
    if order is None or not why or not any(each.kind == "dates" for each in roster.questions):
        return ()
    return (f"Dates in numbers are read with {_SAID[order]} first, {why}.",)


def _order_of_country(order: BatchOptions) -> DateOrder | None:
    """The order of day and month in the country that the run or the clinic names; None where none does."""
    named = order.defaults.country
    if named is None and order.clinic_folder is not None:
        from handouts.reading.clinic import read_clinic  # YAML

        named = read_clinic(order.clinic_folder).clinic.country
    return order_of_country(find_country(named, order.clinic_folder)) if named else None
