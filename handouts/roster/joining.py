"""Columns that make one together: parts of a name, day and time, several that say the same of a person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from handouts.roster import stages
from handouts.roster.cells import CellError, told
from handouts.roster.deaths import FLAG, YES_OR_NO
from handouts.roster.heads import NAME_PARTS, ListColumn, Meaning, folded, says_dead
from handouts.roster.person_name import joined as joined_name
from handouts.roster.person_name import turned
from handouts.roster.records import ColumnName
from handouts.roster.staff_words import has_staff_words_beside_name, says_canceled

How = Literal[
    "parts of a name",
    "surname first",
    "last first",
    "last then first",
    "day and time",
    "stages",
    "deaths",
    "statuses",
    "several",
]

BETWEEN: Final = "\x1f"
"""Between the cells of several columns that mean the same: the unit separator, which no cell holds."""

_MOSTLY: Final = 0.8  # of the names of a list: if so many begin with the surname, all with such a comma do
_LAST_FIRST: Final = ("last first", "name last first")
_CLOCK: Final = re.compile(r"\d:\d\d|\d ?[ap]\.?m", re.IGNORECASE)
Kind = Meaning | None
"""What a column is, where that changes its cell."""


class Joined(NamedTuple):
    """A column that is made from others of its row."""

    name: ColumnName
    how: How
    places: tuple[int | None, ...]
    kinds: tuple[Kind, ...] = ()  # of the places

    def of(self, cells: Sequence[str]) -> str:
        """The cell of a row."""
        parts = ["" if at is None else cells[at].strip() for at in self.places]
        if self.kinds:
            parts = [
                _CHANGED[kind](part) if kind in _CHANGED and part else part
                for kind, part in zip(self.kinds, parts, strict=True)
            ]
        return _JOIN[self.how](parts)


def joined_columns(
    columns: Sequence[ListColumn], sample: Sequence[Sequence[str]], *, surname_first: bool = False
) -> tuple[Joined, ...]:
    """The columns to make from those of a list."""
    places: dict[Meaning, list[int]] = {}
    for each in columns:
        if each.means:
            places.setdefault(each.means, []).append(each.place)
    first = {meaning: found[0] for meaning, found in places.items()}
    found: list[Joined] = []
    found += _name_joined(columns, first, sample, surname_first=surname_first)
    if "appointment" in first and "time" in first:
        found.append(Joined("appointment", "day and time", (first["appointment"], first["time"])))
    if "last then first" in first:
        found.append(Joined("clinician", "last then first", (first["last then first"],)))
    if len(places.get("stage", ())) > 1 or "stage once" in places:
        found.append(_of_kinds("stage", "stages", columns, ("stage", "stage once")))
    if "deceased" in places or "alive" in places:
        found.append(_of_kinds("deceased", "deaths", columns, ("deceased", "alive")))
    for name in ("test", "restricted"):
        if len(places.get(name, ())) > 1:
            found.append(Joined(name, "several", tuple(places[name])))
    if places.keys() & {"canceled", "came", "missed"} or len(places.get("status", ())) > 1:
        found.append(_of_kinds("status", "statuses", columns, ("status", "canceled", "came", "missed")))
    return tuple(found)


def _of_kinds(name: ColumnName, how: How, columns: Sequence[ListColumn], kinds: Sequence[Meaning]) -> Joined:
    """A column from all that have one of these meanings."""
    of = [each for each in columns if each.means in kinds]
    return Joined(
        name,
        how,
        tuple(each.place for each in of),
        tuple("dead, yes or no" if says_dead(each.head) else each.means for each in of),
    )


def _name_joined(
    columns: Sequence[ListColumn],
    first: Mapping[Meaning, int],
    sample: Sequence[Sequence[str]],
    *,
    surname_first: bool,
) -> Iterable[Joined]:
    if "first name" in first and "last name" in first:
        yield Joined("name", "parts of a name", tuple(first.get(part) for part in NAME_PARTS))
    elif "name" in first and folded(columns[first["name"]].head) in _LAST_FIRST:
        yield Joined("name", "last first", (first["name"],))
    elif "name" in first and (surname_first or _is_surname_first(sample[first["name"]])):
        yield Joined("name", "surname first", (first["name"],))


def _is_surname_first(names: Iterable[str]) -> bool:
    said = [turned(each) is not None for each in names if told(each.strip())]
    return bool(said) and sum(said) >= _MOSTLY * len(said)


def _name(parts: Sequence[str]) -> str:
    first, middle, last, second, suffix = parts
    if bool(first) != bool(last):
        raise CellError(
            "Only one of first and last name is filled in. Put in the whole name; "
            "for a person with one name, write - in the other column."
        )
    first, last = ("" if part == "-" else part for part in (first, last))
    return joined_name(first, middle, f"{last} {second}".strip(), suffix)


def _surname_last(parts: Sequence[str]) -> str:
    raw = parts[0]
    if says_canceled(raw) or has_staff_words_beside_name(raw):
        return raw  # which the judge of names refuses: what stands in brackets must not vanish
    return turned(raw) or raw


def _day_and_time(parts: Sequence[str]) -> str:
    day, time = (told(part) for part in parts)
    return day if not (day and time) or _CLOCK.search(day) else f"{day} {time}"


def _stages(parts: Sequence[str]) -> str:
    """The stage on which all columns agree; all of them where they do not, which nobody understands."""
    saying = [part for part in parts if stages.said(part) != "nothing"]
    if len({stages.said(part) for part in saying}) <= 1:
        return saying[0] if saying else ""
    return " / ".join(saying)


def _last_then_first(parts: Sequence[str]) -> str:
    """ "LEE ANN" as "ANN LEE"; three words or more stay, for nobody knows where the surname ends."""
    words = parts[0].split()
    return (
        f"{words[1]} {words[0]}"
        if len(words) == 2 and parts[0].isupper() and "," not in parts[0]
        else parts[0]
    )


def _surname_then_given(parts: Sequence[str]) -> str:
    """Below a head that says so, "Lee Ann" is "Ann Lee". Raises CellError for more words without a comma."""
    words = parts[0].split()
    if "," in parts[0] or len(words) < 2:
        return _surname_last(parts)
    if len(words) > 2:
        raise CellError("Where the surname ends is not clear. Write a comma after it, such as 'Lee, Ann'.")
    return f"{words[1]} {words[0]}"


def _once(part: str) -> str:
    """A stage at diagnosis: stage 4 stays stage 4; a lower one may have risen, which nobody understands."""
    return part if stages.said(part) in ("four", "nothing") else f"{part} at diagnosis"


def _alive(part: str) -> str:
    flag = part.casefold()
    return "alive" if flag in _YES else "dead" if flag in _NO else part


def _came(part: str) -> str:
    flag = part.casefold()
    return "" if flag in _YES else "no show" if flag in _NO else part


def _missed(part: str) -> str:
    flag = part.casefold()
    return "no show" if flag in _YES else "" if flag in _NO else part


def _canceled(part: str) -> str:
    """When a visit was called off, or whether: nothing, a zero or no say that it was not."""
    return "" if part.casefold() in _NOT or not part.strip("0/-. :") else "canceled"


def _several(parts: Sequence[str]) -> str:
    return BETWEEN.join(part for part in parts if told(part))


_NOT: Final = ("", "no", "n", "false", "0", "none", "null", "n/a", "-")
_YES: Final = ("yes", "y", "true", "1", "x")
_NO: Final = ("no", "n", "false", "0")
_YES_NO: Final[Mapping[str, str]] = {"0": "no", "1": "yes"}
_CHANGED: Final[Mapping[Kind, Callable[[str], str]]] = {
    "dead, yes or no": lambda part: _YES_NO.get(part, part),
    "deceased": lambda part: f"{FLAG}{part}" if part.casefold() in YES_OR_NO else part,
    "alive": _alive,
    "came": _came,
    "missed": _missed,
    "canceled": _canceled,
    "stage once": _once,
}
_JOIN: Final[Mapping[How, Callable[[Sequence[str]], str]]] = {
    "parts of a name": _name,
    "surname first": _surname_last,
    "last first": _surname_then_given,
    "last then first": _last_then_first,
    "day and time": _day_and_time,
    "stages": _stages,
    "deaths": _several,
    "statuses": _several,
    "several": _several,
}
