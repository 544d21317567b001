"""Rows that are not a person: repeated heads, titles between parts of a list, totals, page lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from handouts.roster.heads import folded

_FOOT: Final = re.compile(
    r"(?:grand |sub)?totals?\b|sum\b|count\b"
    r"|(?:number of |row )?(?:count|rows?|records?|appointments?|patients?)\s*[:=]"
    r"|page \d+|printed (?:on|by)\b|report (?:run|name|generated|finished)\b|run (?:on|date)\b|generated\b"
    r"|end of (?:list|report|file)|confidential\b|contains protected|[-=*_ ]{3,}$|a\.?m\.?$|p\.?m\.?$"
    r"|morning$|afternoon$|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b(?:[,.]? .*\d.*)?$",
    re.IGNORECASE,
)
_FIGURES: Final = re.compile(r"[\d.,:/%$ -]+")
_MOST_IN_FOOT: Final = 3  # cells
_PEOPLE: Final = r"(?:patients?|pts?|people|visits?|appointments?|appts?|list|today|tomorrow)"
_GONE: Final = (
    r"(?:deceased|died|dead|expired|passed away|deaths?|cancell?ed|cancellations?|no[ -]?shows?"
    r"|did not attend|dnas?|rescheduled|test|do not print)"
)
_COMING: Final = r"(?:scheduled|confirmed|booked|active|alive|living|arrived|all|new|follow[ -]?ups?)"
_WITH: Final = rf"\W*(?:{_PEOPLE} )?%s(?: {_PEOPLE})*\W*(?:\d+\W*)?"
_GONE_BELOW: Final = re.compile(_WITH % _GONE, re.IGNORECASE)
_COMING_BELOW: Final = re.compile(_WITH % _COMING, re.IGNORECASE)
_IN_TITLE: Final = re.compile(
    r"\b(?:deceased|died|dead|cancell?ed|cancellations|no[ -]?shows)\b", re.IGNORECASE
)
_NOT_ALL: Final = re.compile(
    r"\b(?:ex(?:cl\w*|cept)|no|not|without|minus|and|or|all|incl\w*|if)\b(?! ?-?shows)|,", re.IGNORECASE
)

HEADS_AGAIN: Final = "This row repeats the column heads."
_NOBODY: Final = "This row is not a person: it is a title, a total, or a page line."
_OTHER_HEADS: Final = "This row holds the heads of another table."
_IN_OTHER_TABLE: Final = (
    "It stands below the heads of another table (row {row}), so its columns may mean something else. "
    "Save that table as a list of its own."
)
_IN_PART: Final = (
    "It stands below a line for people who get no sheet (row {row}). "
    "If the person is to get one, move the row above that line."
)
_IN_LIST: Final = (
    "A line above the heads says that this is a list of people who get no sheet. If they are to get one, "
    "delete that line."
)


class OtherLine(NamedTuple):
    """A row that is not a person."""

    why: str
    below: str | None = None  # why the rows below it are refused; None where it does not matter to them


def below_titles(titles: Iterable[str]) -> str:
    """Why every row of a list is refused, by the lines above its heads; empty where they allow the rows."""
    of_gone = any(_IN_TITLE.search(title) and not _NOT_ALL.search(title) for title in titles)
    return _IN_LIST if of_gone else ""


def may_be_line(cell: str) -> bool:
    """Whether a cell in the cancer column can belong to a row that is not a person."""
    text = cell.strip()
    return not text or text.isdigit() or any(line.fullmatch(text) for line in (_GONE_BELOW, _COMING_BELOW))


def line_of(
    number: int,
    cells: Sequence[str],
    heads: Sequence[str],
    titles: frozenset[str],
    is_head: Callable[[str], bool],
) -> OtherLine | None:
    """What a row is if it is not a person; None if it may be one. `titles` are folded."""
    filled = [(at, cell.strip()) for at, cell in enumerate(cells) if cell.strip()]
    own = [at < len(heads) and folded(cell) == folded(heads[at]) for at, cell in filled]
    if len(filled) > 1 and all(own):
        return OtherLine(HEADS_AGAIN, "")
    if len(filled) > 1 and all(same or is_head(cell) for same, (_, cell) in zip(own, filled, strict=True)):
        return OtherLine(_OTHER_HEADS, _IN_OTHER_TABLE.format(row=number))
    if not 1 <= len(filled) <= _MOST_IN_FOOT:
        return None
    (_, first), *rest = filled
    if not rest and _GONE_BELOW.fullmatch(first):
        return OtherLine(_NOBODY, _IN_PART.format(row=number))
    if not rest and _COMING_BELOW.fullmatch(first):
        return OtherLine(_NOBODY, "")
    if folded(" ".join(cell for _, cell in filled)) in titles or folded(first) in titles:
        return OtherLine(_NOBODY)
    is_foot = _FOOT.match(first) and all(_FIGURES.fullmatch(cell) or _FOOT.match(cell) for _, cell in rest)
    return OtherLine(_NOBODY) if is_foot else None
