"""Columns that are joined to one: parts of a name, day and time, several with the same meaning."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from handouts.roster import stages
from handouts.roster.cells import CellError, told
from handouts.roster.deaths import FLAG, YES_OR_NO
from handouts.roster.heads import NAME_PARTS, ListColumn, Meaning, folded, says_dead, whole
from handouts.roster.person_name import joined as joined_name
from handouts.roster.person_name import turned
from handouts.roster.records import ColumnName
from handouts.roster.staff_words import has_staff_words_beside_name, says_canceled

BETWEEN: Final = "\x1f"
"""Between the cells of several columns that mean the same: the unit separator, which no cell holds."""

_MOSTLY: Final = 0.8  # of the names of a list: if so many begin with the surname, all with such a comma do
_LAST_FIRST: Final = ("last first", "name last first")
_CLOCK: Final = re.compile(r"\d:\d\d|\d ?[ap]\.?m", re.IGNORECASE)
_SAYS_DEAD: Final = "dead, yes or no"
"""The kind of a column whose head says that yes means dead."""


class Joined(NamedTuple):
    """A column that is made from others of its row."""

    name: ColumnName
    join: Callable[[Sequence[str]], str]
    places: tuple[int | None, ...]
    kinds: tuple[Meaning | None, ...] = ()  # of the places, where that changes their cells

    def of(self, cells: Sequence[str]) -> str:
        """The cell of a row. Raises CellError where the parts do not fit together."""
        parts = ["" if at is None else cells[at].strip() for at in self.places]
        for at, kind in enumerate(self.kinds):
            if parts[at] and (changed := _CHANGED.get(kind)):
                parts[at] = changed(parts[at])
        return self.join(parts)


def joined_columns(
    columns: Sequence[ListColumn], sample: Sequence[Sequence[str]], *, surname_first: bool = False
) -> tuple[Joined, ...]:
    """The columns to make from those of a list."""
    places: dict[Meaning, list[int]] = {}
    for each in columns:
        if each.means:
            places.setdefault(each.means, []).append(each.place)
    first = {meaning: found[0] for meaning, found in places.items()}
    found = [*_name_joined(columns, first, sample, surname_first=surname_first)]
    if "appointment" in first and "time" in first:
        found.append(Joined("appointment", _day_and_time, (first["appointment"], first["time"])))
    if "last then first" in first:
        found.append(Joined("clinician", _last_then_first, (first["last then first"],)))
    for name, join in _SEVERAL.items():
        parts = [each for each in columns if each.means and whole(each.means) == name]
        if len(parts) > 1 or any(each.means in _CHANGED for each in parts):
            kinds = tuple(_SAYS_DEAD if says_dead(each.head) else each.means for each in parts)
            found.append(Joined(name, join, tuple(each.place for each in parts), kinds))
    return tuple(found)


def _name_joined(
    columns: Sequence[ListColumn],
    first: Mapping[Meaning, int],
    sample: Sequence[Sequence[str]],
    *,
    surname_first: bool,
) -> Iterable[Joined]:
    if "first name" in first and "last name" in first:
        yield Joined("name", _name, tuple(first.get(part) for part in NAME_PARTS))
    elif "name" in first and folded(columns[first["name"]].head) in _LAST_FIRST:
        yield Joined("name", _surname_then_given, (first["name"],))
    elif "name" in first and (surname_first or _is_surname_first(sample[first["name"]])):
        yield Joined("name", surname_last, (first["name"],))


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


def surname_last(parts: Sequence[str]) -> str:
    """A name that may be written surname first, with its surname last."""
    raw = parts[0]
    if says_canceled(raw) or has_staff_words_beside_name(raw):
        return raw  # which the judge of names refuses: what stands in brackets must not vanish
    return turned(raw) or raw


def _day_and_time(parts: Sequence[str]) -> str:
    day, time = (told(part) for part in parts)
    return day if not (day and time) or _CLOCK.search(day) else f"{day} {time}"


def _stages(parts: Sequence[str]) -> str:
    """The stage on which all columns agree; all of them where they do not, which nobody understands."""
    saying = [part for part in parts if stages.stage_of(part) != "nothing"]
    if len({stages.stage_of(part) for part in saying}) <= 1:
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
        return surname_last(parts)
    if len(words) > 2:
        raise CellError("Where the surname ends is not clear. Write a comma after it, such as 'Lee, Ann'.")
    return f"{words[1]} {words[0]}"


def _once(part: str) -> str:
    """A stage at diagnosis: stage 4 stays stage 4; a lower one may have risen, which nobody understands."""
    return part if stages.stage_of(part) in ("four", "nothing") else f"{part} at diagnosis"


def _flag(yes: str, no: str) -> Callable[[str], str]:
    """What a yes or a no means in a column; other words stay as they are."""
    return lambda part: yes if part.casefold() in _YES else no if part.casefold() in _NO else part


def _canceled(part: str) -> str:
    """When a visit was called off, or whether: nothing, a zero or no say that it was not."""
    return "" if part.casefold() in _NOT or not part.strip("0/-. :") else "canceled"


def _several(parts: Sequence[str]) -> str:
    return BETWEEN.join(part for part in parts if told(part))


_NOT: Final = ("", "no", "n", "false", "0", "none", "null", "n/a", "-")
_YES: Final = ("yes", "y", "true", "1", "x")
_NO: Final = ("no", "n", "false", "0")
_CHANGED: Final[Mapping[Meaning | None, Callable[[str], str]]] = {
    _SAYS_DEAD: lambda part: {"0": "no", "1": "yes"}.get(part, part),
    "deceased": lambda part: f"{FLAG}{part}" if part.casefold() in YES_OR_NO else part,
    "alive": _flag("alive", "dead"),
    "came": _flag("", "no show"),
    "missed": _flag("no show", ""),
    "canceled": _canceled,
    "stage once": _once,
}
"""What becomes of a cell before it is joined to others."""

_SEVERAL: Final[Mapping[ColumnName, Callable[[Sequence[str]], str]]] = {
    "stage": _stages,
    "deceased": _several,
    "test": _several,
    "restricted": _several,
    "status": _several,
}
"""How columns that say the same of a person become one."""
