"""What differs between two states of a record, piece by piece: pure, on plain data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, Final

from handouts.model.base import Record

_NAMES: Final = ("id", "name", "generic", "record", "term", "sign", "stage")
"""Keys by which an item of a list is recognized, wherever it is in the list."""

_WEIGHTY: Final = frozenset(
    ("percent", "count", "drugs", "generic", "brand", "dial", "emergency", "phone", "day", "night")
)
"""Keys of what harms when it is wrong: figures, drugs, phones."""

_LIGHT: Final = frozenset((".accent", ".date", ".review", ".signed", ".sources", ".url"))
"""Where digits are no figures that a patient reads."""

_FIGURES = re.compile(r"\d[\d.,]*\d|\d")


class Change(Record, frozen=True, kw_only=True):
    """One piece that is not as it was."""

    path: str  # treatments[Hormone therapy].why
    old: str | None  # None: it was not there
    new: str | None  # None: it was removed
    weighty: bool  # a figure, a drug or a phone


def changes(old: Any, new: Any) -> tuple[Change, ...]:
    """All pieces that differ, the weighty ones first, else in the order of the record."""
    found = list(_differences(old, new, ()))
    return tuple(sorted(found, key=lambda change: not change.weighty))


def _differences(old: Any, new: Any, steps: tuple[str, ...]) -> Iterator[Change]:
    if _same(old, new):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys((*old, *new)):
            yield from _differences(old.get(key), new.get(key), (*steps, f".{key}"))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _in_lists(old, new, steps)
    else:
        yield _change(old, new, steps)


def _in_lists(old: list[Any], new: list[Any], steps: tuple[str, ...]) -> Iterator[Change]:
    olds, news = _by_name(old), _by_name(new)
    if olds is None or news is None:
        yield from _in_order(old, new, steps)
        return
    for name in dict.fromkeys((*olds, *news)):
        yield from _differences(olds.get(name), news.get(name), (*steps, f"[{name}]"))
    kept = [name for name in olds if name in news], [name for name in news if name in olds]
    if kept[0] != kept[1]:
        yield _change(", ".join(kept[0]), ", ".join(kept[1]), (*steps, " (order)"))


def _in_order(old: list[Any], new: list[Any], steps: tuple[str, ...]) -> Iterator[Change]:
    """Items without names: what stands between equal ones is compared one by one."""
    keys = [[_written(each) for each in items] for items in (old, new)]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for at in range(max(i2 - i1, j2 - j1)):
            before = old[i1 + at] if i1 + at < i2 else None
            after = new[j1 + at] if j1 + at < j2 else None
            place = j1 + at if after is not None else i1 + at
            yield from _differences(before, after, (*steps, f"[{place}]"))


def _by_name(items: list[Any]) -> dict[str, Any] | None:
    """Items by the name that each bears; None where one bears none, or two bear the same."""
    for key in _NAMES:
        if all(isinstance(item, dict) and isinstance(item.get(key), str) for item in items):
            named = {item[key]: item for item in items}
            return named if len(named) == len(items) else None
    return None


def _change(old: Any, new: Any, steps: tuple[str, ...]) -> Change:
    return Change(
        path="".join(steps).lstrip("."), old=_said(old), new=_said(new), weighty=_weighty(old, new, steps)
    )


def _weighty(old: Any, new: Any, steps: tuple[str, ...]) -> bool:
    """Whether a figure, a drug or a phone differs."""
    if not _LIGHT.isdisjoint(steps):
        return False
    keys = {step.lstrip(".") for step in steps} | _keys(old) | _keys(new)
    if keys & _WEIGHTY:
        return True
    return set(_FIGURES.findall(_said(old) or "")) != set(_FIGURES.findall(_said(new) or ""))


def _keys(value: Any) -> set[str]:
    """Every key inside a value."""
    if isinstance(value, dict):
        return set(value).union(*(_keys(each) for each in value.values()))
    if isinstance(value, list):
        return set().union(*(_keys(each) for each in value))
    return set()


def _said(value: Any) -> str | None:
    """A value in words; None where there is none."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, dict):
        ordered = sorted(value.items(), key=lambda pair: pair[0] == "sources")
        return "; ".join(f"{key}: {_said(each)}" for key, each in ordered)
    if isinstance(value, list):
        return ", ".join(_said(each) or "" for each in value)
    return _written(value)


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _same(old: Any, new: Any) -> bool:
    """Equal in YAML's eyes too: 1 is not true."""
    return bool(old == new) and _written(old) == _written(new)
