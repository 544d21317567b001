"""Heads of columns: what people call them, and what they mean here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, get_args

from handouts.errors import RosterError
from handouts.roster.records import ColumnName

_ALIASES: dict[ColumnName, tuple[str, ...]] = {
    "name": ("patient", "patient name", "full name", "for", "recipient", "person"),
    "date": ("handout date", "sheet date", "print date", "date printed"),
    "clinician": (
        "doctor",
        "provider",
        "oncologist",
        "physician",
        "consultant",
        "attending",
        "your clinician",
    ),
    "appointment": (
        "visit",
        "next visit",
        "next appointment",
        "appt",
        "next appt",
        "appointment date",
        "visit date",
    ),
    "note": ("notes", "note for you", "note for patient"),
    "cancer": (
        "cancers",
        "cancer type",
        "type of cancer",
        "diagnosis",
        "diagnoses",
        "primary diagnosis",
        "topic",
        "dx",
        "dx code",
        "diagnosis code",
        "icd",
        "icd code",
        "icd10",
        "icd 10",
        "icd10 code",
        "icd 10 code",
        "icd10cm",
        "icd 10 cm",
        "icd 10 cm code",
    ),
    "stage": ("cancer stage", "clinical stage", "stage group", "tnm stage", "ajcc stage"),
    "layout": ("format", "print format"),
    "paper": ("paper size",),
    "language": ("lang", "preferred language"),
    "country": (),
    "numbers": ("survival numbers", "numbers page"),
    "tips": ("tip",),
    "id": (
        "mrn",
        "patient id",
        "patient number",
        "record",
        "record number",
        "medical record number",
        "chart number",
    ),
    "status": (),
    "test": (),
    "restricted": (),
    "deceased": (
        "died",
        "dead",
        "death",
        "vital status",
        "date of death",
        "death date",
        "deceased date",
        "dod",
    ),
}
"""Comments and birth dates are no aliases of anything: they are not written for the person to read."""

_FIRST = ("first name", "firstname", "given name", "forename")
_LAST = ("last name", "lastname", "family name", "surname")

MEANINGS: dict[str, ColumnName] = {
    alias: name for name in get_args(ColumnName) for alias in (name, *_ALIASES[name])
}
"""Every head that is understood, folded, and its meaning."""

_CLOSE = 0.8  # of 1: how like a known head an unknown one must be to be taken for a slip
_SHOWN = 10  # heads that a warning names
_LONGEST_SHOWN = 40  # characters of a head that a message repeats
REASON = "reason"
"""The column that a run adds to rows which it could not print."""

_NEEDED = (
    "The first row must name the columns: at least cancer, and as a rule name. "
    "A file to start from: handouts roster template FILE"
)


class Columns(NamedTuple):
    """What the heads of a roster mean."""

    heads: tuple[str, ...]  # as they stand; a joined name comes last
    named: dict[ColumnName, int]
    warnings: tuple[str, ...]
    width: int  # how many columns the file itself has
    joined: tuple[int, int] | None = None  # the columns of first and last name that make one name

    def cells(self, cells: Sequence[str]) -> tuple[str, ...]:
        """A row's cells, with first and last name joined at the end where the roster has them apart."""
        if self.joined is None:
            return tuple(cells)
        first, last = self.joined
        return (*cells, f"{cells[first].strip()} {cells[last].strip()}".strip())


def folded(head: str) -> str:
    """A head without differences that people do not mean: case, marks, what stands in brackets."""
    plain = re.sub(r"\(.*?\)", " ", head.casefold())
    return " ".join(re.sub(r"[\W_]+", " ", plain).split())


def is_head(cell: str, name: ColumnName) -> bool:
    """Whether a cell is a head with this meaning, as where lists with heads were put together."""
    return MEANINGS.get(folded(cell)) == name


def known_heads(heads: Iterable[str]) -> int:
    """How many of the heads are understood; tells heads from patients, and one delimiter from another."""
    return sum(1 for head in heads if _understood(folded(head)))


def stripped(cells: Sequence[str]) -> tuple[str, ...]:
    """Heads without a mark of the file's beginning, blanks around them, and empty ones at the end."""
    heads = tuple(head.removeprefix("\ufeff").strip() for head in cells)
    while heads and not heads[-1]:
        heads = heads[:-1]
    return heads


def meanings(heads: Sequence[str]) -> dict[ColumnName, int]:
    """What the heads alone say of columns: the first place of each meaning. Values may say otherwise."""
    found: dict[ColumnName, int] = {}
    for place, head in enumerate(heads):
        if meaning := MEANINGS.get(folded(head)):
            found.setdefault(meaning, place)
    return found


def understand(cells: Sequence[str]) -> Columns:
    """What the first row says. Raises RosterError where it cannot be the heads of a roster.

    A message repeats a head only where the row is surely one of heads: else a patient may stand there.
    """
    heads = stripped(cells)
    if not known_heads(heads):
        raise no_known_head()
    named = _named(heads)
    if "cancer" not in named:
        raise RosterError(f"No column of this roster is called cancer{_near_cancer(heads)} {_NEEDED}")
    joined, warnings = _joined_name(heads, named)
    if "name" not in named:
        warnings.append("There is no column called name: the copies bear no names.")
    warnings += _unread(heads, named, joined)
    width = len(heads)
    if joined is not None:
        heads = (*heads, "name")
    return Columns(heads, named, tuple(warnings), width, joined)


def no_known_head() -> RosterError:
    """The error for a roster without heads. It repeats nothing: the first row may be a patient."""
    return RosterError(f"No column of this roster has a head that is known. {_NEEDED}")


def _understood(head: str) -> bool:
    return head in MEANINGS or head in _FIRST or head in _LAST


def _named(heads: tuple[str, ...]) -> dict[ColumnName, int]:
    """The place of each meaning. Raises RosterError where two columns have the same."""
    named: dict[ColumnName, int] = {}
    for place, head in enumerate(heads):
        meaning = MEANINGS.get(folded(head))
        if meaning is None:
            continue
        if meaning in named:
            first = heads[named[meaning]]
            raise RosterError(
                f"The columns '{first}' (column {named[meaning] + 1}) and '{head}' (column {place + 1}) both "
                f"mean {meaning}. Take one out, or rename the one that is not to be read."
            )
        named[meaning] = place
    return named


def _joined_name(
    heads: tuple[str, ...], named: dict[ColumnName, int]
) -> tuple[tuple[int, int] | None, list[str]]:
    """Where first and last name stand apart, and what to say of it; completes `named`."""
    if "name" in named:
        return None, []
    places = [_places(heads, aliases) for aliases in (_FIRST, _LAST)]
    for found in places:
        if len(found) > 1:
            raise RosterError(f"The columns '{heads[found[0]]}' and '{heads[found[1]]}' mean the same.")
    firsts, lasts = places
    if firsts and lasts:
        named["name"] = len(heads)
        return (firsts[0], lasts[0]), []
    for place in (*firsts, *lasts):
        named["name"] = place
        return None, [f"Only the column '{heads[place]}' is printed as the name."]
    return None, []


def _places(heads: tuple[str, ...], aliases: tuple[str, ...]) -> list[int]:
    return [place for place, head in enumerate(heads) if folded(head) in aliases]


def _unread(
    heads: tuple[str, ...], named: dict[ColumnName, int], joined: tuple[int, int] | None
) -> list[str]:
    """What to say of columns that are not read."""
    read = {*named.values(), *(joined or ())}
    parts = [place for place in _places(heads, (*_FIRST, *_LAST)) if place not in read]
    read.update(parts if "name" in named else ())
    unread = [
        (place, head)
        for place, head in enumerate(heads)
        if place not in read and folded(head) != REASON  # of a run before, in rows that have been mended
    ]
    if not unread:
        return []
    shown = [f"{_shown(head, place)}{_hint(head)}" for place, head in unread[:_SHOWN]]
    more = f", and {len(unread) - _SHOWN} more" if len(unread) > _SHOWN else ""
    return [f"Not read, for their heads are not known: {', '.join(shown)}{more}."]


def _shown(head: str, place: int) -> str:
    clean = "".join(letter if letter.isprintable() else " " for letter in head)[:_LONGEST_SHOWN]
    return f"'{clean}'" if clean.strip() else f"column {place + 1} (no head)"


def _hint(head: str) -> str:
    close = _nearest(head, MEANINGS)
    return f" (did you mean {close}?)" if close else ""


def _near_cancer(heads: tuple[str, ...]) -> str:
    """A head that is nearly one for the cancer, by its place: the head itself may be a patient's word."""
    aliases = [alias for alias, meaning in MEANINGS.items() if meaning == "cancer"]
    for place, head in enumerate(heads):
        close = _nearest(head, aliases)
        if close and not _understood(folded(head)):
            return f"; did you mean {close} by the head of column {place + 1}?"
    return "."


def _nearest(head: str, aliases: Iterable[str]) -> str:
    import difflib  # only when something is not understood

    close = difflib.get_close_matches(folded(head)[:64], list(aliases), 1, _CLOSE)
    return close[0] if close else ""
